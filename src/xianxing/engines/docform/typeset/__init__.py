"""Official documents as PDF, measured to the standard."""

from xianxing.engines.docform.typeset.closing import Closing, Seal, Stamp, Way
from xianxing.engines.docform.typeset.errors import (
    BadPictureError,
    BadSettingsError,
    BadTemplateError,
    FontsError,
)
from xianxing.engines.docform.typeset.fonts import FontShelf, Substitution
from xianxing.engines.docform.typeset.measure import Box, Ink, Page, measure_pages
from xianxing.engines.docform.typeset.press import Press, Rendering, render_pdf
from xianxing.engines.docform.typeset.preview import page_count, preview
from xianxing.engines.docform.typeset.settings import NumberStyle, PageSettings, Role

__all__ = [
    "BadPictureError",
    "BadSettingsError",
    "BadTemplateError",
    "Box",
    "Closing",
    "FontShelf",
    "FontsError",
    "Ink",
    "NumberStyle",
    "Page",
    "PageSettings",
    "Press",
    "Rendering",
    "Role",
    "Seal",
    "Stamp",
    "Substitution",
    "Way",
    "measure_pages",
    "page_count",
    "preview",
    "render_pdf",
]
