from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest

MANIFEST = Manifest(
    name="notices",
    title=_("通知"),
    order=890,
    commands=(
        Command(
            title=_("查看通知"), url_name="notices:list", allowed="xianxing.office.access.roles:is_signed_in"
        ),
    ),
    timers={"notices.outbox.prune": "xianxing.office.notices.upkeep:prune"},
    urls="xianxing.office.notices.urls",
)
