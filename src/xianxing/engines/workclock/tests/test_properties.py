"""Every answer over 2004-2026 agrees with the day-by-day oracle."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from xianxing.engines.workclock import (
    Deadline,
    Pause,
    Unit,
    due_date,
    extend,
    load_seed,
    next_working_day,
    working_days_between,
)
from xianxing.engines.workclock.tests import oracle

CALENDAR = load_seed()
STARTS = st.dates(oracle.FIRST, date(2026, 3, 1))
COUNTS = st.integers(1, 90)
# Each pause: days from the start to its first day, and days it goes on after that.
PAUSES = st.lists(st.tuples(st.integers(-5, 60), st.integers(0, 9)), max_size=4)


def _pauses(start: date, drawn: list[tuple[int, int]]) -> tuple[Pause, ...]:
    firsts = [(start + timedelta(days=offset), length) for offset, length in drawn]
    return tuple(Pause(first, first + timedelta(days=length)) for first, length in firsts)


def _paused_days(pauses: tuple[Pause, ...]) -> set[date]:
    return {
        pause.start + timedelta(days=offset)
        for pause in pauses
        for offset in range((pause.end - pause.start).days + 1)
    }


def _assert_agrees(found: Deadline, end: date, paused: set[date]) -> None:
    assert found.legal_end == end
    assert found.due == oracle.roll_forward(end, paused)
    assert found.internal_due == oracle.step_back(end)


@given(STARTS, COUNTS, PAUSES)
def test_calendar_days_agree_with_the_oracle(start: date, count: int, drawn: list[tuple[int, int]]) -> None:
    pauses = _pauses(start, drawn)
    paused = _paused_days(pauses)
    found = due_date(start, count=count, unit=Unit.DAY, calendar=CALENDAR, pauses=pauses)
    _assert_agrees(found, oracle.walk_days(start, count, paused), paused)


@given(STARTS, COUNTS, PAUSES)
def test_working_days_agree_with_the_oracle(start: date, count: int, drawn: list[tuple[int, int]]) -> None:
    pauses = _pauses(start, drawn)
    paused = _paused_days(pauses)
    found = due_date(start, count=count, unit=Unit.WORKING_DAY, calendar=CALENDAR, pauses=pauses)
    _assert_agrees(found, oracle.walk_working_days(start, count, paused), paused)


@given(STARTS, st.integers(1, 6), PAUSES)
@example(date(2026, 1, 31), 1, [])
def test_months_agree_with_the_oracle(start: date, count: int, drawn: list[tuple[int, int]]) -> None:
    pauses = _pauses(start, drawn)
    paused = _paused_days(pauses)
    whole = (oracle.walk_months(start, count) - start).days
    found = due_date(start, count=count, unit=Unit.MONTH, calendar=CALENDAR, pauses=pauses)
    _assert_agrees(found, oracle.walk_days(start, whole, paused), paused)


@given(STARTS, COUNTS, COUNTS)
def test_extension_equals_one_longer_period(start: date, count: int, extra: int) -> None:
    base = due_date(start, count=count, unit=Unit.DAY, calendar=CALENDAR)
    extended = extend(base, count=extra, unit=Unit.DAY, calendar=CALENDAR)
    whole = due_date(start, count=count + extra, unit=Unit.DAY, calendar=CALENDAR)
    assert (extended.due, extended.internal_due) == (whole.due, whole.internal_due)


@given(STARTS, COUNTS, st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR]))
def test_deadline_is_a_working_day_and_never_before_its_internal_day(
    start: date, count: int, unit: Unit
) -> None:
    found = due_date(start, count=count, unit=unit, calendar=CALENDAR)
    assert CALENDAR.is_working(found.due)
    assert CALENDAR.is_working(found.internal_due)
    assert found.internal_due <= found.legal_end <= found.due
    assert start < found.due


@given(STARTS, st.integers(0, 300))
def test_working_days_between_agrees_with_the_oracle(first: date, span: int) -> None:
    last = first + timedelta(days=span)
    counted = sum(oracle.works(first + timedelta(days=offset)) for offset in range(1, span + 1))
    assert working_days_between(first, last, calendar=CALENDAR) == counted
    assert working_days_between(last, first, calendar=CALENDAR) == -counted
    assert next_working_day(first, calendar=CALENDAR) == oracle.walk_working_days(first, 1)
