"""Deadlines in days, working days, months and years, and their extension."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xianxing.engines.workclock import counting
from xianxing.engines.workclock.calendar import Calendar, working_days_between
from xianxing.engines.workclock.counting import Period
from xianxing.engines.workclock.terms import Deadline, Pause, Reason, Remaining, Unit

_UNIT_NAMES = {
    Unit.DAY: "日",
    Unit.WORKING_DAY: "个工作日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.HOUR: "小时",
}
_ROLL_CLAUSE = "民法典 第二百零三条"
_HOLIDAY_CLAUSE = "全国年节及纪念日放假办法 第七条"
# Reasons that need no dates are made once: a recount of every open matter asks for many thousands.
_START = Reason("起算当日不计入，自次日起算", "民法典 第二百零一条")
_WORKING_DAY = Reason("按工作日计数：休息日、节假日不计入，调休上班日计入", _HOLIDAY_CLAUSE)

_CORRESPONDING_DAY = Reason("到期月的对应日为末日", "民法典 第二百零二条")
_MONTH_END = Reason("到期月没有对应日，以月末日为末日", "民法典 第二百零二条")


def due_date(
    start: date, *, count: int, unit: Unit, calendar: Calendar, pauses: Sequence[Pause] = ()
) -> Deadline:
    """The last day of a period of `count` units that starts on `start` (which is not counted).

    A last day of rest moves to the day after the rest ends. Paused days are left out of the count.
    `internal_due` is the last working day on or before the unmoved end, so it may be earlier than `start`
    when a very short period lies wholly inside a holiday.

    Raises: BadPeriodError for a count outside 1-999,999 or a period in hours; OutOfCalendarError past 2199.
    Source: 民法典 第二百零一条至第二百零三条; 信访工作条例 第三十六条 (pauses).
    """
    return _settle(Period(start, count, unit, tuple(pauses)), calendar, _START)


def extend(
    deadline: Deadline,
    *,
    count: int,
    unit: Unit,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    clause: str = "信访工作条例 第三十四条",
) -> Deadline:
    """The deadline moved `count` units past the end of the original period, as it stood before rolling.

    Raises: BadPeriodError, OutOfCalendarError as `due_date`.
    Source: 信访工作条例 第三十四条 (60 and 30 days are one period of 90).
    """
    end = deadline.legal_end
    opening = Reason(f"自原期限届满日 {end} 起延长 {count} {_UNIT_NAMES[unit]}", clause)
    extended = _settle(Period(end, count, unit, tuple(pauses)), calendar, opening)
    # The first end no longer matters, so neither does how it rolled.
    stale = (*extended.reasons, *(found for found in deadline.reasons if found.clause == _ROLL_CLAUSE))
    kept = (reason for reason in deadline.reasons if reason not in stale)
    return replace(extended, reasons=(*kept, *extended.reasons))


def remaining(today: date, deadline: Deadline, *, calendar: Calendar) -> Remaining:
    """Calendar days and working days from `today` (not counted) to the due day; negative when overdue.

    Raises: OutOfCalendarError. Source: 民法典 第二百零一条.
    """
    return Remaining(
        days=(deadline.due - today).days,
        working_days=working_days_between(today, deadline.due, calendar=calendar),
    )


def _settle(period: Period, calendar: Calendar, opening: Reason) -> Deadline:
    first = period.start.toordinal()
    spans = counting.merge_pauses(period.pauses, after=first) if period.pauses else ()
    end = counting.find_end(period, spans, calendar)
    before, rolled = calendar.worked_around(end)
    if rolled != end:
        rolled = counting.roll_past(rolled, spans, calendar)
    legal_end, due, internal_due = map(date.fromordinal, (end, rolled, before))
    # Only the days whose kind was asked for can change the answer; counting plain days asks for none.
    earliest = period.start if period.unit is Unit.WORKING_DAY else internal_due
    reasons = [opening]
    if period.unit is not Unit.DAY:
        reasons.append(_explain_unit(period))
    if spans:
        reasons += [_explain_pause(pause) for pause in period.pauses if _was_counted(pause, first, end)]
    if rolled != end:
        reasons.append(Reason(f"末日 {legal_end} 为法定休假日，顺延至休假日结束的次日 {due}", _ROLL_CLAUSE))
    provisional = not calendar.is_official(earliest, due)
    if provisional:
        reasons.append(_explain_provisional(calendar, earliest, due))
    return Deadline(due, internal_due, legal_end, provisional, tuple(reasons))


def _explain_unit(period: Period) -> Reason:
    if period.unit is Unit.WORKING_DAY:
        return _WORKING_DAY
    if period.start.day > 28 and counting.corresponding_day(period).day < period.start.day:
        return _MONTH_END
    return _CORRESPONDING_DAY


def _was_counted(pause: Pause, first: int, end: int) -> bool:
    return pause.end.toordinal() > first and pause.start.toordinal() <= end


def _explain_pause(pause: Pause) -> Reason:
    return Reason(f"{pause.start} 至 {pause.end} 因{pause.reason}暂停，不计入", pause.clause)


def _explain_provisional(calendar: Calendar, first: date, last: date) -> Reason:
    unknown = [year for year in range(first.year, last.year + 1) if year not in calendar.official_years]
    years = "、".join(map(str, unknown))
    return Reason(f"{years} 年放假安排尚未公布，暂按周末和固定节日推算，公布后须重算", _HOLIDAY_CLAUSE)
