"""A message read once: what keywords and learning both need, cut and normalised a single time."""

from dataclasses import dataclass
from typing import Self

from xianxing.engines.triage.types import Message
from xianxing.text import STOP_WORDS, cut, normalise


@dataclass(frozen=True, slots=True)
class Reading:
    """Words without function words, and the letters alone, of the title and of the text."""

    title_words: tuple[str, ...]
    text_words: tuple[str, ...]
    title: str
    text: str

    @classmethod
    def of(cls, message: Message) -> Self:
        """The reading of a message."""
        title_words, title = _read(message.title)
        text_words, text = _read(message.text)
        return cls(title_words, text_words, title, text)


def _read(text: str) -> tuple[tuple[str, ...], str]:
    pieces = [piece for piece in cut(normalise(text).casefold()) if piece[:1].isalnum()]
    return tuple(piece for piece in pieces if piece not in STOP_WORDS), "".join(pieces)
