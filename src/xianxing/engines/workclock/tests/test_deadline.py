"""Provisional answers, extensions, pauses, what remains, and refusals."""

from datetime import date

import pytest

from xianxing.engines.workclock import (
    BadPeriodError,
    Deadline,
    OutOfCalendarError,
    Pause,
    Reason,
    Remaining,
    Unit,
    due_date,
    extend,
    load_seed,
    remaining,
)

CALENDAR = load_seed()
UNKNOWN_2027 = Reason(
    "2027 年放假安排尚未公布，暂按周末和固定节日推算，公布后须重算", "全国年节及纪念日放假办法 第七条"
)


def _days(start: date, count: int, *pauses: Pause) -> Deadline:
    return due_date(start, count=count, unit=Unit.DAY, calendar=CALENDAR, pauses=pauses)


def test_deadline_that_touches_a_year_without_an_arrangement_is_provisional() -> None:
    found = _days(date(2026, 11, 23), 60)
    assert (found.due, found.provisional) == (date(2027, 1, 22), True)
    assert found.reasons[-1] == UNKNOWN_2027


def test_deadline_on_the_last_known_day_is_not_provisional_and_the_next_day_is() -> None:
    assert _days(date(2026, 12, 1), 30).provisional is False
    new_year = _days(date(2026, 12, 1), 31)
    assert (new_year.due, new_year.internal_due) == (date(2027, 1, 4), date(2026, 12, 31))
    assert new_year.provisional is True


def test_calendar_days_that_only_start_in_an_unknown_year_are_certain() -> None:
    assert _days(date(2003, 12, 1), 60).provisional is False
    counted = due_date(date(2003, 12, 1), count=60, unit=Unit.WORKING_DAY, calendar=CALENDAR)
    assert counted.provisional is True


def test_several_unknown_years_are_all_named() -> None:
    found = due_date(date(2026, 12, 1), count=300, unit=Unit.WORKING_DAY, calendar=CALENDAR)
    assert found.reasons[-1].text.startswith("2027、2028 年放假安排尚未公布")


def test_extension_counts_from_the_end_before_it_rolled() -> None:
    base = _days(date(2026, 8, 3), 60)
    found = extend(base, count=30, unit=Unit.DAY, calendar=CALENDAR)
    assert (base.legal_end, base.due) == (date(2026, 10, 2), date(2026, 10, 8))
    assert found.legal_end == date(2026, 11, 1)
    assert found.due == date(2026, 11, 2)
    assert found.legal_end == _days(date(2026, 8, 3), 90).legal_end


def test_extension_keeps_the_reasons_that_still_hold() -> None:
    base = _days(date(2026, 8, 3), 60)
    found = extend(base, count=30, unit=Unit.DAY, calendar=CALENDAR)
    assert found.reasons == (
        Reason("起算当日不计入，自次日起算", "民法典 第二百零一条"),
        Reason("自原期限届满日 2026-10-02 起延长 30 日", "信访工作条例 第三十四条"),
        Reason("末日 2026-11-01 为法定休假日，顺延至休假日结束的次日 2026-11-02", "民法典 第二百零三条"),
    )


def test_extension_of_a_provisional_deadline_says_so_once() -> None:
    base = _days(date(2026, 11, 23), 60)
    found = extend(base, count=5, unit=Unit.WORKING_DAY, calendar=CALENDAR, clause="本单位规定 第一条")
    assert found.reasons.count(UNKNOWN_2027) == 1
    assert found.reasons[1] == Reason("自原期限届满日 2027-01-22 起延长 5 个工作日", "本单位规定 第一条")


def test_paused_days_of_both_periods_stay_explained_after_an_extension() -> None:
    first = Pause(date(2026, 8, 10), date(2026, 8, 12))
    second = Pause(date(2026, 10, 20), date(2026, 10, 21))
    base = _days(date(2026, 8, 3), 60, first, second)
    found = extend(base, count=30, unit=Unit.DAY, calendar=CALENDAR, pauses=(first, second))
    assert base.legal_end == date(2026, 10, 5)
    assert found.legal_end == date(2026, 11, 6)
    assert [reason.text for reason in found.reasons if "暂停" in reason.text] == [
        "2026-08-10 至 2026-08-12 因听证暂停，不计入",
        "2026-10-20 至 2026-10-21 因听证暂停，不计入",
    ]


def test_hearing_days_are_left_out_and_cited() -> None:
    # Source: 信访工作条例 第三十六条: the time of a hearing is not part of the 30 days.
    found = _days(date(2026, 6, 1), 30, Pause(date(2026, 6, 10), date(2026, 6, 14)))
    assert (found.legal_end, found.due) == (date(2026, 7, 6), date(2026, 7, 6))
    assert found.reasons[1] == Reason(
        "2026-06-10 至 2026-06-14 因听证暂停，不计入", "信访工作条例 第三十六条"
    )


def test_pause_outside_the_period_changes_nothing() -> None:
    plain = _days(date(2026, 6, 1), 10)
    before = Pause(date(2026, 5, 1), date(2026, 6, 1))
    after = Pause(date(2026, 6, 12), date(2026, 6, 20))
    assert _days(date(2026, 6, 1), 10, before, after) == plain


def test_pauses_that_overlap_or_touch_are_left_out_once() -> None:
    whole = _days(date(2026, 6, 1), 10, Pause(date(2026, 6, 3), date(2026, 6, 8)))
    parts = _days(
        date(2026, 6, 1),
        10,
        Pause(date(2026, 6, 5), date(2026, 6, 6)),
        Pause(date(2026, 6, 3), date(2026, 6, 7)),
        Pause(date(2026, 6, 8), date(2026, 6, 8)),
    )
    assert whole.legal_end == parts.legal_end == date(2026, 6, 17)


def test_months_grow_by_the_paused_days() -> None:
    pause = Pause(date(2026, 3, 10), date(2026, 3, 12), reason="鉴定", clause="本单位规定 第二条")
    found = due_date(date(2026, 3, 2), count=1, unit=Unit.MONTH, calendar=CALENDAR, pauses=(pause,))
    assert found.legal_end == date(2026, 4, 5)
    assert Reason("2026-03-10 至 2026-03-12 因鉴定暂停，不计入", "本单位规定 第二条") in found.reasons


def test_rolled_day_that_meets_a_pause_moves_past_it() -> None:
    pauses = Pause(date(2026, 6, 22), date(2026, 6, 23)), Pause(date(2026, 7, 1), date(2026, 7, 1))
    found = _days(date(2026, 6, 1), 20, *pauses)
    assert (found.legal_end, found.due) == (date(2026, 6, 21), date(2026, 6, 24))


def test_remaining_counts_down_to_the_due_day_and_below() -> None:
    deadline = _days(date(2026, 9, 16), 15)
    assert remaining(date(2026, 9, 30), deadline, calendar=CALENDAR) == Remaining(days=8, working_days=1)
    assert remaining(date(2026, 10, 8), deadline, calendar=CALENDAR) == Remaining(days=0, working_days=0)
    assert remaining(date(2026, 10, 12), deadline, calendar=CALENDAR) == Remaining(days=-4, working_days=-3)


@pytest.mark.parametrize("count", [0, -3])
def test_count_below_one_is_refused(count: int) -> None:
    with pytest.raises(BadPeriodError) as refusal:
        _days(date(2026, 9, 16), count)
    assert str(refusal.value) == f"期限数为 {count}；须是 1 以上的整数，请改正"
    assert _days(date(2026, 9, 16), 1).due == date(2026, 9, 17)


def test_count_beyond_any_calendar_is_refused_without_being_printed() -> None:
    with pytest.raises(BadPeriodError) as refusal:
        _days(date(2026, 9, 16), 10**6000)
    assert str(refusal.value) == "期限数超过 999999；请核对"


def test_hours_are_refused_with_the_way_out() -> None:
    with pytest.raises(BadPeriodError) as refusal:
        due_date(date(2026, 9, 16), count=2, unit=Unit.HOUR, calendar=CALENDAR)
    assert str(refusal.value) == "按小时计算的期限没有到期日；请改用 due_moment 求到期时刻"


@pytest.mark.parametrize(
    ("count", "unit"), [(70_000, Unit.DAY), (3_000, Unit.MONTH), (174, Unit.YEAR), (999_999, Unit.DAY)]
)
def test_period_past_2199_is_refused(count: int, unit: Unit) -> None:
    with pytest.raises(OutOfCalendarError) as refusal:
        due_date(date(2026, 9, 16), count=count, unit=unit, calendar=CALENDAR)
    assert str(refusal.value) == f"期限在 2199-12-31 之后届满；请核对期限数 {count}"


def test_working_days_past_2199_are_refused() -> None:
    with pytest.raises(OutOfCalendarError) as refusal:
        due_date(date(2026, 9, 16), count=70_000, unit=Unit.WORKING_DAY, calendar=CALENDAR)
    assert str(refusal.value) == "日期超出可算范围 1900-01-01 至 2199-12-31；请核对起算日和期限"


def test_pause_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadPeriodError) as refusal:
        Pause(date(2026, 9, 2), date(2026, 9, 1))
    assert str(refusal.value) == "暂停的结束日 2026-09-01 早于开始日 2026-09-02；请核对两个日期"
    assert Pause(date(2026, 9, 1), date(2026, 9, 1)).reason == "听证"
