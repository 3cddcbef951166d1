"""Marks against GB/T 15834: half-width marks, marks that do not follow one another, enumeration commas, ranges."""

import re
from collections.abc import Callable, Iterator

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found

Better = Callable[[re.Match[str]], str]

_HAN = "一-鿿"
_STANDARD = "GB/T 15834-2011"
_HALF = Rule("汉字之间的标点用全角", f"{_STANDARD} 5.1")
_TWICE = Rule("同一标点不连用，句内点号与句末点号不相连", f"{_STANDARD} 4.1、5.1")
_QUOTED = Rule("标有引号或书名号的并列成分之间通常不用顿号", f"{_STANDARD} 4.5.3.5")
_DOTS = Rule("省略号为六个连点，占两个字的位置", f"{_STANDARD} 4.11")
_DASH = Rule("破折号占两个字的位置，不用两个一字线或短横", f"{_STANDARD} 4.10")
_ETC = Rule("省略号不与“等”“等等”并用", f"{_STANDARD} 4.11.3")
_ABOUT = Rule("表示概数的相邻数字之间不用顿号", f"{_STANDARD} 4.5.3.4")
_AFTER_NUMBER = Rule("“第一”“首先”后用逗号，不用顿号", f"{_STANDARD} 附录 B.2")
_END = Rule("括号或引号之前的点号与其后的点号不重复", f"{_STANDARD} 附录 A")

_FULL = str.maketrans(",;:!?()", "，；：！？（）")
_HALF_MARK = re.compile(
    rf"(?<=[{_HAN}”》）])[,;:!?](?=[{_HAN}“《（\d]|$)|(?<=[{_HAN}])\((?=[{_HAN}\d])|(?<=[{_HAN}])\)(?=[{_HAN}，。；]|$)"
)
_HALF_STOP = re.compile(rf"(?<=[{_HAN}])\.(?=[{_HAN}]|$)")
_DOUBLE = re.compile(r"([，。；：、])\1+|，[。；、：]|、[，。；：]|；[，。、]|：[，。；、]|。[，；、]")
_BETWEEN = re.compile(r"(?<=[”》])、(?=[“《])")
_SHORT_DOTS = re.compile(r"(?<!\.)\.{3,6}(?!\.)|。{3,6}|(?<!…)…(?!…)|…{3,}")
_SHORT_DASH = re.compile(rf"(?<=[{_HAN}])--+(?=[{_HAN}])")
_DOTS_ETC = re.compile(r"……等等?|等等?……")
_NUMERAL_PAIR = re.compile(
    r"(?<![一二三四五六七八九十、])([一二三四五六七八九])、([一二三四五六七八九])(?=[十百千万亿]?[天个名项次月年件位岁米里人])"
)
_FIRST = re.compile(
    r"(?:(?<=[。；：，\n])|^)((?:第[一二三四五六七八九十]|首先|其次|再次|最后))、(?=[^第首其再最])"
)
_STOPPED = re.compile(r"(?<=[。！？])([）”])。")


def find(text: str) -> Iterator[Finding]:
    """Findings about the marks of one paragraph. Source: GB/T 15834-2011, the clause is in each rule."""
    yield from _each(_HALF_MARK, text, _HALF, lambda mark: mark[0].translate(_FULL), confidence=0.85)
    yield from _each(_HALF_STOP, text, _HALF, lambda _: "。", confidence=0.7)
    yield from _each(_DOUBLE, text, _TWICE, _strongest, confidence=0.85)
    yield from _each(_SHORT_DOTS, text, _DOTS, lambda _: "……", confidence=0.6)
    yield from _each(_SHORT_DASH, text, _DASH, lambda _: "——", confidence=0.7)
    yield from _each(_BETWEEN, text, _QUOTED, lambda _: "", confidence=0.5)
    yield from _each(
        _DOTS_ETC, text, _ETC, lambda mark: mark[0].replace("…", "").rstrip("等") + "等", confidence=0.8
    )
    yield from _each(_NUMERAL_PAIR, text, _ABOUT, lambda pair: pair[1] + pair[2], confidence=0.6)
    yield from _each(_FIRST, text, _AFTER_NUMBER, lambda word: word[1] + "，", confidence=0.8)
    yield from _each(_STOPPED, text, _END, lambda mark: mark[1], confidence=0.5)


def _each(
    pattern: re.Pattern[str], text: str, rule: Rule, better: Better, *, confidence: float
) -> Iterator[Finding]:
    for mark in pattern.finditer(text):
        suggestion = better(mark)
        yield found(text, mark.start(), mark.end(), Kind.PUNCTUATION, rule, suggestion, confidence=confidence)


def _strongest(marks: re.Match[str]) -> str:
    order = "、，：；。"
    return max(marks[0], key=order.index)
