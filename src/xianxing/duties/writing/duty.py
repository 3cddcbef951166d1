from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest, Page

OFFICE = "xianxing.office.access.roles:is_office_member"
LIST = "xianxing.duties.writing.permissions:may_list_papers"
INCOMING = "xianxing.duties.writing.permissions:may_list_incoming"
HANDOVER = "xianxing.duties.writing.handover:take_over"

DUTY = Manifest(
    name="writing",
    title=_("文稿"),
    standard=_("写得比记者好，发文不出一处差错"),
    order=30,
    pages=(
        Page(
            title=_("发文"),
            url_name="writing:list",
            icon="pen",
            order=30,
            allowed=LIST,
            badge="xianxing.duties.writing.queries.listing:count_waiting",
        ),
        Page(
            title=_("收文"),
            url_name="writing:incoming",
            icon="inbox",
            order=31,
            allowed=INCOMING,
            badge="xianxing.duties.writing.queries.listing:count_incoming",
        ),
    ),
    commands=(
        Command(title=_("新建文稿"), url_name="writing:new", allowed=OFFICE, keys="g w"),
        Command(title=_("签收来文"), url_name="writing:receive", allowed=OFFICE),
        Command(title=_("发文登记簿"), url_name="writing:book", allowed=OFFICE),
    ),
    verbs={
        "writing.paper.drafted": _("拟稿"),
        "writing.paper.saved": _("修改文稿"),
        "writing.paper.retyped": _("更改文种和格式"),
        "writing.paper.consulted": _("送会签"),
        "writing.paper.gathered": _("会签结束"),
        "writing.paper.submitted": _("送审核"),
        "writing.paper.returned": _("退回修改"),
        "writing.paper.reviewed": _("审核通过"),
        "writing.paper.cosigned": _("会签签署"),
        "writing.paper.signed": _("签发"),
        "writing.paper.declined": _("退回重拟"),
        "writing.paper.referred_back": _("退原签批人复审"),
        "writing.paper.rechecked": _("复核通过"),
        "writing.paper.numbered": _("登记编号"),
        "writing.paper.printed": _("印制"),
        "writing.paper.issued": _("核发"),
        "writing.paper.archived": _("归档"),
        "writing.paper.voided": _("撤销文件"),
        "writing.paper.repealed": _("废止文件"),
        "writing.paper.dropped": _("终止办理"),
        "writing.paper.reminded": _("催办"),
        "writing.paper.handed_over": _("移交文稿"),
        "writing.consultation.answered": _("反馈会签意见"),
        "writing.consultation.settled": _("协商不同意见"),
        "writing.comment.written": _("批注"),
        "writing.comment.settled": _("处理批注"),
        "writing.number.voided": _("编号作废"),
        "writing.copy.received": _("签收文件"),
        "writing.book.exported": _("导出发文登记簿"),
        "writing.incoming.received": _("签收来文"),
        "writing.incoming.registered": _("收文登记"),
        "writing.incoming.examined": _("初审通过"),
        "writing.incoming.sent_back": _("退文"),
        "writing.incoming.circulated": _("送阅"),
        "writing.incoming.read": _("阅件"),
        "writing.incoming.assigned": _("批办"),
        "writing.incoming.answered": _("答复来文"),
        "writing.incoming.archived": _("来文归档"),
        "writing.incoming.reminded": _("催办来文"),
        "writing.incoming.handed_over": _("移交来文"),
    },
    listens={
        "people.person.left": (HANDOVER,),
        "today.work.handed_over": (HANDOVER,),
    },
    sources={
        "writing.paper": "xianxing.duties.writing.sources:seen_papers",
        "writing.incoming": "xianxing.duties.writing.sources:seen_incoming",
    },
    figures="xianxing.duties.writing.figures:list_figures",
    open_work="xianxing.duties.writing.handover:open_work",
    today="xianxing.duties.writing.today:sections",
    demo="xianxing.duties.writing.demo:tell_stories",
    commands_line="xianxing.duties.writing.cli:writing",
    urls="xianxing.duties.writing.urls",
)
