from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.matters.reading.columns import Column, guess_columns
from xianxing.duties.matters.reading.rows import NAMES, BadRow, ReadMessage, read_rows
from xianxing.duties.matters.reading.sheets import Cell, Sheet, SheetRefused
from xianxing.duties.matters.reading.topics import read_topics
from xianxing.duties.matters.tests.tables import HEADINGS, Row, messages

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
TITLE_AND_TEXT = {Column.TITLE: 0, Column.TEXT: 1}


def sheet(rows: list[Row], headings: tuple[str, ...] = HEADINGS) -> Sheet:
    cells: tuple[tuple[Cell, ...], ...] = tuple(tuple(row) for row in rows)  # type: ignore[arg-type]
    return Sheet(headings, cells, tuple(range(2, len(rows) + 2)))


def read(
    rows: list[Row], places: Mapping[Column, int] | None = None
) -> tuple[tuple[ReadMessage, ...], tuple[BadRow, ...]]:
    return read_rows(sheet(rows), guess_columns(HEADINGS).places if places is None else places, now=NOW)


def problem(row: Row, places: Mapping[Column, int] | None = None) -> BadRow:
    good, bad = read([row], places)
    assert good == ()
    return bad[0]


def test_row_of_usual_columns_is_read() -> None:
    good, bad = read(messages(1))
    assert bad == ()
    assert good == (
        ReadMessage(
            row=2,
            reference="1",
            sender="A0001",
            contact="",
            address="",
            title="第1路口路灯不亮",
            text="第1路口的灯坏了。",
            place="",
            channel="",
            received_at=datetime(2026, 11, 2, 8, 15, tzinfo=ZONE),
        ),
    )


def test_row_with_contact_address_place_and_channel_is_read() -> None:
    places = {
        Column.TITLE: 0,
        Column.CONTACT: 1,
        Column.ADDRESS: 2,
        Column.PLACE: 3,
        Column.CHANNEL: 4,
        Column.REFERENCE: 5,
    }
    good, _bad = read([("路灯", "0531-1", "和平路1号", "和平路", "热线", 12.0)], places)
    found = good[0]
    assert (found.contact, found.address, found.place, found.channel, found.reference) == (
        "0531-1",
        "和平路1号",
        "和平路",
        "热线",
        "12",
    )


def test_row_without_text_has_its_title_as_text_and_the_other_way_round() -> None:
    good, _bad = read([("路灯不亮", None), (None, "井盖丢了")], TITLE_AND_TEXT)
    assert [(each.title, each.text) for each in good] == [("路灯不亮", "路灯不亮"), ("井盖丢了", "井盖丢了")]


def test_row_with_long_title_keeps_all_of_it_in_the_text() -> None:
    good, _bad = read([("长" * 201, "正文")], TITLE_AND_TEXT)
    assert (good[0].title, good[0].text) == ("长" * 200, "长" * 201 + "\n正文")


def test_row_without_time_counts_as_received_now() -> None:
    good, _bad = read([(1, "A", "路灯", None, "坏了", 0, 0), (2, "B", "井盖", "  ", "丢了", 0, 0)])
    assert [each.received_at for each in good] == [NOW, NOW]


def test_row_without_number_gets_one_from_its_words() -> None:
    good, _bad = read([("路灯", "甲"), ("路灯", "乙")], TITLE_AND_TEXT)
    assert [each.has_own_reference for each in good] == [False, False]
    assert good[0].reference != good[1].reference
    assert read([("路灯", "甲")], TITLE_AND_TEXT)[0][0].reference == good[0].reference


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ((1, "A", " ", "2026-11-02", None, 0, 0), Column.TITLE, "标题和内容都是空的；至少填写一项"),
        (
            (1, "A", "路灯", "前天", "坏了", 0, 0),
            Column.TIME,
            "时间“前天”看不懂；应形如 2026-01-04 11:17 或 2026年1月4日",
        ),
        (
            (1, "A", "路灯", "2026-11-24", "坏了", 0, 0),
            Column.TIME,
            "时间“2026-11-24”在将来；请填写实际收到的时间",
        ),
        (
            (1, "A", "路灯", "0019-11-24", "坏了", 0, 0),
            Column.TIME,
            "时间“0019-11-24”早于 1990 年；请核对年份",
        ),
        (
            (1, "A", "路灯", "错" * 40, "坏了", 0, 0),
            Column.TIME,
            f"时间“{'错' * 29}…”看不懂；应形如 2026-01-04 11:17 或 2026年1月4日",
        ),
        (
            (1, "名" * 61, "路灯", "2026-11-02", "坏了", 0, 0),
            Column.SENDER,
            "姓名有 61 字，最多 60 字；请缩短，或核对这一列是否选对",
        ),
        (
            (1, "A", "路灯", "2026-11-02", "字" * 50_001, 0, 0),
            Column.TEXT,
            "内容有 50001 字，最多 50000 字；请缩短，或核对这一列是否选对",
        ),
    ],
)
def test_row_that_is_bad_says_what_and_why(row: Row, column: Column, message: str) -> None:
    assert problem(row) == BadRow(2, column, message)


def test_rows_with_one_number_twice_name_the_earlier() -> None:
    rows = messages(2)
    rows[1] = (1, *rows[1][1:])
    good, bad = read(rows)
    assert [each.row for each in good] == [2]
    assert bad == (BadRow(3, Column.REFERENCE, "编号 1 与第 2 行重复；请核对"),)


def test_rows_equal_in_all_their_words_name_the_earlier() -> None:
    _good, bad = read([("路灯", "甲"), ("井盖", "乙"), ("路灯", "甲")], TITLE_AND_TEXT)
    message = "与第 2 行的内容、时间和姓名完全相同；如确是两件，请加一列编号"
    assert bad == (BadRow(4, Column.TEXT, message),)


def test_rows_that_are_bad_do_not_hide_the_good_ones() -> None:
    rows = messages(5)
    rows[1] = (2, "A", None, None, None, 0, 0)
    rows[3] = (4, "A", "路灯", "?", "坏了", 0, 0)
    good, bad = read(rows)
    assert [each.row for each in good] == [2, 4, 6]
    assert [each.row for each in bad] == [3, 5]


def test_every_column_has_a_name() -> None:
    assert set(NAMES) == set(Column)


CELLS = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.dates()
)


@given(st.lists(st.tuples(*[CELLS] * 5), max_size=8))
def test_rows_of_anything_are_each_good_or_bad_once(rows: list[Row]) -> None:
    good, bad = read([(*row, 0, 0) for row in rows])
    assert sorted([each.row for each in good] + [each.row for each in bad]) == list(range(2, len(rows) + 2))
    assert len({each.reference for each in good}) == len(good)
    assert all(each.title and each.text and each.received_at <= NOW for each in good)
    assert all(each.message for each in bad)


# Labels ------------------------------------------------------------------------------------------------------


def topics(rows: list[Row], headings: tuple[str, ...] = ("一级分类", "二级分类", "三级分类")) -> object:
    return read_topics(sheet(rows, headings))


def test_topics_of_three_columns_are_read_once_each() -> None:
    rows: list[Row] = [("城乡建设", "市政", "路灯"), ("城乡建设", "市政", "路灯"), ("教育", "", None)]
    assert topics(rows) == (("城乡建设", "市政", "路灯"), ("教育", "", ""))


def test_topics_below_merged_cells_take_the_labels_above() -> None:
    rows: list[Row] = [
        ("城乡建设", "市政", "路灯"),
        (None, None, "井盖"),
        (None, "物业", "电梯"),
        ("教育", None, None),
    ]
    assert topics(rows) == (
        ("城乡建设", "市政", "路灯"),
        ("城乡建设", "市政", "井盖"),
        ("城乡建设", "物业", "电梯"),
        ("教育", "", ""),
    )


def test_topics_in_other_order_are_found_by_their_headings() -> None:
    rows: list[Row] = [("路灯", "x", "城乡建设")]
    assert topics(rows, ("三级", "备注", "一级")) == (("城乡建设", "", "路灯"),)


def test_topics_without_known_headings_are_the_first_three_columns() -> None:
    assert topics([("教育", "收费", "补课", "x")], ("a", "b", "c", "d")) == (("教育", "收费", "补课"),)
    assert topics([("教育",)], ("a",)) == (("教育", "", ""),)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([(None, "市政", "路灯")], "第 2 行没有一级分类；请补齐后再导入"),
        ([("长" * 61, "", "")], f"第 2 行的“{'长' * 20}…”有 61 字，最多 60 字；请缩短"),
        ([], "表中有 0 个分类；应为 1 到 5000 个，第一行是列名，其下每行一个"),
    ],
)
def test_topics_that_cannot_be_used_are_refused(rows: list[Row], message: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        topics(rows)
    assert str(refused.value) == message
