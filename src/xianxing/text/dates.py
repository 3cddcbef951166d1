"""Dates inside Chinese text: where they stand and which day they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from xianxing.text.numerals import numeral_to_int

_NUMBER = "0-9〇○零一二三四五六七八九十廿卅"
_CLOCK = r"(?:[ \tT]*(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d))?(?!\d))?"
_CHINESE = re.compile(
    rf"(?:(?P<year>(?<!\d)\d{{4}}|[〇○零一二三四五六七八九]{{4}})\s*年\s*|(?<![{_NUMBER}年]))"
    rf"(?P<month>[{_NUMBER}]{{1,3}})\s*月\s*(?P<day>[{_NUMBER}]{{1,3}})\s*[日号]" + _CLOCK
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d|[-/.]\d)"
    + _CLOCK
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text; `text[start:end]` (code points) is what was read, `clock` a time behind it."""

    start: int
    end: int
    day: date
    clock: time | None


def find_dates(text: str, *, year: int | None = None) -> tuple[FoundDate, ...]:
    """Every date of the text, in order, without overlap.

    Reads 2026年11月23日, 二〇二六年十一月二十三日, 2026-11-23, 2026/1/4 11:17:46, 2026.11.23 and,
    when `year` is given, 11月23日 as a day of that year. A day that does not exist (2月30日) is left out.
    """
    found = [*_read_all(_CHINESE, text, year), *_read_all(_NUMERIC, text, year)]
    return tuple(sorted(found, key=lambda each: each.start))


def parse_date(text: str, *, year: int | None = None) -> date:
    """The day that the whole text means, in one of the forms of `find_dates`; a time behind it is dropped.

    Raises: ValueError when the text is not one date.
    """
    plain = text.strip()
    for found in find_dates(plain, year=year):
        if (found.start, found.end) == (0, len(plain)):
            return found.day
    raise ValueError(f"“{text}”不是可识别的日期；请写成如“2026年11月23日”或“2026-11-23”")


def _read_all(pattern: re.Pattern[str], text: str, year: int | None) -> Iterator[FoundDate]:
    for match in pattern.finditer(text):
        found = _read(match, year)
        if found is not None:
            yield found


def _read(match: re.Match[str], year: int | None) -> FoundDate | None:
    written_year = match["year"]
    if written_year is None and year is None:
        return None
    try:
        in_year = year if written_year is None else numeral_to_int(written_year)
        day = date(in_year or 0, numeral_to_int(match["month"]), numeral_to_int(match["day"]))
    except ValueError:
        return None
    return FoundDate(match.start(), match.end(), day, _read_clock(match))


def _read_clock(match: re.Match[str]) -> time | None:
    if match["hour"] is None:
        return None
    return time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
