"""Automatic numbers."""

from xml.etree.ElementTree import fromstring

import pytest

from xianxing.engines.docform.reading.numbering import Counter, Level, Scheme, read_schemes
from xianxing.engines.docform.reading.tests.parcel import part


def _counter(*levels: Level, starts: dict[int, int] | None = None) -> Counter:
    return Counter({"1": Scheme(dict(enumerate(levels)), "a", starts or {})})


def _label(value: int, shape: str, text: str = "%1、") -> str:
    return _counter(Level(value, shape, text)).next_label("1", 0)


@pytest.mark.parametrize(
    ("shape", "value", "label"),
    [
        ("decimal", 12, "12、"),
        ("decimalZero", 3, "03、"),
        ("decimalFullWidth", 12, "１２、"),
        ("chineseCounting", 12, "十二、"),
        ("chineseCountingThousand", 105, "一百零五、"),
        ("japaneseCounting", 21, "二十一、"),
        ("ideographDigital", 20, "二〇、"),
        ("chineseLegalSimplified", 15, "拾伍、"),
        ("ideographTraditional", 3, "丙、"),
        ("ideographTraditional", 11, "甲、"),
        ("ideographZodiac", 12, "亥、"),
        ("decimalEnclosedCircle", 3, "③、"),
        ("decimalEnclosedCircle", 21, "21、"),
        ("decimalEnclosedParen", 2, "⑵、"),
        ("decimalEnclosedParen", 21, "(21)、"),
        ("upperRoman", 1994, "MCMXCIV、"),
        ("lowerRoman", 4, "iv、"),
        ("upperLetter", 27, "AA、"),
        ("lowerLetter", 3, "c、"),
        ("upperLetter", 0, "、"),
        ("ideographTraditional", 0, "、"),
        ("none", 3, "、"),
        ("bullet", 1, ""),
    ],
)
def test_next_label_shapes(shape: str, value: int, label: str) -> None:
    assert _label(value, shape) == label


def test_next_label_unknown_shape_is_decimal_and_told() -> None:
    counter = _counter(Level(3, "hebrew1", "%1."))
    assert counter.next_label("1", 0) == "3."
    assert counter.unknown == {"hebrew1"}


def test_next_label_none_without_text_is_empty() -> None:
    assert _label(1, "none", "") == ""


@pytest.mark.parametrize(
    ("level", "label"),
    [
        (Level(1, "decimal", "第%1条"), "第1条\u3000"),
        (Level(1, "decimal", "第%1条", "nothing"), "第1条"),
        (Level(1, "decimal", "第%1条", "space"), "第1条\u3000"),
        (Level(1, "decimal", "（%1）"), "（1）"),
    ],
)
def test_next_label_gap_behind_a_label_that_no_mark_closes(level: Level, label: str) -> None:
    assert _counter(level).next_label("1", 0) == label


def test_next_label_deeper_levels_start_anew() -> None:
    counter = _counter(Level(1, "decimal", "%1."), Level(1, "decimal", "%1.%2."))
    assert [counter.next_label("1", depth) for depth in (0, 1, 1, 0, 1)] == [
        "1.",
        "1.1.",
        "1.2.",
        "2.",
        "2.1.",
    ]


def test_next_label_level_that_never_restarts_goes_on() -> None:
    counter = _counter(Level(1, "decimal", "%1."), Level(1, "decimal", "%2)", "tab", 0))
    assert [counter.next_label("1", depth) for depth in (0, 1, 0, 1)] == ["1.", "1)", "2.", "2)"]


def test_next_label_level_restarts_only_after_the_level_named() -> None:
    levels = (Level(1, "decimal", "%1."), Level(1, "decimal", "%2."), Level(1, "decimal", "%3)", "tab", 1))
    counter = _counter(*levels)
    assert [counter.next_label("1", depth) for depth in (0, 1, 2, 1, 2, 0, 2)] == [
        "1.", "1.", "1)", "2.", "2)", "2.", "1)",
    ]  # fmt: skip


def test_next_label_outer_level_that_was_never_counted_shows_its_start() -> None:
    counter = _counter(Level(5, "decimal", "%1."), Level(1, "decimal", "%1.%2.%3."))
    assert counter.next_label("1", 1) == "5.1.1."


def test_next_label_two_lists_that_count_together() -> None:
    level = {0: Level(1, "decimal", "%1.")}
    counter = Counter(
        {"1": Scheme(level, "a", {}), "2": Scheme(level, "a", {}), "3": Scheme(level, "a", {0: 9})}
    )
    assert [counter.next_label(each, 0) for each in ("1", "2", "3", "3", "1")] == [
        "1.",
        "2.",
        "9.",
        "10.",
        "11.",
    ]


def test_next_label_list_or_level_that_is_not_there_has_none() -> None:
    assert _counter(Level()).next_label("2", 0) == ""
    assert _counter(Level()).next_label("1", 5) == ""


def test_read_schemes_levels_overrides_and_starts() -> None:
    root = fromstring(  # noqa: S314  (the text stands right here)
        part(
            "numbering",
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>'
            '<w:suff w:val="space"/><w:lvlRestart w:val="0"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="5"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/>'
            "</w:lvlOverride>"
            '<w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:start w:val="x"/></w:lvl></w:lvlOverride></w:num>',
        )
    )
    assert read_schemes(root) == {
        "5": Scheme(
            {0: Level(0, "upperRoman", "%1.", "space", 0), 1: Level(1, "decimal", "", "tab", None)},
            "0",
            {0: 4},
        )
    }
    assert read_schemes(None) == {}
