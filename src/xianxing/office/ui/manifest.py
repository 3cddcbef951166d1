from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest

MANIFEST = Manifest(
    name="ui",
    title=_("界面"),
    order=900,
    commands=(Command(_("界面样例"), "ui:kit", "xianxing.office.ui.permissions:may_see_kit"),),
    urls="xianxing.office.ui.urls",
)
