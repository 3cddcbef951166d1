"""Read a law from its text: which lines open its articles, and what stands in each. Pure.

Source: 立法法 第六十五条 (编、章、节、条、款、项、目), 行政法规制定程序条例 第六条.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xianxing.office.authority.engine import lines as reading
from xianxing.office.authority.engine.law import Article, Item, Paragraph, ParsedLaw, article_label
from xianxing.office.authority.engine.lines import Opening

_INFO_END = "<!-- INFO END -->"
_FAR = 400
"""So many lines that look like an article are looked back over when the row of articles is chosen."""


@dataclass(slots=True)
class _Draft:
    opening: Opening
    path: tuple[str, ...]
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    preamble: list[str] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    path: dict[int, str] = field(default_factory=dict)
    is_bare: bool = False
    in_annex: bool = False


def parse_law(text: str) -> ParsedLaw:
    """Return the law that a text holds, as Markdown or as plain lines.

    Of all lines that open with a number of an article, the longest rising row is taken, so a table of contents,
    a sentence that begins with a reference and an attached second text do not break it. What looks like an
    article and stands out of that row is kept in the article it stands in and named in ``unparsed`` too, as
    are page numbers, what is attached behind the last article, and all of a text without articles.

    Source: 立法法 第六十五条.
    """
    lines = reading.clean_lines(text)
    seen = [found for place, line in enumerate(lines) if (found := reading.opening_of(line, place))]
    row = _choose_row(reading.without_doubtful(seen))
    head_end, body_start = _split_head(lines, row)
    read = _Reading()
    openings = {each.line: each for each in row}
    last = row[-1].line if row else len(lines)
    for place in range(body_start, len(lines)):
        _take(read, lines[place], openings.get(place), is_last=place > last)
    head = lines[:head_end]
    title = head[0].lstrip("# 　") if head else ""
    articles = tuple(_finish(draft) for draft in read.drafts)
    unparsed = read.unparsed if articles else [*read.preamble, *read.unparsed]
    preamble = read.preamble if articles else []
    return ParsedLaw(title, tuple(head[1:]), tuple(preamble), articles, tuple(unparsed))


def _take(read: _Reading, line: str, opening: Opening | None, *, is_last: bool) -> None:
    """Put one line where it belongs."""
    level = reading.division_level(line)
    if opening is not None:
        read.is_bare = False
        read.drafts.append(_Draft(opening, tuple(read.path[each] for each in sorted(read.path))))
        read.drafts[-1].lines += [opening.rest] if opening.rest else []
    elif read.in_annex or reading.is_folio(line) or (is_last and reading.is_annex(line)):
        read.in_annex = read.in_annex or not reading.is_folio(line)
        read.unparsed.append(line)
    elif level is not None:
        read.path = {each: text for each, text in read.path.items() if each < level}
        read.path[level] = reading.division_text(line)
        read.is_bare = reading.is_bare_division(line)
    elif read.is_bare and len(line) <= reading.LONGEST_CONTENTS and not re.search("[。；：]", line):
        deepest = max(read.path)
        read.path[deepest] = f"{read.path[deepest]} {reading.division_text(line)}"
        read.is_bare = False
    elif read.drafts:
        read.drafts[-1].lines.append(line)
        read.unparsed += [line] if _looks_like_article(line) else []
    else:
        read.preamble.append(line)


def _choose_row(openings: Sequence[Opening]) -> list[Opening]:
    """Return the rising row of openings that weighs most: full articles, one number after the other."""
    best: list[int] = []
    before: list[int] = []
    for place, each in enumerate(openings):
        score, previous = 0, -1
        for other in range(max(0, place - _FAR), place):
            gain = best[other] + _step(openings[other], each)
            if _rises(openings[other], each) and gain > score:
                score, previous = gain, other
        best.append(score + _weight(each))
        before.append(previous)
    row = []
    place = max(range(len(best)), key=lambda each: (best[each], -each), default=-1)
    while place >= 0:
        row.append(openings[place])
        place = before[place]
    return row[::-1]


def _weight(each: Opening) -> int:
    """An opening with a gap and a whole sentence is surely an article; a doubtful one only fills a place."""
    if each.is_doubtful:
        return 0
    has_sentence = not each.rest or re.search("[。；：！？]", each.rest) is not None
    return 1 + 3 * each.has_gap + 2 * has_sentence


def _step(first: Opening, second: Opening) -> int:
    if second.inserted:
        return 3 if second.number == first.number else -4
    return 3 if second.number == first.number + 1 else 0


def _rises(first: Opening, second: Opening) -> bool:
    return (first.number, first.inserted) < (second.number, second.inserted)


def _split_head(lines: list[str], row: Sequence[Opening]) -> tuple[int, int]:
    """Return where the head ends and the body begins: at the mark, else before the headings of the first article."""
    if _INFO_END in lines:
        end = lines.index(_INFO_END)
        return end, end + 1
    if not row:
        return min(len(lines), 1), min(len(lines), 1)
    first = row[0].line
    while first > 1 and reading.division_level(lines[first - 1]) is not None:
        first -= 1
    start = _preamble_start(lines, first)
    return start, start


def _preamble_start(lines: Sequence[str], first: int) -> int:
    """Return where the words before the first article begin: at the first whole sentence after the title."""
    for place in range(1, first):
        if lines[place].endswith(("。", "：")) and not re.match(r"[（(]", lines[place]):
            return place
    return first


def _looks_like_article(line: str) -> bool:
    found = reading.opening_of(line, 0)
    return bool(found and found.has_gap and found.rest)


def _finish(draft: _Draft) -> Article:
    opened = draft.opening
    return Article(
        opened.number,
        opened.inserted,
        article_label(opened.number, opened.inserted),
        draft.path[-1] if draft.path else "",
        tuple(_paragraphs(reading.joined(draft.lines))),
        draft.path,
    )


def _paragraphs(lines: Iterator[str]) -> Iterator[Paragraph]:
    """Put items under the paragraph that introduces them, points under their item; any other line is a paragraph."""
    text, items, is_chinese = "", list[Item](), True
    for line in lines:
        number = _next_item(line, text, items, is_chinese=is_chinese)
        if number is not None:
            is_chinese = is_chinese if items else reading.is_chinese_item(line)
            items.append(Item(number, line))
            continue
        if items and is_chinese and _is_point(line):
            items[-1] = Item(items[-1].number, f"{items[-1].text}\n{line}")
            continue
        if text or items:
            yield Paragraph(text, tuple(items))
        text, items = line, []
    if text or items:
        yield Paragraph(text, tuple(items))


def _next_item(line: str, text: str, items: Sequence[Item], *, is_chinese: bool) -> int | None:
    """Return the number of a line that is the next item of the paragraph, None when it is not."""
    number = reading.item_number(line)
    if number is not None and items and reading.is_chinese_item(line) != is_chinese:
        return None
    if number is None and (not is_chinese if items else text.endswith(("：", ":"))):
        number = reading.point_number(line)
    return number if number == len(items) + 1 else None


def _is_point(line: str) -> bool:
    if reading.point_number(line) is not None:
        return True
    return reading.item_number(line) is not None and not reading.is_chinese_item(line)
