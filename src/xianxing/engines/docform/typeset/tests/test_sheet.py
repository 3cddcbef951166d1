"""What the layout is told about a document, value by value."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.docform.terms import Document, Element, Form, Kind, Table
from xianxing.engines.docform.typeset import Closing, PageSettings, Role, Seal, Stamp, Way
from xianxing.engines.docform.typeset.block import run
from xianxing.engines.docform.typeset.ending import closing_block, closing_way, imprint_block, organs_across
from xianxing.engines.docform.typeset.making import seen_text, sheet_text
from xianxing.engines.docform.typeset.opening import (
    has_head,
    head_block,
    mark_lines,
    number_text,
    signer_names,
)
from xianxing.engines.docform.typeset.paragraphs import column_shares, joined_names, note_items, table_block
from xianxing.engines.docform.typeset.sheet import compose_sheet
from xianxing.engines.docform.typeset.tests.cast import (
    CAST,
    SHELF,
    TEXT,
    Draft,
    letter,
    minutes,
    order,
    ordinary,
    upward,
)
from xianxing.engines.docform.typeset.titling import known_names

PAGE = PageSettings()
FACES = SHELF.faces(PAGE.faces).families


def kinds(document: Document) -> list[object]:
    sheet = compose_sheet(document, settings=PAGE, faces=FACES, closing=Closing())
    flow = sheet.values["flow"]
    assert isinstance(flow, list)
    return [each["kind"] for each in flow]


def test_ordinary_document_is_told_piece_by_piece() -> None:
    assert kinds(ordinary(1)) == [
        "title",
        "flush",
        "indented",
        "indented",
        "indented",
        "indented",
        "indented",
        "indented",
        "hanging",
        "closing",
        "note",
        "attachment",
        "indented",
        "attachment",
        "indented",
        "imprint",
    ]


def test_minutes_list_who_was_there() -> None:
    assert kinds(minutes())[-4:] == ["hanging", "hanging", "hanging", "imprint"]


def test_sheet_is_plain_json() -> None:
    for made in CAST.values():
        values = compose_sheet(made(), settings=PAGE, faces=FACES, closing=Closing()).values
        assert json.loads(json.dumps(values)) == values


def test_head_of_an_upward_document_names_its_organs_and_signers() -> None:
    head = head_block(upward(), PAGE)
    assert head["mark"] == ["青川市发展和改革委员会", "青川市水利局", "青川市自然资源局"]
    assert (head["mark_suffix"], head["number"]) == ("文件", "青发改〔2026〕31号")
    assert head["signers"] == ["周立诚", "吴\u3000越", "郑明远"]
    assert head["margin_notes"] == [
        [{"text": "000012", "face": "fang"}],
        [{"text": "特急", "face": "hei"}],
    ]


def test_head_of_an_order_has_no_line_and_stands_higher() -> None:
    head = head_block(order(), PAGE)
    assert (head["line"], head["mark_top_mm"], head["form"]) == (False, 20.0, "red")


def test_head_of_a_letter_has_one_organ_without_suffix() -> None:
    head = head_block(letter(), PAGE)
    assert (head["mark"], head["mark_suffix"], head["form"]) == (["青川市人民政府办公室"], "", "letter")


def test_plain_paper_and_empty_mark_have_no_head() -> None:
    assert has_head(CAST["plain"]()) is False
    assert has_head(Draft().add(Kind.ISSUER_MARK, " ").done()) is False
    assert has_head(Draft().add(Kind.ISSUER_MARK, "文件").done()) is False


def mark(*texts: str) -> tuple[Element, ...]:
    return tuple(Element(Kind.ISSUER_MARK, text, 0, len(text)) for text in texts)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("青川市人民政府文件",), (("青川市人民政府",), "文件")),
        (("甲局", "乙局", "文件"), (("甲局", "乙局"), "文件")),
        (("青 川 市 水 利 局",), (("青川市水利局",), "")),
        ((), ((), "")),
    ],
)
def test_mark_is_organs_and_suffix(texts: tuple[str, ...], wanted: tuple[tuple[str, ...], str]) -> None:
    assert mark_lines(mark(*texts)) == wanted


def test_number_of_a_document_without_one_is_empty() -> None:
    assert number_text(Draft().add(Kind.BODY, TEXT).done()) == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("签发人：周立诚", ("周立诚",)),
        ("签发人: 周立诚、郑明远", ("周立诚", "郑明远")),
        ("签 发 人：吴　越　周立诚", ("吴\u3000越", "周立诚")),
        ("签发人：", ()),
    ],
)
def test_signers_are_read_from_their_line(text: str, names: tuple[str, ...]) -> None:
    assert signer_names(Draft().add(Kind.SIGNER, text).done()) == names


def test_names_of_two_characters_are_joined_and_no_others() -> None:
    assert joined_names(("吴", "越", "周立诚", "何", "川", "甲")) == (
        "吴\u3000越",
        "周立诚",
        "何\u3000川",
        "甲",
    )


def test_attachments_are_listed_with_their_labels() -> None:
    block = note_items(ordinary().of(Kind.ATTACHMENT_NOTE))
    rows = block["rows"]
    assert isinstance(rows, list)
    assert [(row["label"][0]["text"], row["under"]) for row in rows] == [("附件：1.", ""), ("2.", "附件：")]


def test_equal_neighbours_in_a_header_are_one_cell_and_in_a_row_are_not() -> None:
    block = table_block(Table((("甲", "甲", ""), ("1", "1", "")), 1))
    assert block["header"] == [[{"text": "甲", "span": 2}, {"text": "", "span": 1}]]
    assert block["rows"] == [[{"text": "1", "span": 1}, {"text": "1", "span": 1}, {"text": "", "span": 1}]]


@pytest.mark.parametrize(("columns", "size"), [(4, 14.0), (12, 12.0), (24, 10.5)])
def test_table_with_more_columns_is_set_smaller(columns: int, size: float) -> None:
    assert table_block(Table((("三个字",) * columns,), 0))["size_pt"] == size


def test_columns_share_the_width_by_their_longest_cells() -> None:
    assert column_shares(Table((("序号", "单" * 40, "a"),))) == [2.0, 24.0, 2.0]


@pytest.mark.parametrize(
    ("form", "way", "signed", "dated", "wanted"),
    [
        (Form.ORDINARY, Way.BY_FORM, True, True, Way.SEALED),
        (Form.ORDINARY, Way.BY_FORM, True, False, Way.UNSEALED),
        (Form.ORDINARY, Way.BY_FORM, False, True, Way.SEALED),
        (Form.LETTER, Way.BY_FORM, True, True, Way.SEALED),
        (Form.ORDER, Way.BY_FORM, True, True, Way.STAMPED),
        (Form.MINUTES, Way.BY_FORM, True, True, Way.UNSEALED),
        (Form.PLAIN, Way.BY_FORM, True, True, Way.UNSEALED),
        (Form.PLAIN, Way.SEALED, True, True, Way.SEALED),
        (Form.ORDINARY, Way.STAMPED, True, True, Way.STAMPED),
    ],
)
def test_document_closes_as_its_form_wants(
    form: Form, way: Way, signed: bool, dated: bool, wanted: Way
) -> None:
    assert closing_way(form, Closing(way), signed=signed, dated=dated) is wanted


@pytest.mark.parametrize(
    ("organs", "across"),
    [
        ((), 1),
        (("甲局",), 1),
        (("甲局", "乙局"), 2),
        (("甲局",) * 5, 3),
        (("青川市发展和改革委员会",) * 3, 2),
        (("长" * 30,) * 3, 1),
    ],
)
def test_organs_stand_side_by_side_while_each_fits_on_a_line(organs: tuple[str, ...], across: int) -> None:
    assert organs_across(organs) == across


def test_seals_and_stamps_are_told_with_their_files() -> None:
    signed = [each for each in ordinary().elements if each.kind in {Kind.SIGNATURE, Kind.DATE}]
    sealed = closing_block(signed, Form.ORDINARY, Closing(seals=(Seal(), Seal(b"x"))), {1: "picture-0.png"})
    assert sealed["seals"] == [
        {"diameter_mm": 42.0, "words": "印章位置"},
        {"diameter_mm": 42.0, "words": "印章位置", "file": "picture-0.png"},
    ]
    stamped = closing_block(signed, Form.ORDER, Closing(stamps=(Stamp("市长", "林致远"),)), {})
    assert stamped["posts"] == [{"post": "市长", "name": "林致远", "height_mm": 20.0}]


def test_imprint_parts_the_printing_line_at_its_date() -> None:
    block = imprint_block(ordinary())
    assert block is not None
    rows = block["rows"]
    assert isinstance(rows, list)
    assert rows[-1] == {"left": "青川市人民政府办公室", "right": "2026年3月18日印发", "ruled": True}
    assert (rows[0]["label"], block["rules"], block["even"]) == ("抄送：", True, True)


def test_imprint_of_a_letter_has_no_rules_and_no_printing_line() -> None:
    block = imprint_block(letter())
    assert block is not None
    assert (block["rules"], block["even"]) == (False, False)


def test_document_without_copies_and_printing_has_no_imprint() -> None:
    assert imprint_block(CAST["plain"]()) is None


def test_copies_without_a_label_get_one_and_printing_without_a_date_stays_whole() -> None:
    document = Draft().add(Kind.COPY_TO, "市财政局。").add(Kind.PRINTED_BY, "青川市水利局").done()
    block = imprint_block(document)
    assert block is not None
    assert block["rows"] == [
        {"label": "抄送：", "text": "市财政局。", "ruled": True},
        {"label": "", "text": "青川市水利局", "ruled": True},
    ]


def test_names_known_to_a_title_are_those_of_mark_and_signature() -> None:
    assert known_names(upward()) == ("青川市发展和改革委员会", "青川市水利局", "青川市自然资源局")


def test_day_of_the_file_is_that_of_the_document_or_the_first_of_all() -> None:
    days = [
        compose_sheet(each, settings=PAGE, faces=FACES, closing=Closing()).values["day"]
        for each in (ordinary(), Draft().add(Kind.DATE, "二〇〇八年五月十二日").done(), Document((), ""))
    ]
    assert days == [[2026, 3, 18], [2008, 5, 12], [1970, 1, 1]]


def test_text_of_a_sheet_is_all_that_is_shown_and_seen_text_what_leaves_ink() -> None:
    document = Draft().add(Kind.BODY, "甲\u200b乙\x07").done(form=Form.PLAIN)
    sheet = compose_sheet(document, settings=PAGE, faces=FACES, closing=Closing())
    assert "甲\u200b乙\x07" in sheet_text(sheet)
    assert "甲乙" in seen_text(sheet)


@given(st.text("a1国，", max_size=120))
@settings(max_examples=60, deadline=None)
def test_breaks_put_into_a_run_change_nothing_that_is_seen(text: str) -> None:
    shown = str(run(text)["text"])
    assert shown.replace("\u200b", "") == text
    assert all(
        len(word) < 48 for word in shown.replace("国", "\u200b").replace("，", "\u200b").split("\u200b")
    )


def test_run_tells_its_face() -> None:
    assert run("一、", Role.HEI) == {"text": "一、", "face": "hei"}
