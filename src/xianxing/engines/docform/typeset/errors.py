"""What typesetting refuses; each is a `LayoutError` of the engine.

LayoutError
├── BadSettingsError   a page that cannot hold text
├── FontsError         no font in which Chinese can be set
├── BadPictureError    a picture or a seal that cannot be drawn
└── BadTemplateError   a file that a house template cannot be learnt from
"""

from xianxing.engines.docform.errors import LayoutError


class BadSettingsError(LayoutError):
    """The page described leaves no room for text."""


class FontsError(LayoutError):
    """No usable font was found."""


class BadPictureError(LayoutError):
    """A picture cannot be drawn."""


class BadTemplateError(LayoutError):
    """The file is no Word document that a template can be learnt from."""
