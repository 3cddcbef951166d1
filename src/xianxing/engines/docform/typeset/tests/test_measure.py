"""The measuring itself, against drawings whose places are known."""

import pytest
from typst import Compiler

from xianxing.engines.docform.typeset import Box, measure_pages
from xianxing.engines.docform.typeset.tests.cast import SHELF


def drawn(source: str) -> bytes:
    """A page of 100 x 80 mm without margins, drawn by the layout engine from a source of the test."""
    head = (
        '#set page(width: 100mm, height: 80mm, margin: 0mm)\n#set text(font: ({}), size: 10mm, lang: "zh")\n'
    )
    faces = '"FandolFang R", "Xianxing Song"'
    made = Compiler(font_paths=SHELF.fonts, ignore_system_fonts=True).compile(
        (head.format(faces) + source).encode(), format="pdf"
    )
    assert isinstance(made, bytes)
    return made


def close(found: float, wanted: float) -> bool:
    return abs(found - wanted) < 0.02


def test_page_has_its_size() -> None:
    page = measure_pages(drawn(""))[0]
    assert close(page.width, 100.0)
    assert close(page.height, 80.0)
    assert (page.inks, page.rules, page.pictures, page.text, page.lines()) == ((), (), (), "", ())


@pytest.mark.parametrize(
    ("left", "top", "width", "height"), [(10, 20, 30, 0.35), (0, 0, 100, 5), (60, 70, 1, 9)]
)
def test_filled_rectangle_is_where_it_was_put(left: float, top: float, width: float, height: float) -> None:
    source = f"#place(dx: {left}mm, dy: {top}mm, rect(width: {width}mm, height: {height}mm, fill: red))"
    (box,) = measure_pages(drawn(source))[0].rules
    assert all(map(close, (box.left, box.top, box.width, box.height), (left, top, width, height)))


@pytest.mark.parametrize("thick", [0.25, 0.35, 1.0, 3.0])
def test_line_is_as_thick_as_its_stroke(thick: float) -> None:
    source = f"#place(dx: 10mm, dy: 30mm, line(length: 50mm, stroke: {thick}mm))"
    (box,) = measure_pages(drawn(source))[0].rules
    assert close(box.height, thick)
    assert close((box.top + box.bottom) / 2, 30.0)


def test_ring_is_as_wide_as_its_outer_edge() -> None:
    (box,) = measure_pages(drawn("#place(dx: 20mm, dy: 20mm, circle(radius: 15mm, stroke: 1mm))"))[0].rules
    assert all(map(close, (box.left, box.right, box.top, box.bottom), (19.5, 50.5, 19.5, 50.5)))


def test_character_stands_on_its_baseline() -> None:
    source = '#place(dx: 12mm, dy: 40mm, text(top-edge: "baseline", bottom-edge: "baseline", "国家"))'
    first, second = measure_pages(drawn(source))[0].inks
    assert (first.character, second.character, first.face, first.red) == (
        "国",
        "家",
        "FandolFang-Regular",
        False,
    )
    assert close(first.baseline, 40.0)
    assert close(first.left_edge, 12.0)
    assert close(second.left_edge, 22.0)
    assert first.left > 12.0
    assert first.top == pytest.approx(40 - 7.4, abs=0.2)
    assert first.bottom == pytest.approx(40 + 1.48, abs=0.2)
    assert first.size_pt == pytest.approx(28.35, abs=0.01)


def test_character_of_the_second_plane_is_one_character() -> None:
    (ink,) = measure_pages(drawn("#place(dx: 5mm, dy: 5mm)[𠮷]"))[0].inks
    assert (ink.character, ink.face) == ("𠮷", "XianxingSong")


@pytest.mark.parametrize(
    ("colour", "red"), [("red", True), ("#e60012", True), ("black", False), ("#ffcc00", False)]
)
def test_red_is_what_is_red(colour: str, red: bool) -> None:
    fill = f'rgb("{colour}")' if colour.startswith("#") else f"rgb({colour})"
    (ink,) = measure_pages(drawn(f"#text(fill: {fill})[印]"))[0].inks
    assert ink.red is red


def test_lines_are_sorted_from_the_top_and_from_the_left() -> None:
    source = "#place(dx: 50mm, dy: 50mm)[下]#place(dx: 50mm, dy: 10mm)[右]#place(dx: 10mm, dy: 10mm)[左]"
    lines = measure_pages(drawn(source))[0].lines()
    assert ["".join(ink.character for ink in line) for line in lines] == ["左右", "下"]


def test_text_that_is_not_there_is_not_found() -> None:
    page = measure_pages(drawn("国家"))[0]
    assert (page.find("家国"), [ink.character for ink in page.find("家")]) == ((), ["家"])


def test_blanks_and_breaks_without_width_are_no_characters() -> None:
    assert measure_pages(drawn("国 家\u200b园"))[0].text == "国家园"


def test_picture_is_a_box() -> None:
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='10' height='10'/></svg>"
    )
    source = f'#place(dx: 10mm, dy: 10mm, image(bytes("{drawing}"), width: 20mm))'
    page = measure_pages(drawn(source))[0]
    assert len((*page.rules, *page.pictures)) == 1


def test_box_knows_its_width_and_height() -> None:
    box = Box(1.0, 2.0, 4.0, 9.0)
    assert (box.width, box.height) == (3.0, 7.0)
