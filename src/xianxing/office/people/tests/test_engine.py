from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.people.engine import (
    HEADINGS,
    SYNONYMS,
    Column,
    ListedPost,
    RowFault,
    find_headings,
    guess_mapping,
    missing_columns,
    read_rows,
)

MAPPING = {column: place for place, column in enumerate(HEADINGS)}
GOOD = [
    "陈卫国",
    "住建局",
    "局长",
    "正处级",
    "1",
    "2024-03-01",
    "0531-1234567",
    "c@example.com",
    "A001",
    "是",
]


def _row(**changes: str) -> list[str]:
    return [changes.get(column.value, cell) for column, cell in zip(HEADINGS, GOOD, strict=True)]


def _messages(*rows: list[str]) -> list[str]:
    return [fault.message for fault in read_rows(enumerate(rows, start=2), MAPPING).faults]


def test_read_rows_a_full_row_is_read_column_by_column() -> None:
    assert read_rows([(2, GOOD)], MAPPING).rows == (
        ListedPost(
            row=2,
            name="陈卫国",
            organ="住建局",
            post="局长",
            staff_code="A001",
            grade="正处级",
            order=1,
            starts_on=date(2024, 3, 1),
            phone="0531-1234567",
            email="c@example.com",
            is_primary=True,
        ),
    )


def test_read_rows_columns_that_the_list_lacks_say_nothing() -> None:
    mapping = {Column.STAFF_CODE: 0, Column.POST: 1, Column.ORGAN: 2, Column.NAME: 3}
    (row,) = read_rows([(2, ["A001", "局长", "住建局", "陈卫国"])], mapping).rows
    assert (row.name, row.grade, row.order, row.starts_on, row.is_primary) == (
        "陈卫国",
        None,
        None,
        None,
        None,
    )


def test_read_rows_empty_and_short_rows_are_passed_over_or_named() -> None:
    found = read_rows([(2, []), (3, ["", " "]), (4, ["陈卫国"])], MAPPING)
    assert found.rows == ()
    assert found.faults == (RowFault(4, "单位为空；必须填写，请补上"),)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "姓名为空；必须填写，请补上"),
        ({"staff_code": ""}, "人员编号为空；必须填写，请补上"),
        ({"post": "局" * 61}, f"职务“{'局' * 20}…”有 61 个字；最多 60 个，请缩短"),
        ({"order": "第一"}, "排序号为“第一”；应为 0 到 1000000 的整数，请改正"),
        ({"order": "1000001"}, "排序号为“1000001”；应为 0 到 1000000 的整数，请改正"),
        ({"order": "-1"}, "排序号为“-1”；应为 0 到 1000000 的整数，请改正"),
        ({"starts_on": "去年"}, "任职日期为“去年”；应为如 2026-11-23 或 2026年11月 的日期，请改正"),
        ({"starts_on": "2024-13"}, "任职日期为“2024-13”；应为如 2026-11-23 或 2026年11月 的日期，请改正"),
        ({"starts_on": "1024-03-01"}, "任职日期为“1024-03-01”；应在 1940 年至 2100 年之间，请改正"),
        ({"phone": "没有"}, "电话为“没有”；只能有数字、+、-、括号和“转”，请改正"),
        ({"email": "c@"}, "邮箱为“c@”；应形如 name@example.com，请改正"),
        ({"primary": "也许"}, "主要职务为“也许”；应填“是”或“否”，请改正"),
    ],
)
def test_read_rows_a_bad_cell_is_named_with_what_is_allowed(changes: dict[str, str], message: str) -> None:
    assert _messages(_row(**changes)) == [message]


@pytest.mark.parametrize(
    ("changes", "attribute", "value"),
    [
        ({"order": "12.0"}, "order", 12),
        ({"order": ""}, "order", None),
        ({"starts_on": "2024年3月"}, "starts_on", date(2024, 3, 1)),
        ({"starts_on": "2024.03"}, "starts_on", date(2024, 3, 1)),
        ({"starts_on": "2024年3月5日"}, "starts_on", date(2024, 3, 5)),
        ({"starts_on": "2024/3/5"}, "starts_on", date(2024, 3, 5)),
        ({"starts_on": ""}, "starts_on", None),
        ({"primary": "兼任"}, "is_primary", False),
        ({"primary": "Y"}, "is_primary", True),
        ({"phone": "0531-1234 转 8"}, "phone", "0531-1234 转 8"),
        ({"phone": "", "email": ""}, "phone", ""),
    ],
)
def test_read_rows_usual_forms_of_a_cell_are_read(
    changes: dict[str, str], attribute: str, value: object
) -> None:
    (row,) = read_rows([(2, _row(**changes))], MAPPING).rows
    assert getattr(row, attribute) == value


def test_read_rows_one_code_for_two_names_is_named() -> None:
    assert _messages(GOOD, _row(name="李四", post="副局长", primary="否")) == [
        "人员编号 A001 在第 2 行属于“陈卫国”，此行为“李四”；一个编号只能属于一人，请改正"
    ]


def test_read_rows_the_same_post_twice_is_named() -> None:
    assert _messages(GOOD, _row(primary="")) == ["与第 2 行重复（陈卫国，住建局局长）；请删去一行"]


def test_read_rows_two_principal_posts_are_named() -> None:
    assert _messages(GOOD, _row(post="党组书记")) == [
        "陈卫国的主要职务已在第 2 行；一人只能有一个，请把其中一行改为“否”"
    ]


def test_read_rows_a_person_in_two_posts_passes() -> None:
    assert _messages(GOOD, _row(post="党组书记", primary="否")) == []


@pytest.mark.parametrize("column", list(Column))
def test_guess_mapping_every_synonym_is_known(column: Column) -> None:
    for word in SYNONYMS[column]:
        assert guess_mapping(["x", f" {word} "]) == {column: 1}


def test_guess_mapping_the_first_column_of_a_meaning_counts_and_memory_wins() -> None:
    headings = ["单位", "部门", "姓  名", "【代号】"]
    assert guess_mapping(headings) == {Column.ORGAN: 0, Column.NAME: 2}
    remembered = {"代号": Column.STAFF_CODE, "部门": Column.POST}
    assert guess_mapping(headings, remembered) == {
        Column.ORGAN: 0,
        Column.POST: 1,
        Column.NAME: 2,
        Column.STAFF_CODE: 3,
    }


def test_find_headings_titles_above_the_table_are_passed_over() -> None:
    rows = [["平安市干部名册", "", ""], [], ["序号", "姓名", "单位"], ["1", "陈卫国", "住建局"]]
    assert find_headings(rows) == 2
    assert find_headings([["陈卫国", "住建局"]]) is None
    assert find_headings([["姓名"]]) is None


def test_missing_columns_names_what_is_required() -> None:
    assert missing_columns({Column.NAME: 0}) == (Column.ORGAN, Column.POST, Column.STAFF_CODE)
    assert missing_columns(MAPPING) == ()


@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=12))
def test_read_rows_of_any_cells_takes_or_names_each_row_once(rows: list[list[str]]) -> None:
    found = read_rows(enumerate(rows, start=1), MAPPING)
    numbers = [row.row for row in found.rows] + [fault.row for fault in found.faults]
    filled = [n for n, row in enumerate(rows, start=1) if any(cell.strip() for cell in row[: len(MAPPING)])]
    assert sorted(numbers) == filled
