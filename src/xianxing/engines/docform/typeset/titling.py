"""The lines of a document's titles."""

from xianxing.engines.docform.terms import Document, Kind
from xianxing.engines.docform.typeset.opening import mark_lines
from xianxing.engines.docform.typeset.settings import POINT_MM, PageSettings
from xianxing.engines.docform.typeset.title import break_title

TITLE_PT = 22.0
_MARGIN_MM = 8.0


def title_lines(text: str, document: Document, settings: PageSettings) -> tuple[str, ...]:
    """The lines of a title of 22 points on this page. Source: GB/T 9704-2012 7.3.1."""
    width = (settings.text_width_mm - _MARGIN_MM) / (TITLE_PT * POINT_MM)
    return break_title(text.strip(), width=width, names=known_names(document), body=document.source)


def known_names(document: Document) -> tuple[str, ...]:
    """Names that a title keeps whole: organs that the document itself names. Source: GB/T 9704-2012 7.3.1."""
    organs, _ = mark_lines(document.of(Kind.ISSUER_MARK))
    signed = (element.text.strip() for element in document.of(Kind.SIGNATURE))
    return tuple(dict.fromkeys((*organs, *signed)))
