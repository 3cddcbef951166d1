"""Documents back to text."""

import pytest

from xianxing.engines.docform.parsing import parse_text, to_text
from xianxing.engines.docform.terms import Document, Element, Kind, Table
from xianxing.engines.docform.tests.cast import EVERY, Sample


def _same(document: Document) -> list[object]:
    return [
        (each.kind, each.text, each.level, each.run_in, each.part, each.table) for each in document.elements
    ]


@pytest.mark.parametrize("sample", EVERY, ids=lambda sample: sample.name)
def test_to_text_parses_into_the_same_document(sample: Sample) -> None:
    document = parse_text(sample.text)
    again = parse_text(to_text(document))
    assert _same(again) == _same(document)
    assert (again.type, again.form) == (document.type, document.form)


def test_to_text_of_its_own_answer_is_itself() -> None:
    for sample in EVERY:
        text = to_text(parse_text(sample.text))
        assert to_text(parse_text(text)) == text


def test_to_text_wrapped_title_stands_on_one_line() -> None:
    assert (
        to_text(parse_text("青屏市人民政府关于\n防汛的通知\n各县：\n值班。\n"))
        == "青屏市人民政府关于防汛的通知\n各县：\n值班。\n"
    )


def test_to_text_heading_without_a_number_gets_marks() -> None:
    assert to_text(parse_text("# 要点\n## 背景\n### 雨情\n雨多。\n")) == "要点\n## 背景\n### 雨情\n雨多。\n"


def test_to_text_article_keeps_a_blank_behind_its_number() -> None:
    assert to_text(parse_text("办法\n第一条 为了防汛。\n")) == "办法\n第一条\u3000为了防汛。\n"


def test_to_text_table_is_taken_from_the_source() -> None:
    text = "办法\n一、表\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n"
    assert to_text(parse_text(text)) == text


def test_to_text_table_that_the_source_does_not_hold_is_written_anew() -> None:
    table = Table((("甲|乙", "丙"), ("丁\n戊", "己")), 1)
    document = Document((Element(Kind.BODY, "表", 0, 0, table=table),), "")
    text = to_text(document)
    assert text == "| 甲\\|乙 | 丙 |\n|---|---|\n| 丁<br>戊 | 己 |\n"
    assert parse_text(text).elements[0].table == table


def test_to_text_empty_table_and_empty_document() -> None:
    assert to_text(Document((Element(Kind.BODY, "表", 0, 0, table=Table((), 0)),), "")) == "|\n"
    assert to_text(Document((), "")) == ""


def test_to_text_run_in_without_a_heading_is_a_line() -> None:
    assert to_text(Document((Element(Kind.BODY, "甲。", 0, 2, run_in=True),), "甲。")) == "甲。\n"
