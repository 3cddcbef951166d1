"""Reading the arrangement of a year's holidays: the wording of the yearly notice, or one day a line. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Mark(StrEnum):
    """What a listed day is; the values are those kept in the database."""

    STATUTORY = "statutory"
    ADJUSTED = "adjusted"
    MAKE_UP = "make_up"


@dataclass(frozen=True, slots=True)
class Row:
    """One day that is not what its weekday says."""

    day: date
    mark: Mark
    name: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be taken as it stands: which, what was found, what to do."""

    line: int
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What was read: the good rows in order of day, and the faults in order of line."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


_MARKS = {
    "法定": Mark.STATUTORY,
    "法定节假日": Mark.STATUTORY,
    "法定假日": Mark.STATUTORY,
    "节假日": Mark.STATUTORY,
    "放假": Mark.STATUTORY,
    "休": Mark.STATUTORY,
    "statutory": Mark.STATUTORY,
    "调休": Mark.ADJUSTED,
    "调休放假": Mark.ADJUSTED,
    "补休": Mark.ADJUSTED,
    "adjusted": Mark.ADJUSTED,
    "上班": Mark.MAKE_UP,
    "班": Mark.MAKE_UP,
    "补班": Mark.MAKE_UP,
    "调休上班": Mark.MAKE_UP,
    "make_up": Mark.MAKE_UP,
}
_WEEKDAYS = "一二三四五六日"
_SPAN = re.compile(
    r"""
    (?:(?P<year>\d{4})\s*年)?\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日
    (?:[（(](?P<first_note>[^（）()]*)[）)])?
    (?:\s*[至到—–~～-]\s*
        (?:(?P<last_year>\d{4})\s*年)?\s*(?:(?P<last_month>\d{1,2})\s*月)?\s*(?P<last_day>\d{1,2})\s*日
        (?:[（(](?P<last_note>[^（）()]*)[）)])?
    )?
    """,
    re.VERBOSE,
)
_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+\s*、|[（(][一二三四五六七八九十]+[）)]|\d+\s*[.、．])?\s*([^：:。；，,]{2,16}?)\s*[：:]"
)
_WEEKDAY_NOTE = re.compile(r"(?:周|星期)([一二三四五六日天])")
_COUNT = re.compile(r"[共放]假?\s*(\d{1,2})\s*天")
_ITEM = re.compile(r"(?<=。)(?=\s*(?:[一二三四五六七八九十]+\s*、|[（(][一二三四五六七八九十]+[）)]))")
_LINE_DAY = re.compile(
    r"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?(?:[ T]0?0:00(?::00)?)?\s*"
)
_TITLE_YEAR = re.compile(r"(\d{4})\s*年\s*(?:部分)?节假日")
_HEADINGS = frozenset({"日期", "时间", "放假日期"})


def find_year(text: str) -> int | None:
    """The year that a notice names in its title (关于2026年部分节假日安排的通知), None when it names none.

    Source: the titles of the yearly notices of the State Council's general office.
    """
    found = _TITLE_YEAR.search(text)
    return int(found[1]) if found else None


def read_arrangement(text: str, year: int) -> Arrangement:
    """The rows of a text: the wording of the yearly notice, or one day a line (2026-01-01 法定 元旦).

    A day that appears twice with different marks is a fault, and so is a make-up day on a weekday.

    Source: 全国年节及纪念日放假办法 第七条 (the arrangement is announced each year).
    """
    faults: list[Fault] = []
    found = _read_notice(text, year, faults) if _is_notice(text) else _read_lines(text, faults)
    rows: dict[date, Row] = {}
    for line, row in found:
        message = _contradiction(row, rows.get(row.day), year)
        if message:
            faults.append(Fault(line, f"{row.day}", message))
        else:
            rows[row.day] = row
    kept = tuple(rows[day] for day in sorted(rows))
    return Arrangement(kept, tuple(sorted(faults, key=lambda fault: fault.line)))


def _is_notice(text: str) -> bool:
    return any("放假" in line and _SPAN.search(line) for line in text.splitlines())


def _contradiction(row: Row, earlier: Row | None, year: int) -> str:
    if row.day.year not in {year - 1, year}:
        return f"日期 {row.day} 不在 {year} 年的安排之内；请核对年份"
    if earlier and earlier.mark is not row.mark:
        return f"{row.day} 在前文已有另一种安排；请核对后只留一种"
    if row.mark is Mark.MAKE_UP and row.day.weekday() < SATURDAY:
        return f"{row.day} 是周{_WEEKDAYS[row.day.weekday()]}，本来就上班；调休上班只能是周六或周日，请核对"
    return ""


# One day a line -------------------------------------------------------------------------------------------


def _read_lines(text: str, faults: list[Fault]) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(text.splitlines(), start=1):
        plain = line.strip().strip(",，\t")
        if not plain or re.split(r"[\s,，]", plain)[0] in _HEADINGS:
            continue
        try:
            yield number, _read_line(plain)
        except ValueError as error:
            faults.append(Fault(number, plain[:60], str(error)))


def _read_line(plain: str) -> Row:
    found = _LINE_DAY.match(plain)
    if not found:
        raise ValueError("行首不是日期；应为“2026-01-01 法定 元旦”，请改正这一行")
    words = [word for word in re.split(r"[\s,，;；|]+", plain[found.end() :]) if word]
    mark = _MARKS.get(words[0].lower()) if words else None
    if mark is None:
        raise ValueError(
            f"类别为“{words[0] if words else '空'}”；应为 法定、调休放假、调休上班 之一，请改正这一行"
        )
    return Row(_day(int(found[1]), int(found[2]), int(found[3])), mark, " ".join(words[1:])[:40])


# The wording of the notice --------------------------------------------------------------------------------


def _read_notice(text: str, year: int, faults: list[Fault]) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for item in _ITEM.split(line):
            if "放假" in item or "上班" in item:
                yield from ((number, row) for row in _read_item(item, year, number, faults))


def _read_item(item: str, year: int, line: int, faults: list[Fault]) -> list[Row]:
    """The rows of one holiday: its days off, its make-up days, and which of the former are in lieu."""
    heading = _HEADING.match(item)
    name = heading[1].strip() if heading else ""
    rest: list[date] = []
    worked: list[date] = []
    for sentence in re.split(r"[。；;]", item[heading.end() :] if heading else item):
        try:
            days = list(_days_of(sentence, year))
            _check_count(sentence, days)
        except ValueError as error:
            faults.append(Fault(line, sentence.strip()[:60], str(error)))
            continue
        (worked if "上班" in sentence else rest).extend(days)
    if not rest and not worked and not any(fault.line == line for fault in faults):
        faults.append(
            Fault(line, item.strip()[:60], "没有读到日期；应写成“1月1日（周四）至3日（周六）放假”，请改正")
        )
    in_lieu = _in_lieu(rest, len(worked))
    return [
        *(Row(day, Mark.ADJUSTED if day in in_lieu else Mark.STATUTORY, name) for day in rest),
        *(Row(day, Mark.MAKE_UP, name) for day in worked),
    ]


def _in_lieu(rest: Iterable[date], made_up: int) -> frozenset[date]:
    """As many weekdays as are made up elsewhere, counted from the end; the notice does not say which."""
    weekdays = sorted(day for day in rest if day.weekday() < SATURDAY)
    return frozenset(weekdays[len(weekdays) - min(made_up, len(weekdays)) :])


def _days_of(sentence: str, year: int) -> Iterator[date]:
    for found in _SPAN.finditer(sentence):
        first = _day(int(found["year"] or year), int(found["month"]), int(found["day"]))
        _check_weekday(first, found["first_note"])
        last = first
        if found["last_day"]:
            month = int(found["last_month"] or first.month)
            last_year = int(found["last_year"] or first.year)
            last = _day(last_year, month, int(found["last_day"]))
            _check_weekday(last, found["last_note"])
        if not first <= last <= first + 30 * ONE_DAY:
            raise ValueError(f"从 {first} 到 {last} 不像一次放假；请核对起止日期和年份")
        yield from (first + offset * ONE_DAY for offset in range((last - first).days + 1))


def _check_weekday(day: date, note: str | None) -> None:
    found = _WEEKDAY_NOTE.search(note or "")
    actual = _WEEKDAYS[day.weekday()]
    if found and found[1].replace("天", "日") != actual:
        raise ValueError(f"{day} 写作周{found[1]}，实为周{actual}；请核对年份和日期")


def _check_count(sentence: str, days: list[date]) -> None:
    found = _COUNT.search(sentence)
    if found and days and int(found[1]) != len(days):
        raise ValueError(f"写明共 {found[1]} 天，实数 {len(days)} 天；请核对起止日期")


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{year}-{month}-{day} 不是存在的日期；请改正") from None
