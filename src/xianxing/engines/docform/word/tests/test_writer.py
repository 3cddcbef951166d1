import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.docform import parse_text, to_text
from xianxing.engines.docform.reading import read
from xianxing.engines.docform.terms import Document, DocumentType, Element, Form, Kind, Picture, Table
from xianxing.engines.docform.tests.cast import EVERY
from xianxing.engines.docform.typeset import Closing, PageSettings, Rendering, Way, measure_pages
from xianxing.engines.docform.typeset.tests.cast import CAST, PRESS, TEXT, Draft, grid, ordinary, tabled
from xianxing.engines.docform.word import write_docx
from xianxing.engines.docform.word.source import places_of
from xianxing.engines.docform.word.tests.cast import write

Key = tuple[str, str, int, bool, int]


def keys(document: Document) -> list[Key]:
    """What a round trip keeps; the blank before the date of printing may become a tab."""
    return [
        (each.kind.value, "".join(each.text.split()), each.level, each.run_in, each.part)
        for each in document.elements
    ]


def part(content: bytes, name: str) -> str:
    return ZipFile(BytesIO(content)).read(f"word/{name}").decode()


def png() -> bytes:
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\x00\xff\x00\x00")),
        (b"IEND", b""),
    )
    made = b"\x89PNG\r\n\x1a\n"
    for kind, content in chunks:
        made += (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )
    return made


@pytest.mark.parametrize("form", sorted(CAST))
def test_document_of_every_form_reads_back_as_it_was(form: str) -> None:
    wanted = parse_text(to_text(CAST[form]()))
    found = read(write(wanted), "甲.docx")
    assert keys(found) == keys(wanted)
    assert (found.type, found.form) == (wanted.type, wanted.form)


def test_table_reads_back_cell_by_cell() -> None:
    found = read(write(tabled(6)), "甲.docx")
    tables = [each.table for each in found.elements if each.table]
    assert [table.rows[1] for table in tables] == [("1", "青川市第1水库管理所", "林致远", "")]
    assert [(len(table.rows), table.header_rows) for table in tables] == [(6, 1)]


def test_table_header_comes_again_and_rows_stay_whole() -> None:
    markup = part(write(tabled(6)), "document.xml")
    assert (markup.count("<w:tblHeader/>"), markup.count("<w:cantSplit/>")) == (1, 6)


def test_page_has_the_margins_and_the_grid_of_the_standard() -> None:
    markup = part(write(ordinary()), "document.xml")
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in markup
    assert 'w:top="1963" w:right="1474" w:bottom="1850" w:left="1587"' in markup
    assert '<w:docGrid w:type="lines" w:linePitch="589"/>' in markup


def test_body_has_exact_lines_and_tightened_characters() -> None:
    styles = part(write(ordinary()), "styles.xml")
    assert '<w:spacing w:before="0" w:after="0" w:line="589" w:lineRule="exact"/>' in styles
    assert '<w:spacing w:val="-5"/>' in styles


def test_styles_name_explicit_faces_and_no_theme() -> None:
    made = write(ordinary())
    for name in ("styles.xml", "document.xml"):
        assert "Theme" not in part(made, name).replace("themeFontLang", "")
    styles = part(made, "styles.xml")
    for face in ("仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"):
        assert f'w:eastAsia="{face}"' in styles


def test_headings_are_real_styles_with_outline_levels() -> None:
    word = docx.Document(BytesIO(write(ordinary())))
    named = {each.text: each.style.name for each in word.paragraphs if each.style is not None}
    assert (named["一、压实工作责任"], named["1.编织袋不少于3万条"]) == ("Heading 1", "Heading 3")
    run_in = next(each for each in word.paragraphs if each.text.startswith("（一）"))
    assert [(each.text[:4], each.style.name) for each in run_in.runs] == [
        ("（一）落", "公文段首标题"),
        ("各级各部", "Default Paragraph Font"),
    ]


def test_mark_is_red_and_squeezed_into_the_width() -> None:
    markup = part(write(ordinary()), "document.xml")
    assert '<w:color w:val="E60012"/><w:w w:val="70"/><w:sz w:val="104"/>' in markup


def test_page_numbers_are_fields_on_the_outer_side() -> None:
    made = write(ordinary())
    footers = [part(made, name) for name in ("footer1.xml", "footer2.xml")]
    assert [(" PAGE " in each, 'w:jc w:val="right"' in each, "— " in each) for each in footers] == [
        (True, True, True),
        (True, False, True),
    ]
    assert "<w:evenAndOddHeaders" in part(made, "settings.xml")


def test_first_page_of_a_letter_has_a_line_for_a_number() -> None:
    made = write(CAST["letter"]())
    assert "<w:titlePg/>" in part(made, "document.xml")
    assert any("thinThickSmallGap" in part(made, f"footer{at}.xml") for at in (1, 2, 3))


def test_imprint_of_a_short_document_turns_to_its_even_page() -> None:
    short = CAST["order"]()
    markup = part(write(short), "document.xml")
    assert markup.count("<w:pageBreakBefore/>") == 1


def test_lines_follow_the_pdf_that_moved_a_seal() -> None:
    for paragraphs in range(1, 12):
        document = ordinary(paragraphs)
        pdf = PRESS.render(document)
        if pdf.pitch_mm != 10.39:
            twips = round(pdf.pitch_mm * 1440 / 25.4)
            assert f'w:linePitch="{twips}"' in part(write(document), "document.xml")
            return
    pytest.fail("no length moved a seal")


def test_settings_change_margins_and_faces() -> None:
    page = PageSettings(left_mm=30.0, right_mm=24.0)
    assert 'w:left="1701"' in part(write(ordinary(), settings=page), "document.xml")


def test_grid_paper_is_one_paragraph() -> None:
    assert len(docx.Document(BytesIO(write(grid(30)))).paragraphs) == 1


def test_picture_is_shown_with_its_caption() -> None:
    document = (
        Draft()
        .add(Kind.BODY, "见图。")
        .add(Kind.BODY, "", picture=Picture(png(), "image/png", 60.0, "图1　水位"))
        .done(form=Form.PLAIN)
    )
    word = docx.Document(BytesIO(write(document)))
    assert (len(word.inline_shapes), word.paragraphs[-1].text) == (1, "图1　水位")


def test_picture_of_a_kind_word_does_not_draw_is_named() -> None:
    drawn = Picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", 0.0)
    document = Draft().add(Kind.BODY, "", picture=drawn).done(form=Form.PLAIN)
    assert [each.text for each in docx.Document(BytesIO(write(document))).paragraphs] == ["（图片：未命名）"]


def test_cell_with_two_lines_has_two_paragraphs() -> None:
    table = Table((("甲", "乙"), ("一\n二", "")))
    document = Draft().add(Kind.BODY, "", table=table).done(form=Form.PLAIN)
    cell = docx.Document(BytesIO(write(document))).tables[0].rows[1].cells[0]
    assert [each.text for each in cell.paragraphs] == ["一", "二"]


def test_two_signers_share_the_line_of_the_number() -> None:
    document = (
        Draft()
        .add(Kind.ISSUER_MARK, "青川市水利局文件")
        .add(Kind.NUMBER, "青水〔2026〕9号")
        .add(Kind.SIGNER, "签发人：吴　越")
        .add(Kind.TITLE, "青川市水利局关于东溪水库除险加固的请示")
        .add(Kind.MAIN_RECIPIENT, "市人民政府：")
        .add(Kind.BODY, TEXT)
        .add(Kind.SIGNATURE, "青川市水利局")
        .add(Kind.DATE, "2026年4月2日")
        .done(DocumentType.REQUEST)
    )
    made = write(document)
    assert "\t青水〔2026〕9号\t签发人：吴　越" in [
        each.text for each in docx.Document(BytesIO(made)).paragraphs
    ]
    assert keys(read(made, "甲.docx")) == keys(document)


@pytest.mark.parametrize("way", [Way.SEALED, Way.UNSEALED, Way.STAMPED])
def test_signature_of_every_way_reads_back(way: Way) -> None:
    wanted = parse_text(to_text(ordinary()))
    assert keys(read(write(wanted, closing=Closing(way=way)), "甲.docx")) == keys(wanted)


def test_title_with_blanks_inside_keeps_them() -> None:
    text = "国务院办公厅关于印发国 家 粮 食 应 急 预 案 的 函 的 补 充 通 知"
    document = Draft().add(Kind.TITLE, text).add(Kind.BODY, TEXT).done(form=Form.PLAIN)
    assert docx.Document(BytesIO(write(document))).paragraphs[0].text == text


def test_recipients_moved_to_the_imprint_stand_there_without_a_rule_below() -> None:
    document = (
        Draft()
        .add(Kind.ISSUER_MARK, "青川市水利局文件")
        .add(Kind.NUMBER, "青水〔2026〕9号")
        .add(Kind.TITLE, "青川市水利局关于防汛值守的通知")
        .add(Kind.BODY, TEXT)
        .add(Kind.SIGNATURE, "青川市水利局")
        .add(Kind.DATE, "2026年4月2日")
        .add(Kind.MAIN_RECIPIENT, "主送：各县（区）水利局。")
        .add(Kind.COPY_TO, "抄送：市人民政府办公室。")
        .add(Kind.PRINTED_BY, "青川市水利局办公室")
        .done()
    )
    word = docx.Document(BytesIO(write(document)))
    imprint = [each for each in word.paragraphs if each.style is not None and each.style.name == "公文版记"]
    assert [each.text[:3] for each in imprint] == ["主送：", "抄送：", "青川市"]
    assert ["<w:top " in each._p.xml for each in imprint] == [True, False, True]


def test_heading_of_the_first_level_that_runs_on_is_in_its_face() -> None:
    document = (
        Draft()
        .add(Kind.HEADING, "一、时间。", level=1)
        .add(Kind.BODY, "4月20日。", run_in=True)
        .add(Kind.HEADING, "1.地点。", level=3)
        .add(Kind.BODY, "东溪水库。", run_in=True)
        .done(form=Form.PLAIN)
    )
    markup = part(write(document), "document.xml")
    assert markup.count('w:eastAsia="黑体"') == 1


def test_order_without_a_number_has_no_empty_line_for_it() -> None:
    document = (
        Draft()
        .add(Kind.ISSUER_MARK, "青川市人民政府令")
        .add(Kind.BODY, TEXT)
        .done(DocumentType.ORDER, Form.ORDER)
    )
    word = docx.Document(BytesIO(write(document)))
    assert [each.text[:8] for each in word.paragraphs] == ["青川市人民政府令", TEXT[:8]]


def test_signers_without_a_number_stand_alone_above_the_line() -> None:
    document = (
        Draft()
        .add(Kind.ISSUER_MARK, "青川市水利局文件")
        .add(Kind.SIGNER, "签发人：周立诚　郑明远　孙晓岚")
        .add(Kind.TITLE, "关于除险加固的请示")
        .add(Kind.BODY, TEXT)
        .done(DocumentType.REQUEST)
    )
    texts = [each.text for each in docx.Document(BytesIO(write(document))).paragraphs]
    assert texts[1:3] == ["签发人：周立诚　郑明远　孙晓岚", ""]


def test_picture_without_a_caption_stands_alone() -> None:
    picture = Picture(png(), "image/png", 0.0)
    document = Draft().add(Kind.BODY, "", picture=picture).done(form=Form.PLAIN)
    word = docx.Document(BytesIO(write(document)))
    assert (len(word.paragraphs), round(word.inline_shapes[0].width.mm)) == (1, 156)


def test_places_of_a_text_with_what_its_source_lacks_are_those_behind_it() -> None:
    element = Element(Kind.TITLE, "关于 放假", 2, 7)
    assert places_of(element, "# 关于\n放假") == (2, 3, 4, 5, 6)


def test_document_of_an_attachment_with_its_own_signature_reads_back() -> None:
    wanted = parse_text(
        "关于印发办法的通知\n各单位：\n现印发给你们，请遵照执行。\n青川市水利局\n2026年3月2日\n"
        "附件\n值守办法\n第一条　为规范值守，制定本办法。\n青川市水利局\n2026年3月1日\n"
    )
    assert keys(read(write(wanted), "甲.docx")) == keys(wanted)


@given(
    st.lists(st.tuples(st.sampled_from(list(Kind)), st.text(max_size=40)), max_size=8),
    st.sampled_from(list(Form)),
)
@settings(max_examples=25, deadline=None)
def test_any_elements_in_any_order_make_a_file_that_opens(parts: list[tuple[Kind, str]], form: Form) -> None:
    draft = Draft()
    for kind, text in parts:
        draft.add(kind, text)
    document = draft.done(form=form)
    assert docx.Document(BytesIO(write_docx(document, like=Rendering(b"", 1)))).sections


def test_file_written_without_its_pdf_is_the_same() -> None:
    document = CAST["order"]()
    assert part(write_docx(document), "document.xml") == part(write(document), "document.xml")


def test_title_longer_than_a_property_holds_is_cut_there_and_whole_in_the_text() -> None:
    text = "关于防汛工作的通知\x00" * 40
    document = Draft().add(Kind.TITLE, text).done(form=Form.PLAIN)
    word = docx.Document(BytesIO(write(document)))
    assert len(word.core_properties.title) == 255
    assert word.paragraphs[0].text.replace("\n", "") == "关于防汛工作的通知" * 40


def test_tables_that_follow_each_other_stay_apart_and_the_last_is_no_end() -> None:
    table = Table((("甲", "乙"), ("一", "二")))
    document = Draft().add(Kind.BODY, "", table=table).add(Kind.BODY, "", table=table).done(form=Form.PLAIN)
    body = docx.Document(BytesIO(write(document))).element.body
    assert [each.tag.rpartition("}")[2] for each in body] == ["tbl", "p", "tbl", "p", "sectPr"]


@pytest.mark.parametrize("name", [each.name for each in EVERY])
def test_document_of_every_type_reads_back_and_shows_all_its_text(name: str) -> None:
    wanted = parse_text(next(each.text for each in EVERY if each.name == name))
    pdf = PRESS.render(wanted)
    found = read(write_docx(wanted, like=pdf), "甲.docx")
    assert keys(found) == keys(wanted)
    assert (found.type, found.form, pdf.missing) == (wanted.type, wanted.form, ())
    shown = "".join(ink.character for page in measure_pages(pdf.pdf) for ink in page.inks if ink.bottom < 264)
    for each in wanted.of(Kind.BODY):
        assert "".join(each.text.split())[:12] in shown


def test_paragraph_that_follows_its_seal_to_another_page_does_so_in_word() -> None:
    document = parse_text(next(each.text for each in EVERY if each.name == "请示"))
    pdf = PRESS.render(document)
    word = docx.Document(BytesIO(write_docx(document, like=pdf)))
    turned = [each.text for each in word.paragraphs if "<w:pageBreakBefore/>" in each._p.xml]
    assert pdf.text_turned is True
    assert turned[0] == "妥否，请批示。"
