import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.authority.engine import Item, Paragraph, clause_texts, parse_law
from xianxing.office.authority.seeding import LAWS, packaged_rules
from xianxing.text import int_to_numeral

COUNTS = {
    "信访工作条例": 50,
    "民法典": 204,
    "人民调解法": 35,
    "政府督查工作条例": 28,
    "司法确认规定": 13,
    "放假办法": 8,
    "北京接诉即办条例": 38,
    "济南热线条例": 44,
    "潍坊热线条例": 41,
}
"""Articles of each packaged law, as its last article says."""

TEXTS = {described["code"]: text for described, text in packaged_rules() if text}


def by_key(code: str) -> dict[str, str]:
    return {found.key: found.text for found in clause_texts(code, parse_law(TEXTS[code]))}


@pytest.mark.parametrize(("code", "count"), COUNTS.items())
def test_parse_law_finds_every_article_of_a_packaged_law(code: str, count: int) -> None:
    law = parse_law(TEXTS[code])
    assert [article.number for article in law.articles] == list(range(1, count + 1))
    assert law.unparsed == ()


def test_every_file_of_the_folder_is_listed_and_counted() -> None:
    laws = [described for described, _ in packaged_rules() if not described.get("is_house_rule")]
    files = {path.name for path in LAWS.glob("*.md")} - {"README.md"}
    assert files == {described["file"] for described in laws if described["file"]}
    assert {described["code"] for described in laws if described["file"]} == set(COUNTS)


def test_parse_law_loses_no_line_of_an_article() -> None:
    for text in TEXTS.values():
        kept = "\n".join(article.text for article in parse_law(text).articles)
        body = text.partition("<!-- INFO END -->")[2]
        for line in body.splitlines():
            if line.startswith("（"):
                assert line.strip() in kept


def test_clause_texts_of_the_petition_regulations_are_those_the_matters_rest_on() -> None:
    clauses = by_key("信访工作条例")
    assert clauses["信访工作条例#30.3"].startswith("不得将信访人的检举、揭发材料")
    assert clauses["信访工作条例#31.1(6)"].startswith("（六）不属于以上情形的")
    assert clauses["信访工作条例#22.1"].count("\n") == 3
    assert "自受理之日起60日内办结" in clauses["信访工作条例#34"]
    assert "信访工作条例#34.1" not in clauses
    assert clauses["信访工作条例#28.3"].endswith("应当回避。")


def test_clause_texts_of_the_civil_code_hold_the_rules_of_counting() -> None:
    clauses = by_key("民法典")
    assert "开始的当日不计入" in clauses["民法典#201.1"]
    assert "法定休假日" in clauses["民法典#203.1"]


def test_clause_labels_are_citations() -> None:
    law = parse_law("第一条 甲：\n（一）乙；\n（二）丙。\n丁。\n第一条之一 戊。")
    assert [(found.key, found.label, found.text) for found in clause_texts("x", law)] == [
        ("x#1", "第一条", "甲：\n（一）乙；\n（二）丙。\n丁。"),
        ("x#1.1", "第一条第一款", "甲：\n（一）乙；\n（二）丙。"),
        ("x#1.1(1)", "第一条第一款第一项", "（一）乙；"),
        ("x#1.1(2)", "第一条第一款第二项", "（二）丙。"),
        ("x#1.2", "第一条第二款", "丁。"),
        ("x#1-1", "第一条之一", "戊。"),
    ]


def test_parse_law_splits_title_enactment_preamble_and_divisions() -> None:
    law = parse_law(
        "# 某办法\n2020年1月1日 某机关发布\n<!-- INFO END -->\n为了某事，制定本办法。\n"
        "## 第一章　总　　则\n第一条　甲。\n### 第二节 乙\n**第二条** 丙。"
    )
    assert (law.title, law.enactment) == ("某办法", ("2020年1月1日 某机关发布",))
    assert law.preamble == ("为了某事，制定本办法。",)
    assert [article.division for article in law.articles] == ["第一章 总 则", "第二节 乙"]
    assert law.articles[1].label == "第二条"


def test_parse_law_without_the_mark_takes_headings_before_the_first_article() -> None:
    law = parse_law("某办法\n第一章 总则\n第一条 甲。")
    assert (law.title, law.enactment, law.articles[0].division) == ("某办法", (), "第一章 总则")


def test_parse_law_of_nothing_is_empty() -> None:
    law = parse_law("  \n")
    assert (law.title, law.articles, law.unparsed) == ("", (), ())


@pytest.mark.parametrize("line", ["第一条所称的事项。", "第二条、第三条规定的事项。", "第三条的规定适用。"])
def test_parse_law_reads_a_reference_at_the_head_of_a_line_as_text(line: str) -> None:
    law = parse_law(f"第一条 甲。\n{line}\n第二条 乙。")
    assert [article.number for article in law.articles] == [1, 2]
    assert law.articles[0].paragraphs == (Paragraph("甲。"), Paragraph(line))
    assert law.unparsed == ()


def test_parse_law_names_an_article_out_of_order_and_keeps_its_words() -> None:
    law = parse_law("第五条 甲。\n第三条 乙。")
    assert (law.unparsed, law.articles[0].text) == (("第三条 乙。",), "甲。\n第三条 乙。")


def test_parse_law_reads_over_a_missing_article() -> None:
    law = parse_law("第一条 甲。\n第五条 乙。")
    assert [article.place for article in law.articles] == ["1", "5"]


def test_parse_law_accepts_an_article_whose_words_begin_on_the_next_line() -> None:
    law = parse_law("第一条\n甲。\n第二条 乙。")
    assert law.articles[0].text == "甲。"


def test_items_out_of_order_begin_a_paragraph() -> None:
    law = parse_law("第一条 甲：\n（一）乙；\n（三）丙。")
    assert law.articles[0].paragraphs == (
        Paragraph("甲：", (Item(1, "（一）乙；"),)),
        Paragraph("（三）丙。"),
    )


def test_items_without_a_sentence_are_a_paragraph() -> None:
    law = parse_law("第一条\n（一）甲；\n（二）乙。")
    assert law.articles[0].paragraphs[0].whole == "（一）甲；\n（二）乙。"


@given(
    st.lists(
        st.lists(st.text("甲乙丙丁，", min_size=1, max_size=8), min_size=1, max_size=4),
        min_size=1,
        max_size=30,
    )
)
def test_parse_law_reads_back_what_was_written(articles: list[list[str]]) -> None:
    lines = [
        f"第{int_to_numeral(number)}条 " + "\n".join(paragraphs)
        for number, paragraphs in enumerate(articles, start=1)
    ]
    found = parse_law("\n\n".join(lines))
    assert [[paragraph.text for paragraph in article.paragraphs] for article in found.articles] == articles


@given(st.text(max_size=300))
def test_parse_law_never_fails(text: str) -> None:
    law = parse_law(text)
    keys = [found.key for found in clause_texts("x", law)]
    assert len(keys) == len(set(keys))
