"""Official documents as PDF, measured to the standard."""

from xianxing.engines.docform.typeset.closing import Closing, Seal, Stamp, Way
from xianxing.engines.docform.typeset.errors import (
    BadPictureError,
    BadSettingsError,
    FontsError,
    LayoutError,
    TypesetError,
)
from xianxing.engines.docform.typeset.fonts import FontShelf, Substitution
from xianxing.engines.docform.typeset.press import Press, Rendering, page_count, render_pdf
from xianxing.engines.docform.typeset.settings import NumberStyle, PageSettings, Role

__all__ = [
    "BadPictureError",
    "BadSettingsError",
    "Closing",
    "FontShelf",
    "FontsError",
    "LayoutError",
    "NumberStyle",
    "PageSettings",
    "Press",
    "Rendering",
    "Role",
    "Seal",
    "Stamp",
    "Substitution",
    "TypesetError",
    "Way",
    "page_count",
    "render_pdf",
]
