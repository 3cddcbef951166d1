"""Writing with the fonts of the tests, which stay warm."""

from xianxing.engines.docform.terms import Document
from xianxing.engines.docform.typeset import Closing, PageSettings
from xianxing.engines.docform.typeset.tests.cast import PRESS
from xianxing.engines.docform.word import write_docx


def write(
    document: Document, *, settings: PageSettings | None = None, closing: Closing | None = None
) -> bytes:
    """The document as .docx, like the PDF that the press of the tests makes of it."""
    pdf = PRESS.render(document, settings=settings, closing=closing)
    return write_docx(document, settings=settings, closing=closing, like=pdf)
