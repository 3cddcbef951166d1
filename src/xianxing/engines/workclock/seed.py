"""The packaged calendar: one line a year, `2026 holiday=0101-0103,0215-0219 adjusted=0220 make_up=0104`."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from importlib import resources
from itertools import pairwise

from xianxing.engines.workclock.calendar import Calendar
from xianxing.engines.workclock.errors import BadSeedError
from xianxing.engines.workclock.terms import DayKind

SEED_FILE = "calendar_seed.txt"
_LABELS = {
    "holiday": DayKind.STATUTORY_HOLIDAY,
    "adjusted": DayKind.ADJUSTED_REST,
    "make_up": DayKind.MAKE_UP,
}
_ONE_DAY = timedelta(days=1)


def load_seed() -> Calendar:
    """The calendar of 2004-2026 that comes with the engine.

    Raises: BadSeedError when the packaged file is damaged.
    Source: the yearly notices of the State Council's general office, as collected by `chinesecalendar` 1.11.
    """
    text = resources.files(__package__).joinpath(SEED_FILE).read_text("utf-8")
    return parse_seed(text)


def parse_seed(text: str) -> Calendar:
    """The calendar written in a seed text; lines that start with # are remarks.

    Raises: BadSeedError with the line number. Source: the form in this module's first line.
    """
    days: dict[date, DayKind] = {}
    years: set[int] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith("#"):
            try:
                year, listed = _parse_year(line)
            except (ValueError, KeyError):
                raise BadSeedError(
                    f"日历文件第 {number} 行无法识别：{line}；应为“年份 holiday=月日-月日,月日 make_up=月日”"
                ) from None
            years.add(year)
            days.update(listed)
    return Calendar(days, frozenset(years))


def format_seed(days: Mapping[date, DayKind], years: Iterable[int]) -> str:
    """The seed text of a calendar, one line a year in rising order; `parse_seed` reads it back.

    Source: the form in this module's first line.
    """
    return "".join(f"{_format_year(days, year)}\n" for year in sorted(years))


def _parse_year(line: str) -> tuple[int, dict[date, DayKind]]:
    head, *parts = line.split()
    year = int(head)
    listed: dict[date, DayKind] = {}
    for part in parts:
        label, _, spans = part.partition("=")
        for span in spans.split(","):
            listed.update(dict.fromkeys(_days_of(year, span), _LABELS[label]))
    return year, listed


def _days_of(year: int, span: str) -> Iterator[date]:
    first, _, last = span.partition("-")
    day, end = _parse_day(year, first), _parse_day(year, last or first)
    while day <= end:
        yield day
        day += _ONE_DAY


def _parse_day(year: int, text: str) -> date:
    return date(year, int(text[:2]), int(text[2:]))


def _format_year(days: Mapping[date, DayKind], year: int) -> str:
    parts = [str(year)]
    for label, kind in _LABELS.items():
        listed = sorted(day for day, found in days.items() if day.year == year and found is kind)
        if listed:
            parts.append(f"{label}={','.join(_spans(listed))}")
    return " ".join(parts)


def _spans(days: list[date]) -> Iterator[str]:
    breaks = [place for place, (left, right) in enumerate(pairwise(days), 1) if right - left > _ONE_DAY]
    for first, last in zip([0, *breaks], [*breaks, len(days)], strict=True):
        run = days[first:last]
        yield f"{run[0]:%m%d}" if len(run) == 1 else f"{run[0]:%m%d}-{run[-1]:%m%d}"
