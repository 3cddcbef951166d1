"""A document as a PDF."""

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Final
from unicodedata import category

from pypdfium2 import PdfDocument, PdfPage
from typst import Compiler, TypstError

from xianxing.engines.docform.errors import LayoutError
from xianxing.engines.docform.terms import Document, Kind
from xianxing.engines.docform.typeset.closing import Closing
from xianxing.engines.docform.typeset.errors import BadPictureError
from xianxing.engines.docform.typeset.fonts import FontShelf, Substitution
from xianxing.engines.docform.typeset.settings import PageSettings, Role
from xianxing.engines.docform.typeset.sheet import Sheet, compose_sheet

SHEETS = Path(__file__).parent / "sheets"
_FOLIO_LENGTH = 6
_NO_GLYPH = "〓"
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_STEPS = (1, -1, 2, -2, 3, -3, -4)
STANDARD: Final = "a-2b"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A PDF, its number of pages, and what a reader has to be told about it.

    `imprint_breaks` is how many pages were turned so that the imprint stands on an even one, `pitch_mm` the distance
    of lines after a seal was brought to a page with text.
    `substitutions` names every face that another one stands in for, `borrowed` the characters that the face of the
    text lacks and another drew, `missing` those that no font has and 〓 stands for, and `remarks` what could not be shown.
    """

    pdf: bytes
    pages: int
    imprint_breaks: int = 0
    pitch_mm: float = 10.39
    substitutions: tuple[Substitution, ...] = ()
    borrowed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Press:
    """Sets documents, with its fonts kept warm: make one and use it for many documents."""

    def __init__(self, shelf: FontShelf | None = None) -> None:
        self.shelf = shelf or FontShelf()
        self._compiler = Compiler(
            str(SHEETS / "document.typ"),
            root=str(SHEETS),
            font_paths=self.shelf.fonts,
            ignore_system_fonts=True,
        )

    def render(
        self, document: Document, *, settings: PageSettings | None = None, closing: Closing | None = None
    ) -> Rendering:
        """The document as PDF/A-2b.

        Raises FontsError, BadPictureError and LayoutError. Source: GB/T 9704-2012; ISO 19005-2.
        """
        page = settings or PageSettings()
        faces = self.shelf.faces(page.faces)
        families = faces.families
        signed = closing or Closing()
        sheet = compose_sheet(document, settings=page, faces=families, closing=signed)
        missing = self._missing(sheet, families)
        pdf = self._compiled(sheet, missing)
        told: list[str] = [*sheet.remarks, *(_told(each) for each in missing)]
        pitch_mm = page.pitch_mm
        if stands_alone(pdf, document):
            for lines in (page.lines + step for step in _STEPS):
                other = page.with_lines(lines)
                closer = compose_sheet(document, settings=other, faces=families, closing=signed)
                tried = self._compiled(closer, missing)
                if not stands_alone(tried, document):
                    pdf, pitch_mm = tried, other.pitch_mm
                    told.append(_adjusted(page, other))
                    break
            else:
                told.append("落款单独成页，调整行距未能解决；请增减正文（GB/T 9704-2012 7.3.5.5）")
        return Rendering(
            pdf,
            page_count(pdf),
            _imprint_breaks(pdf, sheet),
            pitch_mm,
            faces.substitutions,
            self._borrowed(sheet, families, missing),
            missing,
            tuple(told),
        )

    def _missing(self, sheet: Sheet, families: dict[Role, tuple[str, ...]]) -> tuple[str, ...]:
        """The characters that no font on the shelf has; those that are never seen do not count."""
        text = "".join(each for each in _text_of_sheet(sheet) if category(each) not in _UNSEEN)
        return self.shelf.lacking(text, (*families[Role.FANG], *self.shelf.infos))

    def _borrowed(
        self, sheet: Sheet, families: dict[Role, tuple[str, ...]], missing: tuple[str, ...]
    ) -> tuple[str, ...]:
        text = "".join(each for each in _text_of_sheet(sheet) if category(each) not in _UNSEEN)
        return tuple(
            each for each in self.shelf.lacking(text, families[Role.FANG][:1]) if each not in missing
        )

    def _compiled(self, sheet: Sheet, missing: tuple[str, ...]) -> bytes:
        drawn = _drawable(_text_of_sheet(sheet), missing)
        values = {"sheet": json.dumps(_cleaned(sheet.values, drawn), ensure_ascii=False)}
        try:
            if not sheet.pictures:
                return _pdf(self._compiler, values)
            with TemporaryDirectory() as folder:
                for file in SHEETS.glob("*.typ"):
                    copy(file, folder)
                for name, content in sheet.pictures.items():
                    (Path(folder) / name).write_bytes(content)
                main = str(Path(folder) / "document.typ")
                fonts = self.shelf.fonts
                return _pdf(Compiler(main, root=folder, font_paths=fonts, ignore_system_fonts=True), values)
        except TypstError as error:
            if sheet.pictures and "decode image" in error.message:
                raise BadPictureError(
                    f"图片或印章文件已损坏，无法绘制（{error.message}）；请重新插入图片"
                ) from error
            raise LayoutError(f"排版未完成：{error.message}；请检查文稿内容") from error


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


def stands_alone(pdf: bytes, document: Document) -> bool:
    """Whether a page begins with the signature, so that no text stands above the seal. Source: 7.3.5.5."""
    signed = [
        each for each in document.elements if each.part == 0 and each.kind in {Kind.SIGNATURE, Kind.DATE}
    ]
    if not signed or not document.of(Kind.BODY):
        return False
    first = "".join(signed[0].text.split())
    with contextlib.closing(PdfDocument(pdf)) as opened:
        return any("".join(_text_of(opened[at]).split()).startswith(first) for at in range(1, len(opened)))


def _text_of(page: PdfPage) -> str:
    with contextlib.closing(page.get_textpage()) as text:
        return str(text.get_text_range())


def _imprint_breaks(pdf: bytes, sheet: Sheet) -> int:
    """How many pages were turned before the imprint: it stands below the text, on a page alone, or past a blank one."""
    flow = sheet.values["flow"]
    last = flow[-1] if isinstance(flow, list) and flow else None
    if not isinstance(last, dict) or last.get("kind") != "imprint":
        return 0
    own = sum(len("".join(text.split())) for text in _texts(last["rows"]))
    with contextlib.closing(PdfDocument(pdf)) as opened:
        shown = [
            len("".join(_text_of(opened[at]).split())) for at in range(max(0, len(opened) - 2), len(opened))
        ]
    if shown[-1] > own + _FOLIO_LENGTH:
        return 0
    return 2 if shown[0] == 0 else 1


def _adjusted(page: PageSettings, other: PageSettings) -> str:
    return (
        f"为使落款与正文同页，行距由 {page.pitch_mm:.2f} 毫米调整为 {other.pitch_mm:.2f} 毫米"
        f"（每页 {other.lines} 行；GB/T 9704-2012 7.3.5.5）"
    )


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has. Source: ISO 32000-2 7.7.3."""
    with contextlib.closing(PdfDocument(pdf)) as opened:
        return len(opened)


def _pdf(compiler: Compiler, values: dict[str, str]) -> bytes:
    made = compiler.compile(format="pdf", sys_inputs=values, pdf_standards=[STANDARD])
    if not isinstance(made, bytes):
        raise LayoutError("排版未产生 PDF；请检查 typst 的版本")
    return made


def _drawable(text: str, missing: tuple[str, ...]) -> dict[int, str]:
    """What becomes of characters that cannot be drawn: unseen ones go, those of no font become 〓, the printers' mark."""
    gone = {ord(each): "" for each in set(text) if category(each) in _UNSEEN and each != "\u200b"}
    return gone | {ord(each): _NO_GLYPH for each in missing}


def _cleaned(value: object, drawn: dict[int, str]) -> object:
    """The value with every text in it made drawable."""
    if isinstance(value, str):
        return value.translate(drawn)
    if isinstance(value, dict):
        return {key: _cleaned(each, drawn) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, drawn) for each in value]
    return value


def _text_of_sheet(sheet: Sheet) -> str:
    return "".join(_texts([sheet.values["flow"], sheet.values["head"], sheet.values["title"]]))


def _told(character: str) -> str:
    return (
        f"没有字体含有“{character}”（U+{ord(character):04X}），以“〓”占位；请在字体文件夹中放入含有此字的字体"
    )


def _texts(value: object) -> list[str]:
    """All texts inside a value of the sheet."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return []
