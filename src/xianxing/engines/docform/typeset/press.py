"""A document as a PDF."""

from dataclasses import dataclass
from threading import Lock

from xianxing.engines.docform.terms import Document
from xianxing.engines.docform.typeset.closing import Closing
from xianxing.engines.docform.typeset.fonts import FontShelf, Substitution
from xianxing.engines.docform.typeset.making import Made, make, new_compiler, seen_text
from xianxing.engines.docform.typeset.settings import PageSettings, Role
from xianxing.engines.docform.typeset.sheet import Sheet, compose_sheet, with_last_text_turned

_STEPS = (1, -1, 2, -2, 3)


@dataclass(frozen=True, slots=True)
class Rendering:
    """A PDF, its number of pages, and what a reader has to be told about it.

    `imprint_breaks` is how many pages were turned so that the imprint stands on an even one, `pitch_mm` the distance
    of lines after a seal was brought to a page with text, and `text_turned` says that the last paragraph went to the
    seal's page instead. `substitutions` names every face that another one stands
    in for, `borrowed` the characters that the face of the text lacks and another drew, `missing` those that no font
    has and 〓 stands for, and `remarks` every sentence a reader has to be told.
    """

    pdf: bytes
    pages: int
    imprint_breaks: int = 0
    pitch_mm: float = 10.39
    text_turned: bool = False
    substitutions: tuple[Substitution, ...] = ()
    borrowed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Press:
    """Sets documents, with its fonts kept warm: make one and use it for many documents, from any thread.

    One document is set at a time: the layout engine is asked after each run what came of that run.
    """

    def __init__(self, shelf: FontShelf | None = None) -> None:
        self.shelf = shelf or FontShelf()
        self._compiler = new_compiler(self.shelf.fonts)
        self._turn = Lock()

    def render(
        self, document: Document, *, settings: PageSettings | None = None, closing: Closing | None = None
    ) -> Rendering:
        """The document as PDF/A-2b.

        Raises FontsError, BadPictureError and LayoutError. Source: GB/T 9704-2012; ISO 19005-2.
        """
        page, signed = settings or PageSettings(), closing or Closing()
        faces = self.shelf.faces(page.faces)
        sheet = compose_sheet(document, settings=page, faces=faces.families, closing=signed)
        text, fang = seen_text(sheet), faces.families[Role.FANG]
        missing = self.shelf.lacking(text, (*fang, *self.shelf.infos))
        made = self._make(sheet, missing)
        told = [*sheet.remarks, *(_absent(each) for each in missing)]
        pitch_mm, text_turned = page.pitch_mm, False
        if made.stands_alone(page):
            for other in (page.with_lines(page.lines + step) for step in _STEPS):
                closer = compose_sheet(document, settings=other, faces=faces.families, closing=signed)
                tried = self._make(closer, missing)
                if not tried.stands_alone(other):
                    made, pitch_mm = tried, other.pitch_mm
                    told.append(_adjusted(page, other))
                    break
            else:
                made, text_turned = self._make(with_last_text_turned(sheet), missing), True
                told.append(
                    "落款单独成页，调整行距未能解决，正文末段随落款移至下页；也可增减正文（GB/T 9704-2012 7.3.5.5）"
                )
        borrowed = tuple(each for each in self.shelf.lacking(text, fang[:1]) if each not in missing)
        return Rendering(
            made.pdf,
            made.pages,
            made.turned,
            pitch_mm,
            text_turned,
            faces.substitutions,
            borrowed,
            missing,
            tuple(told),
        )

    def _make(self, sheet: Sheet, missing: tuple[str, ...]) -> Made:
        with self._turn:
            return make(sheet, self._compiler, self.shelf.fonts, missing)


def render_pdf(
    document: Document,
    *,
    settings: PageSettings | None = None,
    fonts: FontShelf | None = None,
    closing: Closing | None = None,
) -> bytes:
    """The document as PDF/A-2b, on a press made for this one rendering.

    Raises FontsError, BadPictureError and LayoutError. Source: GB/T 9704-2012; ISO 19005-2.
    """
    return Press(fonts).render(document, settings=settings, closing=closing).pdf


def _adjusted(page: PageSettings, other: PageSettings) -> str:
    return (
        f"为使落款与正文同页，行距由 {page.pitch_mm:.2f} 毫米调整为 {other.pitch_mm:.2f} 毫米"
        f"（每页 {other.lines} 行；GB/T 9704-2012 7.3.5.5）"
    )


def _absent(character: str) -> str:
    return (
        f"没有字体含有“{character}”（U+{ord(character):04X}），以“〓”占位；请在字体文件夹中放入含有此字的字体"
    )
