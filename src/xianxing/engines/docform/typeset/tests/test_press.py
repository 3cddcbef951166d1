from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typst import Compiler

from xianxing.engines.docform.errors import LayoutError
from xianxing.engines.docform.terms import Document, Form, Kind, Picture, Table
from xianxing.engines.docform.typeset import (
    BadPictureError,
    Closing,
    NumberStyle,
    PageSettings,
    Press,
    Seal,
    Stamp,
    measure_pages,
    page_count,
    preview,
    render_pdf,
)
from xianxing.engines.docform.typeset.paragraphs import paragraphs
from xianxing.engines.docform.typeset.sheet import Sheet, with_last_text_turned
from xianxing.engines.docform.typeset.tests.cast import (
    CAST,
    PRESS,
    SHELF,
    TEXT,
    Draft,
    letter,
    ordinary,
    tabled,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18" fill="#d00"/></svg>'
HOSTILE = '#panic("x") $x^2$ *粗* _斜_ `code` @ref <label> \\ // /* */ #import "/etc/passwd": * #sys.inputs'


def shown(document: Document) -> str:
    pages = measure_pages(PRESS.render(document).pdf)
    return "".join(
        ink.character for page in pages for ink in page.inks if ink.bottom < 264 or ink.size_pt != 14.0
    )


@pytest.mark.parametrize("form", sorted(CAST))
def test_document_of_every_form_shows_all_its_text(form: str) -> None:
    document = CAST[form]()
    found = shown(document)
    for each in document.elements:
        if each.kind is Kind.ISSUER_MARK:
            continue
        for piece in each.text.replace("签发人：", "").split():
            assert piece in found, piece


@pytest.mark.parametrize("form", sorted(CAST))
def test_document_of_every_form_is_pdf_a_2b_with_its_title(form: str) -> None:
    pdf = PRESS.render(CAST[form]()).pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    title = CAST[form]().first(Kind.TITLE)
    opened = pypdfium2.PdfDocument(BytesIO(pdf))
    assert opened.get_metadata_dict()["Title"] == (title.text if title else "")
    opened.close()


def test_same_document_gives_the_same_bytes() -> None:
    assert render_pdf(ordinary(), fonts=SHELF) == render_pdf(ordinary(), fonts=SHELF)


def test_text_that_looks_like_code_is_shown_and_never_run() -> None:
    document = (
        Draft()
        .add(Kind.TITLE, HOSTILE)
        .add(Kind.MAIN_RECIPIENT, HOSTILE)
        .add(Kind.BODY, HOSTILE)
        .add(Kind.BODY, "", table=Table(((HOSTILE, "乙"), (HOSTILE, HOSTILE))))
        .add(Kind.SIGNATURE, HOSTILE)
        .done(form=Form.PLAIN)
    )
    assert "".join(HOSTILE.split()) in shown(document)


@given(
    st.lists(st.tuples(st.sampled_from(list(Kind)), st.text(max_size=60)), max_size=8),
    st.sampled_from(list(Form)),
)
@settings(max_examples=40, deadline=None)
def test_any_elements_in_any_order_make_a_pdf(parts: list[tuple[Kind, str]], form: Form) -> None:
    draft = Draft()
    for kind, text in parts:
        draft.add(kind, text)
    assert page_count(PRESS.render(draft.done(form=form)).pdf) >= 1


def test_pages_are_those_of_the_file() -> None:
    for document in (ordinary(1), ordinary(6), CAST["order"](), tabled(80), Document((), "")):
        rendering = PRESS.render(document)
        assert rendering.pages == page_count(rendering.pdf)


def test_press_used_from_many_threads_sets_each_document_as_alone() -> None:
    alone = [PRESS.render(ordinary(paragraphs)) for paragraphs in range(1, 7)]
    with ThreadPoolExecutor(6) as threads:
        together = list(threads.map(lambda paragraphs: PRESS.render(ordinary(paragraphs)), range(1, 7)))
        pictures = list(threads.map(lambda rendering: preview(rendering.pdf, width_px=60), together))
    assert together == alone
    assert pictures == [preview(rendering.pdf, width_px=60) for rendering in alone]


def test_empty_document_is_one_page() -> None:
    assert PRESS.render(Document((), "")).pages == 1


def test_long_word_without_blanks_stays_on_the_page() -> None:
    document = Draft().add(Kind.BODY, "网址" + "a" * 200 + "完。").done(form=Form.PLAIN)
    assert max(ink.right for ink in measure_pages(PRESS.render(document).pdf)[0].inks) < 185.0


def test_number_style_can_be_bare_or_none() -> None:
    bare = PRESS.render(ordinary(), settings=PageSettings(number_style=NumberStyle.BARE)).pdf
    none = PRESS.render(ordinary(), settings=PageSettings(number_style=NumberStyle.NONE)).pdf
    small = [
        [ink.character for ink in measure_pages(each)[0].inks if ink.size_pt == 14.0] for each in (bare, none)
    ]
    assert small == [["1"], []]


def test_document_without_a_mark_has_its_number_where_it_stands() -> None:
    document = (
        Draft()
        .add(Kind.NUMBER, "青水〔2026〕9号")
        .add(Kind.TITLE, "关于值守的通知")
        .add(Kind.BODY, TEXT)
        .done()
    )
    page = measure_pages(PRESS.render(document).pdf)[0]
    assert (page.rules, page.text.startswith("青水〔2026〕9号关于值守的通知")) == ((), True)


def test_date_under_the_title_is_centred() -> None:
    document = (
        Draft()
        .add(Kind.TITLE, "关于预算的决议")
        .add(Kind.DATE, "（2026年1月9日青川市第五届人民代表大会第六次会议通过）")
        .add(Kind.BODY, TEXT)
        .done(form=Form.PLAIN)
    )
    line = measure_pages(PRESS.render(document).pdf)[0].lines()[1]
    assert (line[0].left_edge + line[-1].left_edge + 5.57) / 2 == pytest.approx(106.0, abs=0.5)


def test_date_without_a_signature_stands_where_a_sealed_one_does() -> None:
    document = Draft().add(Kind.BODY, TEXT).add(Kind.DATE, "2026年4月2日").done()
    date = measure_pages(PRESS.render(document).pdf)[0].find("2026年4月2日")
    assert date[-1].left_edge + 156 / 28 == pytest.approx(184.0 - 4 * 156 / 28, abs=0.3)


def test_signature_without_a_date_stands_as_without_a_seal() -> None:
    document = Draft().add(Kind.BODY, TEXT).add(Kind.SIGNATURE, "青川市水利局").done()
    name = measure_pages(PRESS.render(document).pdf)[0].find("青川市水利局")
    assert name[-1].left_edge + 156 / 28 == pytest.approx(184.0 - 2 * 156 / 28, abs=0.3)


def test_recipients_moved_to_the_imprint_stand_above_the_copies() -> None:
    document = (
        Draft()
        .add(Kind.BODY, TEXT)
        .add(Kind.MAIN_RECIPIENT, "主送：各县（区）水利局。")
        .add(Kind.COPY_TO, "抄送：市人民政府办公室。")
        .add(Kind.PRINTED_BY, "青川市水利局办公室")
        .done(form=Form.PLAIN)
    )
    last = measure_pages(PRESS.render(document).pdf)[-1]
    assert last.text.startswith("主送：各县（区）水利局。抄送：市人民政府办公室。青川市水利局办公室")
    assert len([rule for rule in last.rules if rule.width > 150]) == 3


def test_letter_longer_than_a_page_numbers_its_second() -> None:
    draft = letter()
    longer = replace(
        draft,
        elements=tuple(each for each in draft.elements for _ in range(4 if each.kind is Kind.BODY else 1)),
    )
    pages = measure_pages(PRESS.render(longer).pdf)
    assert ["—" in {ink.character for ink in page.inks if ink.size_pt == 14.0} for page in pages] == [
        False,
        True,
    ]
    assert [len(page.rules) for page in pages] == [4, 0]


def test_imprint_of_a_letter_turns_the_page_when_it_does_not_fit() -> None:
    for times in range(3, 9):
        draft = letter()
        many = tuple(each for each in draft.elements for _ in range(times if each.text == TEXT else 1))
        rendering = PRESS.render(replace(draft, elements=many))
        last = measure_pages(rendering.pdf)[-1].text
        if rendering.imprint_breaks == 1:
            assert last.startswith("抄送：")
            return
    pytest.fail("no length turned the page")


def test_picture_in_the_text_is_as_wide_as_it_was_and_no_wider_than_the_text() -> None:
    document = (
        Draft()
        .add(Kind.BODY, "", picture=Picture(SVG, "image/svg+xml", 50.0, "图1　水位"))
        .add(Kind.BODY, "", picture=Picture(SVG, "image/svg+xml", 500.0))
        .done(form=Form.PLAIN)
    )
    pages = measure_pages(PRESS.render(document).pdf)
    assert "图1水位" in pages[0].text
    assert sum(len(page.rules) for page in pages) == 2


def test_picture_of_a_kind_that_cannot_be_drawn_is_named_and_told() -> None:
    document = (
        Draft().add(Kind.BODY, "", picture=Picture(b"x", "image/x-emf", 50.0, "示意图")).done(form=Form.PLAIN)
    )
    rendering = PRESS.render(document)
    assert "（图片：示意图）" in measure_pages(rendering.pdf)[0].text
    assert rendering.remarks == (
        "图片“示意图”的格式 image/x-emf 无法绘制，可用 PNG、JPEG、GIF、WebP、SVG；请转换后再排版",
    )


def test_picture_that_is_broken_is_refused() -> None:
    document = Draft().add(Kind.BODY, "", picture=Picture(b"\x89PNG\r\n\x1a\nx", "image/png", 50.0)).done()
    with pytest.raises(BadPictureError, match=r"^图片或印章文件已损坏，无法绘制（.*）；请重新插入图片$"):
        PRESS.render(document)


def test_seal_and_stamp_are_drawn_from_their_pictures() -> None:
    sealed = PRESS.render(ordinary(1), closing=Closing(seals=(Seal(SVG, "image/svg+xml", 40.0),))).pdf
    stamped = PRESS.render(
        CAST["order"](), closing=Closing(stamps=(Stamp("市长", "", SVG, "image/svg+xml", 18.0),))
    ).pdf
    seal = max(measure_pages(sealed)[1].rules, key=lambda box: box.height)
    stamp = max(measure_pages(stamped)[0].rules, key=lambda box: box.height)
    assert seal.width == pytest.approx(36.0, abs=0.5)
    assert stamp.height == pytest.approx(16.2, abs=0.5)
    assert stamp.right == pytest.approx(184.0 - 4 * 156 / 28 - 0.9, abs=0.5)


def test_stamp_without_a_picture_shows_the_name() -> None:
    pdf = PRESS.render(CAST["order"](), closing=Closing(stamps=(Stamp("代市长", "周立诚"),))).pdf
    assert "代市长周立诚2026年3月25日" in measure_pages(pdf)[0].text


def test_organ_that_signs_an_order_without_a_name_is_shown_whole() -> None:
    draft = Draft().add(Kind.BODY, TEXT).add(Kind.SIGNATURE, "青川市人民政府").add(Kind.DATE, "2026年3月25日")
    assert (
        "青川市人民政府2026年3月25日" in measure_pages(PRESS.render(draft.done(form=Form.ORDER)).pdf)[0].text
    )


def test_seal_that_no_spacing_brings_to_the_text_takes_the_last_paragraph_along() -> None:
    for length in range(1, 12):
        draft = Draft().add(Kind.BODY, TEXT * length).add(Kind.BODY, "特此通知。")
        for at in range(6):
            draft.add(Kind.SIGNATURE, f"青川市第{at}管理委员会")
        rendering = PRESS.render(draft.add(Kind.DATE, "2026年3月25日").done())
        if any("正文末段随落款移至下页" in each for each in rendering.remarks):
            signed = next(page for page in measure_pages(rendering.pdf) if "第0管理" in page.text)
            assert signed.text.startswith("特此通知。")
            return
    pytest.fail("no length left the signature alone")


def test_seal_below_nothing_but_a_title_stays_where_it_is() -> None:
    sheet = Sheet({"flow": [{"kind": "title"}, {"kind": "closing"}]}, {}, ())
    assert with_last_text_turned(sheet).values["flow"] == [
        {"kind": "title"},
        {"kind": "turn"},
        {"kind": "closing"},
    ]


def test_engine_that_gives_no_bytes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    press = Press(SHELF)
    monkeypatch.setattr(press, "_compiler", Silent())
    with pytest.raises(LayoutError, match=r"^排版未产生 PDF；请检查 typst 的版本$"):
        press.render(ordinary())


class Silent:
    def compile(self, **_: object) -> list[bytes]:
        return []


def test_engine_that_fails_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    press = Press(SHELF)
    broken = Compiler(b"#panic(1)", font_paths=SHELF.fonts, ignore_system_fonts=True)
    monkeypatch.setattr(press, "_compiler", broken)
    with pytest.raises(LayoutError, match=r"^排版未完成：.*；请检查文稿内容$"):
        press.render(ordinary())


def test_attachment_with_its_own_signature_closes_without_a_seal() -> None:
    document = (
        Draft()
        .add(Kind.BODY, TEXT)
        .add(Kind.ATTACHMENT, "附件2：值守办法", part=1)
        .add(Kind.HEADING, "第一条　为规范值守，制定本办法。", level=5, part=1)
        .add(Kind.SIGNATURE, "青川市水利局", part=1)
        .add(Kind.DATE, "2026年3月1日", part=1)
        .done(form=Form.PLAIN)
    )
    page = measure_pages(PRESS.render(document).pdf)[1]
    assert page.text.startswith("附件2值守办法第一条为规范值守，制定本办法。青川市水利局2026年3月1日")
    assert {ink.face for ink in page.find("第一条")} == {"NotoSansSC-Regular"}
    assert page.find("2026年")[0].left_edge - page.find("青川市")[0].left_edge == pytest.approx(
        11.14, abs=0.3
    )


def test_no_elements_make_no_paragraphs() -> None:
    assert list(paragraphs(())) == []


def test_table_without_a_header_has_as_many_rows_as_it_has() -> None:
    table = Table((("一\n二", "x" * 60), ("三", "四")), 0)
    page = measure_pages(PRESS.render(Draft().add(Kind.BODY, "", table=table).done(form=Form.PLAIN)).pdf)[0]
    upright = [rule for rule in page.rules if rule.width < 1]
    level = {round(rule.top, 1) for rule in page.rules if rule.height < 1}
    assert len(level) == 3
    assert page.find("二")[0].baseline > page.find("一")[0].baseline + 4
    assert max(ink.right for ink in page.find("x" * 30)) < max(rule.right for rule in upright)


def test_header_that_fills_a_page_comes_only_once() -> None:
    rows = (("甲" * 300, "乙" * 900),) * 2
    document = Draft().add(Kind.BODY, "", table=Table(rows, 1)).done(form=Form.PLAIN)
    pages = measure_pages(PRESS.render(document).pdf)
    assert sum(page.text.count("甲") for page in pages) == 600
