"""What stands above the title."""

import pytest

from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import DocumentType, Form, Kind
from xianxing.engines.docform.tests.outline import Row, outlined

BODY = "青屏市人民政府关于做好防汛工作的通知\n各县人民政府：\n请做好防汛工作。\n"


def _head(text: str) -> list[Row]:
    return [row for row in outlined(text) if row[0] not in {"title", "main_recipient", "body"}]


def test_read_head_every_element_on_its_own_line() -> None:
    assert _head(
        f"000012\n机密★1年\n特急\n青屏市人民政府文件\n青政发〔2026〕1号\n签发人：周望舒\n{BODY}"
    ) == [
        ("copy_number", "000012"),
        ("classification", "机密★1年"),
        ("urgency", "特急"),
        ("issuer_mark", "青屏市人民政府文件"),
        ("number", "青政发〔2026〕1号"),
        ("signer", "签发人：周望舒"),
    ]


def test_read_head_several_on_one_line_are_several_elements() -> None:
    assert _head(
        f"000012\u3000\u3000特急\n青政发〔2026〕1号\u3000\u3000签发人：周望舒\u3000陆听雨\n{BODY}"
    ) == [
        ("copy_number", "000012"),
        ("urgency", "特急"),
        ("number", "青政发〔2026〕1号"),
        ("signer", "签发人：周望舒\u3000陆听雨"),
    ]


def test_read_head_line_with_anything_else_is_not_read() -> None:
    assert _head(f"特急\u3000\u3000会议室\n{BODY}") == []
    assert _head("甲" * 121 + f"\n{BODY}") == []


def test_read_head_joint_mark_of_several_lines() -> None:
    assert _head(f"青屏市人民政府\n青屏市人民政府文件\n青政发〔2026〕1号\n{BODY}")[-2:] == [
        ("issuer_mark", "青屏市人民政府文件"),
        ("number", "青政发〔2026〕1号"),
    ]


def test_read_head_title_about_files_is_no_mark() -> None:
    found = outlined("青屏市人民政府关于废止部分文件\n的决定\n各县人民政府：\n决定如下。\n")
    assert found[0] == ("title", "青屏市人民政府关于废止部分文件的决定")


def test_read_head_word_alone_on_a_line_is_a_mark() -> None:
    assert _head(f"文件\n{BODY}") == [("issuer_mark", "文件")]


def test_read_head_order_with_its_number_below_or_beside() -> None:
    below = parse_text("青屏市人民政府令\n第26号\n现予公布。\n市长\u3000周望舒\n2026年1月5日\n")
    beside = parse_text("青屏市人民政府令第26号\n现予公布。\n市长\u3000周望舒\n2026年1月5日\n")
    for document in (below, beside):
        mark, number = document.first(Kind.ISSUER_MARK), document.first(Kind.NUMBER)
        assert mark is not None
        assert number is not None
        assert (mark.text, number.text) == ("青屏市人民政府令", "第26号")
        assert (document.type, document.form) == (DocumentType.ORDER, Form.ORDER)


def test_read_head_order_without_its_number() -> None:
    found = outlined("青屏市人民政府令\n现予公布。\n市长\u3000周望舒\n供水办法\n第一条\u3000为了供水。\n")
    assert found[:4] == [
        ("issuer_mark", "青屏市人民政府令"),
        ("body", "现予公布。"),
        ("signature", "市长\u3000周望舒"),
        ("title @1", "供水办法"),
    ]


def test_read_head_title_of_an_order_is_no_mark() -> None:
    found = outlined("青屏市人民政府关于公布办法的命令\n青政发〔2026〕1号\n现予公布。\n")
    assert found[0] == ("title", "青屏市人民政府关于公布办法的命令")


def test_read_head_organ_alone_above_a_number_is_the_mark_of_a_letter() -> None:
    assert _head(f"青屏市水利局\n青水函〔2026〕1号\n{BODY}") == [
        ("issuer_mark", "青屏市水利局"),
        ("number", "青水函〔2026〕1号"),
    ]


def test_read_head_organ_alone_above_a_title_that_names_it_is_a_mark() -> None:
    assert _head(f"青屏市人民政府\n{BODY}") == [("issuer_mark", "青屏市人民政府")]


def test_read_head_organ_alone_above_about_begins_the_title() -> None:
    found = outlined("青屏市人民政府\n关于做好防汛工作的通知\n各县人民政府：\n请做好。\n")
    assert found[0] == ("title", "青屏市人民政府关于做好防汛工作的通知")


def test_read_head_minutes_with_a_title_below_have_a_mark() -> None:
    text = "青屏市人民政府常务会议纪要\n〔2026〕3号\n青屏市政府办公室\u3000\u30002026年2月6日\n研究防汛\n会议听取汇报。\n"
    document = parse_text(text)
    assert document.form is Form.MINUTES
    assert [(each.kind, each.text) for each in document.elements][:2] == [
        (Kind.ISSUER_MARK, "青屏市人民政府常务会议纪要"),
        (Kind.NUMBER, "〔2026〕3号"),
    ]


@pytest.mark.parametrize("below", ["2026年2月6日召开会议。", "签发人：周望舒\n会议听取了汇报。"])
def test_read_head_minutes_without_a_title_below_are_titled(below: str) -> None:
    found = outlined(f"青屏市人民政府常务会议纪要\n〔2026〕3号\n{below}\n")
    assert found[0] == ("title", "青屏市人民政府常务会议纪要")


def test_read_head_last_line_is_no_mark() -> None:
    assert outlined("青屏市人民政府文件") == [("title", "青屏市人民政府文件")]
