"""Automatic numbers of a .docx, counted as a word processor counts them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from xianxing.engines.docform.reading.names import attribute, child, children, number
from xianxing.text import int_to_digits, int_to_numeral

_LEVELS = 9
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_PLACE = re.compile(r"%([1-9])")
_CLOSED = "、.．)）]】》:：。,，;；-—"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    shape: str = "decimal"
    text: str = ""
    follow: str = "tab"
    restart_after: int | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list: its levels, the list that it counts with, and the levels that it starts anew."""

    levels: Mapping[int, Level]
    counted_with: str
    starts: Mapping[int, int]


@dataclass(slots=True)
class Counter:
    """Counts the paragraphs of all lists of one document, in the order of reading."""

    schemes: Mapping[str, Scheme]
    _values: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def next_label(self, list_id: str, depth: int) -> str:
        """The number of the next paragraph of a list, as it is printed; empty when it has none.

        Source: ISO/IEC 29500-1 17.9.
        """
        scheme = self.schemes.get(list_id)
        level = scheme.levels.get(depth) if scheme else None
        if scheme is None or level is None:
            return ""
        values = self._values.setdefault(scheme.counted_with, [None] * _LEVELS)
        self._step(values, list_id, depth, scheme)
        for deeper in range(depth + 1, _LEVELS):
            after = scheme.levels.get(deeper, Level()).restart_after
            if after is None or 0 < depth + 1 <= after:
                values[deeper] = None
        return self._label(scheme, level, values)

    def _step(self, values: list[int | None], list_id: str, depth: int, scheme: Scheme) -> None:
        before = values[depth]
        fresh = scheme.starts.get(depth)
        if fresh is not None and (list_id, depth) not in self._begun:
            self._begun.add((list_id, depth))
            values[depth] = fresh
        else:
            values[depth] = scheme.levels[depth].start if before is None else before + 1

    def _label(self, scheme: Scheme, level: Level, values: list[int | None]) -> str:
        if level.shape == "none" and not level.text:
            return ""

        def written(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            inner = scheme.levels.get(depth, Level())
            value = values[depth]
            return self._written(inner.start if value is None else value, inner.shape)

        label = _PLACE.sub(written, level.text) if level.shape != "bullet" else ""
        if not label or label[-1] in _CLOSED or level.follow == "nothing":
            return label
        return label + "\u3000"

    def _written(self, value: int, shape: str) -> str:
        writer = _WRITERS.get(shape)
        if writer is None:
            self.unknown.add(shape)
            return str(value)
        return writer(max(0, value))


def read_schemes(root: Element | None) -> dict[str, Scheme]:
    """The lists of numbering.xml by their id. Source: ISO/IEC 29500-1 17.9.15 and 17.9.1."""
    abstract = {attribute(each, "w:abstractNumId"): _levels(each) for each in children(root, "w:abstractNum")}
    found = {}
    for each in children(root, "w:num"):
        base = attribute(child(each, "w:abstractNumId"))
        levels = dict(abstract.get(base, {}))
        starts: dict[int, int] = {}
        for override in children(each, "w:lvlOverride"):
            depth = number(override, 0, "w:ilvl")
            own = child(override, "w:lvl")
            if own is not None:
                levels[depth] = _level(own)
            start = child(override, "w:startOverride")
            if start is not None:
                starts[depth] = number(start, 1)
        found[attribute(each, "w:numId")] = Scheme(levels, base, starts)
    return found


def _levels(abstract: Element) -> dict[int, Level]:
    return {number(each, 0, "w:ilvl"): _level(each) for each in children(abstract, "w:lvl")}


def _level(element: Element) -> Level:
    restart = child(element, "w:lvlRestart")
    return Level(
        number(child(element, "w:start"), 0 if child(element, "w:start") is None else 1),
        attribute(child(element, "w:numFmt")) or "decimal",
        attribute(child(element, "w:lvlText")),
        attribute(child(element, "w:suff")) or "tab",
        None if restart is None else number(restart, 0),
    )


def _roman(value: int) -> str:
    found = ""
    for worth, mark in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        times, value = divmod(value, worth)
        found += mark * min(times, 20)
    return found


def _letters(value: int) -> str:
    """A to Z, then AA to ZZ: the letter repeats, as word processors do."""
    return chr(ord("A") + (value - 1) % 26) * min((value - 1) // 26 + 1, 20) if value else ""


def _circled(value: int) -> str:
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else str(value)


def _bracketed(value: int) -> str:
    return chr(0x2474 + value - 1) if 1 <= value <= 20 else f"({value})"


def _of(marks: str) -> Callable[[int], str]:
    return lambda value: marks[(value - 1) % len(marks)] if value else ""


_WRITERS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
    "decimalHalfWidth": str,
    "chineseCounting": int_to_numeral,
    "chineseCountingThousand": int_to_numeral,
    "taiwaneseCounting": int_to_numeral,
    "taiwaneseCountingThousand": int_to_numeral,
    "japaneseCounting": int_to_numeral,
    "japaneseDigitalTenThousand": int_to_digits,
    "ideographDigital": int_to_digits,
    "taiwaneseDigital": int_to_digits,
    "chineseLegalSimplified": lambda value: int_to_numeral(value).translate(_FORMAL),
    "ideographLegalTraditional": lambda value: int_to_numeral(value).translate(_FORMAL),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _bracketed,
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "none": lambda _: "",
}
