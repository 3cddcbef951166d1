from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Manifest, Page

MANIFEST = Manifest(
    name="access",
    title=_("账号权限"),
    order=900,
    pages=(
        Page(
            title=_("账号与角色"),
            url_name="access:accounts",
            icon="shield",
            order=900,
            allowed="xianxing.office.access.roles:is_security_officer",
        ),
        Page(
            title=_("审计台账"),
            url_name="access:audit",
            icon="book",
            order=910,
            allowed="xianxing.office.access.roles:is_audit_officer",
        ),
    ),
    verbs={
        "access.account.opened": _("开立账号"),
        "access.account.closed": _("停用账号"),
        "access.account.reopened": _("启用账号"),
        "access.role.granted": _("授予角色"),
        "access.role.ended": _("收回角色"),
        "access.password.reset": _("重置口令"),
        "access.password.changed": _("修改口令"),
        "access.account.signed_in": _("登录"),
        "access.account.refused": _("登录失败"),
    },
    listens={"people.person.left": ("xianxing.office.access.leaving:on_person_left",)},
    urls="xianxing.office.access.urls",
)
