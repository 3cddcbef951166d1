from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest, Page

SIGNED_IN = "xianxing.office.access.roles:is_signed_in"
HEAD = "xianxing.office.access.roles:is_head"

DUTY = Manifest(
    name="today",
    title=_("今日"),
    standard=_("日复一日，件件有着落"),
    order=1,
    pages=(Page(title=_("今日"), url_name="today:page", icon="home", order=1, allowed=SIGNED_IN),),
    commands=(
        Command(title=_("移交工作"), url_name="today:handover", allowed=HEAD),
        Command(title=_("设置亮灯天数"), url_name="today:lamps", allowed=HEAD),
    ),
    verbs={
        "today.lampscale.changed": _("调整亮灯天数"),
        "today.work.handed_over": _("移交工作"),
    },
    listens={"access.account.signed_in": ("xianxing.duties.today.keeping:on_signed_in",)},
    timers={"today.figures": "xianxing.duties.today.keeping:keep_nightly"},
    figures="xianxing.duties.today.figures:figures",
    today="xianxing.duties.today.given:sections",
    demo="xianxing.duties.today.demo:tell_stories",
    urls="xianxing.duties.today.urls",
)
