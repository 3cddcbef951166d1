"""Whole documents: types, forms, attached texts."""

import pytest

from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import Form, Kind
from xianxing.engines.docform.tests.cast import EVERY, NOTICE, OPINION, ORDER, Sample
from xianxing.engines.docform.tests.outline import outlined

OPENING = "青屏市人民政府转发市水利局关于防汛意见的通知\n青政发〔1997〕2号\n各县人民政府：\n现转发给你们，请照办。\n"


@pytest.mark.parametrize("sample", EVERY, ids=lambda sample: sample.name)
def test_parse_text_every_sample_has_its_type_and_form(sample: Sample) -> None:
    document = parse_text(sample.text)
    assert (document.type, document.form) == (sample.type, sample.form)


@pytest.mark.parametrize("sample", EVERY, ids=lambda sample: sample.name)
def test_parse_text_every_line_of_a_sample_is_in_one_element(sample: Sample) -> None:
    covered = [place for each in parse_text(sample.text).elements for place in range(each.start, each.end)]
    assert len(covered) == len(set(covered))
    left = "".join(mark for place, mark in enumerate(sample.text) if place not in set(covered))
    assert left.strip() == ""


def test_parse_text_every_element_has_a_reason() -> None:
    assert all(
        each.reasons and each.reasons[0].text for sample in EVERY for each in parse_text(sample.text).elements
    )


def test_parse_text_opinion_from_mark_to_imprint() -> None:
    kinds = [(str(each.kind), each.level, each.part) for each in parse_text(OPINION.text).elements]
    assert kinds == [
        ("issuer_mark", 0, 0),
        ("number", 0, 0),
        ("title", 0, 0),
        ("main_recipient", 0, 0),
        ("body", 0, 0),
        ("heading", 1, 0),
        ("body", 0, 0),
        ("heading", 1, 0),
        ("heading", 2, 0),
        ("body", 0, 0),
        ("heading", 2, 0),
        ("heading", 3, 0),
        ("body", 0, 0),
        ("heading", 3, 0),
        ("body", 0, 0),
        ("heading", 4, 0),
        ("heading", 4, 0),
        ("heading", 2, 0),
        ("body", 0, 0),
        ("heading", 1, 0),
        ("body", 0, 0),
        ("attachment_note", 0, 0),
        ("attachment_note", 0, 0),
        ("signature", 0, 0),
        ("date", 0, 0),
        ("note", 0, 0),
        ("attachment", 0, 1),
        ("title", 0, 1),
        ("heading", 1, 1),
        ("heading", 1, 1),
        ("attachment", 0, 2),
        ("title", 0, 2),
        ("body", 0, 2),
        ("copy_to", 0, 0),
        ("printed_by", 0, 0),
    ]


def test_parse_text_order_promulgates_a_regulation_of_its_own_part() -> None:
    document = parse_text(ORDER.text)
    assert [each.text for each in document.elements if each.kind is Kind.TITLE and each.part == 1] == [
        "青屏市城市供水管理办法"
    ]
    assert document.first(Kind.TITLE) is None


def test_parse_text_attached_text_keeps_its_own_close() -> None:
    text = (
        f"{OPENING}青屏市人民政府\n一九九七年二月四日\n（本文有删减）\n市水利局关于\n防汛工作的意见\n市人民政府：\n"
        "现提出意见。\n青屏市水利局\n一九九七年一月二十日\n附表\n甲、乙。\n"
    )
    assert outlined(text)[4:] == [
        ("signature", "青屏市人民政府"),
        ("date", "一九九七年二月四日"),
        ("note", "（本文有删减）"),
        ("title @1", "市水利局关于防汛工作的意见"),
        ("main_recipient @1", "市人民政府："),
        ("body @1", "现提出意见。"),
        ("signature @1", "青屏市水利局"),
        ("date @1", "一九九七年一月二十日"),
        ("attachment @2", "附表"),
        ("body @2", "甲、乙。"),
    ]


def test_parse_text_label_with_the_title_behind_it() -> None:
    text = f"{OPENING}青屏市人民政府\n1997年2月4日\n附：市水利局关于防汛\n工作的意见\n市人民政府：\n现提出意见。\n"
    assert outlined(text)[6:] == [
        ("attachment @1", "附："),
        ("title @1", "市水利局关于防汛工作的意见"),
        ("main_recipient @1", "市人民政府："),
        ("body @1", "现提出意见。"),
    ]


def test_parse_text_label_with_a_sentence_behind_it_loses_nothing() -> None:
    text = f"{OPENING}青屏市人民政府\n1997年2月4日\n附：请照办。\n乙。\n"
    assert outlined(text)[6:] == [("attachment @1", "附："), ("title @1", "请照办。"), ("body @1", "乙。")]


def test_parse_text_numbered_label_with_the_title_behind_it() -> None:
    text = f"{OPENING}青屏市人民政府\n1997年2月4日\n附件1：防汛名单\n甲、乙。\n附件2\u3000值班表\n丙、丁。\n"
    assert outlined(text)[6:] == [
        ("attachment @1", "附件1："),
        ("title @1", "防汛名单"),
        ("body @1", "甲、乙。"),
        ("attachment @2", "附件2"),
        ("title @2", "值班表"),
        ("body @2", "丙、丁。"),
    ]


def test_parse_text_dated_above_ends_at_the_title_of_what_it_passes_on() -> None:
    text = (
        "青屏市人民政府批转市水利局关于改进防汛的规定的通知\n（一九八四年十月四日）\n各县人民政府：\n现发给你们，请照办。\n"
        "一、请重视。\n关于改进防汛的规定\n为了防汛，制定本规定。\n"
    )
    assert outlined(text)[-2:] == [("title @1", "关于改进防汛的规定"), ("body @1", "为了防汛，制定本规定。")]


def test_parse_text_dated_above_leaves_the_close_to_what_it_passes_on() -> None:
    text = (
        "青屏市人民政府转发市水利局关于防汛报告的通知\n（一九九七年二月四日）\n各县人民政府：\n现转发给你们，请照办。\n"
        "（本文有删减）\n关于防汛的报告\n市人民政府：\n现报告如下。\n青屏市水利局\n一九九七年一月二十日\n"
    )
    assert outlined(text)[3:] == [
        ("body", "现转发给你们，请照办。"),
        ("note", "（本文有删减）"),
        ("title @1", "关于防汛的报告"),
        ("main_recipient @1", "市人民政府："),
        ("body @1", "现报告如下。"),
        ("signature @1", "青屏市水利局"),
        ("date @1", "一九九七年一月二十日"),
    ]


def test_parse_text_dated_above_and_signed_below_is_one_text() -> None:
    text = (
        "青屏市人民政府关于防汛的决定\n（1997年2月4日）\n现决定如下。\n请照办。\n青屏市水利局\n1997年2月5日\n"
    )
    assert [kind for kind, _ in outlined(text)] == ["title", "date", "body", "body", "signature", "date"]


def test_parse_text_not_dated_above_has_no_such_end() -> None:
    text = "青屏市防汛会议纪要\n会议听取了汇报。\n防汛工作方案\n会议同意。\n"
    assert [kind for kind, _ in outlined(text)] == ["title", "body", "body", "body"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("青屏市防汛方案\n为了防汛。\n", Form.PLAIN),
        ("青屏市水利局关于资料的函\n青水函〔2026〕1号\n市气象局：\n请提供。\n", Form.LETTER),
        ("青屏市水利局关于资料的函\n市气象局：\n请提供。\n", Form.LETTER),
        (
            "青屏市水利局文件\n青水发〔2026〕1号\n青屏市水利局关于资料的函\n市气象局：\n请提供。\n",
            Form.ORDINARY,
        ),
        ("青屏市水利局关于资料的函\n青水〔2026〕1号\n市气象局：\n请提供。\n", Form.ORDINARY),
        ("青屏市人民政府关于同意设站的批复\n青政函〔2026〕1号\n市气象局：\n同意。\n", Form.LETTER),
        ("青屏市防汛方案\n青政发〔2026〕1号\n为了防汛。\n", Form.ORDINARY),
        ("", Form.PLAIN),
    ],
)
def test_parse_text_form_follows_type_number_and_mark(text: str, form: Form) -> None:
    assert parse_text(text).form is form


def test_parse_text_crlf_and_indents_change_no_element() -> None:
    loose = "\r\n".join(f"\u3000\u3000{line}\u3000" if line else "" for line in NOTICE.text.split("\n"))
    same = [(each.kind, each.text) for each in parse_text(NOTICE.text).elements if each.table is None]
    assert [(each.kind, each.text) for each in parse_text(loose).elements if each.table is None] == same
