from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest, Page

_RULES = "xianxing.office.authority.permissions:may_read_rules"
_LAWS = "xianxing.office.authority.permissions:may_read_laws"

MANIFEST = Manifest(
    name="authority",
    title=_("依据与权限"),
    order=70,
    pages=(
        Page(title=_("权限与时限表"), url_name="authority:tables", icon="board", order=71, allowed=_RULES),
    ),
    commands=(
        Command(title=_("查法规条款"), url_name="authority:laws", allowed=_LAWS),
        Command(title=_("查权限表、时限表"), url_name="authority:tables", allowed=_RULES),
    ),
    verbs={
        "authority.instrument.entered": _("录入法规制度"),
        "authority.instrument.amended": _("由新文本替代"),
        "authority.instrument.repealed": _("废止法规制度"),
        "authority.limit.entered": _("录入限额"),
        "authority.limit.set": _("设定本办公室限额"),
        "authority.version.checked": _("复核规则表草稿"),
        "authority.version.drafted": _("起草规则表"),
        "authority.version.edited": _("修改规则表草稿"),
        "authority.version.discarded": _("放弃规则表草稿"),
        "authority.version.published": _("发布规则表"),
        "authority.version.retired": _("停用规则表旧版"),
    },
    commands_line="xianxing.office.authority.cli:authority",
    urls="xianxing.office.authority.urls",
)
