from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Manifest

MANIFEST = Manifest(name="numbering", title=_("编号"))
