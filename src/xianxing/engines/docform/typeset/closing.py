"""How a document is signed: with seals, with a signature stamp, or without either."""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """The three ways, and the one that follows from the form. Source: GB/T 9704-2012 7.3.5.1-7.3.5.3."""

    BY_FORM = "by_form"
    """Sealed for ordinary documents and letters, stamped for orders, unsealed for minutes and plain papers."""
    SEALED = "sealed"
    UNSEALED = "unsealed"
    STAMPED = "stamped"


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal to draw: the office's own picture, or an empty red ring with `words` where there is none.

    A ring never looks like a seal: it has no star and no organ's name, and it is drawn only when it is asked for.
    """

    content: bytes = b""
    media_type: str = "image/png"
    diameter_mm: float = 42.0
    words: str = "印章位置"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A signature stamp: the signer's post, and the stamp's picture or the name in its place."""

    post: str
    name: str = ""
    content: bytes = b""
    media_type: str = "image/png"
    height_mm: float = 20.0


@dataclass(frozen=True, slots=True)
class Closing:
    """How a document is signed. Without pictures a sealed document leaves the room the seal will need.

    Seals and stamps come in the order of the organs. Source: GB/T 9704-2012 7.3.5.
    """

    way: Way = Way.BY_FORM
    seals: tuple[Seal, ...] = ()
    stamps: tuple[Stamp, ...] = ()
