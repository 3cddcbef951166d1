"""Attachment notes, signatures, dates and notes."""

import pytest

from xianxing.engines.docform.parsing.closing import find_close, is_label, is_note
from xianxing.engines.docform.parsing.lines import split_lines
from xianxing.engines.docform.tests.outline import Row, outlined

OPENING = "青屏市人民政府关于做好防汛工作的通知\n各县人民政府：\n请做好防汛工作。\n"


def _close(text: str) -> list[Row]:
    return outlined(OPENING + text)[3:]


def test_close_signature_date_and_note() -> None:
    assert _close("青屏市人民政府\n2026年1月5日\n（此件公开发布）\n") == [
        ("signature", "青屏市人民政府"),
        ("date", "2026年1月5日"),
        ("note", "（此件公开发布）"),
    ]


def test_close_signature_with_spaces_between_letters_is_one() -> None:
    assert _close("青 屏 市 人 民 政 府\n二〇二六年一月五日\n")[0] == ("signature", "青 屏 市 人 民 政 府")


def test_close_signature_and_date_on_one_line() -> None:
    assert _close("青屏市人民政府\u3000\u3000二○○一年 八月七日\n") == [
        ("signature", "青屏市人民政府"),
        ("date", "二○○一年 八月七日"),
    ]


def test_close_date_and_note_on_one_line() -> None:
    assert _close("青屏市人民政府\n2026年1月5日\u3000（此件有删减）\n")[1:] == [
        ("date", "2026年1月5日"),
        ("note", "（此件有删减）"),
    ]


def test_close_parenthesis_behind_something_else_is_no_date() -> None:
    assert _close("联系人名单见后文所附材料（略）\n") == [("body", "联系人名单见后文所附材料（略）")]


def test_close_joint_signatures_side_by_side_or_below_one_another() -> None:
    wanted = [("signature", "青屏市财政局"), ("signature", "青屏市教育局"), ("date", "2026年1月5日")]
    assert _close("青屏市财政局\u3000\u3000青屏市教育局\n2026年1月5日\n") == wanted
    assert _close("青屏市财政局\n青屏市教育局\n2026年1月5日\n") == wanted
    assert _close("青屏市财政局 青屏市教育局\n2026年1月5日\n") == wanted


def test_close_name_broken_over_two_lines_is_one_signature() -> None:
    assert _close("青屏市望湖县河口镇老街村\n地质险情调查专家组\n2026年1月5日\n")[0] == (
        "signature",
        "青屏市望湖县河口镇老街村地质险情调查专家组",
    )


def test_close_broken_name_above_a_person_is_not_joined() -> None:
    assert _close("青屏市望湖县河口镇老街村\n市长\u3000周望舒\n2026年1月5日\n") == [
        ("body", "青屏市望湖县河口镇老街村"),
        ("signature", "市长\u3000周望舒"),
        ("date", "2026年1月5日"),
    ]


def test_close_name_that_no_organ_ends_with_is_taken_above_the_date() -> None:
    assert _close("青屏湖畔读书人\n2026年1月5日\n")[0] == ("signature", "青屏湖畔读书人")


def test_close_list_of_names_above_the_signature_stays_in_the_body() -> None:
    assert _close("组\u3000长：周望舒\u3000市长\n顾临川\u3000公安局局长\n青屏市人民政府\n2026年1月5日\n")[
        -3:
    ] == [
        ("body", "顾临川\u3000公安局局长"),
        ("signature", "青屏市人民政府"),
        ("date", "2026年1月5日"),
    ]


@pytest.mark.parametrize(
    "above",
    ["请照办。", "（略）", "一、值班", "联系人：周望舒", "|甲|", "《防汛手册》", "甲\u3000\u3000乙丙"],
)
def test_close_line_that_cannot_sign_leaves_the_date_alone(above: str) -> None:
    assert [kind.split()[0] for kind, _ in _close(f"{above}\n2026年1月5日\n")][-2:] != ["signature", "date"]


def test_close_date_in_the_middle_of_the_text_is_body() -> None:
    assert _close("2026年1月3日\n召开动员会。\n青屏市人民政府\n2026年1月5日\n") == [
        ("body", "2026年1月3日"),
        ("body", "召开动员会。"),
        ("signature", "青屏市人民政府"),
        ("date", "2026年1月5日"),
    ]


@pytest.mark.parametrize("below", ["附件\n名单\n甲、乙。", "抄送：市委办公室。", "名单\n甲、乙。"])
def test_close_date_without_a_signature_closes_before_what_follows(below: str) -> None:
    assert _close(f"2026年1月5日\n{below}\n")[0] == ("date", "2026年1月5日")


def test_close_without_a_date_by_the_issuer_of_the_title() -> None:
    assert _close("甲、乙。\n青屏市人民政府\n（此件公开发布）\n")[1:] == [
        ("signature", "青屏市人民政府"),
        ("note", "（此件公开发布）"),
    ]


def test_close_without_a_date_before_a_text_that_follows() -> None:
    assert _close("青屏市人民政府\n（此件公开发布）\n防汛方案\n甲、乙。\n") == [
        ("signature", "青屏市人民政府"),
        ("note", "（此件公开发布）"),
        ("title @1", "防汛方案"),
        ("body @1", "甲、乙。"),
    ]


def test_close_without_a_date_joint_issuers_below_one_another() -> None:
    text = "市财政局、市教育局关于防汛的通知\n请值班。\n市财政局\n市教育局\n防汛方案\n甲、乙。\n"
    assert outlined(text)[2:5] == [
        ("signature", "市财政局"),
        ("signature", "市教育局"),
        ("title @1", "防汛方案"),
    ]


def test_close_without_a_date_another_organ_is_body() -> None:
    assert _close("青屏市水利局\n") == [("body", "青屏市水利局")]


def test_close_without_a_date_and_issuer_an_organ_under_a_sentence_signs() -> None:
    assert outlined("防汛工作要点\n做好值班。\n青屏市水利局\n")[-1] == ("signature", "青屏市水利局")
    assert outlined("防汛工作要点\n单位名单\n青屏市 水利局\n")[-1][0] != "signature"


def test_close_ends_at_an_attachment_without_a_date() -> None:
    assert _close("附件\n名单\n甲、乙。\n") == [
        ("attachment @1", "附件"),
        ("title @1", "名单"),
        ("body @1", "甲、乙。"),
    ]


def test_note_items_one_element_each_and_wrapped_names_joined() -> None:
    assert _close("附件：1.值班安排\n2.物资清单\n（共计12项）\n青屏市人民政府\n2026年1月5日\n")[:2] == [
        ("attachment_note", "附件：1.值班安排"),
        ("attachment_note", "2.物资清单（共计12项）"),
    ]


def test_note_items_with_stops_are_still_notes() -> None:
    assert _close("附件：1.值班安排；\n2.物资清单。\n青屏市人民政府\n2026年1月5日\n")[:2] == [
        ("attachment_note", "附件：1.值班安排；"),
        ("attachment_note", "2.物资清单。"),
    ]


def test_note_items_sentence_with_more_text_behind_is_body() -> None:
    assert _close("附件：略。\n以上请照办。\n青屏市人民政府\n2026年1月5日\n")[0] == ("body", "附件：略。")
    assert _close("附件：" + "长" * 100 + "。\n青屏市人民政府\n2026年1月5日\n")[0][0] == "body"


def test_note_items_end_where_sentences_go_on() -> None:
    assert _close("附件：名单\n请照办。\n") == [("attachment_note", "附件：名单"), ("body", "请照办。")]
    long = "长" * 101
    assert _close(f"附件：名单\n{long}\n")[1] == ("body", long)


def test_note_items_behind_the_date_are_a_note_that_stands_too_low() -> None:
    assert _close("青屏市人民政府\n2026年1月5日\n附件：1.值班安排\n2.物资清单\n")[2:] == [
        ("attachment_note", "附件：1.值班安排"),
        ("attachment_note", "2.物资清单"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "附件",
        "附件1",
        "附件一",
        "附件之二",
        "附件 12",
        "附件：",
        "附件2：名单",
        "附件2\u3000名单",
        "附1",
        "附：",
    ],
)
def test_is_label_every_way_of_writing_it(text: str) -> None:
    assert is_label(split_lines(text), 0)


@pytest.mark.parametrize(
    "text", ["附件2名单", "附件：名单", "附件2：请照办。", "附近", "名单", "附件2：" + "长" * 60]
)
def test_is_label_other_lines_are_none(text: str) -> None:
    assert not is_label(split_lines(text), 0)


@pytest.mark.parametrize(
    "text",
    [
        "（此件公开发布）",
        "(此件公开发布)",
        "（联系人：周望舒（市水利局））",
        "此件公开发布",
        "附注：发至县级",
    ],
)
def test_is_note_in_parentheses_or_by_its_words(text: str) -> None:
    assert is_note(split_lines(text)[0])


@pytest.mark.parametrize(
    "text", ["（一）甲（乙）", "（甲", "此件请照办", "（" + "长" * 240 + "）", "甲（乙）"]
)
def test_is_note_other_lines_are_none(text: str) -> None:
    assert not is_note(split_lines(text)[0])


def test_find_close_text_without_any_end_has_none() -> None:
    assert find_close(split_lines("甲。\n乙。\n"), 0, issuers=()) is None
