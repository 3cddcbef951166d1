"""Headings, run-in headings, items, tables."""

import pytest

from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import Kind, Table
from xianxing.engines.docform.tests.outline import Row, outlined

OPENING = "青屏市人民政府关于做好防汛工作的通知\n各县人民政府：\n现通知如下：\n"


def _body(text: str) -> list[Row]:
    return outlined(OPENING + text)[3:]


def test_headings_of_six_levels() -> None:
    text = "第一章\u3000总则\n第一条\u3000为了防汛。\n一、责任\n（一）市级\n1.领导\n（1）周望舒\n负责。\n"
    assert _body(text) == [
        ("heading 6", "第一章\u3000总则"),
        ("heading 5", "第一条"),
        ("body run_in", "为了防汛。"),
        ("heading 1", "一、责任"),
        ("heading 2", "（一）市级"),
        ("heading 3", "1.领导"),
        ("heading 4", "（1）周望舒"),
        ("body", "负责。"),
    ]


def test_run_in_heading_ends_at_its_first_full_stop() -> None:
    assert _body("（一）落实责任。各县要公布名单。各乡要值班。\n") == [
        ("heading 2", "（一）落实责任。"),
        ("body run_in", "各县要公布名单。各乡要值班。"),
    ]


def test_run_in_full_stop_inside_brackets_does_not_end_it() -> None:
    assert _body("（一）落实“查险。除险。”责任。各县要公布。\n")[0] == (
        "heading 2",
        "（一）落实“查险。除险。”责任。",
    )


def test_run_in_unpaired_bracket_does_not_hide_the_stop() -> None:
    assert _body("一、甲）乙。丙。\n") == [("heading 1", "一、甲）乙。"), ("body run_in", "丙。")]


def test_heading_with_its_own_stop_stands_alone() -> None:
    assert _body("（一）落实责任。\n各县要公布。\n") == [
        ("heading 2", "（一）落实责任。"),
        ("body", "各县要公布。"),
    ]


def test_items_neighbour_with_a_semicolon_makes_all_of_them_items() -> None:
    assert _body("（一）水库；\n（二）堤防；\n（三）低洼点。\n") == [
        ("body 2", "（一）水库；"),
        ("body 2", "（二）堤防；"),
        ("body 2", "（三）低洼点。"),
    ]


def test_items_groups_are_judged_apart() -> None:
    assert [kind for kind, _ in _body("一、范围\n1.水库；\n2.堤防。\n二、要求\n1.值班\n2.巡查\n")] == [
        "heading 1",
        "body 3",
        "body 3",
        "heading 1",
        "heading 3",
        "heading 3",
    ]


def test_items_article_starts_a_new_group() -> None:
    assert [
        kind for kind, _ in _body("第一条\u3000范围：\n（一）水库；\n第二条\u3000要求：\n（一）值班\n")
    ] == [
        "heading 5",
        "body run_in",
        "body 2",
        "heading 5",
        "body run_in",
        "heading 2",
    ]


def test_items_first_sentence_longer_than_a_heading_is_a_paragraph() -> None:
    long = (
        "各县人民政府要在汛前对辖区内水库、堤防、涵闸、泵站、低洼易涝点"
        + "逐一开展隐患排查，" * 5
        + "明确责任人。"
    )
    assert _body(f"一、{long}\n二、{long}\n") == [("body 1", f"一、{long}"), ("body 1", f"二、{long}")]
    assert [kind for kind, _ in _body(f"一、值班\n二、巡查\n三、{long}\n")] == [
        "heading 1",
        "heading 1",
        "body 1",
    ]


def test_items_followed_only_by_who_answers_are_items() -> None:
    text = "（一）开展培训。（市水利局负责）\n（二）开展演练。（市应急局负责）\n"
    assert [kind for kind, _ in _body(text)] == ["body 2", "body 2"]


def test_outline_numbers_head_short_lines() -> None:
    assert _body("1\u3000总则\n1.1\u3000目的\n为了防汛。\n1.1.1\u3000各县要公布名单。\n") == [
        ("heading 1", "1\u3000总则"),
        ("heading 2", "1.1\u3000目的"),
        ("body", "为了防汛。"),
        ("body", "1.1.1\u3000各县要公布名单。"),
    ]


def test_outline_row_of_a_list_is_body() -> None:
    assert _body("1\u3000水库\u3000市水利局\n")[0] == ("body", "1\u3000水库\u3000市水利局")


def test_contents_lines_are_body_until_the_first_comes_again() -> None:
    text = "目\u3000录\n1\u3000总则\n2\u3000附则\n1\u3000总则\n甲。\n2\u3000附则\n"
    assert [kind for kind, _ in _body(text)] == ["body", "body", "body", "heading 1", "body", "heading 1"]


def test_contents_without_a_second_first_entry_hide_nothing() -> None:
    assert [kind for kind, _ in _body("目录\n一、总则\n二、附则\n")] == ["body", "heading 1", "heading 1"]


def test_markdown_headings_without_numbers_have_the_level_of_their_marks() -> None:
    assert _body("## 背景\n### 汛情\n#### 雨情\n今年雨多。\n## 这是一句话。\n") == [
        ("heading 1", "背景"),
        ("heading 2", "汛情"),
        ("heading 3", "雨情"),
        ("body", "今年雨多。"),
        ("body", "这是一句话。"),
    ]


def test_number_alone_on_a_line_is_body() -> None:
    assert _body("一、\n") == [("body", "一、")]


def test_table_of_markdown_is_one_element_with_rows() -> None:
    found = parse_text(
        OPENING + "| 任务 | 单位 |\n|---|:--:|\n| 值班 | 市水利局\\|市应急局 |\n| 巡查 |\n完。\n"
    ).elements[3]
    assert found.kind is Kind.BODY
    assert found.table == Table((("任务", "单位"), ("值班", "市水利局|市应急局"), ("巡查", "")), 1)


def test_table_without_a_divider_has_no_header() -> None:
    found = parse_text(OPENING + "|任务|单位|\n|值班|市<br>水利局|\n").elements[3]
    assert found.table == Table((("任务", "单位"), ("值班", "市\n水利局")), 0)


def test_table_of_dividers_alone_is_empty() -> None:
    found = parse_text(OPENING + "|---|\n|---|\n").elements[3]
    assert found.table == Table((), 0)


def test_table_one_row_alone_is_a_paragraph() -> None:
    assert _body("|任务|单位|\n甲。\n")[0] == ("body", "|任务|单位|")


def test_table_empty_line_ends_it() -> None:
    found = parse_text(OPENING + "|甲|乙|\n|丙|丁|\n\n|戊|己|\n|庚|辛|\n").elements
    assert [each.table is not None for each in found[3:]] == [True, True]


@pytest.mark.parametrize("text", ["一是加强领导。", "2026年1月值班。", "各县要值班。"])
def test_plain_paragraphs_have_no_level(text: str) -> None:
    assert _body(text + "\n") == [("body", text)]
