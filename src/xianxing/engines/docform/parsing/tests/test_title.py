"""The title, what stands around it, the main recipients."""

import pytest

from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import DocumentType
from xianxing.engines.docform.tests.outline import outlined

TITLE = "青屏市人民政府关于做好防汛工作的通知"
BODY = "请做好防汛工作。"


def test_read_title_wrapped_lines_are_one_element() -> None:
    found = outlined(
        f"青屏市人民政府办公室转发\n市水利局关于加强防汛工作意见\n报告的通知\n各县人民政府：\n{BODY}\n"
    )
    assert found[:2] == [
        ("title", "青屏市人民政府办公室转发市水利局关于加强防汛工作意见报告的通知"),
        ("main_recipient", "各县人民政府："),
    ]


def test_read_title_type_word_broken_over_lines_still_ends_it() -> None:
    found = outlined(f"青屏市人民政府关于贯彻市人大常委会决定\n的通知\n{BODY}\n")
    assert found == [("title", "青屏市人民政府关于贯彻市人大常委会决定的通知"), ("body", BODY)]


def test_read_title_line_ending_with_a_comma_goes_on() -> None:
    found = outlined(f"青屏市人民政府关于加强管理，\n促进发展的意见\n{BODY}\n")
    assert found[0] == ("title", "青屏市人民政府关于加强管理，促进发展的意见")


def test_read_title_trial_in_parentheses_belongs_to_it() -> None:
    found = outlined(f"青屏市人民政府关于加强管理的意见\n（试行）\n各县人民政府：\n{BODY}\n")
    assert found[0] == ("title", "青屏市人民政府关于加强管理的意见（试行）")


def test_read_title_open_book_mark_goes_on() -> None:
    found = outlined(f"青屏市人民政府转发《关于防汛的意见\n和办法》\n各县人民政府：\n{BODY}\n")
    assert found[0] == ("title", "青屏市人民政府转发《关于防汛的意见和办法》")


def test_read_title_without_a_type_takes_every_short_line() -> None:
    assert outlined(f"青屏市防汛\n工作要点\n{BODY}\n")[0] == ("title", "青屏市防汛工作要点")


def test_read_title_very_long_line_with_a_type_is_one() -> None:
    title = f"青屏市人民政府关于{'加强' * 40}工作的通知"
    assert outlined(f"{title}\n各县人民政府：\n{BODY}\n")[0] == ("title", title)


def test_read_title_full_stop_behind_the_type_is_a_fault_and_still_the_title() -> None:
    assert outlined(f"{TITLE}。\n各县人民政府：\n{BODY}\n")[0] == ("title", f"{TITLE}。")


def test_read_title_closing_formula_is_no_title() -> None:
    assert outlined("关于此事特此通知。\n") == [("body", "关于此事特此通知。")]


@pytest.mark.parametrize(
    "line", ["一、总则", "1.1 目的", "目\u3000录", "|甲|乙|", "![](图1)", "甲乙\u3000丙\u3000丁"]
)
def test_read_title_stops_where_a_body_starts(line: str) -> None:
    assert outlined(f"青屏市防汛工作要点\n{line}\n")[0] == ("title", "青屏市防汛工作要点")


def test_read_title_letters_set_apart_are_one_title() -> None:
    assert outlined(f"青屏市人民政府关于印发\n防\u3000汛\u3000预\u3000案\u3000的\u3000通\u3000知\n{BODY}\n")[
        0
    ] == (
        "title",
        "青屏市人民政府关于印发防\u3000汛\u3000预\u3000案\u3000的\u3000通\u3000知",
    )


def test_read_title_deeper_markdown_heading_is_not_part_of_it() -> None:
    assert outlined("# 防汛工作要点\n## 背景\n今年雨多。\n") == [
        ("title", "防汛工作要点"),
        ("heading 1", "背景"),
        ("body", "今年雨多。"),
    ]


def test_read_title_number_and_date_under_it() -> None:
    found = outlined(f"{TITLE}\n（1984年10月4日）\n青政发〔1984〕138号\n各县人民政府：\n{BODY}\n")
    assert found == [
        ("title", TITLE),
        ("date", "（1984年10月4日）"),
        ("number", "青政发〔1984〕138号"),
        ("main_recipient", "各县人民政府："),
        ("body", BODY),
    ]


def test_read_title_number_and_date_on_one_line() -> None:
    found = outlined(f"{TITLE}\n青政发〔1984〕138号\u3000\u30001984年10月4日\n各县人民政府：\n{BODY}\n")
    assert found[1:3] == [("number", "青政发〔1984〕138号"), ("date", "1984年10月4日")]


def test_read_title_bare_date_under_it() -> None:
    assert outlined(f"{TITLE}\n1984年10月4日\n各县人民政府：\n{BODY}\n")[1] == ("date", "1984年10月4日")


def test_read_title_years_in_parentheses_belong_to_it() -> None:
    found = outlined(f"青屏市人民政府关于印发防汛规划\n（2026年1月—2030年）的通知\n各县人民政府：\n{BODY}\n")
    assert found[0] == ("title", "青屏市人民政府关于印发防汛规划（2026年1月—2030年）的通知")


def test_read_title_note_in_parentheses_over_two_lines() -> None:
    found = outlined(
        f"青屏市人民政府工作规则\n（二○○四年六月十六日市人民政府\n第54次常务会议通过）\n{BODY}\n"
    )
    assert found[1] == ("date", "（二○○四年六月十六日市人民政府第54次常务会议通过）")


def test_read_title_note_that_never_closes_is_body() -> None:
    assert outlined(f"{TITLE}\n（1984年10月\n甲。\n乙。\n")[1] == ("body", "（1984年10月")


def test_read_title_speaker_and_day_of_a_speech() -> None:
    found = outlined("在全市防汛会议上的讲话\n周望舒\n（2026年3月2日）\n同志们：\n今天开会。\n")
    assert found == [
        ("title", "在全市防汛会议上的讲话"),
        ("signature", "周望舒"),
        ("date", "（2026年3月2日）"),
        ("main_recipient", "同志们："),
        ("body", "今天开会。"),
    ]


@pytest.mark.parametrize(
    "recipient",
    [
        "各县人民政府：",
        "各县人民政府:",
        "周望舒副主席：",
        "沈砚秋等代表：",
        "各市、县人民政府,市政府各部门:",
        "主送：各县人民政府：",
    ],
)
def test_read_recipients_line_ending_with_a_colon(recipient: str) -> None:
    assert outlined(f"{TITLE}\n{recipient}\n{BODY}\n")[1] == ("main_recipient", recipient)


def test_read_recipients_wrapped_lines_are_one_element() -> None:
    found = outlined(f"{TITLE}\n各县人民政府，各军分区，\n市政府各部门、各直属机构：\n{BODY}\n")
    assert found[1] == ("main_recipient", "各县人民政府，各军分区，市政府各部门、各直属机构：")


def test_read_recipients_behind_the_number() -> None:
    found = outlined(f"{TITLE}\n青政发〔2026〕1号\n各县人民政府：\n{BODY}\n")
    assert [kind for kind, _ in found] == ["title", "number", "main_recipient", "body"]


@pytest.mark.parametrize(
    "recipient", ["各县人民政府", "各县（市、区）人民政府，市政府各部门、各直属机构", "市教育局、市财政局，"]
)
def test_read_recipients_without_a_colon_are_still_found(recipient: str) -> None:
    assert outlined(f"{TITLE}\n{recipient}\n{BODY}\n")[1] == ("main_recipient", recipient)


@pytest.mark.parametrize(
    "line",
    [
        "现将有关事项通知如下：",
        "一、关于值班：",
        "附件：",
        "值班：白天：",
        "第一句。第二句：",
        "第一；第二：",
        "甲" * 601 + "：",
    ],
)
def test_read_recipients_introducing_sentence_is_none(line: str) -> None:
    kinds = [kind for kind, _ in outlined(f"{TITLE}\n{line}\n{BODY}\n")]
    assert "main_recipient" not in kinds


def test_read_recipients_list_that_never_ends_is_none() -> None:
    text = f"{TITLE}\n" + "甲乙丙丁戊己庚辛壬癸甲乙、\n" * 9
    assert "main_recipient" not in [kind for kind, _ in outlined(text)]


def test_read_recipients_short_line_before_the_colon_is_none() -> None:
    assert outlined(f"{TITLE}\n值班\n安排：\n")[1][0] == "body"


def test_read_recipients_organ_above_a_date_is_the_signature() -> None:
    assert outlined(f"{TITLE}\n青屏市人民政府\n2026年1月5日\n")[1:] == [
        ("signature", "青屏市人民政府"),
        ("date", "2026年1月5日"),
    ]


def test_read_title_empty_text_has_nothing() -> None:
    assert outlined("") == []
    assert parse_text(TITLE).type is DocumentType.NOTICE
