"""The source cut into lines that know where they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xianxing.engines.docform.terms import Element, Kind, Reason

_BLANK = (
    " \t\u3000\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u200b\u200c\u200d\ufeff\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
)
_SPACES = re.compile(r"\s+")
_WIDE_GAP = re.compile(r"\s{2,}|[\u3000\t]")
_HASHES = re.compile(r"(#{1,6})[ \t\u3000]+")
_MARKED = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_RULE = re.compile(r"[-—_=*─━~]{3,}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with something on it.

    `source[start:end]` is `text`, without the blanks and Markdown marks at both ends; `plain` is the text without any
    blank, and `depth` the number of `#` that stood before it. `indented` says that blanks stood before it, and
    `apart` that an empty line did.
    """

    number: int
    start: int
    end: int
    text: str
    plain: str
    depth: int = 0
    indented: bool = False
    apart: bool = False

    def cells(self) -> tuple["Line", ...]:
        """The parts of the line that wide gaps divide, each a line of its own."""
        found, at = [], 0
        for gap in _WIDE_GAP.finditer(self.text):
            found.append(self.cut(at, gap.start()))
            at = gap.end()
        return (*found, self.cut(at, len(self.text)))

    def cut(self, start: int, end: int) -> "Line":
        """The stretch of this line between two of its own places, blanks at both ends left out."""
        text = self.text[start:end]
        kept = text.lstrip(_BLANK)
        start += len(text) - len(kept)
        kept = kept.rstrip(_BLANK)
        first = self.start + start
        return Line(self.number, first, first + len(kept), kept, _SPACES.sub("", kept), self.depth)


def split_lines(source: str) -> tuple[Line, ...]:
    """The lines of the source that hold something; rules drawn with dashes are left out."""
    found, at, apart = [], 0, False
    for number, raw in enumerate(source.splitlines(keepends=True)):
        line = _line(raw, at, number, apart=apart)
        at += len(raw)
        if line is not None:
            found.append(line)
        apart = line is None
    return tuple(found)


def element(
    kind: Kind, lines: Sequence[Line], *reasons: Reason, level: int = 0, part: int = 0, run_in: bool = False
) -> Element:
    """One element that stretches over these lines. Source: the contract of `Element`."""
    text = plain_text("".join(line.text for line in lines))
    return Element(kind, text, lines[0].start, lines[-1].end, level, run_in, part, reasons=reasons)


def plain_text(text: str) -> str:
    """The text without the asterisks and underlines that make words bold in Markdown."""
    if "**" in text or "__" in text:
        return _MARKED.sub(lambda found: found[1] or found[2], text)
    return text


def squeezed(text: str) -> str:
    """The text without any blank."""
    return _SPACES.sub("", text)


def _line(raw: str, at: int, number: int, *, apart: bool) -> Line | None:
    start, end = _edges(raw, 0, len(raw))
    depth = 0
    hashes = _HASHES.match(raw, start, end)
    if hashes:
        depth, start = len(hashes[1]), hashes.end()
    if _BOLD.fullmatch(raw, start, end):
        start, end = _edges(raw, start + 2, end - 2)
    text = raw[start:end]
    plain = _SPACES.sub("", text)
    if not plain or _RULE.fullmatch(text):
        return None
    return Line(number, at + start, at + end, text, plain, depth, start > 0, apart)


def _edges(raw: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between two places without the blanks at its ends."""
    text = raw[start:end]
    kept = text.lstrip(_BLANK)
    start += len(text) - len(kept)
    return start, start + len(kept.rstrip(_BLANK))
