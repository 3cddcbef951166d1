from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Manifest

MANIFEST = Manifest(
    name="search",
    title=_("搜索"),
    urls="xianxing.office.search.urls",
    commands_line="xianxing.office.search.cli:search",
)
