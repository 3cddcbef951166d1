"""Sentences that stand twice in one document, and words that stand twice in a row."""

import re
from collections.abc import Iterator

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found

_SENTENCE = re.compile(r"[^。！？；\n]{15,}[。！？；]?")
_TWICE = Rule("同一句话在文中重复出现", "党政机关公文处理工作条例 第十九条（文字精练）")


def find(text: str) -> Iterator[Finding]:
    """Sentences of fifteen characters and more that one whole document holds already.

    Source: 党政机关公文处理工作条例 第十九条.
    """
    seen: set[str] = set()
    for sentence in _SENTENCE.finditer(text):
        core = sentence[0].strip(" 　。！？；")
        if len(core) >= 15 and core in seen and _is_prose(core):
            start = sentence.start() + sentence[0].index(core)
            yield found(text, start, start + len(core), Kind.REPETITION, _TWICE, "", confidence=0.6)
        seen.add(core)


def _is_prose(core: str) -> bool:
    """Whether most of it is Chinese, which rules out lines of tables and rulings."""
    return sum("一" <= each <= "鿿" for each in core) * 3 >= len(core) * 2
