"""Where a period ends before any rolling, with paused days left out."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from xianxing.engines.workclock.calendar import LAST_DAY, Calendar
from xianxing.engines.workclock.errors import BadPeriodError, OutOfCalendarError
from xianxing.engines.workclock.terms import Pause, Unit

Span = tuple[int, int]
LONGEST_COUNT = 999_999


class Period(NamedTuple):
    """What is to be counted: `length` units after `start`, leaving out the pauses."""

    start: date
    length: int
    unit: Unit
    pauses: tuple[Pause, ...]


def find_end(period: Period, spans: tuple[Span, ...], calendar: Calendar) -> int:
    """The ordinal on which the period ends, before it rolls past days of rest.

    Raises: BadPeriodError, OutOfCalendarError. Source: 民法典 第二百零一条、第二百零二条.
    """
    check_count(period.length)
    if period.unit is Unit.HOUR:
        raise BadPeriodError("按小时计算的期限没有到期日；请改用 due_moment 求到期时刻")
    start, count = period.start.toordinal(), period.length
    if period.unit is Unit.WORKING_DAY:
        return count_working_days(start, count, spans, calendar)
    if period.unit is not Unit.DAY:
        count = corresponding_day(period).toordinal() - start
    end = count_days(start, count, spans)
    if end > LAST_DAY.toordinal():
        raise OutOfCalendarError(f"期限在 {LAST_DAY} 之后届满；请核对期限数 {period.length}")
    return end


def check_count(count: int) -> None:
    """Nothing, when a period may be this long.

    Raises: BadPeriodError. Source: 民法典 第二百条 (a period is counted in whole units).
    """
    if count < 1:
        raise BadPeriodError(f"期限数为 {count}；须是 1 以上的整数，请改正")
    if count > LONGEST_COUNT:
        raise BadPeriodError(f"期限数超过 {LONGEST_COUNT}；请核对")


def merge_pauses(pauses: Iterable[Pause], *, after: int) -> tuple[Span, ...]:
    """Disjoint, rising spans of ordinals, both ends included, clipped to the days after `after`.

    Source: 信访工作条例 第三十六条 (a paused day is left out once, however many pauses name it).
    """
    merged: list[Span] = []
    for pause in sorted(pauses, key=lambda pause: pause.start):
        first, last = max(pause.start.toordinal(), after + 1), pause.end.toordinal()
        if last < first:
            continue
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def count_days(start: int, count: int, spans: Iterable[Span]) -> int:
    """The ordinal of the `count`-th calendar day after `start`, spans left out.

    Source: 民法典 第二百零一条.
    """
    for first, last in spans:
        free = first - 1 - start
        if count <= free:
            break
        count -= free
        start = last
    return start + count


def count_working_days(start: int, count: int, spans: Iterable[Span], calendar: Calendar) -> int:
    """The ordinal of the `count`-th working day after `start`, spans left out.

    Raises: OutOfCalendarError. Source: 民法典 第二百零一条; 全国年节及纪念日放假办法 第七条.
    """
    for first, last in spans:
        free = calendar.count_until(first - 1) - calendar.count_until(start)
        if count <= free:
            break
        count -= free
        start = last
    return calendar.nth_worked_after(start, count)


def corresponding_day(period: Period) -> date:
    """The day of the month `count` months or years on, or that month's last day where it has none.

    Raises: OutOfCalendarError. Source: 民法典 第二百零二条.
    """
    start, count = period.start, period.length
    months = start.year * 12 + start.month - 1 + (count * 12 if period.unit is Unit.YEAR else count)
    year, month = divmod(months, 12)
    if year > LAST_DAY.year:
        raise OutOfCalendarError(f"期限在 {LAST_DAY} 之后届满；请核对期限数 {count}")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def roll_past(rolled: int, spans: tuple[Span, ...], calendar: Calendar) -> int:
    """The first working, unpaused ordinal on or after the day to which the end has rolled.

    Raises: OutOfCalendarError. Source: 民法典 第二百零三条; 信访工作条例 第三十六条.
    """
    for first, last in spans:
        if first <= rolled <= last:
            rolled = calendar.worked_around(last + 1)[1]
    return rolled
