"""The imprint (版记): whom copies go to, who printed it and when."""

import re
from collections.abc import Iterator, Sequence

from xianxing.engines.docform.parsing.closing import is_note
from xianxing.engines.docform.parsing.lines import Line, element
from xianxing.engines.docform.terms import Element, Kind, Reason

_COPY = re.compile(r"(?:抄\s*送|抄\s*报|抄\s*发|分\s*送)(?:机关|单位)?\s*[:：]")
_MAIN = re.compile(r"主\s*送\s*[:：]")
_PRINTED = re.compile(r".{2,60}[年月日\d]\s*(?:印发|印制|印)")
_TALLEST = 24


def find_imprint(lines: Sequence[Line], at: int) -> int:
    """The place where the imprint starts, at the end of the lines; their number when there is none. Source: 7.4."""
    for place in range(max(at, len(lines) - _TALLEST), len(lines)):
        if _opens(lines[place], place, at) and _all_imprint(lines[place:]):
            return place
    return len(lines)


def read_imprint(lines: Sequence[Line]) -> Iterator[Element]:
    """The elements of the imprint. Source: GB/T 9704-2012 7.4.2 and 7.4.3."""
    held: list[Line] = []
    for line in lines:
        alone = _PRINTED.fullmatch(line.text) is not None or is_note(line)
        if held and (alone or _COPY.match(line.text) or _MAIN.match(line.text)):
            yield _listed(held)
            held = []
        if alone:
            yield _alone(line)
        else:
            held.append(line)
    if held:
        yield _listed(held)


def _opens(line: Line, place: int, at: int) -> bool:
    if _COPY.match(line.text) or (_MAIN.match(line.text) and place > at + 2):
        return True
    return _PRINTED.fullmatch(line.text) is not None and len(line.plain) <= 50 and "《" not in line.plain


def _all_imprint(lines: Sequence[Line]) -> bool:
    """Whether nothing but copies, printing and notes follows; a list of organs may run over several lines."""
    listing = False
    for line in lines:
        if _COPY.match(line.text) or _MAIN.match(line.text):
            listing = True
        elif _PRINTED.fullmatch(line.text) or is_note(line):
            listing = False
        elif not listing:
            return False
        if listing and line.plain.endswith("。"):
            listing = False
    return True


def _alone(line: Line) -> Element:
    if is_note(line):
        return element(Kind.NOTE, [line], Reason("圆括号内的附注", "GB/T 9704-2012 7.3.6"))
    return element(Kind.PRINTED_BY, [line], Reason("印发机关、印发日期和“印发”", "GB/T 9704-2012 7.4.3"))


def _listed(lines: Sequence[Line]) -> Element:
    if _MAIN.match(lines[0].text):
        return element(Kind.MAIN_RECIPIENT, lines, Reason("移到版记的主送机关", "GB/T 9704-2012 7.4.2"))
    return element(Kind.COPY_TO, lines, Reason("以“抄送：”开头", "GB/T 9704-2012 7.4.2"))
