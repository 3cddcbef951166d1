from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Manifest

DUTY = Manifest(
    name="regulations",
    title=_("规章制度"),
    standard=_("件件有章可循，条条现行有效"),
    order=110,
    commands_line="xianxing.duties.regulations.cli:regulations",
)
