"""Papers as PDF, pictures and .docx, made by the document engine on one warm press.

The typesetters are loaded when the first paper is printed, not when the office opens in the morning.
"""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from xianxing.duties.writing.engine.content import Composed

if TYPE_CHECKING:
    from xianxing.engines.docform.typeset import Press, Rendering

KEPT_PDFS = 24
KEPT_PAGES = 96
_turn = Lock()


@cache
def _press() -> Press:
    from xianxing.engines.docform.typeset import Press  # late import: start-up time

    return Press()


class _Setting:
    """A document to set; equal to another of the same text, type and form, so that a cache goes by those."""

    def __init__(self, composed: Composed) -> None:
        self.document = composed.document
        self.key = (composed.text, composed.document.type, composed.document.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Setting) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=KEPT_PDFS)
def _rendered(setting: _Setting) -> Rendering:
    with _turn:
        return _press().render(setting.document)


def print_paper(composed: Composed) -> Rendering:
    """Return a paper as PDF/A with its number of pages; the same text is set only once.

    Raises:
        LayoutError: the document engine could not lay it out; the message says why.
    """
    return _rendered(_Setting(composed))


@lru_cache(maxsize=KEPT_PAGES)
def draw_page(pdf: bytes, page: int, width_px: int) -> bytes:
    """Return one page of a PDF as PNG.

    Raises:
        LayoutError: there is no such page.
    """
    from xianxing.engines.docform.typeset import preview  # late import: start-up time

    return preview(pdf, page=page, width_px=width_px)


def write_word(composed: Composed) -> bytes:
    """Return a paper as .docx with the geometry of its PDF."""
    from xianxing.engines.docform.word import write_docx  # late import: start-up time

    return write_docx(composed.document, like=print_paper(composed))
