from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from xianxing.duties.matters.house import authority_table, deadline_table
from xianxing.engines.rulebook import Row, Table, table_from_json
from xianxing.office.authority.content import content_of
from xianxing.office.authority.errors import BadRow
from xianxing.office.authority.sheets import read_sheet, write_sheet
from xianxing.office.authority.tests.given import CONTENT

TABLE = table_from_json(CONTENT)


def read_back(table: Table) -> tuple[Row, ...]:
    edits = read_sheet(write_sheet(table), table)
    return tuple(edit.row(place) for place, edit in enumerate(edits, start=1))


def filled(**cells: object) -> bytes:
    """Return the exported table with cells of its second line changed."""
    book = load_workbook(BytesIO(write_sheet(TABLE)))
    sheet: Any = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    for name, value in cells.items():
        column = next(
            place for place, text in enumerate(headings, start=1) if name.replace("__", ".") in text
        )
        sheet.cell(row=2, column=column, value=value)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("content", [CONTENT, authority_table(), deadline_table()])
def test_every_table_is_read_back_unchanged(content: dict[str, Any]) -> None:
    table = table_from_json(content)
    ordered = table_from_json(content_of(table))
    assert [(row.id, row.when, row.then, row.clauses, row.effect) for row in read_back(table)] == [
        (row.id, row.when, row.then, row.clauses, row.effect) for row in ordered.rows
    ]


CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "amount": st.one_of(
            st.builds(
                lambda low, more: {"min": low, "below": low + more}, st.integers(0, 99), st.integers(1, 99)
            ),
            st.builds(lambda high: {"max": high}, st.integers(0, 99)),
            st.builds(lambda low: {"above": low}, st.integers(0, 99)),
            st.builds(lambda one: {"equals": one}, st.integers(0, 99)),
            st.builds(
                lambda some: {"not_in": some},
                st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True),
            ),
        ),
        "gift": st.builds(lambda one: {"equals": one}, st.booleans()),
        "purpose": st.one_of(
            st.builds(lambda one: {"equals": one}, st.sampled_from(["travel", "paper"])),
            st.just({"not_in": ["travel"]}),
            st.just({"in": ["travel", "paper"]}),
        ),
        "signed_by": st.one_of(
            st.builds(lambda some: {"equals": sorted(some)}, st.sets(st.sampled_from(["clerk", "finance"]))),
            st.builds(
                lambda kind, some: {kind: sorted(some)},
                st.sampled_from(["has_any", "has_all", "has_none"]),
                st.sets(st.sampled_from(["clerk", "finance"]), min_size=1),
            ),
        ),
    },
)


@given(st.lists(CONDITIONS, min_size=1, max_size=5))
def test_any_conditions_are_read_back_unchanged(conditions: list[dict[str, Any]]) -> None:
    rows: Any = [
        {
            "id": f"行{place}",
            "when": when,
            "then": {"handler": "head", "consult": ["legal"]},
            "clauses": ["甲#1"],
        }
        for place, when in enumerate(conditions)
    ]
    table = table_from_json({**CONTENT, "rows": rows})
    assert read_back(table) == table.rows


def test_cells_are_words_that_a_person_reads() -> None:
    sheet: Any = load_workbook(BytesIO(write_sheet(TABLE))).worksheets[0]
    assert [cell.value for cell in sheet[1]][:4] == ["行", "作用", "启用", "若：涉及金额（元） [when.amount]"]
    assert [cell.value or "" for cell in sheet[3]][:4] == ["小额", "判定", "是", "< 1000"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"when__amount": "很多"}, "第 2 行“涉及金额（元）”一格为“很多”，读不懂；写法请照导出的表"),
        ({"when__amount": "< 一百"}, "第 2 行“涉及金额（元）”一格为“< 一百”，读不懂；写法请照导出的表"),
        ({"when__gift": "也许"}, "第 2 行“gift”一格为“也许”，读不懂；写法请照导出的表"),
        ({"when__amount": "1.5"}, "第 2 行“涉及金额（元）”一格为“1.5”，读不懂；写法请照导出的表"),
        ({"then__handler": "head、clerk"}, "第 2 行“由谁决定”一格为“head、clerk”，读不懂；写法请照导出的表"),
        ({"when__gift": "{坏"}, "第 2 行“gift”一格为“{坏”，读不懂；写法请照导出的表"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(cells: dict[str, object], message: str) -> None:
    with pytest.raises(BadRow) as refused:
        read_sheet(filled(**cells), TABLE)
    assert refused.value.messages == [message]


def test_an_unknown_word_is_refused_by_the_table_itself() -> None:
    with pytest.raises(BadRow, match="purpose"):
        read_sheet(filled(when__purpose="出国"), TABLE)


def test_numbers_typed_as_numbers_are_read() -> None:
    edits = read_sheet(filled(when__amount=5, then__days=7.0), TABLE)
    assert (str(edits[0].when["amount"]), edits[0].then["days"]) == ("Equals(value=5)", 7)


def sheet_of(*rows: tuple[str, ...]) -> bytes:
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no", "表格打不开；请用办公软件另存为 xlsx 后重试"),
        (sheet_of(), "表格是空的；请先导出现有的表，改好后再导入"),
        (b"0" * (5 * 1024 * 1024 + 1), "文件超过 5 MB；一张规则表不会这么大，请核对"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(BadRow) as refused:
        read_sheet(content, TABLE)
    assert refused.value.messages == [message]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(BadRow, match=r"^\['表头缺少 id、clauses、when\.amount"):
        read_sheet(sheet_of(("名称",)), TABLE)
