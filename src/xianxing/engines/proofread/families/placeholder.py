"""Places that were to be filled in and were not."""

import re
from collections.abc import Iterator

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found

_RULE = Rule(
    "成文前应填写或删去占位内容", "党政机关公文处理工作条例 第二十条（复核要求文种、格式、内容完整）"
)
_PATTERNS = (
    (re.compile(r"[×xX✕✖]{2,}(?=[省市县区镇乡村局委办厅部处年月日号同志公司单位会])"), 0.85),
    (re.compile(r"(?<=[年第〕])[×✕]+(?=[月日号条])|×{2,}"), 0.8),
    (re.compile(r"[某]{2,}(?=[省市县区镇乡村局委办厅部处同志公司单位会])"), 0.5),
    (re.compile(r"_{2,}|＿{2,}"), 0.7),
    (re.compile(
            r"(?<![A-Za-z])(?:TODO|TBD|FIXME|XXX)(?![A-Za-z])|[（(【\[]?(?:待定|待补充?|待填写?|待核实?|"
            r"此处(?:填写|插入|补充)[^）)】\]，。；\n]{0,12})[）)】\]]"
     ), 0.85),
    (re.compile(
            r"\{\{[^{}\n]{1,40}\}\}|\$\{[^{}\n]{1,40}\}|【(?:请|此处|填写|插入|单位|姓名|日期|时间|"
            r"地点)[^】\n]{0,20}】"
     ), 0.9),
    (re.compile(r"(?<=[年〔])[ 　]{1,6}月[ 　]{1,6}日|(?<=\d年)[ 　]{2,6}月"), 0.7),
    (re.compile(r"〔[ 　]*〕|〔\d{4}〕[ 　]*号"), 0.85),
    (re.compile(r"[（(][ 　]{2,}[）)]|[“][ 　]*[”]|《[ 　]*》"), 0.7),
)  # fmt: skip


def find(text: str) -> Iterator[Finding]:
    """Unfilled places of one paragraph. Source: 党政机关公文处理工作条例 第二十条."""
    last = 0
    marks = [
        (mark.start(), -mark.end(), sure) for pattern, sure in _PATTERNS for mark in pattern.finditer(text)
    ]
    for start, minus_end, sure in sorted(marks):
        if start >= last:
            last = -minus_end
            yield found(text, start, last, Kind.PLACEHOLDER, _RULE, confidence=sure)
