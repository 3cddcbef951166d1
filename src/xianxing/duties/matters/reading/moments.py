"""Moments as people and spreadsheets write them."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

from xianxing.text import find_dates

EARLIEST_YEAR = 1990
_SPREADSHEET_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a day number has no zone
_SERIALS = (32874.0, 80000.0)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_WEEKDAY = re.compile(r"[(（]?(?:星期|礼拜|周)[一二三四五六日天][)）]?")
_HALF = re.compile(r"上午|下午|晚上|凌晨|早上|中午|[AaPp]\.?[Mm]\.?\b")
_LATE = ("下午", "晚上", "p")
_CLOCK = re.compile(r"(\d{1,2})[时点](?:(\d{1,2})分?)?(?:(\d{1,2})秒)?")


def read_moment(value: object, zone: tzinfo | None) -> datetime | None:
    """Return the moment that a cell holds, aware, or None when it is no moment that can be read.

    Understood are real dates, the day numbers of spreadsheets, ISO 8601, 2026-01-04 11:17, 2026/1/4 下午3:20,
    2026年1月4日11时17分, 二〇二六年一月四日, 20260104 and 202601041117. Times without a zone are of ``zone``.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), tzinfo=zone)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_number(float(value), zone) or _from_text(f"{value:.0f}", zone)
    return _from_text(str(value), zone)


def _from_number(number: float, zone: tzinfo | None) -> datetime | None:
    low, high = _SERIALS
    if not low <= number < high:
        return None
    moment = _SPREADSHEET_ZERO + timedelta(seconds=round(number * 86400))
    return moment.replace(tzinfo=zone)


def _from_text(text: str, zone: tzinfo | None) -> datetime | None:
    plain = " ".join(text.replace("：", ":").split())
    iso = _from_iso(plain)
    if iso is not None:
        return iso if iso.tzinfo else iso.replace(tzinfo=zone)
    if _SERIAL.fullmatch(plain):
        return _from_number(float(plain), zone)
    compact = _COMPACT.fullmatch(plain)
    if compact:
        return _build([int(part or 0) for part in compact.groups()], zone)
    return _from_words(plain, zone)


def _from_iso(text: str) -> datetime | None:
    if _COMPACT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _from_words(text: str, zone: tzinfo | None) -> datetime | None:
    half = _HALF.search(text)
    plain = _HALF.sub(" ", _WEEKDAY.sub(" ", text))
    plain = _CLOCK.sub(_with_colons, plain)
    plain = " ".join(plain.split())
    found = find_dates(plain)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(plain)):
        return None
    clock = found[0].clock or time()
    if half and half[0].casefold().startswith(_LATE) and 0 < clock.hour < 12:
        clock = clock.replace(hour=clock.hour + 12)
    return datetime.combine(found[0].day, clock, tzinfo=zone)


def _with_colons(match: re.Match[str]) -> str:
    hour, minute, second = (int(part or 0) for part in match.groups())
    return f" {hour:02}:{minute:02}:{second:02}"


def _build(parts: list[int], zone: tzinfo | None) -> datetime | None:
    year, month, day, hour, minute, second = parts
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
