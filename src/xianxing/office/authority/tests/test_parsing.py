"""Laws as they come from elsewhere: typed, wrapped, with contents, with full-width digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.authority.engine import Item, Paragraph, parse_law
from xianxing.text import int_to_numeral


def labels(text: str) -> list[str]:
    return [article.label for article in parse_law(text).articles]


@pytest.mark.parametrize(
    "first",
    [
        "第１条　甲。",
        "第1条 甲。",
        "第 一 条　甲。",
        "**第一条** 甲。",
        "### 第一条 甲。",
        "第一条：甲。",
        "第一条【目的】甲。",
        "- 第一条 甲。",
        "第一条&emsp;甲。",
        "前言。<br>第一条 甲。",
    ],
)
def test_every_way_of_writing_an_article_is_found_under_one_label(first: str) -> None:
    assert labels(f"某办法\n{first}\n第二条 乙。") == ["第一条", "第二条"]


def test_an_inserted_article_keeps_its_number() -> None:
    text = "第一百二十条 甲。\n第一百二十条之一 乙。\n第一百二十条之二 丙。\n第一百二十一条 依照第一百二十条之一处罚。"
    law = parse_law(text)
    assert [article.place for article in law.articles] == ["120", "120-1", "120-2", "121"]
    assert law.unparsed == ()


def test_a_table_of_contents_is_no_part_of_the_law() -> None:
    law = parse_law(
        "某条例\n（2020年1月1日通过）\n目　录\n第一章　总则\n第二章　附则\n"
        "第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。"
    )
    assert [(article.label, article.division) for article in law.articles] == [
        ("第一条", "第一章 总则"),
        ("第二条", "第二章 附则"),
    ]
    assert (law.preamble, law.unparsed, law.enactment) == ((), (), ("（2020年1月1日通过）",))


def test_a_table_of_contents_that_names_articles_is_no_part_of_the_law() -> None:
    law = parse_law("某条例\n第一条 目的……1\n第二条 范围……2\n第一条 为了甲。\n第二条 适用乙。")
    assert [(article.label, article.text) for article in law.articles] == [
        ("第一条", "为了甲。"),
        ("第二条", "适用乙。"),
    ]


def test_the_body_is_chosen_over_a_list_of_headings() -> None:
    law = parse_law("某条例\n第一条 目的\n第二条 范围\n第一条 为了甲。\n第二条 适用乙。")
    assert [article.text for article in law.articles] == ["为了甲。", "适用乙。"]


def test_a_preamble_is_kept_apart() -> None:
    law = parse_law("某规定\n（2020年1月1日公布）\n为了某事，制定本规定。\n第一条 甲。")
    assert (law.enactment, law.preamble) == (("（2020年1月1日公布）",), ("为了某事，制定本规定。",))


def test_headings_nest_from_part_to_section() -> None:
    law = parse_law(
        "某法典\n第一编 总则\n第一章 基本规定\n第一条 甲。\n第二章\n自然人\n"
        "第一节 能力\n第二条 乙。\n第二编 物权\n第三条 丙。\n附 则\n第四条 丁。"
    )
    assert [article.path for article in law.articles] == [
        ("第一编 总则", "第一章 基本规定"),
        ("第一编 总则", "第二章 自然人", "第一节 能力"),
        ("第二编 物权",),
        ("第二编 物权", "附 则"),
    ]


def test_a_sentence_about_a_chapter_is_no_heading() -> None:
    law = parse_law("第一章 总则\n第一条 甲。\n第三章规定的程序不适用。\n第二条 乙。")
    assert law.articles[0].text == "甲。\n第三章规定的程序不适用。"


def test_articles_in_one_line_are_parted() -> None:
    assert labels("第一条 甲。第二条 乙。第三条 依照第一条的规定。") == ["第一条", "第二条", "第三条"]
    assert labels("某办法\n第一条甲。第二条乙。第三条丙。") == ["第一条", "第二条", "第三条"]


def test_wrapped_lines_are_put_together() -> None:
    start = "县级以上各级机关应当按照职责分工做好有关工作并且按照"
    law = parse_law(f"第一条 {start}\n第五条的规定报告。\n（一）甲；\n第二条 乙。")
    assert law.articles[0].paragraphs == (Paragraph(f"{start}第五条的规定报告。", (Item(1, "（一）甲；"),)),)


def test_points_belong_to_their_item() -> None:
    law = parse_law("第一条 甲：\n（一）乙：\n1.丙；\n2.丁。\n（二）戊。\n己。")
    assert law.articles[0].paragraphs == (
        Paragraph("甲：", (Item(1, "（一）乙：\n1.丙；\n2.丁。"), Item(2, "（二）戊。"))),
        Paragraph("己。"),
    )


def test_items_may_be_numbered_with_digits_and_circles() -> None:
    law = parse_law(
        "第一条 甲：\n1.乙；\n2.丙。\n第二条 丁：\n①戊；\n②己。\n第三条 庚：\n（1）辛；\n（2）壬。"
    )
    assert [[item.number for item in article.paragraphs[0].items] for article in law.articles] == [[1, 2]] * 3


def test_what_is_attached_and_page_numbers_are_named_as_unparsed() -> None:
    law = parse_law("某办法\n第一条 甲。\n— 1 —\n第二条 乙。\n附件：登记表\n姓名 电话\n第一条 表格说明。")
    assert [article.text for article in law.articles] == ["甲。", "乙。"]
    assert law.unparsed == ("— 1 —", "附件：登记表", "姓名 电话", "第一条 表格说明。")


def test_a_text_without_articles_is_all_unparsed() -> None:
    law = parse_law("关于某事的意见\n一、总体要求\n坚持某某。")
    assert (law.title, law.articles) == ("关于某事的意见", ())
    assert law.unparsed == ("一、总体要求", "坚持某某。")


def test_full_width_digits_inside_a_text_stay_as_they_are() -> None:
    law = parse_law("第１条　自受理之日起６０日内办结。\n第２条　乙。")
    assert [(article.label, article.text) for article in law.articles] == [
        ("第一条", "自受理之日起６０日内办结。"),
        ("第二条", "乙。"),
    ]


def test_an_impossible_number_is_text() -> None:
    assert labels("第一条 甲。\n第百百条 乙。\n第零条 丙。\n第二条 丁。") == ["第一条", "第二条"]


def test_many_lines_that_look_like_articles_are_read_in_time() -> None:
    assert len(labels("\n".join(f"第{int_to_numeral(number)}条 甲。" for number in range(1, 2001)))) == 2000


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=12),
    st.sampled_from(["的规定办理。", "、第三条所列情形。", "第二款规定的。", "所称事项。"]),
)
def test_references_at_the_head_of_a_line_never_open_an_article(cited: list[int], ending: str) -> None:
    lines = []
    for number, other in enumerate(cited, start=1):
        lines += [f"第{int_to_numeral(number)}条 甲事。", f"第{int_to_numeral(other)}条{ending}"]
    assert len(labels("\n".join(lines))) == len(cited)


def test_an_article_without_a_gap_may_begin_with_a_word_that_references_use() -> None:
    text = (
        "某办法\n第一条为了甲。\n第二条以公告方式作出的，公告时生效。\n"
        "第三条第三人实施欺诈的，可以撤销。\n第四条中央某机关负责。"
    )
    assert labels(text) == ["第一条", "第二条", "第三条", "第四条"]
    spaced = "第一条 甲。\n第二条中规定的事项除外。\n第二条 乙。\n第三条 丙。"
    assert [article.text for article in parse_law(spaced).articles][:2] == [
        "甲。\n第二条中规定的事项除外。",
        "乙。",
    ]
