"""Dates in running text."""

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.text import FoundDate, find_dates, int_to_digits, int_to_numeral, parse_date

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年11月23日", date(2026, 11, 23)),
        ("2026 年 11 月 23 日", date(2026, 11, 23)),
        ("2026年11月23号", date(2026, 11, 23)),
        ("二〇二六年十一月二十三日", date(2026, 11, 23)),
        ("二○二六年一月廿日", date(2026, 1, 20)),
        ("2026-11-23", date(2026, 11, 23)),
        ("2026/1/4", date(2026, 1, 4)),
        ("2026.11.23", date(2026, 11, 23)),
        (" 2026/1/4 11:17:46 ", date(2026, 1, 4)),
    ],
)
def test_parse_date_each_form_is_read(text: str, expected: date) -> None:
    assert parse_date(text) == expected


def test_parse_date_month_and_day_take_the_given_year() -> None:
    assert parse_date("11月23日", year=2026) == date(2026, 11, 23)
    assert parse_date("2025年11月23日", year=2026) == date(2025, 11, 23)


@pytest.mark.parametrize(
    "text", ["", "11月23日", "2026年2月30日", "2026-13-01", "于2026-11-23", "2026-11/23", "明天"]
)
def test_parse_date_not_one_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是可识别的日期") as refusal:
        parse_date(text)
    assert str(refusal.value) == f"“{text}”不是可识别的日期；请写成如“2026年11月23日”或“2026-11-23”"


def test_find_dates_several_forms_come_in_text_order() -> None:
    text = "自2026-11-01起，至二〇二六年十一月二十三日止；11月30日复查。"
    assert find_dates(text, year=2026) == (
        FoundDate(1, 11, date(2026, 11, 1), None),
        FoundDate(14, 26, date(2026, 11, 23), None),
        FoundDate(28, 34, date(2026, 11, 30), None),
    )


def test_find_dates_without_a_year_leaves_month_and_day_out() -> None:
    assert find_dates("11月23日和2026-11-24") == (FoundDate(7, 17, date(2026, 11, 24), None),)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2026/1/4 11:17:46", time(11, 17, 46)),
        ("2026-01-04T08:05", time(8, 5)),
        ("2026年1月4日 9：30", time(9, 30)),
        ("2026-01-04 25:00", None),
        ("2026-01-04 11:170", None),
    ],
)
def test_find_dates_a_time_behind_the_date_is_read(text: str, clock: time | None) -> None:
    (found,) = find_dates(text)
    assert (found.day, found.clock) == (date(2026, 1, 4), clock)


@pytest.mark.parametrize(
    "text",
    ["12026-1-1", "1.2026.1.2", "2026.1.2.3", "2026-11-234", "15年11月23日", "三十二月三日", "2026年0月1日"],
)
def test_find_dates_look_alikes_are_left_out(text: str) -> None:
    assert find_dates(text, year=2026) == ()


@given(DAYS, st.text(alphabet="，。甲乙 ", max_size=5), st.text(alphabet="，。甲乙", max_size=5))
def test_find_dates_any_day_is_found_at_its_place(day: date, before: str, after: str) -> None:
    forms = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{int_to_digits(day.year)}年{int_to_numeral(day.month)}月{int_to_numeral(day.day)}日",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
    )
    for form in forms:
        expected = FoundDate(len(before), len(before) + len(form), day, None)
        assert find_dates(before + form + after) == (expected,)


@given(st.text(alphabet="2026年11月3日-/. 一二〇", max_size=20))
def test_find_dates_any_text_spans_are_apart_and_ascending(text: str) -> None:
    found = find_dates(text, year=2026)
    assert all(one.end <= other.start for one, other in pairwise(found))
