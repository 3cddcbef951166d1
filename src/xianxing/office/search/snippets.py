"""Where the words of a query stand in a text that the reader may see. Pure."""

import re
from dataclasses import dataclass

from xianxing.text import normalise


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, marked or not."""

    text: str
    marked: bool


def highlight(text: str, query: str) -> tuple[Piece, ...]:
    """Return the text in pieces, every word of the query marked; joined they give the text back."""
    words = sorted({word for word in normalise(query[:200]).split() if word}, key=len, reverse=True)
    if not words or not text:
        return (Piece(text, marked=False),) if text else ()
    pattern = re.compile("(" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)
    pieces = enumerate(pattern.split(text))
    return tuple(Piece(piece, marked=bool(at % 2)) for at, piece in pieces if piece)


def snippet(text: str, query: str, *, width: int = 80) -> tuple[Piece, ...]:
    """Return about ``width`` characters around the first word of the query that is found, the words marked.

    The caller passes only text that the reader may see: nothing is taken from the index.
    """
    flat = " ".join(text.split())
    pieces = highlight(flat, query)
    before = pieces[0].text if pieces and not pieces[0].marked and len(pieces) > 1 else ""
    start = max(0, len(before) - width // 4)
    cut = flat[start : start + width]
    opening, closing = "…" if start else "", "…" if start + width < len(flat) else ""
    return highlight(opening + cut + closing, query)
