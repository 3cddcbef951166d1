import struct
import zlib

import pytest

from xianxing.engines.docform.errors import LayoutError
from xianxing.engines.docform.typeset import preview
from xianxing.engines.docform.typeset.tests.cast import PRESS, ordinary

PDF = PRESS.render(ordinary()).pdf


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the bytes of the rows, read without the code under test."""
    width, height = struct.unpack(">II", png[16:24])
    at, packed = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return width, height, zlib.decompress(packed)


def test_preview_is_a_png_of_the_width_asked_for() -> None:
    width, height, rows = pixels(preview(PDF, width_px=420))
    assert (width, height) == (420, 595)
    assert len(rows) == height * (1 + 3 * width)


def test_preview_shows_the_red_mark_and_black_text_on_white() -> None:
    width, height, rows = pixels(preview(PDF, width_px=420))
    stride = 1 + 3 * width
    colours = {
        tuple(rows[y * stride + 1 + 3 * x :][:3]) for y in range(0, height, 2) for x in range(0, width, 2)
    }
    assert (255, 255, 255) in colours
    assert any(red > 200 and green < 60 and blue < 60 for red, green, blue in colours)
    assert any(max(each) < 90 for each in colours)


@pytest.mark.parametrize(
    ("page", "width", "message"),
    [
        (9, 800, "文件共 4 页，没有第 9 页；请改页码"),
        (0, 800, "文件共 4 页，没有第 0 页；请改页码"),
        (1, 0, "预览宽度为 0 像素，应为 1—4000；请改宽度"),
        (1, 5000, "预览宽度为 5000 像素，应为 1—4000；请改宽度"),
    ],
)
def test_preview_of_what_is_not_there_is_refused(page: int, width: int, message: str) -> None:
    with pytest.raises(LayoutError) as refusal:
        preview(PDF, page=page, width_px=width)
    assert str(refusal.value) == message
