from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.docform.errors import DamagedError, DocformError, UnreadableError
from xianxing.engines.docform.terms import Strength
from xianxing.engines.docform.typeset import BadTemplateError, NumberStyle, PageSettings, Role, measure_pages
from xianxing.engines.docform.typeset.tests.cast import PRESS, TEXT, grid, ordinary
from xianxing.engines.docform.word import learn_template
from xianxing.engines.docform.word.looks import Looks
from xianxing.engines.docform.word.tests.cast import write


def name_face(run: BaseOxmlElement, face: str) -> None:
    for fonts in run.iter(qn("w:rFonts")):
        fonts.set(qn("w:eastAsia"), face)


def house() -> bytes:
    """A file as an office without the standard would have it."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(25.4)
    section.left_margin = section.right_margin = Mm(31.7)
    mark = word.add_paragraph().add_run("青川市某某中心文件")
    mark.font.size, mark.font.color.rgb = Pt(48), RGBColor(255, 0, 0)
    word.add_paragraph("青某发[2026]第03号")
    title = word.add_paragraph().add_run("关于放假的通知")
    title.font.size, title.font.name = Pt(20), "黑体"
    name_face(title._r, "黑体")
    for text in ("一、时间安排", TEXT, TEXT):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(28)
        run = paragraph.add_run(text)
        run.font.size = Pt(15)
        run.font.name = "宋体"
        name_face(run._r, "宋体")
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def test_template_of_a_standard_file_has_no_deviation() -> None:
    learnt = learn_template(write(ordinary()))
    assert learnt.deviations == ()
    assert (learnt.mark_text, learnt.mark_size_pt) == ("青川市人民政府办公室文件", 52.0)
    assert (learnt.number_text, learnt.title_size_pt) == ("青政办发〔2026〕15号", 22.0)
    page = learnt.settings
    assert (page.lines, page.characters, page.number_style) == (22, 28, NumberStyle.DASHED)
    assert page.faces == PageSettings().faces


def test_template_of_a_house_file_lists_what_departs_from_the_standard() -> None:
    learnt = learn_template(house())
    assert [(each.text, each.clause, each.strength) for each in learnt.deviations] == [
        ("天头 27.7 毫米，应为 37±1 毫米", "GB/T 9704-2012 5.2.1", Strength.MUST),
        ("订口 31.7 毫米，应为 28±1 毫米", "GB/T 9704-2012 5.2.1", Strength.MUST),
        ("版心宽 146.6 毫米，应为 156±1 毫米", "GB/T 9704-2012 5.2.1", Strength.MUST),
        ("版心高 241.6 毫米，应为 225±1 毫米", "GB/T 9704-2012 5.2.1", Strength.MUST),
        ("正文 15 磅，一般用 3 号（16 磅）", "GB/T 9704-2012 5.2.2", Strength.NORMALLY),
        ("每面排 24 行，一般排 22 行", "GB/T 9704-2012 5.2.3", Strength.NORMALLY),
        ("每行排 27 字，一般排 28 字", "GB/T 9704-2012 5.2.3", Strength.NORMALLY),
        ("正文用“宋体”，应为仿宋", "GB/T 9704-2012 5.2.2", Strength.NORMALLY),
        ("第一层标题用“宋体”，应为黑体", "GB/T 9704-2012 7.3.3", Strength.NORMALLY),
        ("标题用“黑体”，应为小标宋", "GB/T 9704-2012 7.3.1", Strength.NORMALLY),
        ("标题为 20 磅，应为 2 号（22 磅）", "GB/T 9704-2012 7.3.1", Strength.NORMALLY),
        (
            "发文字号“青某发[2026]第03号”的年份应在六角括号〔〕内，序号不编虚位、不加“第”",
            "GB/T 9704-2012 7.2.5",
            Strength.MUST,
        ),
        ("页码应为 4 号半角宋体阿拉伯数字，左右各放一条一字线", "GB/T 9704-2012 7.5", Strength.NORMALLY),
    ]
    assert learnt.settings.faces[Role.FANG] == "宋体"


def test_settings_of_a_template_set_both_outputs() -> None:
    page = learn_template(house()).settings
    lines = measure_pages(PRESS.render(grid(60), settings=page).pdf)[0].lines()
    assert (len(lines), len(lines[0])) == (24, 27)
    again = learn_template(write(ordinary(), settings=page)).settings
    assert (again.lines, again.characters, round(again.left_mm, 1)) == (24, 27, 31.7)


def test_template_of_an_empty_file_is_the_standard_but_for_its_page() -> None:
    buffer = BytesIO()
    docx.Document().save(buffer)
    learnt = learn_template(buffer.getvalue())
    assert (learnt.mark_text, learnt.number_text, learnt.title_size_pt) == ("", "", 0.0)
    assert learnt.settings.faces == PageSettings().faces


def test_page_numbers_without_dashes_are_learnt() -> None:
    page = PageSettings(number_style=NumberStyle.BARE)
    learnt = learn_template(write(ordinary(), settings=page))
    assert learnt.settings.number_style is NumberStyle.BARE


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_template_of_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        learn_template(content)


def changed(name: str, old: bytes, new: bytes) -> bytes:
    """A standard file with one stretch of one part replaced."""
    buffer = BytesIO()
    with ZipFile(BytesIO(STANDARD)) as given, ZipFile(buffer, "w") as made:
        for each in given.infolist():
            content = given.read(each)
            made.writestr(each, content.replace(old, new, 1) if each.filename == name else content)
    return buffer.getvalue()


STANDARD = write(ordinary())


def test_template_whose_margins_are_no_numbers_is_refused() -> None:
    with pytest.raises(
        BadTemplateError, match=r"^文件结构不合 \.docx 的规定，无法学习版式；请用 Word 或 WPS 另存后再试$"
    ):
        learn_template(changed("word/document.xml", b'w:top="1963"', b'w:top="broad"'))


def test_template_that_declares_entities_is_refused() -> None:
    hostile = b'<!DOCTYPE x [<!ENTITY a "b">]><w:document '
    with pytest.raises(DamagedError):
        learn_template(changed("word/document.xml", b"<w:document ", hostile))


@given(st.integers(0, 60_000), st.binary(min_size=1, max_size=12))
@settings(max_examples=40, deadline=None)
def test_template_with_any_bytes_changed_is_learnt_or_refused(at: int, noise: bytes) -> None:
    with ZipFile(BytesIO(STANDARD)) as given_file:
        whole = given_file.read("word/document.xml")
    place = at % len(whole)
    stretch = whole[place : place + len(noise)]
    with suppress(DocformError):
        learn_template(changed("word/document.xml", stretch, noise))


def test_lines_that_are_not_exact_and_odd_colours_tell_nothing() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph()
    run = paragraph.add_run(TEXT)
    paragraph.paragraph_format.line_spacing = 1.5
    run.font.color.rgb = RGBColor(0, 0, 255)
    looks = Looks(word)
    assert (looks.line_twips(paragraph), looks.is_red(paragraph), looks.size(paragraph)) == (0, False, 11.0)


def test_paragraph_without_text_or_with_styles_in_a_circle_tells_what_the_defaults_say() -> None:
    word = docx.Document()
    assert Looks(word).face(word.add_paragraph()) == ""
    style = word.styles["Heading 1"]
    style.base_style = style
    paragraph = word.add_paragraph("一、总体要求", style="Heading 1")
    for each in list(word.styles.element.iter(qn("w:sz"), qn("w:spacing"))):
        each.getparent().remove(each)
    assert (Looks(word).size(paragraph), Looks(word).line_twips(paragraph)) == (0.0, 0)
