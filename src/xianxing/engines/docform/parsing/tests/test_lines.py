"""The source cut into lines."""

import pytest

from xianxing.engines.docform.parsing.lines import Line, element, plain_text, split_lines, squeezed
from xianxing.engines.docform.terms import Kind, Reason


def _texts(source: str) -> list[str]:
    return [line.text for line in split_lines(source)]


def test_split_lines_blank_and_drawn_lines_are_left_out() -> None:
    assert _texts("一\n\n \u3000\n———\n***\n===\n二\n") == ["一", "二"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028"])
def test_split_lines_every_line_end_divides(ending: str) -> None:
    assert _texts(f"甲{ending}乙{ending}") == ["甲", "乙"]


def test_split_lines_places_count_code_points_of_the_source() -> None:
    source = "\ufeff\u3000\u3000标题 \U00020000\r\n\t正文\u3000\n"
    lines = split_lines(source)
    assert [source[line.start : line.end] for line in lines] == ["标题 \U00020000", "正文"]
    assert [(line.number, line.start) for line in lines] == [(0, 3), (1, 10)]


def test_split_lines_markdown_marks_at_the_ends_are_left_out() -> None:
    lines = split_lines("# 关于春节值班的通知\n\n**一、总则**\n**甲**和**乙**\n")
    assert [(line.text, line.depth, line.apart, line.indented) for line in lines] == [
        ("关于春节值班的通知", 1, False, True),
        ("一、总则", 0, True, True),
        ("**甲**和**乙**", 0, False, False),
    ]


@pytest.mark.parametrize("text", ["** **", "**\u3000**", "\u2000", "\u205f\n", "\u200b"])
def test_split_lines_marks_around_blanks_are_no_line(text: str) -> None:
    assert _texts(text) == []


def test_split_lines_blanks_inside_bold_marks_are_left_out() -> None:
    line = split_lines("** 甲 **")[0]
    assert (line.text, line.start, line.end) == ("甲", 3, 4)


def test_plain_text_bold_words_lose_their_marks() -> None:
    assert plain_text("**甲**和__乙__") == "甲和乙"
    assert plain_text("**甲") == "**甲"


def test_squeezed_blanks_of_every_kind_go() -> None:
    assert squeezed("国 务\u3000院\t令\n") == "国务院令"


def test_cells_wide_gaps_divide_and_single_spaces_do_not() -> None:
    line = split_lines("  青政发〔2026〕1号\u3000\u3000签发人：周 望舒\n")[0]
    assert [(cell.text, cell.start) for cell in line.cells()] == [
        ("青政发〔2026〕1号", 2),
        ("签发人：周 望舒", 15),
    ]


def test_cells_gap_of_one_ideographic_space_or_tab_divides() -> None:
    line = split_lines("甲\u3000乙\t丙")[0]
    assert [cell.text for cell in line.cells()] == ["甲", "乙", "丙"]


def test_cut_blanks_at_both_ends_are_left_out() -> None:
    line = Line(0, 10, 16, "甲 乙 丙", "甲乙丙")
    part = line.cut(1, 4)
    assert (part.text, part.start, part.end) == ("乙", 12, 13)


def test_element_several_lines_are_one_text_without_breaks() -> None:
    source = "国务院关于做好\n  工作的通知\n"
    found = element(Kind.TITLE, split_lines(source), Reason("试"), part=2)
    assert found.text == "国务院关于做好工作的通知"
    assert source[found.start : found.end] == "国务院关于做好\n  工作的通知"
    assert (found.part, found.reasons) == (2, (Reason("试"),))
