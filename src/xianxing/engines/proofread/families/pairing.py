"""Brackets, quotation marks and book-title marks that stand alone."""

from collections.abc import Iterator

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found

_OPEN = {
    "（": "）",
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "(": ")",
    "[": "]",
}
_CLOSE = {close: opening for opening, close in _OPEN.items()}
_RULE = Rule("括号、引号、书名号成对使用", "GB/T 15834-2011 4.8、4.9、4.15")
_INNER = Rule("书名号里再用书名号时，外用双书名号，里用单书名号", "GB/T 15834-2011 4.15.3.2")


def find(text: str) -> Iterator[Finding]:
    """Marks of one paragraph whose other half is missing. Source: GB/T 15834-2011 4.8, 4.9, 4.15."""
    waiting: list[int] = []
    for at, mark in enumerate(text):
        if mark in _OPEN:
            if mark == "《" and any(text[place] == "《" for place in waiting[-2:]):
                yield found(text, at, at + 1, Kind.PAIRING, _INNER, "〈", confidence=0.6)
            waiting.append(at)
        elif mark in _CLOSE:
            if waiting and _fits(text[waiting[-1]], mark):
                waiting.pop()
            elif len(waiting) > 1 and _fits(text[waiting[-2]], mark):
                yield _alone(text, waiting.pop())
                waiting.pop()
            elif not _is_item(text, at) and mark != "’":
                yield _alone(text, at)
    for at in waiting:
        yield _alone(text, at)


def _fits(opening: str, close: str) -> bool:
    return _OPEN[opening] == close or {opening, close} in ({"(", "）"}, {"（", ")"})


def _is_item(text: str, at: int) -> bool:
    """Whether a closing bracket belongs to a number such as 1) or 一）."""
    return text[at] in "）)" and at > 0 and text[max(at - 3, 0) : at].rstrip()[-1:].isalnum() and at < 6


def _alone(text: str, at: int) -> Finding:
    other = _OPEN.get(text[at]) or _CLOSE[text[at]]
    pair = text[at] + other if text[at] in _OPEN else other + text[at]
    rule = Rule(f"{_RULE.text}：缺“{other}”", _RULE.source)
    return found(text, at, at + 1, Kind.PAIRING, rule, pair, confidence=0.8)
