"""From text to a document: head, title, body, close, attachments, imprint."""

import re
from collections.abc import Sequence

from xianxing.engines.docform.parsing.body import read_body
from xianxing.engines.docform.parsing.closing import (
    LABEL,
    LABELLED,
    find_close,
    find_note_items,
    is_label,
    is_note,
    read_close,
    read_note_items,
)
from xianxing.engines.docform.parsing.head import read_head
from xianxing.engines.docform.parsing.imprint import find_imprint, read_imprint
from xianxing.engines.docform.parsing.issuers import issuers_of
from xianxing.engines.docform.parsing.lines import Line, element, split_lines, squeezed
from xianxing.engines.docform.parsing.shapes import ends_sentence, heading_level, type_of
from xianxing.engines.docform.parsing.title import read_title
from xianxing.engines.docform.terms import Document, DocumentType, Element, Form, Kind, Reason

_PASSED_ON = re.compile(r"^.{0,20}关于|(?:规定|办法|意见|报告|方案|规则|条例|请示|细则|纲要|规划|纪要|章程)$")
_TITLE_WIDTH = 40
_WINDOW = 40
_WHOLE_NOTE = re.compile(r"[（(](?:此件|本文|此文|本件).{0,30}[）)]")
_LETTER_SERIES = re.compile(r"[\u4e00-\u9fff]{0,20}函[〔\[［【（(〈]")


def parse_text(text: str) -> Document:
    """The document that a text or a Markdown text is, each element with its place and its reasons.

    Offsets count code points of `text`. An attached text keeps its own title, recipients, signature and date,
    marked with its number in `part`; the line 附件1 is an ATTACHMENT, each name under 附件： an ATTACHMENT_NOTE.
    A date in parentheses under a title is a DATE that follows the TITLE. A numbered paragraph that is no heading is
    a BODY with its level. Time is linear in the length.

    Source: GB/T 9704-2012 7; 党政机关公文处理工作条例 第八条、第九条.
    """
    lines = split_lines(text)
    found, at = read_head(lines)
    end = _before_notes(lines, at, find_imprint(lines, at))
    found, at = _read_part(lines[:end], at, 0, found)
    found += _read_tail(lines[:end], at)
    found += read_imprint(lines[end:])
    kind = _type(found)
    return Document(tuple(found), text, kind, _form(found, kind))


def _read_part(
    lines: Sequence[Line], at: int, part: int, above: Sequence[Element]
) -> tuple[list[Element], int]:
    """What stands above a text, its title, body and close, and the place behind it."""
    found = list(above)
    if not any(each.kind is Kind.TITLE for each in above):
        around, at = read_title(lines, at, part)
        found += around
    issuers = (*_mark_issuers(above), *_title_issuers(found))
    close = find_close(lines, at, issuers=issuers)
    if close and _is_dated(found) and lines[close.signature].plain not in issuers:
        close = close if _open_end(lines[: close.signature], at, found) == close.signature else None
    end = close.signature if close else _open_end(lines, at, found)
    notes, behind = find_note_items(lines, at, end)
    found += read_body(lines[at:notes], part)
    found += read_note_items(lines[notes:behind], part)
    found += read_body(lines[behind:end], part)
    if close is None:
        return found, end
    return found + read_close(lines, close, part), close.end


def _before_notes(lines: Sequence[Line], at: int, end: int) -> int:
    """The place of the notes about the whole document that stand last: （本文有删减）."""
    while end > at and _WHOLE_NOTE.fullmatch(lines[end - 1].plain):
        end -= 1
    return end


def _open_end(lines: Sequence[Line], at: int, found: Sequence[Element]) -> int:
    """Where a text without signature and date ends: at a label, or, dated above, at the title of what it passes on."""
    dated = _is_dated(found)
    for place in range(at, len(lines)):
        if is_label(lines, place) or (dated and place > at and _ends_dated(lines[place - 1], lines[place])):
            return place
    return len(lines)


def _is_dated(found: Sequence[Element]) -> bool:
    """Whether the document itself has its date above the body, in which case a date below may be another text's."""
    return any(each.kind is Kind.DATE and each.part == 0 for each in found)


def _ends_dated(above: Line, line: Line) -> bool:
    """Whether a text whose date stands above ends before a line: a note on the whole, or the title of another text."""
    return _WHOLE_NOTE.fullmatch(line.plain) is not None or _is_passed_on(above, line)


def _is_passed_on(above: Line, line: Line) -> bool:
    """Whether a line is the title of a text that a notice passes on, without a label before it."""
    if (
        not ends_sentence(above.plain)
        or ends_sentence(line.plain)
        or not 6 <= len(line.plain) <= _TITLE_WIDTH
    ):
        return False
    return (
        heading_level(line.text)[0] == 0
        and len(line.cells()) == 1
        and _PASSED_ON.search(line.plain) is not None
    )


def _read_tail(lines: Sequence[Line], at: int) -> list[Element]:
    """Everything behind the close of the document: notes, then attachments one after another."""
    found: list[Element] = []
    part = 0
    while at < len(lines):
        line = lines[at]
        if is_note(line) and (part == 0 or _WHOLE_NOTE.fullmatch(line.plain)):
            found.append(element(Kind.NOTE, [line], Reason("日期之后圆括号内的附注", "GB/T 9704-2012 7.3.6")))
            at += 1
            continue
        if part == 0 and _lists_attachments(lines, at):
            items = _note_height(lines, at)
            found += read_note_items(lines[at : at + items], 0)
            at += items
            continue
        part += 1
        label, at = _read_label(lines, at, part)
        taken, at = _read_part(lines, at, part, label)
        found += taken
    return found


def _lists_attachments(lines: Sequence[Line], at: int) -> bool:
    """附件：with names behind the date, followed by no text of their own: a note that stands too low."""
    if not LABELLED.match(lines[at].plain) or LABEL.fullmatch(lines[at].plain):
        return False
    behind = at + _note_height(lines, at)
    return behind == len(lines) or is_label(lines, behind)


def _note_height(lines: Sequence[Line], at: int) -> int:
    height = 1
    while at + height < len(lines) and re.match(r"\d{1,2}[.．、]", lines[at + height].plain):
        height += 1
    return height


def _read_label(lines: Sequence[Line], at: int, part: int) -> tuple[list[Element], int]:
    """The line 附件1; when the title stands behind it on the same line, both."""
    line = lines[at]
    reason = Reason("附件标识", "GB/T 9704-2012 7.3.7")
    if LABEL.fullmatch(line.plain):
        return [element(Kind.ATTACHMENT, [line], reason, part=part)], at + 1
    if not is_label(lines, at) and not LABELLED.match(line.plain):
        return [], at
    cut = _label_end(line)
    label = element(Kind.ATTACHMENT, [line.cut(0, cut)], reason, part=part)
    window = [line.cut(cut, len(line.text)), *lines[at + 1 : at + _WINDOW]]
    around, taken = read_title(window, 0, part)
    if taken:
        return [label, *around], at + taken
    beside = Reason("与附件标识同行的附件标题", "GB/T 9704-2012 7.3.7")
    return [label, element(Kind.TITLE, window[:1], beside, part=part)], at + 1


def _label_end(line: Line) -> int:
    found = re.match(r"附件?\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]?", line.text)
    return found.end() if found else 0


def _mark_issuers(head: Sequence[Element]) -> tuple[str, ...]:
    marks = [squeezed(each.text).removesuffix("文件") for each in head if each.kind is Kind.ISSUER_MARK]
    return tuple(mark for mark in marks if mark)


def _title_issuers(found: Sequence[Element]) -> tuple[str, ...]:
    """The organs that the title names, each alone and all together."""
    title = next((each.text for each in found if each.kind is Kind.TITLE), "")
    organs = issuers_of(title)
    return (*organs, "".join(organs)) if organs else ()


def _type(found: Sequence[Element]) -> DocumentType | None:
    for kind in (Kind.TITLE, Kind.ISSUER_MARK):
        for each in found:
            if each.kind is kind and each.part == 0:
                named = type_of(each.text)
                if named is not None:
                    return named
    return None


def _form(found: Sequence[Element], kind: DocumentType | None) -> Form:
    if kind is DocumentType.ORDER:
        return Form.ORDER
    if kind is DocumentType.MINUTES:
        return Form.MINUTES
    numbers = [squeezed(each.text) for each in found if each.kind is Kind.NUMBER]
    if any(_LETTER_SERIES.match(number) for number in numbers):
        return Form.LETTER
    if kind is DocumentType.LETTER and not any(each.kind is Kind.ISSUER_MARK for each in found):
        return Form.ORDINARY if numbers else Form.LETTER
    if kind is None and not numbers:
        return Form.PLAIN
    return Form.ORDINARY
