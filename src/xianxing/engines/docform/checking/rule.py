"""What a rule is, and what it may look at."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from xianxing.engines.docform.parsing.issuers import issuers_of
from xianxing.engines.docform.parsing.lines import squeezed
from xianxing.engines.docform.parsing.shapes import day_of
from xianxing.engines.docform.terms import Document, DocumentType, Element, Kind, Strength

STANDARD = "GB/T 9704-2012"
REGULATIONS = "党政机关公文处理工作条例"
IN_FORCE = date(2012, 7, 1)
"""The day on which both came into force; older documents are not measured by them."""

UPWARD = frozenset({DocumentType.REPORT, DocumentType.REQUEST})
_YEAR = re.compile(r"[〔\[［【（(〈<](\d{4})")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found: the message, the stretch of the source, and what it should read instead."""

    message: str
    start: int
    end: int
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A document under examination, with what several rules need to know about it."""

    document: Document
    today: date | None = None

    def text(self, kind: Kind) -> str:
        """The text of the first element of a kind, without blanks; empty without one."""
        element = self.document.first(kind)
        return squeezed(element.text) if element else ""

    def stretch(self, element: Element) -> str:
        """The stretch of the source that an element covers."""
        return self.document.source[element.start : element.end]

    def day(self) -> date | None:
        """The day of the document, None when it has none that can be read."""
        element = self.closing_date()
        return day_of(element.text) if element else None

    def closing_date(self) -> Element | None:
        """The date under the signature; a note in parentheses under the title is not one."""
        return next((each for each in self.document.of(Kind.DATE) if each.text[:1] not in "（("), None)

    def in_force(self) -> bool:
        """Whether the document is of the time of the standard. Source: 条例 第四十二条 (2012-07-01)."""
        day = self.day()
        if day is not None:
            return day >= IN_FORCE
        years = [*_YEAR.findall(self.text(Kind.NUMBER)), *_YEAR.findall(self.text(Kind.DATE))]
        return not years or int(years[0]) >= IN_FORCE.year

    def is_upward(self) -> bool:
        """Whether the document goes to a superior organ. Source: 条例 第八条第十项、第十一项."""
        return self.document.type in UPWARD

    def issuers(self) -> tuple[str, ...]:
        """The organs that the title names before its matter."""
        title = self.document.first(Kind.TITLE)
        return issuers_of(title.text) if title else ()

    def recipients(self) -> tuple[str, ...]:
        """The main recipients one by one; a list inside parentheses stays together."""
        return names_in(self.text(Kind.MAIN_RECIPIENT).removeprefix("主送：").rstrip("：:"))

    def copies(self) -> tuple[str, ...]:
        """Those to whom copies go, one by one."""
        return names_in(re.sub("^抄[送报发][:：]", "", self.text(Kind.COPY_TO)).rstrip("。"))

    def body(self) -> tuple[Element, ...]:
        """Headings and paragraphs of the document itself."""
        wanted = {Kind.HEADING, Kind.BODY}
        return tuple(each for each in self.document.elements if each.kind in wanted and each.part == 0)

    def body_start(self) -> int:
        """Where something that is missing above the body would stand."""
        body = self.body()
        return body[0].start if body else len(self.document.source)


Look = Callable[[Case], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its lasting name, its clause (empty for practice), how strong it is, and how it looks for faults.

    A rule of the standard or of the regulations is silent on documents older than both.
    """

    name: str
    clause: str
    strength: Strength
    look: Look


def names_in(text: str) -> tuple[str, ...]:
    """The names in a list divided by 、 or ，; marks inside parentheses do not divide."""
    found, depth, name = [], 0, ""
    for mark in text:
        depth += (mark in "（(") - (mark in "）)")
        if mark in "、，,；" and depth <= 0:
            found.append(name)
            name = ""
        else:
            name += mark
    return tuple(each for each in (*found, name) if each)


def at(element: Element, message: str, fix: str | None = None) -> Fault:
    """A fault of a whole element."""
    return Fault(message, element.start, element.end, fix)


def inside(element: Element, start: int, end: int, message: str, fix: str | None = None) -> Fault:
    """A fault of a part of an element, counted in its stretch of the source."""
    return Fault(message, element.start + start, element.start + end, fix)


def missing(place: int, message: str, fix: str | None = None) -> Fault:
    """A fault of something that should stand at a place."""
    return Fault(message, place, place, fix)
