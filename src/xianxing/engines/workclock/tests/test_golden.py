"""Deadlines worked out by hand from the law and the 2026 arrangement of holidays."""

from datetime import date

import pytest

from xianxing.engines.workclock import Reason, Unit, due_date, load_seed

CALENDAR = load_seed()
# Source: 民法典 第二百零一条、第二百零三条, arrangement for 2026: start, days, unmoved end, due.
CALENDAR_DAYS = [
    ("2026-09-16", 15, "2026-10-01", "2026-10-08"),
    ("2026-09-20", 15, "2026-10-05", "2026-10-08"),
    ("2026-02-01", 15, "2026-02-16", "2026-02-24"),
    ("2026-04-16", 15, "2026-05-01", "2026-05-06"),
    ("2026-08-03", 60, "2026-10-02", "2026-10-08"),
    ("2026-09-01", 30, "2026-10-01", "2026-10-08"),
    ("2026-11-23", 15, "2026-12-08", "2026-12-08"),
]
# Source: the same arrangement: start, working days, due (each crosses a worked weekend).
WORKING_DAYS = [
    ("2026-09-29", 5, "2026-10-12"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-09-18", 2, "2026-09-21"),
    ("2026-04-30", 5, "2026-05-11"),
]
# Source: 民法典 第二百零二条: start, count, unit, unmoved end, due.
MONTHS_AND_YEARS = [
    ("2026-01-31", 1, Unit.MONTH, "2026-02-28", "2026-02-28"),  # no 31 February; a worked Saturday
    ("2026-03-31", 1, Unit.MONTH, "2026-04-30", "2026-04-30"),
    ("2026-04-15", 2, Unit.MONTH, "2026-06-15", "2026-06-15"),
    ("2025-11-03", 3, Unit.MONTH, "2026-02-03", "2026-02-03"),
    ("2024-02-29", 1, Unit.YEAR, "2025-02-28", "2025-02-28"),
    ("2025-10-01", 1, Unit.YEAR, "2026-10-01", "2026-10-08"),
    ("2024-02-29", 4 * 12, Unit.MONTH, "2028-02-29", "2028-02-29"),
]


@pytest.mark.parametrize(("start", "count", "end", "due"), CALENDAR_DAYS)
def test_calendar_days_in_2026_end_on_the_lawful_day(start: str, count: int, end: str, due: str) -> None:
    found = due_date(date.fromisoformat(start), count=count, unit=Unit.DAY, calendar=CALENDAR)
    assert (found.legal_end.isoformat(), found.due.isoformat(), found.provisional) == (end, due, False)


@pytest.mark.parametrize(("start", "count", "due"), WORKING_DAYS)
def test_working_days_in_2026_count_make_up_days(start: str, count: int, due: str) -> None:
    found = due_date(date.fromisoformat(start), count=count, unit=Unit.WORKING_DAY, calendar=CALENDAR)
    expected = date.fromisoformat(due)
    assert (found.due, found.internal_due, found.legal_end) == (expected, expected, expected)


@pytest.mark.parametrize(("start", "count", "unit", "end", "due"), MONTHS_AND_YEARS)
def test_months_and_years_end_on_the_corresponding_day(
    start: str, count: int, unit: Unit, end: str, due: str
) -> None:
    found = due_date(date.fromisoformat(start), count=count, unit=unit, calendar=CALENDAR)
    assert (found.legal_end.isoformat(), found.due.isoformat()) == (end, due)


def test_deadline_in_national_day_week_explains_itself_with_clauses() -> None:
    found = due_date(date(2026, 9, 16), count=15, unit=Unit.DAY, calendar=CALENDAR)
    assert found.internal_due == date(2026, 9, 30)
    assert found.reasons == (
        Reason("起算当日不计入，自次日起算", "民法典 第二百零一条"),
        Reason("末日 2026-10-01 为法定休假日，顺延至休假日结束的次日 2026-10-08", "民法典 第二百零三条"),
    )


def test_last_day_on_a_plain_saturday_moves_to_monday_and_on_a_worked_saturday_stays() -> None:
    plain = due_date(date(2026, 11, 13), count=15, unit=Unit.DAY, calendar=CALENDAR)
    worked = due_date(date(2026, 9, 25), count=15, unit=Unit.DAY, calendar=CALENDAR)
    assert (plain.legal_end, plain.due) == (date(2026, 11, 28), date(2026, 11, 30))
    assert (worked.legal_end, worked.due) == (date(2026, 10, 10), date(2026, 10, 10))


def test_month_without_the_day_says_so() -> None:
    short = due_date(date(2026, 1, 31), count=1, unit=Unit.MONTH, calendar=CALENDAR)
    full = due_date(date(2026, 3, 30), count=1, unit=Unit.MONTH, calendar=CALENDAR)
    clause = "民法典 第二百零二条"
    assert short.reasons[1] == Reason("到期月没有对应日，以月末日为末日", clause)
    assert full.reasons[1] == Reason("到期月的对应日为末日", clause)


def test_working_days_say_what_is_counted() -> None:
    found = due_date(date(2026, 9, 29), count=5, unit=Unit.WORKING_DAY, calendar=CALENDAR)
    assert found.reasons[1:] == (
        Reason("按工作日计数：休息日、节假日不计入，调休上班日计入", "全国年节及纪念日放假办法 第七条"),
    )


def test_period_wholly_inside_a_holiday_has_an_internal_day_before_its_start() -> None:
    found = due_date(date(2026, 10, 1), count=1, unit=Unit.DAY, calendar=CALENDAR)
    assert (found.internal_due, found.due) == (date(2026, 9, 30), date(2026, 10, 8))
