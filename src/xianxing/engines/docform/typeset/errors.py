"""What the typesetting half refuses.

TypesetError
├── BadSettingsError   a page that cannot hold text
├── FontsError         no font in which Chinese can be set
├── BadPictureError    a picture or a seal that cannot be drawn
└── LayoutError        the layout engine gave up on a document
"""


class TypesetError(ValueError):
    """Root of every refusal of typesetting; the message is written for the person who asked."""


class BadSettingsError(TypesetError):
    """The page described leaves no room for text."""


class FontsError(TypesetError):
    """No usable font was found."""


class BadPictureError(TypesetError):
    """A picture cannot be drawn."""


class LayoutError(TypesetError):
    """The document could not be laid out."""
