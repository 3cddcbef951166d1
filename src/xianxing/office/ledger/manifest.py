from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Manifest

MANIFEST = Manifest(
    name="ledger",
    title=_("台账"),
    verbs={"ledger.value.erased": _("清除保密内容")},
    commands_line="xianxing.office.ledger.cli:ledger",
)
