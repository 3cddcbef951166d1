import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from xianxing.engines.docform import parse_text, to_text
from xianxing.engines.docform.reading import read
from xianxing.engines.docform.terms import Document, DocumentType, Form, Kind, Picture, Table
from xianxing.engines.docform.typeset import Closing, PageSettings, Way
from xianxing.engines.docform.typeset.tests.cast import CAST, PRESS, TEXT, Draft, grid, ordinary, tabled
from xianxing.engines.docform.word import write_docx

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
    found = read(write_docx(wanted), "甲.docx")
    assert keys(found) == keys(wanted)
    assert (found.type, found.form) == (wanted.type, wanted.form)


def test_table_reads_back_cell_by_cell() -> None:
    found = read(write_docx(tabled(6)), "甲.docx")
    tables = [each.table for each in found.elements if each.table]
    assert [table.rows[1] for table in tables] == [("1", "青川市第1水库管理所", "林致远", "")]
    assert [(len(table.rows), table.header_rows) for table in tables] == [(6, 1)]


def test_table_header_comes_again_and_rows_stay_whole() -> None:
    markup = part(write_docx(tabled(6)), "document.xml")
    assert (markup.count("<w:tblHeader/>"), markup.count("<w:cantSplit/>")) == (1, 6)


def test_page_has_the_margins_and_the_grid_of_the_standard() -> None:
    markup = part(write_docx(ordinary()), "document.xml")
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in markup
    assert 'w:top="1963" w:right="1474" w:bottom="1850" w:left="1587"' in markup
    assert '<w:docGrid w:type="lines" w:linePitch="589"/>' in markup


def test_body_has_exact_lines_and_tightened_characters() -> None:
    styles = part(write_docx(ordinary()), "styles.xml")
    assert '<w:spacing w:before="0" w:after="0" w:line="589" w:lineRule="exact"/>' in styles
    assert '<w:spacing w:val="-5"/>' in styles


def test_styles_name_explicit_faces_and_no_theme() -> None:
    made = write_docx(ordinary())
    for name in ("styles.xml", "document.xml"):
        assert "Theme" not in part(made, name).replace("themeFontLang", "")
    styles = part(made, "styles.xml")
    for face in ("仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"):
        assert f'w:eastAsia="{face}"' in styles


def test_headings_are_real_styles_with_outline_levels() -> None:
    word = docx.Document(BytesIO(write_docx(ordinary())))
    named = {each.text: each.style.name for each in word.paragraphs if each.style is not None}
    assert (named["一、压实工作责任"], named["1.编织袋不少于3万条"]) == ("Heading 1", "Heading 3")
    run_in = next(each for each in word.paragraphs if each.text.startswith("（一）"))
    assert [(each.text[:4], each.style.name) for each in run_in.runs] == [
        ("（一）落", "公文段首标题"),
        ("各级各部", "Default Paragraph Font"),
    ]


def test_mark_is_red_and_squeezed_into_the_width() -> None:
    markup = part(write_docx(ordinary()), "document.xml")
    assert '<w:color w:val="E60012"/><w:w w:val="70"/><w:sz w:val="104"/>' in markup


def test_page_numbers_are_fields_on_the_outer_side() -> None:
    made = write_docx(ordinary())
    footers = [part(made, name) for name in ("footer1.xml", "footer2.xml")]
    assert [(" PAGE " in each, 'w:jc w:val="right"' in each, "— " in each) for each in footers] == [
        (True, True, True),
        (True, False, True),
    ]
    assert "<w:evenAndOddHeaders" in part(made, "settings.xml")


def test_first_page_of_a_letter_has_a_line_for_a_number() -> None:
    made = write_docx(CAST["letter"]())
    assert "<w:titlePg/>" in part(made, "document.xml")
    assert any("thinThickSmallGap" in part(made, f"footer{at}.xml") for at in (1, 2, 3))


def test_imprint_of_a_short_document_turns_to_its_even_page() -> None:
    short = CAST["order"]()
    markup = part(write_docx(short, like=PRESS.render(short)), "document.xml")
    assert markup.count("<w:pageBreakBefore/>") == 1


def test_lines_follow_the_pdf_that_moved_a_seal() -> None:
    for paragraphs in range(1, 12):
        document = ordinary(paragraphs)
        pdf = PRESS.render(document)
        if pdf.pitch_mm != 10.39:
            twips = round(pdf.pitch_mm * 1440 / 25.4)
            assert f'w:linePitch="{twips}"' in part(write_docx(document, like=pdf), "document.xml")
            return
    pytest.fail("no length moved a seal")


def test_settings_change_margins_and_faces() -> None:
    page = PageSettings(left_mm=30.0, right_mm=24.0)
    assert 'w:left="1701"' in part(write_docx(ordinary(), settings=page), "document.xml")


def test_grid_paper_is_one_paragraph() -> None:
    assert len(docx.Document(BytesIO(write_docx(grid(30)))).paragraphs) == 1


def test_picture_is_shown_with_its_caption() -> None:
    document = (
        Draft()
        .add(Kind.BODY, "见图。")
        .add(Kind.BODY, "", picture=Picture(png(), "image/png", 60.0, "图1　水位"))
        .done(form=Form.PLAIN)
    )
    word = docx.Document(BytesIO(write_docx(document)))
    assert (len(word.inline_shapes), word.paragraphs[-1].text) == (1, "图1　水位")


def test_picture_of_a_kind_word_does_not_draw_is_named() -> None:
    drawn = Picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", 0.0)
    document = Draft().add(Kind.BODY, "", picture=drawn).done(form=Form.PLAIN)
    assert [each.text for each in docx.Document(BytesIO(write_docx(document))).paragraphs] == [
        "（图片：未命名）"
    ]


def test_cell_with_two_lines_has_two_paragraphs() -> None:
    table = Table((("甲", "乙"), ("一\n二", "")))
    document = Draft().add(Kind.BODY, "", table=table).done(form=Form.PLAIN)
    cell = docx.Document(BytesIO(write_docx(document))).tables[0].rows[1].cells[0]
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
    made = write_docx(document)
    assert "\t青水〔2026〕9号\t签发人：吴　越" in [
        each.text for each in docx.Document(BytesIO(made)).paragraphs
    ]
    assert keys(read(made, "甲.docx")) == keys(document)


@pytest.mark.parametrize("way", [Way.SEALED, Way.UNSEALED, Way.STAMPED])
def test_signature_of_every_way_reads_back(way: Way) -> None:
    wanted = parse_text(to_text(ordinary()))
    assert keys(read(write_docx(wanted, closing=Closing(way=way)), "甲.docx")) == keys(wanted)


def test_title_with_blanks_inside_keeps_them() -> None:
    text = "国务院办公厅关于印发国 家 粮 食 应 急 预 案 的 函 的 补 充 通 知"
    document = Draft().add(Kind.TITLE, text).add(Kind.BODY, TEXT).done(form=Form.PLAIN)
    assert docx.Document(BytesIO(write_docx(document))).paragraphs[0].text == text


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
    word = docx.Document(BytesIO(write_docx(document)))
    imprint = [each for each in word.paragraphs if each.style is not None and each.style.name == "公文版记"]
    assert [each.text[:3] for each in imprint] == ["主送：", "抄送：", "青川市"]
    assert ["<w:top " in each._p.xml for each in imprint] == [True, False, True]
