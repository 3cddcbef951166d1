from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest, Page

MANIFEST = Manifest(
    name="register",
    title=_("来件登记"),
    order=60,
    pages=(
        Page(
            title=_("来件登记簿"),
            url_name="register:book",
            icon="book",
            order=60,
            allowed="xianxing.office.register.permissions:may_see_register",
        ),
    ),
    commands=(
        Command(
            title=_("打开来件登记簿"),
            url_name="register:book",
            allowed="xianxing.office.register.permissions:may_see_register",
        ),
    ),
    verbs={
        "register.entry.registered": _("登记来件"),
        "register.entry.corrected": _("更正登记"),
        "register.entry.restricted": _("限定知悉范围"),
        "register.entry.hidden": _("对有关人员隐去"),
        "register.entry.opened": _("解除限定"),
        "register.file.attached": _("添加附件"),
        "register.code.reissued": _("补发查询码"),
        "register.sender.revealed": _("查看来信人信息"),
        "register.sender.erased": _("删除来信人信息"),
        "register.book.exported": _("导出登记簿"),
        "register.record.exported": _("提供本人信息副本"),
    },
    sources={"register.entry": "xianxing.office.register.search:shown_entries"},
    urls="xianxing.office.register.urls",
)
