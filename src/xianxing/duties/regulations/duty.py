from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest, Page

READ = "xianxing.duties.regulations.permissions:may_read_rulebook"
SEE = "xianxing.duties.regulations.permissions:may_see_governance"
WRITE = "xianxing.duties.regulations.permissions:may_write_rules"
GOVERN = "xianxing.duties.regulations.permissions:may_govern_rules"
TAKE_OVER = "xianxing.duties.regulations.handover:take_over"

DUTY = Manifest(
    name="regulations",
    title=_("规章制度"),
    standard=_("件件有章可循，条条现行有效"),
    order=110,
    pages=(
        Page(title=_("规章制度"), url_name="regulations:list", icon="scale", order=69, allowed=READ),
        Page(title=_("制度缺口"), url_name="regulations:gaps", icon="alert", order=69, allowed=SEE),
    ),
    commands=(
        Command(title=_("规定怎么说"), url_name="regulations:ask", allowed=READ, keys="g r"),
        Command(title=_("导入法规"), url_name="regulations:import", allowed=WRITE),
        Command(title=_("起草制度"), url_name="regulations:write", allowed=WRITE),
        Command(title=_("限额"), url_name="regulations:packs", allowed=SEE),
        Command(title=_("工作领域"), url_name="regulations:areas", allowed=GOVERN),
    ),
    verbs={
        "regulations.draft.written": _("起草制度"),
        "regulations.draft.changed": _("修改制度草稿"),
        "regulations.draft.consulted": _("送会签"),
        "regulations.draft.answered": _("会签"),
        "regulations.draft.replied": _("答复会签意见"),
        "regulations.draft.withdrawn": _("撤回制度草稿"),
        "regulations.draft.published": _("发布制度"),
        "regulations.draft.handed": _("移交制度工作"),
        "regulations.rule.told": _("告知制度"),
        "regulations.rule.acknowledged": _("确认阅知"),
        "regulations.rule.reviewed": _("复审制度"),
        "regulations.stewardship.changed": _("调整领域和复审日期"),
        "regulations.area.changed": _("调整工作领域"),
    },
    listens={
        "people.person.left": (TAKE_OVER,),
        "today.work.handed_over": (TAKE_OVER,),
    },
    sources={"authority.clause": "xianxing.duties.regulations.sources:shown_clauses"},
    begin="xianxing.duties.regulations.actions.beginning:begin",
    open_work="xianxing.duties.regulations.handover:open_work",
    figures="xianxing.duties.regulations.figures:list_figures",
    today="xianxing.duties.regulations.today:sections",
    demo="xianxing.duties.regulations.demo:tell_stories",
    commands_line="xianxing.duties.regulations.cli:regulations",
    urls="xianxing.duties.regulations.urls",
)
