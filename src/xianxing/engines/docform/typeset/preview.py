"""A page of a PDF as a picture."""

import contextlib
import struct
import zlib

from pypdfium2 import PdfDocument

from xianxing.engines.docform.errors import LayoutError
from xianxing.engines.docform.typeset.measure import PDFIUM

_WIDEST = 4_000


def preview(pdf: bytes, *, page: int = 1, width_px: int = 800) -> bytes:
    """Page `page`, counted from 1, as a PNG `width_px` pixels wide.

    Raises LayoutError for a page that is not there or a width outside 1-4000. Source: ISO/IEC 15948.
    """
    if not 1 <= width_px <= _WIDEST:
        raise LayoutError(f"预览宽度为 {width_px} 像素，应为 1—{_WIDEST}；请改宽度")
    with PDFIUM, contextlib.closing(PdfDocument(pdf)) as document:
        if not 1 <= page <= len(document):
            raise LayoutError(f"文件共 {len(document)} 页，没有第 {page} 页；请改页码")
        leaf = document[page - 1]
        bitmap = leaf.render(scale=width_px / leaf.get_width(), rev_byteorder=True, prefer_bgrx=False)
        with contextlib.closing(bitmap):
            return _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Rows of red, green and blue bytes as a PNG file."""
    rows = b"".join(b"\x00" + pixels[at * stride : at * stride + 3 * width] for at in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has. Source: ISO 32000-2 7.7.3."""
    with PDFIUM, contextlib.closing(PdfDocument(pdf)) as document:
        return len(document)
