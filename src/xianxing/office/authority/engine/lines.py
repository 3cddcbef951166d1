"""The lines of a law: made plain, told apart, put together where they were wrapped. Pure."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xianxing.text.numerals import NUMERAL_CHARACTERS, numeral_to_int

_N = f"[{NUMERAL_CHARACTERS}0-9０-９]"
_NUMBER = rf"{_N}(?:[ \t　]*{_N})*"
_ARTICLE = re.compile(
    rf"(?:[#>+\-*]+[\s　]+)?第[ \t　]*(?P<number>{_NUMBER})[ \t　]*条(?:[ \t　]*之[ \t　]*(?P<inserted>{_N}+))?"
    r"(?P<gap>[\s　:：]*)(?P<rest>.*)"
)
_REFERENCE = re.compile(
    rf"[、至或规所的，,。；;）)》”]|前款|各款|除外|情形|内容|[款项][^目]|第{_N}+[款项条]|[（(]{_N}+[）)]项"
)
"""What follows 第十条 when a sentence refers to it and no article begins."""

_MAYBE_REFERENCE = re.compile(r"[中和及与之以]")
"""What may follow in a reference (第十条中) and may begin an article too (以公告方式)."""

_DIVISION = re.compile(
    rf"#*[\s　]*第[ 　]*(?:{_N}[ 　]*)+(?P<kind>分编|[编章节分])(?P<gap>[\s　]*)(?P<title>.*)"
)
_ALONE = re.compile(r"#*[\s　]*(?:总|分|附)[\s　]*则")
_HEADING = re.compile(r"#+\s.*")
_ITEM = re.compile(rf"[（(](?P<number>{_N}+)[)）][\s　]*.*")
_POINT = re.compile(r"(?:(?P<plain>\d{1,2})[.．、](?!\d)|[①-⑳]).*")
_ANNEX = re.compile(rf"[\[【]?附[ 　]*(?:件|表|录|图|[:：])[ 　]*{_N}*[\]】]?[:：]?[^。；]{{0,40}}")
_FOLIO = re.compile(r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d+\s*页.{0,12}|.{0,4}共\s*\d+\s*页.{0,6}")
_CONTENTS = re.compile(r"#*[\s　]*目[\s　]*[录次][\s　]*")
_LEADER = re.compile(r"(?:[.·…‥．]{3,}|\t)[\s　]*\d{1,4}$")
_SENTENCE = re.compile(r"[。；;]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_BREAK = re.compile(r"<br */?>", re.IGNORECASE)
_INNER = re.compile(rf"(?<=[。；：”）])[\s　]*(?=第{_N}+条(?:之{_N}+)?[\s　]+\S)")
_INNER_TIGHT = re.compile(rf"(?<=[。；：”）])[\s　]*(?=第{_N}+条(?:之{_N}+)?)")
_ENDED = re.compile(r"[^\w，,、]$")

LONGEST_DIVISION = 60
LONGEST_CONTENTS = 40
WRAPPED_FROM = 20
"""A line shorter than this is not taken for one that was wrapped."""

LEVELS = {"编": 0, "分": 1, "分编": 1, "章": 2, "节": 3}


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open an article."""

    line: int
    number: int
    inserted: int
    has_gap: bool
    is_doubtful: bool
    rest: str


def clean_lines(text: str) -> list[str]:
    """Return the lines that hold something, without marks of Markdown, invisible signs and page leaders.

    Articles that share one line are put on lines of their own.

    Source: decision; Markdown (CommonMark 0.31).
    """
    plain = _INVISIBLE.sub("", _BREAK.sub("\n", html.unescape(text))).replace("**", "")
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    openings = sum(1 for line in lines if _ARTICLE.fullmatch(line))
    inner = _INNER if openings > 2 else _INNER_TIGHT
    parted = [piece.strip() for line in lines for piece in inner.split(line) if piece.strip()]
    return _without_contents([line for line in parted if not _is_leader(line)])


def opening_of(line: str, place: int) -> Opening | None:
    """Return what a line opens, None when it is no article or only refers to one.

    Source: 立法技术规范（试行）（一）.
    """
    found = _ARTICLE.fullmatch(line)
    if found is None:
        return None
    number, inserted = _integer(found["number"]), _integer(found["inserted"] or "零")
    if number is None or inserted is None or number == 0:
        return None
    has_gap = bool(found["gap"]) or not found["rest"]
    if not has_gap and _REFERENCE.match(found["rest"]):
        return None
    is_doubtful = not has_gap and _MAYBE_REFERENCE.match(found["rest"]) is not None
    return Opening(place, number, inserted, has_gap, is_doubtful, found["rest"].strip())


def without_doubtful(openings: Sequence[Opening]) -> list[Opening]:
    """Return the openings that may be articles: in a text that sets its numbers off, a doubtful one refers.

    Source: decision.
    """
    if 2 * sum(each.has_gap for each in openings) >= len(openings):
        return [each for each in openings if not each.is_doubtful]
    return list(openings)


def division_level(line: str) -> int | None:
    """Return the level of a heading (编 0, 分编 1, 章 2, 节 3), None when the line is a sentence.

    Source: 立法法 第六十五条.
    """
    if len(line) > LONGEST_DIVISION or _SENTENCE.search(line):
        return None
    found = _DIVISION.fullmatch(line)
    if found is not None:
        if found["gap"] or not found["title"] or not re.match(r"规定|[的所、，中至和]", found["title"]):
            return LEVELS[found["kind"]]
        return None
    if _ALONE.fullmatch(line):
        return LEVELS["章"]
    return LEVELS["节"] + 1 if _HEADING.fullmatch(line) else None


def is_bare_division(line: str) -> bool:
    """Whether a heading is a number alone, so that its words stand on the next line.

    Source: decision.
    """
    found = _DIVISION.fullmatch(line)
    return bool(found and not found["title"])


def division_text(line: str) -> str:
    """Return a heading without its marks and with single spaces.

    Source: decision.
    """
    return re.sub(r"[\s　]+", " ", line.lstrip("# 　")).strip()


def item_number(line: str) -> int | None:
    """Return the number of a line that is an item （一）, None for any other.

    Source: 立法技术规范（试行）（一）.
    """
    found = _ITEM.fullmatch(line)
    return _integer(found["number"]) if found else None


def is_chinese_item(line: str) -> bool:
    """Whether an item is numbered （一） and not (1). Source: 立法技术规范（试行）（一）."""
    return bool(re.match(rf"[（(][{NUMERAL_CHARACTERS}]", line))


def point_number(line: str) -> int | None:
    """Return the number of a point 1. or ①, None for any other line.

    Source: 立法技术规范（试行）（一）.
    """
    found = _POINT.fullmatch(line)
    if found is None:
        return None
    return int(found["plain"]) if found["plain"] else int(unicodedata.numeric(line[0]))


def is_annex(line: str) -> bool:
    """Whether a line begins what is attached to a law. Source: 立法技术规范（试行）（一）."""
    return bool(_ANNEX.fullmatch(line))


def is_folio(line: str) -> bool:
    """Whether a line is only the number of a printed page. Source: GB/T 9704-2012 7.5."""
    return bool(_FOLIO.fullmatch(line))


def joined(lines: Sequence[str]) -> Iterator[str]:
    """Put together what was wrapped in the middle of a sentence; each line of the result is a paragraph or item.

    Source: decision.
    """
    held = ""
    for line in lines:
        if held and _runs_on(held, line):
            held += line
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _runs_on(before: str, line: str) -> bool:
    if len(before) < WRAPPED_FROM or _ENDED.search(before):
        return False
    return item_number(line) is None and point_number(line) is None


def _is_leader(line: str) -> bool:
    """A line of a table of contents with dots and a page number."""
    return bool(_LEADER.search(line)) and bool(_DIVISION.match(line) or _ARTICLE.match(line))


def _without_contents(lines: list[str]) -> list[str]:
    """Drop the table of contents: from its heading to where its first line comes again or a sentence stands."""
    start = next((place for place, line in enumerate(lines) if _CONTENTS.fullmatch(line)), None)
    if start is None:
        return lines
    seen: set[str] = set()
    end = start + 1
    while end < len(lines):
        entry = re.sub(r"[\s　#]", "", _LEADER.sub("", lines[end]))
        if entry in seen or len(entry) > LONGEST_CONTENTS or _SENTENCE.search(entry):
            break
        seen.add(entry)
        end += 1
    return lines[:start] + lines[end:]


def _integer(numeral: str) -> int | None:
    plain = re.sub(r"[\s　]", "", unicodedata.normalize("NFKC", numeral))
    try:
        return numeral_to_int(plain)
    except ValueError:
        return None
