"""Which days are worked: the published arrangement where there is one, else weekends and fixed holidays."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, compress

from xianxing.engines.workclock.errors import OutOfCalendarError
from xianxing.engines.workclock.terms import DayKind

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)
# 全国年节及纪念日放假办法 第二条: the holidays whose Gregorian date never moves.
FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))

_ORIGIN = FIRST_DAY.toordinal()
_LENGTH = LAST_DAY.toordinal() - _ORIGIN + 1
_MONDAY_WEEK = bytes([DayKind.WORKING] * 5 + [DayKind.WEEKEND] * 2)
_WORKED = bytes(kind in {DayKind.WORKING, DayKind.MAKE_UP} for kind in DayKind)


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Every day from 1900 to 2199 with its kind, ready for answers in constant time.

    `days` holds the days that differ from plain Monday-to-Friday weeks (listing the others does no harm);
    `official_years` are the years whose arrangement has been published. In any other year the weekends and
    the holidays with a fixed date are days of rest, and every answer that rests on it is provisional.

    Raises: OutOfCalendarError for a listed day outside 1900-2199.
    Source: 全国年节及纪念日放假办法 第二条、第七条.
    """

    days: Mapping[date, DayKind]
    official_years: frozenset[int]
    _kinds: bytes = field(init=False, repr=False)
    _flags: bytes = field(init=False, repr=False)
    _worked_until: "array[int]" = field(init=False, repr=False)
    _worked: "array[int]" = field(init=False, repr=False)

    def __post_init__(self) -> None:
        kinds = _lay_out(self.days, self.official_years)
        flags = kinds.translate(_WORKED + bytes(256 - len(_WORKED)))
        object.__setattr__(self, "_kinds", kinds)
        object.__setattr__(self, "_flags", flags)
        object.__setattr__(self, "_worked_until", array("l", accumulate(flags)))
        object.__setattr__(self, "_worked", array("l", compress(range(_ORIGIN, _ORIGIN + _LENGTH), flags)))

    def kind(self, day: date) -> DayKind:
        """The kind of a day. Raises: OutOfCalendarError. Source: the calendar itself."""
        return DayKind(self._kinds[_offset(day.toordinal())])

    def is_working(self, day: date) -> bool:
        """Whether the office works that day: plain working days and make-up days.

        Raises: OutOfCalendarError. Source: 全国年节及纪念日放假办法 第七条.
        """
        return bool(self._flags[_offset(day.toordinal())])

    def is_statutory_rest(self, day: date) -> bool:
        """Whether a period that ends on this day ends on the day after the rest instead.

        Read as every day that is actually rested: weekends, holidays and adjusted rest days, but not a
        weekend day that was moved (a make-up day). The clause says 法定休假日 (days of rest), not 法定节假日
        (the thirteen holidays); its forerunner named Sunday as one and followed moved days.

        Raises: OutOfCalendarError. Source: 民法典 第二百零三条.
        """
        return not self.is_working(day)

    def is_official(self, first: date, last: date) -> bool:
        """Whether the arrangement is published for every year from `first` to `last`.

        Source: 全国年节及纪念日放假办法 第七条.
        """
        if first.year == last.year:
            return first.year in self.official_years
        return self.official_years.issuperset(range(first.year, last.year + 1))

    def count_until(self, ordinal: int) -> int:
        """How many days are worked from 1900-01-01 up to and including this proleptic ordinal.

        Raises: OutOfCalendarError. Source: prefix sums over the calendar.
        """
        return self._worked_until[_offset(ordinal)]

    def nth_worked_after(self, ordinal: int, count: int) -> int:
        """The ordinal of the `count`-th working day after (count >= 1) or up to (count <= 0) this ordinal.

        A count of 0 is the last working day on or before the ordinal.

        Raises: OutOfCalendarError. Source: prefix sums over the calendar.
        """
        place = self._worked_until[_offset(ordinal)] + count - 1
        if not 0 <= place < len(self._worked):
            raise _outside()
        return self._worked[place]

    def worked_around(self, ordinal: int) -> tuple[int, int]:
        """The last worked ordinal on or before this one and the first on or after it.

        Raises: OutOfCalendarError. Source: 民法典 第二百零三条.
        """
        if self._flags[_offset(ordinal)]:
            return ordinal, ordinal
        before = self.nth_worked_after(ordinal, 0)
        return before, self.nth_worked_after(ordinal, 1)


def next_working_day(day: date, *, calendar: Calendar) -> date:
    """The first working day after `day`. Raises: OutOfCalendarError. Source: the calendar itself."""
    return date.fromordinal(calendar.nth_worked_after(day.toordinal(), 1))


def working_days_between(first: date, last: date, *, calendar: Calendar) -> int:
    """How many working days lie after `first`, up to and including `last`; negative when `last` is earlier.

    Raises: OutOfCalendarError. Source: 民法典 第二百零一条 (the first day is not counted).
    """
    return calendar.count_until(last.toordinal()) - calendar.count_until(first.toordinal())


def _lay_out(days: Mapping[date, DayKind], official_years: Iterable[int]) -> bytes:
    shift = FIRST_DAY.weekday()
    kinds = bytearray((_MONDAY_WEEK * (_LENGTH // 7 + 2))[shift : shift + _LENGTH])
    for year in set(range(FIRST_DAY.year, LAST_DAY.year + 1)).difference(official_years):
        for month, day in FIXED_HOLIDAYS:
            kinds[date(year, month, day).toordinal() - _ORIGIN] = DayKind.STATUTORY_HOLIDAY
    for listed, kind in days.items():
        kinds[_offset(listed.toordinal())] = kind
    return bytes(kinds)


def _offset(ordinal: int) -> int:
    place = ordinal - _ORIGIN
    if 0 <= place < _LENGTH:
        return place
    raise _outside()


def _outside() -> OutOfCalendarError:
    return OutOfCalendarError(f"日期超出可算范围 {FIRST_DAY} 至 {LAST_DAY}；请核对起算日和期限")
