from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.ui import dates

NOW = datetime(2026, 11, 23, 6, 2, tzinfo=UTC)
"""14:02 in the office's time zone."""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 11, 23), "今天"),
        (date(2026, 11, 24), "明天"),
        (date(2026, 11, 22), "昨天"),
        (date(2026, 11, 25), "11-25"),
        (date(2025, 11, 24), "2025-11-24"),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), "今天"),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), "明天"),
    ],
)
def test_day_words_of_a_day_or_moment_are_short(value: date, words: str) -> None:
    assert dates.day_words(value, NOW) == words


def test_clock_words_of_a_utc_moment_are_local() -> None:
    assert dates.clock_words(datetime(2026, 11, 23, 1, 5, tzinfo=UTC)) == "09:05"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2026, 11, 22, 15, 41, tzinfo=UTC), "11-22 23:41"),
        (datetime(2025, 1, 2, 0, 0, tzinfo=UTC), "2025-01-02 08:00"),
        (date(2026, 11, 22), "11-22"),
    ],
)
def test_moment_words_name_day_and_clock(value: date, words: str) -> None:
    assert dates.moment_words(value, NOW) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "今天 17:00"),
        (datetime(2026, 11, 24, 1, 0, tzinfo=UTC), "明天 09:00"),
        (date(2026, 11, 30), "11-30"),
    ],
)
def test_due_words_name_the_near_day_in_words(value: date, words: str) -> None:
    assert dates.due_words(value, NOW) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (NOW + timedelta(hours=3, minutes=2), "余 3 时"),
        (NOW + timedelta(minutes=40), "余 40 分"),
        (NOW + timedelta(days=2, hours=3), "余 2 天"),
        (NOW, "余 0 分"),
        (NOW - timedelta(minutes=5), "逾期 5 分"),
        (NOW - timedelta(days=2, hours=1), "逾期 2 天"),
        (date(2026, 11, 23), "今天到期"),
        (date(2026, 11, 26), "余 3 天"),
        (date(2026, 11, 21), "逾期 2 天"),
    ],
)
def test_left_words_say_what_is_left_or_how_far_past(value: date, words: str) -> None:
    assert dates.left_words(value, NOW) == words


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=59), "刚刚"),
        (timedelta(minutes=5), "5 分钟前"),
        (timedelta(hours=3), "3 小时前"),
        (timedelta(days=2), "2 天前"),
        (timedelta(days=7), "11-16 14:02"),
        (timedelta(minutes=-1), "11-23 14:03"),
    ],
)
def test_ago_words_grow_coarser_and_end_as_a_date(passed: timedelta, words: str) -> None:
    assert dates.ago_words(NOW - passed, NOW) == words


@given(st.integers(-(10**9), 10**9))
def test_left_words_of_any_moment_tell_past_from_future(seconds: int) -> None:
    words = dates.left_words(NOW + timedelta(seconds=seconds), NOW)
    assert words.startswith("余" if seconds >= 0 else "逾期")
