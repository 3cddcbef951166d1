"""The calendar, the packaged seed and the form it is written in."""

import runpy
import subprocess
import sys
from datetime import date, timedelta

import chinese_calendar
import pytest

from xianxing.engines.workclock import (
    FIRST_DAY,
    LAST_DAY,
    BadSeedError,
    Calendar,
    DayKind,
    OutOfCalendarError,
    format_seed,
    load_seed,
    next_working_day,
    parse_seed,
    write_seed,
)
from xianxing.engines.workclock.tests import oracle

SEED = load_seed()
EMPTY = Calendar({}, frozenset())


def test_seed_equals_chinese_calendar_on_every_day() -> None:
    days = [oracle.FIRST + timedelta(days=place) for place in range((oracle.LAST - oracle.FIRST).days + 1)]
    assert len(days) == 8401
    assert [SEED.is_working(day) for day in days] == [oracle.works(day) for day in days]
    assert [SEED.kind(day) is DayKind.ADJUSTED_REST for day in days] == [
        chinese_calendar.is_in_lieu(day) for day in days
    ]
    assert [SEED.kind(day) is DayKind.MAKE_UP for day in days] == [
        day in chinese_calendar.constants.workdays for day in days
    ]
    assert SEED.official_years == frozenset(range(2004, 2027))


def test_packaged_file_is_what_the_writer_writes(capsys: pytest.CaptureFixture[str]) -> None:
    assert write_seed.main() == 0
    written = capsys.readouterr().out
    rewritten = parse_seed(written)
    assert (rewritten.days, rewritten.official_years) == (SEED.days, SEED.official_years)
    assert written.splitlines()[-1].startswith("2026 holiday=0101,0103,")


def test_engine_runs_without_the_collection_it_was_seeded_from() -> None:
    script = "import sys, xianxing.engines.workclock.__main__; print('chinese_calendar' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_seed_writer_runs_as_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, write_seed.__name__)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(write_seed.__name__, run_name="__main__")
    assert ended.value.code == 0


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 10, 9), DayKind.WORKING),
        (date(2026, 11, 28), DayKind.WEEKEND),
        (date(2026, 10, 1), DayKind.STATUTORY_HOLIDAY),
        (date(2026, 10, 6), DayKind.ADJUSTED_REST),
        (date(2026, 10, 10), DayKind.MAKE_UP),
    ],
)
def test_kind_of_a_day_in_2026_is_the_announced_one(day: date, kind: DayKind) -> None:
    assert SEED.kind(day) is kind
    worked = kind in {DayKind.WORKING, DayKind.MAKE_UP}
    assert (SEED.is_working(day), SEED.is_statutory_rest(day)) == (worked, not worked)


def test_year_without_arrangement_rests_on_weekends_and_fixed_holidays_only() -> None:
    # Source: 全国年节及纪念日放假办法 第二条: these dates never move.
    fixed = {date(2027, *day) for day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))}
    year = [date(2027, 1, 1) + timedelta(days=place) for place in range(365)]
    rested = {day for day in year if SEED.is_statutory_rest(day)}
    assert rested == fixed | {day for day in year if day.weekday() >= 5}


def test_year_with_arrangement_has_no_holiday_that_is_not_listed() -> None:
    assert Calendar({}, frozenset({2027})).is_working(date(2027, 1, 1))
    assert not EMPTY.is_working(date(2027, 1, 1))


def test_listed_day_in_a_year_without_arrangement_counts_but_stays_unofficial() -> None:
    calendar = Calendar({date(2027, 2, 5): DayKind.STATUTORY_HOLIDAY}, frozenset())
    assert next_working_day(date(2027, 2, 4), calendar=calendar) == date(2027, 2, 8)
    assert not calendar.is_official(date(2027, 2, 5), date(2027, 2, 5))


def test_official_span_needs_every_year() -> None:
    calendar = Calendar({}, frozenset({2024, 2026}))
    assert calendar.is_official(date(2024, 1, 1), date(2024, 12, 31))
    assert not calendar.is_official(date(2024, 1, 1), date(2026, 1, 1))
    assert SEED.is_official(date(2004, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("day", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)])
def test_day_outside_the_calendar_is_refused(day: date) -> None:
    message = "日期超出可算范围 1900-01-01 至 2199-12-31；请核对起算日和期限"
    for ask in (EMPTY.kind, EMPTY.is_working, EMPTY.is_statutory_rest):
        with pytest.raises(OutOfCalendarError) as refusal:
            ask(day)
        assert str(refusal.value) == message
    with pytest.raises(OutOfCalendarError):
        Calendar({day: DayKind.MAKE_UP}, frozenset())


def test_first_and_last_day_of_the_calendar_answer() -> None:
    assert EMPTY.kind(FIRST_DAY) is DayKind.STATUTORY_HOLIDAY
    assert EMPTY.kind(LAST_DAY) is DayKind.WORKING
    with pytest.raises(OutOfCalendarError):
        next_working_day(LAST_DAY, calendar=EMPTY)
    with pytest.raises(OutOfCalendarError):
        EMPTY.nth_worked_after(FIRST_DAY.toordinal(), 0)


def test_seed_text_survives_a_round_trip() -> None:
    text = "2027 holiday=0101-0103,0501 adjusted=0504 make_up=0110\n2028\n"
    calendar = parse_seed("# remark\n\n" + text)
    assert format_seed(calendar.days, calendar.official_years) == text


@pytest.mark.parametrize("line", ["202x", "2027 holiday=1301", "2027 feast=0101", "2027 holiday="])
def test_damaged_seed_line_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(BadSeedError) as refusal:
        parse_seed(f"2026\n{line}\n")
    form = "应为“年份 holiday=月日-月日,月日 make_up=月日”"
    assert str(refusal.value) == f"日历文件第 2 行无法识别：{line}；{form}"
