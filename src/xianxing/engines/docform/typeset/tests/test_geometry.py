"""Lengths measured with PDFium from the PDF that was made, in millimetres."""

from functools import cache
from itertools import pairwise

import pytest

from xianxing.engines.docform.terms import Document, Form, Kind
from xianxing.engines.docform.typeset import Closing, Page, Seal, Way, measure_pages
from xianxing.engines.docform.typeset.tests import cast
from xianxing.engines.docform.typeset.tests.cast import CAST, PRESS

FORMS = sorted(CAST)


@cache
def pages_of(form: str) -> tuple[Page, ...]:
    return measure_pages(PRESS.render(CAST[form]()).pdf)


def top(page: Page, text: str) -> float:
    return min(ink.top for ink in page.find(text))


def bottom(page: Page, text: str) -> float:
    return max(ink.bottom for ink in page.find(text))


@pytest.mark.parametrize("form", FORMS)
def test_page_of_every_form_is_a4(form: str) -> None:
    assert {(round(page.width, 1), round(page.height, 1)) for page in pages_of(form)} == {(210.0, 297.0)}


def test_grid_of_full_lines_is_22_by_28() -> None:
    pages = measure_pages(PRESS.render(cast.grid(70)).pdf)
    first = pages[0].lines()
    lines = [line for line in first if line[0].size_pt == 16.0]
    assert (len(lines), {len(line) for line in lines}) == (22, {28})
    assert [round(lines[at + 1][0].baseline - lines[at][0].baseline, 2) for at in range(21)] == [10.39] * 21


def test_grid_of_full_lines_fills_the_width_of_the_text_area() -> None:
    line = measure_pages(PRESS.render(cast.grid(70)).pdf)[0].lines()[3]
    assert line[0].left_edge == pytest.approx(28.0, abs=0.05)
    pitches = [after.left_edge - before.left_edge for before, after in pairwise(line)]
    assert min(pitches) == pytest.approx(156 / 28, abs=0.02)
    assert line[-1].left_edge + 156 / 28 == pytest.approx(184.0, abs=0.1)


@pytest.mark.parametrize("form", ["ordinary", "minutes"])
def test_mark_of_a_red_head_stands_72_mm_from_the_top(form: str) -> None:
    marks = [ink for ink in pages_of(form)[0].inks if ink.red]
    assert min(ink.top for ink in marks) == pytest.approx(72.0, abs=0.5)


def test_mark_of_several_organs_stands_72_mm_from_the_top() -> None:
    marks = [ink for ink in pages_of("upward")[0].inks if ink.red]
    assert min(ink.top for ink in marks) == pytest.approx(72.0, abs=0.5)
    assert max(ink.right for ink in marks) <= 184.0


def test_mark_of_several_organs_has_the_suffix_beside_the_middle() -> None:
    page = pages_of("upward")[0]
    suffix = page.find("文件")
    names = [ink for ink in page.inks if ink.red and ink not in suffix]
    middle = (min(ink.top for ink in names) + max(ink.bottom for ink in names)) / 2
    assert (min(ink.top for ink in suffix) + max(ink.bottom for ink in suffix)) / 2 == pytest.approx(
        middle, abs=1.0
    )


def test_mark_of_a_letter_stands_30_mm_from_the_top() -> None:
    assert min(ink.top for ink in pages_of("letter")[0].inks if ink.red) == pytest.approx(30.0, abs=0.5)


def test_mark_of_an_order_stands_20_mm_below_the_text_area() -> None:
    assert min(ink.top for ink in pages_of("order")[0].inks if ink.red) == pytest.approx(57.0, abs=0.5)


@pytest.mark.parametrize("form", ["ordinary", "order", "minutes", "letter"])
def test_mark_is_centred(form: str) -> None:
    marks = [ink for ink in pages_of(form)[0].inks if ink.red]
    middle = (min(ink.left for ink in marks) + max(ink.right for ink in marks)) / 2
    assert middle == pytest.approx(106.0, abs=0.6)


def test_number_stands_two_lines_below_the_mark() -> None:
    page = pages_of("ordinary")[0]
    assert top(page, "青政办发") - bottom(page, "青川市人民政府办公室文件") == pytest.approx(20.78, abs=0.6)


@pytest.mark.parametrize(
    ("form", "number"), [("ordinary", "〔2026〕15号"), ("upward", "〔2026〕31号"), ("minutes", "第31次")]
)
def test_red_line_stands_4_mm_below_the_number(form: str, number: str) -> None:
    page = pages_of(form)[0]
    line = page.rules[0]
    assert line.top - bottom(page, number) == pytest.approx(4.0, abs=0.3)
    assert line.left == pytest.approx(28.0, abs=0.05)
    assert line.right == pytest.approx(184.0, abs=0.05)


def test_signer_of_the_last_line_stands_beside_the_number() -> None:
    page = pages_of("upward")[0]
    assert page.find("号")[0].baseline == pytest.approx(page.find("郑明远")[0].baseline, abs=0.05)
    assert page.find("周立诚")[0].left_edge == pytest.approx(page.find("郑明远")[0].left_edge, abs=0.05)
    assert page.find("青发改")[0].left_edge == pytest.approx(28.0 + 156 / 28, abs=0.1)


def test_title_stands_two_lines_below_the_red_line() -> None:
    page = pages_of("ordinary")[0]
    assert page.lines()[2][0].top - page.rules[0].bottom == pytest.approx(20.78 + 0.6, abs=1.2)


def test_double_lines_of_a_letter_stand_where_the_standard_has_them() -> None:
    page = pages_of("letter")[0]
    mark = max(ink.bottom for ink in page.inks if ink.red)
    upper_thick, upper_thin, lower_thin, lower_thick = sorted(page.rules, key=lambda rule: rule.top)
    assert upper_thick.top - mark == pytest.approx(4.0, abs=0.3)
    assert upper_thick.height > upper_thin.height
    assert lower_thick.height > lower_thin.height
    assert lower_thick.bottom == pytest.approx(277.0, abs=0.1)
    assert {round(rule.width, 1) for rule in page.rules} == {170.0}
    assert upper_thick.left == pytest.approx(20.0, abs=0.05)


def test_number_of_a_letter_stands_flush_right_under_the_line() -> None:
    page = pages_of("letter")[0]
    under = sorted(page.rules, key=lambda rule: rule.top)[1].bottom
    assert top(page, "青政办函") - under == pytest.approx(4.94, abs=0.5)
    assert page.find("8号")[1].right == pytest.approx(184.0, abs=0.6)
    assert page.find("加急")[0].left_edge == pytest.approx(28.0, abs=0.1)


def test_letter_has_no_number_on_its_first_page() -> None:
    assert "—1—" not in pages_of("letter")[0].text


@pytest.mark.parametrize("form", ["ordinary", "upward", "order", "minutes"])
def test_imprint_ends_on_the_foot_of_an_even_last_page(form: str) -> None:
    pages = pages_of(form)
    level = sorted((rule for rule in pages[-1].rules if rule.width > 150), key=lambda rule: rule.top)
    assert len(pages) % 2 == 0
    assert level[-1].bottom == pytest.approx(262.0, abs=0.1)
    assert [round(level[0].height, 2), round(level[-1].height, 2)] == [0.35, 0.35]
    assert {round(rule.height, 2) for rule in level[1:-1]} <= {0.25}
    assert {round(rule.width, 1) for rule in level} == {156.0}


@pytest.mark.parametrize("form", FORMS)
def test_page_number_stands_7_mm_below_the_text_area(form: str) -> None:
    for at, page in enumerate(pages_of(form), start=1):
        dashes = [ink for ink in page.inks if ink.size_pt == 14.0 and ink.character == "—"]
        if form == "letter" and at == 1:
            assert dashes == []
            continue
        assert len(dashes) == 2
        assert (dashes[0].top + dashes[0].bottom) / 2 == pytest.approx(269.0, abs=0.3)
        if at % 2:
            assert dashes[1].right == pytest.approx(184.0 - 156 / 28, abs=1.0)
        else:
            assert dashes[0].left == pytest.approx(28.0 + 156 / 28, abs=1.0)


def test_imprint_that_does_not_fit_leaves_a_blank_page_without_numbers() -> None:
    for paragraphs in range(4, 16):
        pages = measure_pages(PRESS.render(_ending(paragraphs)).pdf)
        assert len(pages) % 2 == 0
        if not pages[-2].inks:
            assert pages[-1].text.endswith("印发")
            return
    pytest.fail("no length left a blank page")


def _ending(paragraphs: int) -> Document:
    draft = cast.Draft().add(Kind.TITLE, "青川市水利局关于防汛工作的通知")
    for _ in range(paragraphs):
        draft.add(Kind.BODY, cast.TEXT + cast.TEXT)
    return draft.add(Kind.PRINTED_BY, "青川市水利局办公室　2026年3月30日印发").done(form=Form.PLAIN)


def test_headings_have_the_faces_of_their_levels() -> None:
    first, second = pages_of("ordinary")[:2]
    assert {ink.face for ink in first.find("一、压实工作责任")} == {"NotoSansSC-Regular"}
    assert {ink.face for ink in first.find("落实包保责任。")} == {"FandolKai-Regular"}
    assert {ink.face for ink in first.find("各级各部门")} == {"FandolFang-Regular"}
    assert {ink.face for ink in second.find("编织袋")} == {"FandolFang-Regular"}


def test_attachment_starts_a_page_with_its_title_on_the_third_line() -> None:
    page = pages_of("ordinary")[2]
    assert page.text.startswith("附件1青川市防汛责任人名单")
    assert {ink.face for ink in page.find("附件")} == {"NotoSansSC-Regular"}
    assert page.find("附件")[0].left_edge == pytest.approx(28.0, abs=0.05)
    assert top(page, "附件") == pytest.approx(37.2, abs=0.5)
    assert top(page, "青川市防汛") == pytest.approx(37 + 2 * 10.39 + 0.8, abs=0.3)


def test_attachments_named_under_the_text_wrap_under_their_own_name() -> None:
    page = pages_of("ordinary")[1]
    note, second = page.find("附件：1"), page.find("2.青川市")
    assert second[0].left_edge == pytest.approx(note[3].left_edge, abs=0.1)
    wrapped = page.find("（2026年")
    assert wrapped[1].left_edge == pytest.approx(second[2].left_edge + 156 / 56, abs=1.5)


def test_signature_under_a_seal_is_centred_on_its_date() -> None:
    page = pages_of("ordinary")[1]
    name, date = page.find("青川市人民政府办公室"), page.find("2026年3月18日")
    middle = (name[0].left_edge + name[-1].right) / 2
    assert (date[0].left_edge + date[-1].right) / 2 == pytest.approx(middle, abs=0.5)
    assert date[-1].left_edge + 156 / 28 == pytest.approx(184.0 - 4 * 156 / 28, abs=0.3)


def test_seal_stands_over_name_and_date_and_near_the_text() -> None:
    pdf = PRESS.render(cast.ordinary(1), closing=Closing(seals=(Seal(diameter_mm=42.0),))).pdf
    page = measure_pages(pdf)[1]
    ring = max(page.rules, key=lambda box: box.height)
    name, date = page.find("青川市人民政府办公室"), page.find("2026年3月18日")
    text_end = bottom(page, "汛前核定版）")
    assert ring.width == pytest.approx(43.0, abs=0.1)
    assert (ring.left + ring.right) / 2 == pytest.approx(
        (date[0].left_edge + date[-1].left_edge + 156 / 28) / 2, abs=0.5
    )
    assert ring.top < name[0].top < (ring.top + ring.bottom) / 2 + 6 < ring.bottom
    assert date[0].bottom < ring.bottom
    assert 0 < ring.top - text_end < 10.39


def test_seals_of_several_organs_do_not_touch() -> None:
    pdf = PRESS.render(cast.upward(), closing=Closing(seals=(Seal(), Seal(), Seal()))).pdf
    rings = [box for page in measure_pages(pdf) for box in page.rules if box.height > 30]
    assert len(rings) == 3
    for at, ring in enumerate(rings):
        assert ring.left >= 28.0
        assert ring.right <= 184.0
        for other in rings[at + 1 :]:
            away = ((ring.left - other.left) ** 2 + (ring.top - other.top) ** 2) ** 0.5
            assert away > ring.width


def test_signature_without_a_seal_starts_two_characters_left_of_its_date() -> None:
    page = pages_of("plain")[0]
    name, date = page.find("青川市防汛抗旱指挥部办公室"), page.find("2026年4月8日")
    char = 156 / 28
    assert name[-1].left_edge + char == pytest.approx(184.0 - 2 * char, abs=0.3)
    assert date[0].left_edge - name[0].left_edge == pytest.approx(2 * char, abs=0.3)


def test_signature_shorter_than_its_date_moves_left() -> None:
    document = (
        cast.Draft()
        .add(Kind.BODY, cast.TEXT)
        .add(Kind.SIGNATURE, "市水利局")
        .add(Kind.DATE, "2026年11月28日")
        .done(form=Form.PLAIN)
    )
    page = measure_pages(PRESS.render(document).pdf)[0]
    name, date = page.find("市水利局"), page.find("2026年11月28日")
    char = 156 / 28
    assert date[-1].left_edge + char == pytest.approx(184.0 - 2 * char, abs=0.3)
    assert date[0].left_edge - name[0].left_edge == pytest.approx(2 * char, abs=0.3)


def test_stamp_stands_four_characters_from_the_right_with_the_post_before_it() -> None:
    page = pages_of("order")[0]
    char = 156 / 28
    name, date, post = page.find("林致远"), page.find("2026年3月25日"), page.find("市长")
    assert name[-1].left_edge + char == pytest.approx(184.0 - 4 * char, abs=0.5)
    assert date[-1].left_edge + char == pytest.approx(184.0 - 4 * char, abs=0.5)
    assert name[0].left_edge - post[-1].left_edge == pytest.approx(3 * char, abs=0.5)
    assert date[0].baseline - name[0].baseline == pytest.approx(2 * 10.39, abs=0.5)


def test_signature_never_stands_on_a_page_without_text() -> None:
    for paragraphs in range(1, 12):
        rendering = PRESS.render(cast.ordinary(paragraphs))
        for page in measure_pages(rendering.pdf):
            assert not page.text.startswith("青川市人民政府办公室2026")


def test_table_longer_than_a_page_repeats_its_header() -> None:
    pages = measure_pages(PRESS.render(cast.tabled(60)).pdf)
    assert [page.text.startswith("序号单位责任人备注") for page in pages[2:]] == [True, True]
    assert sum("水库管理所" in page.text for page in pages) == 3


def test_unsealed_way_can_be_asked_for_in_an_ordinary_document() -> None:
    page = measure_pages(PRESS.render(cast.ordinary(), closing=Closing(way=Way.UNSEALED)).pdf)[1]
    char = 156 / 28
    name, date = page.find("青川市人民政府办公室"), page.find("2026年3月18日")
    assert date[0].left_edge - name[0].left_edge == pytest.approx(2 * char, abs=0.3)
