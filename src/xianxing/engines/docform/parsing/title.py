"""The title, what stands around it, and to whom the document goes."""

from collections.abc import Sequence

from xianxing.engines.docform.parsing.closing import LABEL
from xianxing.engines.docform.parsing.head import read_head_line
from xianxing.engines.docform.parsing.lines import Line, element
from xianxing.engines.docform.parsing.shapes import (
    ends_sentence,
    ends_with_type,
    heading_level,
    is_date,
    is_organ,
    outline_level,
)
from xianxing.engines.docform.terms import Element, Kind, Reason

_TITLE_LINES = 8
_TITLE_LINE_LENGTH = 60
_TITLE_LENGTH = 160
_NOT_TITLE = ("|", "![")
_ADOPTED = Reason("标题下圆括号内的日期（题注）")
_BARE_DATE = Reason("标题下独占一行的日期")
_RECIPIENT_LINES = 8
_RECIPIENT_LENGTH = 600
_NOT_RECIPIENT = (
    "如下",
    "现将",
    "以下",
    "下列",
    "决定：",
    "公告：",
    "命令：",
    "提出",
    "为了",
    "根据",
    "按照",
    "同意：",
    "批准：",
)
_GROUPS = ("机构", "单位", "部门", "企业", "院校", "区县", "县区")
_RECIPIENT = "GB/T 9704-2012 7.3.2"


def read_title(lines: Sequence[Line], at: int, part: int) -> tuple[list[Element], int]:
    """The title, the numbers and dates around it and the main recipients; then the place of the first body line.

    Source: GB/T 9704-2012 7.3.1 and 7.3.2; 条例 第九条第七项.
    """
    found: list[Element] = []
    length = title_length(lines, at)
    if length:
        found.append(_title(lines[at : at + length], part))
        at += length
    while at < len(lines):
        taken = _read_around(lines[at : at + 3], part)
        if not taken:
            break
        found += taken
        at += _height(taken, lines, at)
    recipients, length = _read_recipients(lines, at, part)
    return found + recipients, at + length


def title_length(lines: Sequence[Line], at: int) -> int:
    """How many lines from `at` are the title: all up to the last that ends with a type, else all that look like one."""
    run = 0
    while at + run < len(lines) and run < _TITLE_LINES and _is_title_line(lines, at, run):
        run += 1
    complete = [place for place in range(run) if ends_with_type(lines[at + place].plain)]
    if not complete:
        return run
    length = complete[-1] + 1
    if length < run and _closes_quietly(lines, at, length, run):
        return run
    return length


def _closes_quietly(lines: Sequence[Line], at: int, length: int, run: int) -> bool:
    """Whether the lines behind the last type word still belong to the title: （试行）, or an open 《."""
    title = "".join(line.plain for line in lines[at : at + length])
    rest = "".join(line.plain for line in lines[at + length : at + run])
    return title.count("《") > title.count("》") or (rest[0] in "（(" and not is_parenthesised_date(rest))


def is_parenthesised_date(plain: str) -> bool:
    """Whether the text stands in parentheses and holds a year and a month, as the note under a title does."""
    closed = plain[-1] in "）)" or not ("）" in plain or ")" in plain)
    return plain[0] in "（(" and closed and "年" in plain and "月" in plain


def _is_title_line(lines: Sequence[Line], at: int, run: int) -> bool:
    line = lines[at + run]
    if is_date(line.plain) or is_parenthesised_date(line.plain) or LABEL.fullmatch(line.plain):
        return False
    above = "".join(each.plain for each in lines[at : at + run])
    if not _has_title_shape(line.plain, above):
        return False
    if (read_head_line(line) and not (run and line.plain.isdigit())) or line.plain.startswith(_NOT_TITLE):
        return False
    if run == 0:
        return True
    if line.depth or lines[at].depth:
        return False
    if _is_author(lines[at + run : at + run + 2]):
        return False
    return not _starts_body(line) and not (ends_with_type(above) and _opens_recipients(lines, at + run))


def _has_title_shape(plain: str, above: str) -> bool:
    """Short enough, and no mark at the end that a title cannot have; a full stop behind the type is a fault, not a body."""
    if len(plain) > (_TITLE_LENGTH if "关于" in plain[:60] and ends_with_type(plain) else _TITLE_LINE_LENGTH):
        return False
    if not ends_sentence(plain):
        return True
    if plain[-1] in "，,":
        return not ends_with_type(above)
    if plain[-1] not in "。！；" or ends_with_type(above) or "特此" in plain:
        return False
    return ends_with_type(plain) and "关于" in above + plain


def _is_author(lines: Sequence[Line]) -> bool:
    """Whether a name stands here, with the day of the speech in parentheses under it."""
    return len(lines) == 2 and 2 <= len(lines[0].plain) <= 4 and is_parenthesised_date(lines[1].plain)


def _starts_body(line: Line) -> bool:
    if line.plain == "目录":
        return True
    if heading_level(line.text)[0] or outline_level(line.text)[0]:
        return True
    cells = line.cells()
    return len(cells) > 2 and any(len(cell.plain) > 1 for cell in cells)


def _opens_recipients(lines: Sequence[Line], at: int) -> bool:
    return _recipient_lines(lines, at) > 0 or _is_bare_recipient(lines[at])


def _title(lines: Sequence[Line], part: int) -> Element:
    reasons = [Reason("正文之前的短行，末尾没有句读", "GB/T 9704-2012 7.3.1")]
    if ends_with_type(lines[-1].plain):
        reasons.append(Reason("以文种结束", "党政机关公文处理工作条例 第九条第七项"))
    if len(lines) > 1:
        reasons.append(Reason(f"分 {len(lines)} 行排列，合为一个标题"))
    return element(Kind.TITLE, lines, *reasons, part=part)


def _read_around(lines: Sequence[Line], part: int) -> list[Element]:
    """A number, a signer or a date between the title and the recipients; a note in parentheses may take three lines."""
    line = lines[0]
    if _is_author(lines[:2]):
        return [element(Kind.SIGNATURE, [line], Reason("标题与题注之间的姓名"), part=part)]
    if is_date(line.plain):
        return [element(Kind.DATE, [line], _BARE_DATE, part=part)]
    if is_parenthesised_date(line.plain):
        for length in range(1, len(lines) + 1):
            if lines[length - 1].plain[-1] in "）)":
                return [element(Kind.DATE, lines[:length], _ADOPTED, part=part)]
    return _read_number_and_date(line) or read_head_line(line) if part == 0 else []


def _read_number_and_date(line: Line) -> list[Element]:
    """A number and a date that stand on one line."""
    cells = line.cells()
    if len(cells) != 2 or not is_date(cells[1].plain):
        return []
    return [*read_head_line(cells[0]), element(Kind.DATE, cells[1:], _BARE_DATE)]


def _height(taken: Sequence[Element], lines: Sequence[Line], at: int) -> int:
    return sum(1 for line in lines[at : at + 3] if line.end <= taken[-1].end)


def _read_recipients(lines: Sequence[Line], at: int, part: int) -> tuple[list[Element], int]:
    length = _recipient_lines(lines, at)
    if length:
        reason = Reason("正文之前的机关名称，末尾是冒号", _RECIPIENT)
    elif part == 0 and at < len(lines) and _is_bare_recipient(lines[at]) and _opens_text(lines, at + 1):
        length, reason = 1, Reason("标题之后、正文之前的机关名称，末尾缺冒号", _RECIPIENT)
    else:
        return [], 0
    return [element(Kind.MAIN_RECIPIENT, lines[at : at + length], reason, part=part)], length


def _recipient_lines(lines: Sequence[Line], at: int) -> int:
    """How many lines from `at` are the main recipients, 0 when they are not."""
    total = 0
    for length, line in enumerate(lines[at : at + _RECIPIENT_LINES], start=1):
        total += len(line.plain)
        if total > _RECIPIENT_LENGTH or "。" in line.plain or "；" in line.plain[:-1]:
            return 0
        if line.plain[-1] in "：:":
            whole = "".join(each.plain for each in lines[at : at + length])
            return length if _is_recipient(whole, lines[at]) else 0
        if heading_level(line.text)[0] or (line.plain[-1] not in "、，," and len(line.plain) < 12):
            return 0
    return 0


def _is_recipient(plain: str, first: Line) -> bool:
    if heading_level(first.text)[0] or any(word in plain for word in _NOT_RECIPIENT):
        return False
    if plain.startswith("附件") or plain[-2:-1] in "：:":
        return False
    return "：" not in plain[:-1] or plain.startswith("主送：")


def _is_bare_recipient(line: Line) -> bool:
    """Organs without a colon: a fault that the check reports, and still the recipients."""
    plain = line.plain.rstrip("，、,;；")
    if (
        len(plain) > 120
        or len(line.cells()) > 1
        or plain[-1:] in "。：:）)"
        or "关于" in plain
        or heading_level(line.text)[0]
    ):
        return False
    names = plain.replace("，", "、").split("、")
    return all(0 < len(name) <= 30 for name in names) and (is_organ(names[-1]) or names[-1].endswith(_GROUPS))


def _opens_text(lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph starts here, so that the line above can only be the recipients."""
    if at >= len(lines) or is_date(lines[at].plain):
        return False
    return ends_sentence(lines[at].plain) or len(lines[at].plain) > 30 or heading_level(lines[at].text)[0] > 0
