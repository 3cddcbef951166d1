"""The working calendar as the work clock wants it, and the year as a page wants it."""

from calendar import Calendar as Weeks
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import gettext_lazy as _

from xianxing.engines import workclock
from xianxing.office.calendars.models import Day, DayKind, Edition, Year
from xianxing.office.duty import Text

KINDS = {
    DayKind.STATUTORY: workclock.DayKind.STATUTORY_HOLIDAY,
    DayKind.ADJUSTED: workclock.DayKind.ADJUSTED_REST,
    DayKind.MAKE_UP: workclock.DayKind.MAKE_UP,
}
MARKS = {kind: mark for mark, kind in KINDS.items()}

CSS = {
    workclock.DayKind.WORKING: "is-working",
    workclock.DayKind.WEEKEND: "is-weekend",
    workclock.DayKind.STATUTORY_HOLIDAY: "is-statutory",
    workclock.DayKind.ADJUSTED_REST: "is-adjusted",
    workclock.DayKind.MAKE_UP: "is-make-up",
}
LETTERS: dict[workclock.DayKind, Text] = {
    workclock.DayKind.STATUTORY_HOLIDAY: _("休"),
    workclock.DayKind.ADJUSTED_REST: _("调"),
    workclock.DayKind.MAKE_UP: _("班"),
}

_kept: tuple[str, workclock.Calendar] | None = None


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day of the year view."""

    day: date
    kind: workclock.DayKind
    name: str
    is_in_month: bool

    @property
    def iso(self) -> str:
        return self.day.isoformat()

    @property
    def css(self) -> str:
        return CSS[self.kind]

    @property
    def mark(self) -> Text:
        """The one character beside the number."""
        return LETTERS.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class ShownMonth:
    """One month of the year view: weeks from Monday to Sunday."""

    month: int
    weeks: Sequence[Sequence[ShownDay]]


@cache
def packaged() -> workclock.Calendar:
    """Return the calendar that comes with the product (2004-2026)."""
    return workclock.load_seed()


def calendar() -> workclock.Calendar:
    """Return the calendar in force: the years kept in the database over those that come with the product.

    One query for the stamp; the calendar itself is kept in the process until an edit, here or in another
    process, changes the stamp. A stamp is never used twice, so an edit that is rolled back cannot be served.
    """
    global _kept  # noqa: PLW0603
    stamp = Edition.objects.values_list("stamp", flat=True).first() or ""
    if _kept is None or _kept[0] != stamp:
        _kept = (stamp, _build())
    return _kept[1]


def year_is_official(year: int) -> bool:
    """Whether the holidays of the year have been announced and entered."""
    return year in calendar().official_years


def known_years() -> list[int]:
    """Return the years that have an arrangement, in rising order."""
    return sorted(calendar().official_years)


def year_view(year: int) -> list[ShownMonth]:
    """Return the twelve months of a year; two queries."""
    found = calendar()
    names = dict(Day.objects.filter(day__year=year).values_list("day", "name"))
    return [
        ShownMonth(
            month,
            [
                [ShownDay(day, found.kind(day), names.get(day, ""), day.month == month) for day in week]
                for week in Weeks().monthdatescalendar(year, month)
            ],
        )
        for month in range(1, 13)
    ]


def _build() -> workclock.Calendar:
    kept_years = frozenset(Year.objects.values_list("year", flat=True))
    seed = packaged()
    days = {day: kind for day, kind in seed.days.items() if day.year not in kept_years}
    days |= {day: KINDS[DayKind(kind)] for day, kind in Day.objects.values_list("day", "kind")}
    return workclock.Calendar(days, seed.official_years | kept_years)
