"""Rules for the body: that there is one, and how its levels are numbered."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from xianxing.engines.docform.checking.rule import (
    REGULATIONS,
    STANDARD,
    Case,
    Fault,
    Rule,
    at,
    inside,
    missing,
)
from xianxing.engines.docform.parsing.shapes import heading_level, outline_level
from xianxing.engines.docform.terms import Element, Kind, Strength
from xianxing.text import numeral_to_int

_NAMES = ("", "一、", "（一）", "1.", "（1）")
_NUMERAL = re.compile(r"[一二三四五六七八九十百零〇○]+|\d+")
_ONE_MARK = re.compile(r"[一二三四五六七八九十百]{1,5}(\s*[.．])")
_TWO_MARK = re.compile(r"[（(][一二三四五六七八九十百]{1,5}[）)](\s*[、.．])")
_THREE_MARK = re.compile(r"\d{1,3}(\s*[、．])")
_FOUR_MARK = re.compile(r"[（(]\d{1,3}[）)](\s*[、.．])")
_HALF = re.compile(r"(\()([一二三四五六七八九十百\d]{1,5})(\))|(\()(.{1,5})(）)|(（)(.{1,5})(\))")
_STOP = re.compile(r"[。；;，,]$")


def _body_missing(case: Case) -> Iterator[Fault]:
    document = case.document
    if document.of(Kind.TITLE) and not any(each.text.strip() for each in case.body()):
        title = document.of(Kind.TITLE)[0]
        yield missing(title.end, "没有正文；公文首页必须显示正文，请补正文")


def _numbered(case: Case) -> tuple[Element, ...]:
    """Headings and numbered paragraphs whose number is of the standard's own four kinds."""
    return tuple(
        each for each in case.body() if 1 <= each.level <= 4 and heading_level(each.text)[0] == each.level
    )


def _level_jump(case: Case) -> Iterator[Fault]:
    below = 0
    for each in _numbered(case):
        if each.level > below + 1 and each.kind is Kind.HEADING and below:
            told = f"“{_NAMES[below]}”之下直接用“{_NAMES[each.level]}”；层次序数依次可以用“一、”“（一）”“1.”“（1）”标注"
            yield inside(each, 0, heading_level(each.text)[1], told)
        below = each.level


def _first_level(case: Case) -> Iterator[Fault]:
    found = [each for each in _numbered(case) if each.kind is Kind.HEADING]
    if found and found[0].level > 1 and not any(outline_level(each.text)[0] for each in case.body()):
        told = f"第一层用“{_NAMES[found[0].level]}”；层次序数依次可以用“一、”“（一）”“1.”“（1）”标注"
        yield inside(found[0], 0, heading_level(found[0].text)[1], told)


def _marks(case: Case) -> Iterator[Fault]:
    """A wrong mark behind a number: 一. （一）、 1、 （1）、"""
    told = "层次序数写作“{}”；依次可以用“一、”“（一）”“1.”“（1）”标注"
    for each in _numbered(case):
        pattern = (_ONE_MARK, _TWO_MARK, _THREE_MARK, _FOUR_MARK)[each.level - 1]
        found = pattern.match(case.stretch(each))
        if found:
            right = ("、", "", ".", "")[each.level - 1]
            yield inside(each, *found.span(1), told.format(found[0]), right)


def _half_brackets(case: Case) -> Iterator[Fault]:
    for each in _numbered(case):
        found = _HALF.match(case.stretch(each)) if each.level in {2, 4} else None
        if found:
            inner = found[0][1:-1]
            told = f"层次序数写作“{found[0]}”；用全角圆括号“（{inner}）”"
            yield inside(each, *found.span(), told, f"（{inner}）")


def _sequence(case: Case) -> Iterator[Fault]:
    """Numbers of one level run on from the last, or start again at one under a new heading above them."""
    last: dict[int, int] = {}
    for each in _numbered(case):
        value, before = _value(each), last.get(each.level, 0)
        new_section = value == 1 and (before == 0 or each.level > 1)
        if before and value != before + 1 and not new_section:
            told = f"“{_head(each)}”之前是第 {before} 项；序号应当接续为第 {before + 1} 项，请核对段落顺序"
            yield inside(each, 0, heading_level(each.text)[1], told)
        last[each.level] = value


def _head(each: Element) -> str:
    return each.text[: heading_level(each.text)[1]]


def _value(each: Element) -> int:
    found = _NUMERAL.search(each.text[:12])
    return numeral_to_int(found[0]) if found else 0


def _heading_stop(case: Case) -> Iterator[Fault]:
    """A stop behind a heading that stands alone, when not every heading of the first level has one."""
    body = case.body()
    alone = [
        each
        for each, below in zip_longest(body, body[1:])
        if each.kind is Kind.HEADING and each.level == 1 and not (below and below.run_in)
    ]
    stopped = [each for each in alone if _STOP.search(each.text)]
    if len(stopped) == len(alone):
        return
    for each in stopped:
        end = len(case.stretch(each))
        yield inside(each, end - 1, end, "独占一行的一级标题末尾有标点；通常不加标点，请删去", "")


def _no_text(case: Case) -> Iterator[Fault]:
    for each in case.document.elements:
        if each.part == 0 and re.fullmatch(r"[（(]?此页无正文[）)]?", each.text):
            told = "有“此页无正文”；空白处容不下印章或成文日期时调整行距、字距，请删去此行"
            yield at(each, told, "")


RULES = (
    Rule("body.missing", f"{STANDARD} 7.3.3", Strength.MUST, _body_missing),
    Rule("level.jump", f"{STANDARD} 7.3.3", Strength.MAY, _level_jump),
    Rule("level.first", f"{STANDARD} 7.3.3", Strength.MAY, _first_level),
    Rule("level.mark", f"{STANDARD} 7.3.3", Strength.MAY, _marks),
    Rule("level.brackets", f"{STANDARD} 7.3.3", Strength.MAY, _half_brackets),
    Rule("level.sequence", f"{REGULATIONS} 第二十条第四项", Strength.NORMALLY, _sequence),
    Rule("heading.stop", "", Strength.PRACTICE, _heading_stop),
    Rule("body.no_text_page", "", Strength.PRACTICE, _no_text),
)
