"""The body: numbered headings, headings that run into their paragraph, tables, plain paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xianxing.engines.docform.parsing.lines import Line, element
from xianxing.engines.docform.parsing.shapes import heading_level, outline_level
from xianxing.engines.docform.terms import Element, Kind, Reason, Table

_LONGEST_HEADING = 60
_USUAL_HEADING = 45
_CLAUSE = "GB/T 9704-2012 7.3.3"
_LEVELS = ("", "“一、”", "“（一）”", "“1.”", "“（1）”", "“第×条”", "“第×章”")
_ROW = re.compile(r"\|.*\|")
_DIVIDER = re.compile(r"\|[\s:|-]*-[\s:|-]*\|")
_BRACKETS = ("（", "(", "）", ")")
_OPEN, _SHUT = "（(《〈“〔[【", "）)》〉”〕]】"


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A numbered line, where its number ends, and where its first sentence does."""

    line: Line
    level: int
    number_end: int
    sentence_end: int


def read_body(lines: Sequence[Line], part: int) -> Iterator[Element]:
    """The elements of a run of body lines, in order. Source: GB/T 9704-2012 7.3.3."""
    skipped = _contents(lines)
    items = _items(lines)
    at = 0
    while at < len(lines):
        rows = _table_rows(lines, at)
        if rows:
            yield _table(lines[at : at + rows], part)
            at += rows
            continue
        if lines[at].number in skipped:
            yield element(Kind.BODY, [lines[at]], Reason("目录的一行"), part=part)
        else:
            yield from _read_line(lines[at], items, part)
        at += 1


def _read_line(line: Line, items: frozenset[int], part: int) -> Iterator[Element]:
    found = _numbered(line)
    if found is None:
        yield from _read_unnumbered(line, part)
    elif found.level == 6:
        yield _heading(line, 6, Reason(f"以{_LEVELS[6]}开头", _CLAUSE), part)
    elif found.level == 5:
        yield from _run_in(found, found.number_end, part)
    elif line.number in items:
        reason = Reason(f"以{_LEVELS[found.level]}编号的段落，不是标题", _CLAUSE)
        yield element(Kind.BODY, [line], reason, level=found.level, part=part)
    else:
        yield from _run_in(found, found.sentence_end, part)


def _read_unnumbered(line: Line, part: int) -> Iterator[Element]:
    level, number_end = outline_level(line.text)
    if level and _is_short(line) and not _is_row(line.text[number_end:]):
        yield _heading(line, level, Reason("以小数编号开头的短行"), part)
    elif line.depth > 1 and _is_short(line):
        yield _heading(line, min(line.depth - 1, 4), Reason(f"Markdown 的 {line.depth - 1} 级标题"), part)
    else:
        yield element(Kind.BODY, [line], Reason("正文段落", _CLAUSE), part=part)


def _is_row(text: str) -> bool:
    """Whether several words stand side by side, as in a row of a list; letters set apart are one word."""
    parts = text.split()
    return len(parts) > 1 and any(len(part) > 1 for part in parts)


def _is_short(line: Line) -> bool:
    return len(line.plain) <= _USUAL_HEADING and line.plain[-1] not in "。；;：:"


def _run_in(found: _Numbered, cut: int, part: int) -> Iterator[Element]:
    line = found.line
    reason = Reason(f"以{_LEVELS[found.level]}编号", _CLAUSE)
    rest = line.cut(cut, len(line.text))
    if not rest.text:
        yield _heading(line, found.level, reason, part)
        return
    yield _heading(line.cut(0, cut), found.level, reason, part)
    told = Reason(
        "与标题同段的正文：标题到第一个句号为止" if found.level < 5 else "条文，与条号同段", _CLAUSE
    )
    yield element(Kind.BODY, [rest], told, part=part, run_in=True)


def _heading(line: Line, level: int, reason: Reason, part: int) -> Element:
    return element(Kind.HEADING, [line], reason, level=level, part=part)


def _numbered(line: Line) -> _Numbered | None:
    level, number_end = heading_level(line.text)
    if not level or len(line.text) <= number_end:
        return None
    return _Numbered(line, level, number_end, _sentence_end(line.text, number_end))


def _sentence_end(text: str, at: int) -> int:
    """Behind the first 。 that stands in no bracket, or the end of the text."""
    depth = 0
    for place in range(at, len(text)):
        mark = text[place]
        if mark in _OPEN:
            depth += 1
        elif mark in _SHUT:
            depth = max(0, depth - 1)
        elif mark == "。" and not depth:
            return place + 1
    return len(text)


def _items(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines whose number counts paragraphs or list items and not headings.

    Neighbours of one level are judged together: they are items when one of them ends with a semicolon or when the
    usual first sentence among them is longer than a heading; one with a longer first sentence is always a paragraph.
    """
    found: set[int] = set()
    open_groups: dict[int, list[_Numbered]] = {}
    for line in lines:
        numbered = _numbered(line)
        if numbered is None or numbered.level > 4:
            if numbered is not None:
                _close_groups(open_groups, 0, found)
            continue
        _close_groups(open_groups, numbered.level, found)
        open_groups.setdefault(numbered.level, []).append(numbered)
    _close_groups(open_groups, 0, found)
    return frozenset(found)


def _close_groups(groups: dict[int, list[_Numbered]], level: int, found: set[int]) -> None:
    """Judge and drop the groups below a level."""
    for deeper in [each for each in groups if each > level]:
        members = groups.pop(deeper)
        all_items = _are_items(members)
        found.update(
            each.line.number for each in members if all_items or each.sentence_end > _LONGEST_HEADING
        )


def _are_items(members: Sequence[_Numbered]) -> bool:
    if any(each.line.plain[-1] in "；;" for each in members):
        return True
    told = sum(each.sentence_end > _USUAL_HEADING or _ends_in_brackets(each) for each in members)
    return 2 * told >= len(members)


def _ends_in_brackets(each: _Numbered) -> bool:
    """Whether nothing follows the first sentence but who answers for it: （商务部负责）."""
    rest = each.line.text[each.sentence_end :]
    return rest[:1] in _BRACKETS and rest[-1:] in _BRACKETS


def _contents(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines of a table of contents: from 目录 to where its first entry comes again."""
    for at, line in enumerate(lines[:-1]):
        if line.plain == "目录":
            first = lines[at + 1].plain
            again = next((place for place in range(at + 2, len(lines)) if lines[place].plain == first), None)
            return frozenset(each.number for each in lines[at:again]) if again else frozenset()
    return frozenset()


def _table_rows(lines: Sequence[Line], at: int) -> int:
    rows = 0
    while at + rows < len(lines) and _ROW.fullmatch(lines[at + rows].text):
        if rows and lines[at + rows].number != lines[at + rows - 1].number + 1:
            break
        rows += 1
    return rows if rows > 1 else 0


def _table(lines: Sequence[Line], part: int) -> Element:
    rows = [_cells(line.text) for line in lines if not _DIVIDER.fullmatch(line.text)]
    divider = next((place for place, line in enumerate(lines) if _DIVIDER.fullmatch(line.text)), 0)
    width = max((len(row) for row in rows), default=0)
    table = Table(tuple((*row, *[""] * (width - len(row))) for row in rows), divider)
    return replace(element(Kind.BODY, lines, Reason("表格"), part=part), table=table)


def _cells(text: str) -> tuple[str, ...]:
    inner = text[1:-1].replace("\\|", "\0")
    return tuple(cell.strip().replace("\0", "|").replace("<br>", "\n") for cell in inner.split("|"))
