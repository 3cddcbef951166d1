"""Lamps over weekends, holidays and make-up days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.followup.engine.lamps import (
    BadScaleError,
    Lamp,
    LampScale,
    amber_until,
    days_left,
    lamp_on,
    worst,
)
from xianxing.engines.workclock import load_seed

DAYS = load_seed()
USUAL = LampScale()
ALL_DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("today", "lamp"),
    [
        (date(2026, 11, 20), Lamp.GREEN),
        (date(2026, 11, 24), Lamp.AMBER),
        (date(2026, 11, 27), Lamp.AMBER),
        (date(2026, 11, 28), Lamp.RED),
        (date(2026, 11, 30), Lamp.RED),
    ],
)
def test_lamp_of_a_friday_limit(today: date, lamp: Lamp) -> None:
    assert lamp_on(date(2026, 11, 27), today, scale=USUAL, calendar=DAYS) == lamp


def test_lamp_without_a_limit_is_out() -> None:
    assert lamp_on(None, date(2026, 11, 23), scale=USUAL, calendar=DAYS) == Lamp.OUT


def test_lamp_before_the_october_holiday_counts_no_holiday() -> None:
    due = date(2026, 10, 8)
    assert days_left(due, date(2026, 9, 30), calendar=DAYS) == 1
    assert lamp_on(due, date(2026, 9, 28), scale=USUAL, calendar=DAYS) == Lamp.AMBER


def test_scale_may_light_red_on_the_day_itself() -> None:
    scale = LampScale(amber_days=5, red_days=0)
    assert lamp_on(date(2026, 11, 23), date(2026, 11, 23), scale=scale, calendar=DAYS) == Lamp.RED


def test_scale_with_red_before_amber_is_refused() -> None:
    with pytest.raises(BadScaleError, match="红灯 4 天早于黄灯 3 天"):
        LampScale(amber_days=3, red_days=4)


def test_worst_of_lamps() -> None:
    assert worst((Lamp.GREEN, Lamp.RED, Lamp.AMBER)) == Lamp.RED
    assert worst(()) == Lamp.OUT


@given(ALL_DAYS, ALL_DAYS)
def test_left_is_negative_exactly_when_the_day_has_passed(due: date, today: date) -> None:
    assert (days_left(due, today, calendar=DAYS) < 0) == (today > due)


@given(ALL_DAYS, st.integers(0, 400), st.integers(0, 15))
def test_lamps_never_go_back_as_days_pass(due: date, ahead: int, amber: int) -> None:
    scale = LampScale(amber_days=amber)
    order = [Lamp.GREEN, Lamp.AMBER, Lamp.RED]
    today = due - timedelta(days=ahead // 2)
    earlier = lamp_on(due, today, scale=scale, calendar=DAYS)
    later = lamp_on(due, today + timedelta(days=ahead % 7), scale=scale, calendar=DAYS)
    assert order.index(earlier) <= order.index(later)


@given(ALL_DAYS, st.integers(0, 15), st.integers(-30, 60))
def test_amber_until_is_the_last_day_that_is_not_green(today: date, amber: int, offset: int) -> None:
    scale = LampScale(amber_days=amber)
    due = today + timedelta(days=offset)
    is_lit = lamp_on(due, today, scale=scale, calendar=DAYS) != Lamp.GREEN
    assert is_lit == (due <= amber_until(today, scale=scale, calendar=DAYS))
