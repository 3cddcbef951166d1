"""Candidates for tasks out of pasted minutes: which sentences decide something, for whom, with whom, by when.

A person looks at every candidate before anything is sent; what was found is shown with the reason why.

Source: the wording of 会议纪要 (由…牵头, …负责, 会同…, …配合, 于…前): 党政机关公文处理工作条例 第八条第十五项.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from xianxing.engines.workclock import Calendar
from xianxing.text import find_dates, numeral_to_int

LONGEST = 50_000
TITLE_LENGTH = 40
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_NUMBER = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．)）](?!\d))\s*"
)
_DECIDES = re.compile(
    r"会议(?:决定|要求|明确|同意|议定|强调要)|牵头|负责|责成|落实|限期|务必|必须|尽快|抓紧|督促|完成|上报|报送|核实|整改"
)
_PRESENT = re.compile(r"^(?:会议(?:听取|认为|指出|传达)|出席|列席|参加|主持|请假|记录|缺席)")
_HELPS = re.compile(r"会同|配合|协助|协同|联合|参与")
_LEADS = re.compile(r"牵头|负责|责成|主办|具体承担")
_RELATIVE = re.compile(
    r"(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})\s*个?(?P<unit>日|天|周|星期|个?月|工作日)(?:之?内|以内)"
)
_NAMED = re.compile(
    r"本周(?P<week>[一二三四五六日天])?(?:内|底|末|前)?|下周(?P<next>[一二三四五六日天])|(?P<month_end>本?月底|月末)"
    r"|(?P<year_end>年底|年末)|(?P<tomorrow>明天|明日)|(?P<today>今天|当日|今日)"
)
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be a task. ``start`` and ``end`` are code points of the minutes; units by their keys."""

    text: str
    title: str
    start: int
    end: int
    owner: int | None
    helpers: tuple[int, ...]
    due: date | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    today: date
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class _Mention:
    key: int
    start: int
    end: int
    name: str


def find_candidates(
    minutes: str, *, units: Mapping[str, int], today: date, calendar: Calendar
) -> tuple[Candidate, ...]:
    """Return the candidates of minutes in order; ``units`` are the names by which units are called, with their keys.

    A sentence counts when it names a unit or a word of decision together with a unit or a day. Lists of those
    present, and what was only heard or noted, do not count.

    Raises:
        ValueError: the text is longer than 50,000 characters.

    Source: 会议纪要 wording as above.
    """
    if len(minutes) > LONGEST:
        raise ValueError(f"纪要有 {len(minutes)} 字，最多 {LONGEST} 字；请分段粘贴")
    names = sorted(units, key=len, reverse=True)
    found = []
    for match in _SENTENCE.finditer(minutes):
        candidate = _read(match, names, units, _Day(today, calendar))
        if candidate is not None:
            found.append(candidate)
    return tuple(found)


def find_due(sentence: str, *, today: date, calendar: Calendar) -> date | None:
    """Return the day by which a sentence wants something: the last one it names, in words or in figures, or None.

    11月30日前, 2026-11-30, 本周五, 下周三, 10日内, 五个工作日内, 两周内, 月底, 年底; a day without a year that has
    passed by more than half a year is one of next year.

    Source: usual wording of limits; 民法典 第二百零一条 (the first day is not counted).
    """
    dates = [
        _nearest(found.day, sentence[found.start : found.end], today)
        for found in find_dates(sentence, year=today.year)
    ]
    if dates:
        return dates[-1]
    return _relative(sentence, today, calendar) or _named(sentence, today)


def _read(
    match: re.Match[str], names: Iterable[str], units: Mapping[str, int], day: _Day
) -> Candidate | None:
    raw = match.group()
    number = _NUMBER.match(raw)
    lead = number.end() if number else len(raw) - len(raw.lstrip())
    text = raw[lead:].strip()
    if len(text) < 6 or _PRESENT.match(text):
        return None
    mentions = _mentions(text, names, units)
    due, decision = find_due(text, today=day.today, calendar=day.calendar), _DECIDES.search(text)
    if not decision or not (mentions or due):
        return None
    owner, helpers = _roles(text, mentions)
    start = match.start() + raw.index(text, lead)
    reasons = _reasons(decision.group(), mentions, due)
    return Candidate(text, title_of(text), start, start + len(text), owner, helpers, due, reasons)


def _reasons(decision: str, mentions: tuple[_Mention, ...], due: date | None) -> tuple[str, ...]:
    reasons = [f"“{decision}”"]
    if mentions:
        reasons.append("、".join(mention.name for mention in mentions))
    if due:
        reasons.append(due.isoformat())
    return tuple(reasons)


def title_of(text: str) -> str:
    """Return a sentence as a title: without the words of the meeting before it and the stop behind it.

    Source: a title says what, not who met.
    """
    plain = re.sub(r"^会议(?:决定|要求|明确|同意|议定|强调)[，,：:]?(?:要)?", "", text).strip("，,。；; ")
    return plain if len(plain) <= TITLE_LENGTH else plain[: TITLE_LENGTH - 1] + "…"


def _mentions(text: str, names: Iterable[str], units: Mapping[str, int]) -> tuple[_Mention, ...]:
    found: list[_Mention] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            if not any(at < other.end and other.start < at + len(name) for other in found):
                found.append(_Mention(units[name], at, at + len(name), name))
            at = text.find(name, at + len(name))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _roles(text: str, mentions: tuple[_Mention, ...]) -> tuple[int | None, tuple[int, ...]]:
    """Return the unit that leads and those that help: who stands before 牵头 leads, who stands after 会同 helps."""
    if not mentions:
        return None, ()
    lead = _LEADS.search(text)
    owner = next((each for each in reversed(mentions) if lead and each.end <= lead.start()), mentions[0])
    first_help = _HELPS.search(text)
    if lead and first_help and first_help.start() < lead.start():
        owner = next((each for each in mentions if each.end <= first_help.start()), owner)
    elif lead:
        owner = _first_of_group(text, mentions, owner)
    helpers = tuple(dict.fromkeys(each.key for each in mentions if each.key != owner.key))
    return owner.key, helpers


def _first_of_group(text: str, mentions: tuple[_Mention, ...], owner: _Mention) -> _Mention:
    """Of units joined by 、 or 和 before 牵头 the first one leads."""
    first = owner
    for each in reversed(mentions[: mentions.index(owner)]):
        if re.fullmatch(r"[、和及与]", text[each.end : first.start]):
            first = each
        else:
            break
    return first


def _nearest(day: date, written: str, today: date) -> date:
    has_year = "年" in written or re.match(r"\d{4}", written)
    if has_year or (today - day).days <= 183:
        return day
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day + timedelta(days=366)


def _relative(sentence: str, today: date, calendar: Calendar) -> date | None:
    match = _RELATIVE.search(sentence)
    if match is None:
        return None
    count = 2 if match["count"] == "两" else numeral_to_int(match["count"])
    unit = match["unit"]
    if unit == "工作日":
        return date.fromordinal(calendar.nth_worked_after(today.toordinal(), count))
    if unit.endswith("月"):
        return today + timedelta(days=30 * count)
    return today + timedelta(days=count * (7 if unit in {"周", "星期"} else 1))


def _named(sentence: str, today: date) -> date | None:
    match = _NAMED.search(sentence)
    if match is None:
        return None
    monday = today - timedelta(days=today.weekday())
    if match["next"]:
        return monday + timedelta(days=7 + _WEEKDAYS.index(match["next"].replace("天", "日")))
    if match["month_end"]:
        return _month_end(today)
    if match["year_end"]:
        return date(today.year, 12, 31)
    if match["tomorrow"]:
        return today + timedelta(days=1)
    if match["today"]:
        return today
    weekday = match["week"]
    return monday + timedelta(days=_WEEKDAYS.index(weekday.replace("天", "日")) if weekday else 4)


def _month_end(today: date) -> date:
    first_of_next = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first_of_next - timedelta(days=1)
