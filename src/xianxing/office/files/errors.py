"""What the store of files refuses.

RefusedFile (ValueError)
├── UnsupportedType     the content is of no accepted type, or of a dangerous one
├── DamagedFile         the content claims a type and does not keep to it
├── TooLarge            more bytes than ``FILE_LIMIT_BYTES``, packed or unpacked
└── EmptyFile           no bytes at all
ClassifiedMaterial (ValueError)
"""


class RefusedFile(ValueError):
    """Root of the refusals of a file; the message is written for the person who sent it."""


class UnsupportedType(RefusedFile):
    """The content is of a type that is not accepted."""


class DamagedFile(RefusedFile):
    """The content cannot be read as the type it claims to be."""


class TooLarge(RefusedFile):
    """The file is larger than this installation allows."""


class EmptyFile(RefusedFile):
    """The file holds nothing."""


class ClassifiedMaterial(ValueError):
    """The text bears a mark of a state secret, which must not be kept here."""
