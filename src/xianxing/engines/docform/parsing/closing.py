"""How a document ends: attachment note, signature and date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xianxing.engines.docform.parsing.lines import Line, element
from xianxing.engines.docform.parsing.shapes import (
    ends_sentence,
    heading_level,
    is_date,
    is_organ,
    is_person,
    trailing_date,
)
from xianxing.engines.docform.terms import Element, Kind, Reason

NOTE = re.compile(r"[（(](?:[^（()）]|[（(][^（()）]{0,60}[）)]){1,200}[）)]")
BARE_NOTE = re.compile(r"附注[:：].{1,80}|(?:此件|本件|此文)(?:依申请|主动|不予|不|可|公开|有删减)\S{0,20}")
LABEL = re.compile(r"附[件录表图]?之?[0-9０-９一二三四五六七八九十]{0,3}[：:]?")
LABELLED = re.compile(r"附件[0-9０-９一二三四五六七八九十]{0,3}[：:](?=.)|附[：:](?=.)")
_NUMBERED_LABEL = re.compile(r"附件[0-9０-９一二三四五六七八九十]{1,3}[：:\s\u3000]")
_NOTE_START = re.compile(r"附件?[:：](?=.)")
_ITEM = re.compile(r"\d{1,2}\s*[.．、](?!\d)")
_DATE_AND_NOTE = re.compile(r"([^（()）]{6,30}?)\s*([（(][^（()）]{2,40}[）)])")
_MOST_ITEMS, _LONGEST_ITEM = 60, 100
_SIGNATURE_LENGTH = 40
_JOINT_LIMIT = 30
_WORD = re.compile(r"\S+")
_PLACE = re.compile(r"[省市县区州旗镇乡村国]")


@dataclass(frozen=True, slots=True)
class Close:
    """Where the signature starts, where the date stands, and what lies behind both."""

    signature: int
    date: int
    end: int


def find_close(lines: Sequence[Line], at: int, *, issuers: Sequence[str]) -> Close | None:
    """The end of the text that starts at `at`: its date line, or without one its signature. Source: 7.3.5."""
    for place in range(at, len(lines)):
        if is_label(lines, place):
            return _undated(lines, at, place, issuers)
        if _is_date_line(lines[place]) and _is_last(lines, at, place, issuers):
            return Close(_signature_start(lines, at, place, issuers), place, place + 1)
        if place > at and _signs_alone(lines, place, issuers):
            end = _behind_issuers(lines, place + 1, issuers)
            return Close(place, end, end)
    return _undated(lines, at, len(lines), issuers)


def _signs_alone(lines: Sequence[Line], place: int, issuers: Sequence[str]) -> bool:
    """Whether an organ of the title, or the person who signs an order, stands under a sentence without a date below."""
    line = lines[place]
    ordered = is_person(line.text) and any(each.endswith("令") for each in issuers)
    if not (ordered or line.plain in issuers) or not ends_sentence(lines[place - 1].plain):
        return False
    below = lines[place + 1 : place + _JOINT_LIMIT]
    first = next((line for line in below if not _is_signature(line, issuers)), None)
    return first is None or not _is_date_line(first)


def _behind_issuers(lines: Sequence[Line], at: int, issuers: Sequence[str]) -> int:
    """The place behind the organs of the title that stand one below the other from `at`."""
    return next((place for place in range(at, len(lines)) if lines[place].plain not in issuers), len(lines))


def read_close(lines: Sequence[Line], close: Close, part: int) -> list[Element]:
    """The signatures and the date of a close. Source: 7.3.5."""
    found = list(_signatures(lines[close.signature : close.date], part))
    if close.date < close.end:
        found += _dated(lines[close.date], part)
    return found


def is_label(lines: Sequence[Line], place: int) -> bool:
    """Whether an attachment starts here: 附件, 附件2, or 附件2：with the title behind it. Source: 7.3.7."""
    plain = lines[place].plain
    if plain[0] != "附":
        return False
    if LABEL.fullmatch(plain):
        return True
    return (
        _NUMBERED_LABEL.match(lines[place].text) is not None and len(plain) <= 60 and not ends_sentence(plain)
    )


def is_note(line: Line) -> bool:
    """Whether the line is a note such as （此件公开发布）. Source: 7.3.6."""
    if len(line.plain) > 240 or heading_level(line.text)[0]:
        return False
    return NOTE.fullmatch(line.plain) is not None or BARE_NOTE.fullmatch(line.plain) is not None


def find_note_items(lines: Sequence[Line], at: int, end: int) -> tuple[int, int]:
    """Where 附件： and its names start and end between two places; both are `end` without them. Source: 7.3.4."""
    for place in range(at, end):
        if _NOTE_START.match(lines[place].plain) and _stands_last(lines, place, end):
            stop = place + 1
            while stop < end and _continues_note(lines[stop]):
                stop += 1
            return place, stop
    return end, end


def _stands_last(lines: Sequence[Line], place: int, end: int) -> bool:
    """Whether 附件： starts a note: no sentence, or one that nothing but further items follows."""
    if not ends_sentence(lines[place].plain):
        return True
    rest = lines[place + 1 : min(end, place + _MOST_ITEMS)]
    return len(lines[place].plain) <= _LONGEST_ITEM and all(_ITEM.match(line.text) for line in rest)


def _continues_note(line: Line) -> bool:
    """A further item, or the rest of a name: not a sentence, and not long."""
    if len(line.plain) > _LONGEST_ITEM:
        return False
    return _ITEM.match(line.text) is not None or not (
        ends_sentence(line.plain) or heading_level(line.text)[0]
    )


def read_note_items(lines: Sequence[Line], part: int) -> Iterator[Element]:
    """One element for each attachment named; a name that runs over several lines is one. Source: 7.3.4."""
    starts = [place for place, line in enumerate(lines) if place == 0 or _ITEM.match(line.text)]
    ends = [*starts[1:], len(lines)][: len(starts)]
    reason = Reason("正文之后以“附件：”引出的附件名称", "GB/T 9704-2012 7.3.4")
    for start, end in zip(starts, ends, strict=True):
        yield element(Kind.ATTACHMENT_NOTE, lines[start:end], reason, part=part)


def _is_date_line(line: Line) -> bool:
    return is_date(line.plain) or _splits_into_organ_and_date(line) or _noted(line) is not None


def _noted(line: Line) -> tuple[Line, Line] | None:
    """The date and the note of a line that holds both: 二〇〇四年八月十二日（本文有删减）."""
    found = _DATE_AND_NOTE.fullmatch(line.text) if len(line.text) <= 80 else None
    if found is None:
        return None
    day, note = line.cut(0, found.end(1)), line.cut(found.start(2), found.end(2))
    return (day, note) if is_date(day.plain) else None


def _splits_into_organ_and_date(line: Line) -> bool:
    if len(line.plain) > _SIGNATURE_LENGTH + 16:
        return False
    tail = trailing_date(line.plain)
    name = line.plain[: -len(tail)] if tail else ""
    return bool(name) and (is_organ(name) or is_person(name)) and not heading_level(line.text)[0]


def _is_last(lines: Sequence[Line], at: int, place: int, issuers: Sequence[str]) -> bool:
    """Whether a date line closes the text rather than standing in the middle of it."""
    if _splits_into_organ_and_date(lines[place]) or place + 1 == len(lines):
        return True
    below = lines[place + 1]
    if is_note(below) or is_label(lines, place + 1) or below.plain.startswith(("附", "抄送", "抄报")):
        return True
    if place > at and _is_signature(lines[place - 1], issuers):
        return True
    return not ends_sentence(below.plain) and len(below.plain) <= _SIGNATURE_LENGTH and place > at


def _is_signature(line: Line, issuers: Sequence[str]) -> bool:
    plain = line.plain
    if plain in issuers or is_person(line.text):
        return True
    if (
        len(plain) > _SIGNATURE_LENGTH
        or ends_sentence(plain)
        or heading_level(line.text)[0]
        or is_date(plain)
    ):
        return False
    return all(is_organ(cell.plain) or len(cell.plain) == 1 for cell in line.cells()) and is_organ(plain)


def _signature_start(lines: Sequence[Line], at: int, date: int, issuers: Sequence[str]) -> int:
    """The first line of the signatures above a date; `date` itself when nothing above it is one."""
    start = date
    while start > at and date - start < _JOINT_LIMIT and _may_sign(lines, start - 1, date, issuers):
        start -= 1
    return start


def _may_sign(lines: Sequence[Line], place: int, date: int, issuers: Sequence[str]) -> bool:
    line = lines[place]
    if place < date - 1 and is_person(line.text) != is_person(lines[date - 1].text):
        return False
    if _is_signature(line, issuers):
        return not _NOTE_START.match(line.plain)
    if len(line.plain) > _SIGNATURE_LENGTH or ends_sentence(line.plain) or is_note(line):
        return False
    if (
        heading_level(line.text)[0]
        or _NOTE_START.match(line.plain)
        or any(mark in line.plain for mark in "：:|《")
    ):
        return False
    if place == date - 1:
        return len(line.cells()) == 1 or all(len(cell.plain) == 1 for cell in line.cells())
    return not is_organ(line.plain) and _is_broken_name(lines, place)


def _is_broken_name(lines: Sequence[Line], place: int) -> bool:
    """Whether this line and the next are one name: it starts with a place and does not end as an organ does."""
    return (
        len(lines[place].cells()) == 1
        and len(lines[place].plain) >= 6
        and _PLACE.search(lines[place].plain) is not None
        and is_organ(lines[place + 1].plain)
        and not is_person(lines[place + 1].text)
    )


def _undated(lines: Sequence[Line], at: int, end: int, issuers: Sequence[str]) -> Close | None:
    """A close without a date: the last lines before `end` are the issuers named in the title, or one organ alone."""
    last = end
    while last > at and is_note(lines[last - 1]):
        last -= 1
    start = last
    while start > at and _signs_undated(lines, start - 1, issuers) and last - start < _JOINT_LIMIT:
        start -= 1
    return Close(start, last, last) if start < last else None


def _signs_undated(lines: Sequence[Line], place: int, issuers: Sequence[str]) -> bool:
    """Without a date only the organs of the title sign, a person, or, where no organ is known, one under a sentence."""
    line = lines[place]
    if line.plain in issuers or is_person(line.text):
        return True
    under_text = place > 0 and ends_sentence(lines[place - 1].plain)
    return not issuers and under_text and line.plain == line.text and _is_signature(line, issuers)


def _signatures(lines: Sequence[Line], part: int) -> Iterator[Element]:
    held: list[Line] = []
    for line in lines:
        for cell in _names(line):
            held.append(cell)
            if is_organ(cell.plain) or is_person(cell.text):
                yield _signature(held, part)
                held = []
    if held:
        yield _signature(held, part)


def _names(line: Line) -> Sequence[Line]:
    """The organs of a line that stand side by side, or the line itself."""
    parts = [line.cut(found.start(), found.end()) for found in _WORD.finditer(line.text)]
    apart = len(parts) > 1 and all(len(part.plain) >= 3 and is_organ(part.plain) for part in parts)
    return parts if apart else (line,)


def _signature(lines: Sequence[Line], part: int) -> Element:
    reason = Reason("成文日期之上、正文之下的机关名称", "GB/T 9704-2012 7.3.5")
    if is_person(lines[0].text):
        reason = Reason("成文日期之上的职务和姓名（签名章）", "GB/T 9704-2012 7.3.5.3")
    return element(Kind.SIGNATURE, lines, reason, part=part)


def _dated(line: Line, part: int) -> list[Element]:
    """The date of a line; a name before it is the signature."""
    reason = Reason("正文之后独占一行的日期", "GB/T 9704-2012 7.3.5.4")
    if is_date(line.plain):
        return [element(Kind.DATE, [line], reason, part=part)]
    noted = _noted(line)
    if noted:
        told = Reason("日期之后圆括号内的附注", "GB/T 9704-2012 7.3.6")
        return [
            element(Kind.DATE, noted[:1], reason, part=part),
            element(Kind.NOTE, noted[1:], told, part=part),
        ]
    cut = _date_place(line.text, trailing_date(line.plain))
    names, day = line.cut(0, cut), line.cut(cut, len(line.text))
    return [*_signatures([names], part), element(Kind.DATE, [day], reason, part=part)]


def _date_place(text: str, date: str) -> int:
    """Where the date starts in a text that ends with it, blanks inside the date allowed."""
    at, left = len(text), len(date)
    while left:
        at -= 1
        left -= not text[at].isspace()
    return at
