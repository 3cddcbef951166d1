"""Level numbers of a document: 一、（一）1.（1）, in order, none skipped or doubled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found
from xianxing.text import int_to_numeral, numeral_to_int

_SOURCE = "GB/T 9704-2012 7.3.3"
_CLAUSE = "立法技术规范（试行）（一） 条款项的排列"
_STYLES = (
    re.compile(r"^[ 　]*(?P<open>)(?P<number>[一二三四五六七八九十百]{1,4})(?P<close>、)"),
    re.compile(r"^[ 　]*(?P<open>[（(])(?P<number>[一二三四五六七八九十百]{1,4})(?P<close>[）)])"),
    re.compile(r"^[ 　]*(?P<open>)(?P<number>\d{1,3})(?P<close>[.．、])(?!\d)"),
    re.compile(r"^[ 　]*(?P<open>[（(])(?P<number>\d{1,3})(?P<close>[）)])"),
)
_ARTICLE = re.compile(r"^[ 　]*第(?P<number>[一二三四五六七八九十百千]{1,7})(?P<close>[条章])")


@dataclass(frozen=True, slots=True)
class _Item:
    level: int
    value: int
    start: int
    end: int
    written: str


def find(text: str) -> Iterator[Finding]:
    """Numbers of one whole document that are skipped, doubled or out of order. Source: GB/T 9704-2012 7.3.3."""
    last: dict[int, int] = {}
    for item in _items(text):
        if item.level < len(_STYLES):
            for deeper in [level for level in last if item.level < level < len(_STYLES)]:
                del last[deeper]
        before = last.get(item.level)
        last[item.level] = item.value
        if before is None or item.value in {before + 1, 1}:
            continue
        yield _out_of_order(text, item, before)


def _out_of_order(text: str, item: _Item, before: int) -> Finding:
    want = before + 1
    number = str(want) if item.written.isascii() else int_to_numeral(want)
    what = "重复" if item.value == before else "跳号" if item.value > want else "倒序"
    source = _SOURCE if item.level < len(_STYLES) else _CLAUSE
    rule = Rule(f"层次序号{what}：前一个是第 {before} 项，此处应为第 {want} 项", source)
    return found(text, item.start, item.end, Kind.NUMBERING, rule, number, confidence=0.75)


def _items(text: str) -> Iterator[_Item]:
    at = 0
    for line in text.split("\n"):
        for level, style in enumerate((*_STYLES, _ARTICLE)):
            mark = style.match(line)
            if mark and (level != 2 or not _is_decimal(line, mark)):
                written = mark["number"]
                kind = level + (mark["close"] == "章") if level == len(_STYLES) else level
                yield _Item(
                    kind, numeral_to_int(written), at + mark.start("number"), at + mark.end("number"), written
                )
                break
        at += len(line) + 1


def _is_decimal(line: str, mark: re.Match[str]) -> bool:
    """Whether the number is a quantity or a table cell rather than a level."""
    return mark["close"] == "、" and line[mark.end() : mark.end() + 1].isdigit()
