"""What stands where on the pages of a PDF, in millimetres from the top left corner."""

from collections.abc import Iterator
from contextlib import closing
from ctypes import byref, c_double, c_float, c_int, c_uint, create_string_buffer
from dataclasses import dataclass
from threading import Lock

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfObject, PdfPage, PdfTextPage

from xianxing.engines.docform.typeset.settings import POINT_MM

_SHAPES = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]
PDFIUM = Lock()
"""PDFium can do one thing at a time in a process; whoever calls it here waits for its turn."""
Bounds = tuple[float, float, float, float]
_UNSEEN = "\ufffe\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Ink:
    """A character and the box of its ink; `baseline` and `left_edge` are where its em box was set."""

    character: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    left_edge: float
    size_pt: float
    face: str
    red: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn line or picture, as the box it fills."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is, in millimetres. Source: GB/T 9704-2012 7.2.7."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How tall it is, or how thick a level line is, in millimetres. Source: GB/T 9704-2012 7.4.1."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on one page, in the order it was drawn."""

    width: float
    height: float
    inks: tuple[Ink, ...]
    rules: tuple[Box, ...]
    pictures: tuple[Box, ...]

    @property
    def text(self) -> str:
        """The characters of the page in the order they were drawn. Source: ISO 32000-2 9.10."""
        return "".join(ink.character for ink in self.inks)

    def lines(self) -> tuple[tuple[Ink, ...], ...]:
        """The characters by baseline, top down and left to right. Source: none, a sorting of what was measured."""
        rows: dict[int, list[Ink]] = {}
        for ink in self.inks:
            key = round(ink.baseline * 4)
            near = next((each for each in (key, key - 1, key + 1) if each in rows), key)
            rows.setdefault(near, []).append(ink)
        return tuple(tuple(sorted(rows[key], key=lambda ink: ink.left)) for key in sorted(rows))

    def find(self, text: str) -> tuple[Ink, ...]:
        """The characters of the first place where `text` stands; none when it is not there. Source: none."""
        at = self.text.find(text)
        return self.inks[at : at + len(text)] if at >= 0 else ()


def measure_pages(pdf: bytes) -> tuple[Page, ...]:
    """Every page with the boxes of its characters, lines and pictures, as PDFium reads them.

    Source: ISO 32000-2 9.4.4; GB/T 9704-2012 5.2 for what is measured.
    """
    with PDFIUM, closing(PdfDocument(pdf)) as document:
        return tuple(_measured(document[at]) for at in range(len(document)))


def _measured(page: PdfPage) -> Page:
    width, height = page.get_size()
    shapes = [(each.type, _bounds(each)) for each in page.get_objects(max_depth=4, filter=_SHAPES)]
    rules = tuple(_box(bounds, height) for kind, bounds in shapes if kind == pdfium.FPDF_PAGEOBJ_PATH)
    pictures = tuple(_box(bounds, height) for kind, bounds in shapes if kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    return Page(width * POINT_MM, height * POINT_MM, tuple(_inks(page, height * POINT_MM)), rules, pictures)


def _bounds(shape: PdfObject) -> Bounds:
    """The bounds of a shape; PDFium widens those of a stroke by its whole thickness instead of half of it."""
    left, bottom, right, top = shape.get_bounds()
    fill, stroked, thick = c_int(), c_int(), c_float()
    pdfium.FPDFPath_GetDrawMode(shape, byref(fill), byref(stroked))
    if not stroked.value:
        return left, bottom, right, top
    pdfium.FPDFPageObj_GetStrokeWidth(shape, byref(thick))
    half = thick.value / 2
    return left + half, bottom + half, right - half, top - half


def _box(bounds: Bounds, height: float) -> Box:
    left, bottom, right, top = bounds
    return Box(left * POINT_MM, (height - top) * POINT_MM, right * POINT_MM, (height - bottom) * POINT_MM)


def _inks(page: PdfPage, tall: float) -> Iterator[Ink]:
    with closing(page.get_textpage()) as text:
        high = 0
        for at in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text, at)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            character = chr(
                0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if 0xDC00 <= code < 0xE000 else code
            )
            if character.isspace() or pdfium.FPDFText_IsGenerated(text, at) == 1 or character in _UNSEEN:
                continue
            left, bottom, right, top = (value * POINT_MM for value in text.get_charbox(at))
            x, y = c_double(), c_double()
            pdfium.FPDFText_GetCharOrigin(text, at, byref(x), byref(y))
            yield Ink(
                character,
                left,
                tall - top,
                right,
                tall - bottom,
                tall - y.value * POINT_MM,
                x.value * POINT_MM,
                pdfium.FPDFText_GetFontSize(text, at),
                _face(text, at),
                _is_red(text, at),
            )


def _face(text: PdfTextPage, at: int) -> str:
    """The name of a character's face without the mark of a subset."""
    flags = c_int()
    name = create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, at, name, 128, byref(flags))
    return name.value.decode("utf-8", "replace").rpartition("+")[2]


def _is_red(text: PdfTextPage, at: int) -> bool:
    parts = [c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(text, at, *(byref(part) for part in parts))
    red, green, blue, _ = (part.value for part in parts)
    return red > 150 and green < 100 and blue < 100
