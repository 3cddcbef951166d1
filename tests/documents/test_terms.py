from pathlib import Path

import pytest

from tests.documents.inventory import Term, terms
from tests.documents.terms import Row, drop_rows, insert_rows, missing_terms, read_rows, rows_of
from tests.documents.texts import has_chinese

TABLE = """# Terms

## Engines

| English | 中文 | meaning |
|---|---|---|
| `workclock` | 时钟 | counts days |

## Models

| English | 中文 | meaning |
|---|---|---|
"""
MATTER = Term("Models", "matters.Matter", "", "One thing to settle")


@pytest.fixture(scope="module")
def document(repository: Path) -> str:
    return (repository / "docs" / "terms.md").read_text(encoding="utf-8")


def test_terms_of_product_all_stand_in_table(document: str) -> None:
    missing = [f"{term.section}: {term.name}" for term in missing_terms(document, terms())]
    assert missing == [], "python -m tests.documents.terms --write adds the rows"


def test_table_names_nothing_that_is_gone(document: str) -> None:
    known = {(term.section, term.name) for term in terms()}
    sections = {section for section, _ in known}
    rows = {(section, row.name) for section, found in read_rows(document).items() for row in found}
    assert [row for row in sorted(rows - known) if row[0] in sections] == []


def test_row_of_table_has_chinese_and_meaning(document: str) -> None:
    empty = [
        row.name
        for found in read_rows(document).values()
        for row in found
        if not has_chinese(row.chinese) or row.meaning in {"", "?"}
    ]
    assert empty == []


def test_missing_terms_with_new_model_names_it() -> None:
    known = Term("Engines", "workclock", "", "counts days")
    assert missing_terms(TABLE, [known, MATTER]) == (MATTER,)


def test_insert_rows_with_new_model_adds_one_row() -> None:
    assert insert_rows(TABLE, rows_of([MATTER])) == TABLE + "| `matters.Matter` | ? | One thing to settle |\n"


def test_drop_rows_of_what_is_gone_keeps_the_rest() -> None:
    text = insert_rows(TABLE, rows_of([MATTER]))
    known = Term("Engines", "workclock", "", "counts days")
    assert drop_rows(text, [known]) == TABLE
    assert drop_rows(text, [known, MATTER]) == text


def test_insert_rows_into_filled_table_keeps_order_of_names() -> None:
    text = insert_rows(TABLE, {"Engines": [Row("grouping", "归并", "finds the same matter")]})
    assert [row.name for row in read_rows(text)["Engines"]] == ["grouping", "workclock"]
    assert text.endswith("|---|---|---|\n")
