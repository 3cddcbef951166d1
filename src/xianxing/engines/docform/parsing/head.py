"""What stands above the title: serial number, secrecy, urgency, the mark, the number, who signs."""

import re
from collections.abc import Sequence

from xianxing.engines.docform.parsing.lines import Line, element
from xianxing.engines.docform.parsing.shapes import NUMERAL, head_kind, is_date, is_organ, type_of
from xianxing.engines.docform.terms import DocumentType, Element, Kind, Reason

_CLAUSES = {
    Kind.COPY_NUMBER: ("份号：阿拉伯数字一行", "GB/T 9704-2012 7.2.1"),
    Kind.CLASSIFICATION: ("密级和保密期限", "GB/T 9704-2012 7.2.2"),
    Kind.URGENCY: ("紧急程度", "GB/T 9704-2012 7.2.3"),
    Kind.NUMBER: ("发文字号：年份和序号，以“号”结束", "GB/T 9704-2012 7.2.5"),
    Kind.SIGNER: ("以“签发人”开头", "GB/T 9704-2012 7.2.6"),
}
_MARK_LENGTH = 40
_MOST_ORGANS = 12
_ORDER_LINE = re.compile(rf"(.{{2,40}}?令)\s*(第\s*[\d{NUMERAL}]{{1,6}}\s*号)")


def read_head(lines: Sequence[Line]) -> tuple[list[Element], int]:
    """The elements above the title, and the place of the first line that is none of them.

    Source: GB/T 9704-2012 7.2.
    """
    found: list[Element] = []
    at = 0
    while at < len(lines):
        taken = read_head_line(lines[at]) or _read_mark(lines, at)
        if not taken:
            break
        found += taken
        at += 1
    return found, at


def read_head_line(line: Line) -> list[Element]:
    """The numbers, marks of secrecy and signers that a line holds, empty when it holds anything else."""
    whole = head_kind(line)
    order = _ORDER_LINE.fullmatch(line.text) if whole is Kind.NUMBER else None
    if order:
        return [
            _mark(line.cut(0, order.end(1)), "机关全称加“令”，同一行是令号", "GB/T 9704-2012 10.2"),
            _named(Kind.NUMBER, line.cut(order.start(2), len(line.text))),
        ]
    if whole is not None:
        return [_named(whole, line)]
    if len(line.text) > 120:
        return []
    found: list[Element] = []
    for cell in line.cells():
        kind = head_kind(cell)
        if kind is None:
            return []
        if kind is Kind.SIGNER:
            return [*found, _named(kind, line.cut(cell.start - line.start, len(line.text)))]
        found.append(_named(kind, cell))
    return found


def _read_mark(lines: Sequence[Line], at: int) -> list[Element]:
    line = lines[at]
    rest = lines[at + 1 :]
    if len(line.plain) > _MARK_LENGTH or not rest:
        return []
    if line.plain == "文件" or (line.plain.endswith("文件") and "关于" not in line.plain):
        return [_mark(line, "以“文件”结束、不含“关于”", "GB/T 9704-2012 7.2.4")]
    if _is_order_mark(line, rest[0]):
        return [_mark(line, "机关全称加“令”，下一行是令号", "GB/T 9704-2012 10.2")]
    if _is_minutes_mark(line, rest):
        return [_mark(line, "×××纪要，下一行是编号，其后另有标题", "GB/T 9704-2012 10.3")]
    if _is_joint_mark(line, rest):
        return [_mark(line, "联合行文的机关名称，其下以“文件”结束", "GB/T 9704-2012 7.2.4")]
    if _is_letter_mark(line, rest):
        return [_mark(line, "机关名称独占一行，其后是字号和标题", "GB/T 9704-2012 10.1")]
    return []


def _is_order_mark(line: Line, below: Line) -> bool:
    """An organ's name with 令 above a number, or above the first sentence when the number is missing."""
    if type_of(line.plain) is not DocumentType.ORDER or "关于" in line.plain:
        return False
    return head_kind(below) is Kind.NUMBER or below.plain.endswith("。")


def _is_minutes_mark(line: Line, rest: Sequence[Line]) -> bool:
    if not line.plain.endswith("纪要") or "关于" in line.plain or head_kind(rest[0]) is not Kind.NUMBER:
        return False
    below = next((each for each in rest[1:4] if not is_date(each.cells()[-1].plain)), None)
    if below is None or head_kind(below) is not None:
        return False
    return len(below.plain) <= 50 and below.plain[-1] not in "。；：:，"


def _is_joint_mark(line: Line, rest: Sequence[Line]) -> bool:
    """One organ a line, the last of them or the line below ending with 文件."""
    if not is_organ(line.plain):
        return False
    below = next((each for each in rest[:_MOST_ORGANS] if not is_organ(each.plain)), None)
    return (
        below is not None
        and below.plain.endswith("文件")
        and "关于" not in below.plain
        and len(below.plain) <= _MARK_LENGTH
    )


def _is_letter_mark(line: Line, rest: Sequence[Line]) -> bool:
    """An organ alone is the mark when a number follows, or a title that names its own organ."""
    if not is_organ(line.plain) or "关于" in line.plain or type_of(line.plain) is not None:
        return False
    below = rest[0].plain
    if any(kind is not None for kind in map(head_kind, rest[0].cells())):
        return True
    return below.startswith(line.plain) and "关于" in below


def _mark(line: Line, text: str, clause: str) -> Element:
    return element(Kind.ISSUER_MARK, [line], Reason(text, clause))


def _named(kind: Kind, line: Line) -> Element:
    return element(kind, [line], Reason(*_CLAUSES[kind]))
