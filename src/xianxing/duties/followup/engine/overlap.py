"""Whether a task would be repeated or multi-headed supervision of a unit, found before it is sent.

Source: 政府督查工作条例 第十五条: 严格控制督查频次和时限; 严禁重复督查、多头督查、越权督查.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xianxing.text import bigrams

CLAUSE = "政府督查工作条例#15.2"
SAME_ALREADY = 0.5
"""From this share of common pairs of characters two requests are taken for the same question."""


class Fault(StrEnum):
    """What is wrong with asking this unit now."""

    REPEATED = "repeated"
    MULTIPLE = "multiple"
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to a unit: which, on what, on whose mandate, from one day to another."""

    key: int
    unit: int
    words: str
    mandate: str
    sent_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Overlap:
    """A request that the new one would repeat or compete with (``key``; 0 for too many), and how alike they are."""

    fault: Fault
    key: int
    likeness: float
    count: int = 0


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many requests one unit may get within so many days."""

    most: int = 6
    days: int = 30


def find_overlaps(new: Asked, earlier: Iterable[Asked], *, frequency: Frequency) -> tuple[Overlap, ...]:
    """Return what speaks against a request: the most alike first, too many at the end.

    Only requests to the same unit whose time overlaps are compared. The same question on the same mandate is
    repeated, on another mandate it comes from several heads.

    Source: 政府督查工作条例 第十五条第二款.
    """
    mine = [each for each in earlier if each.unit == new.unit and each.key != new.key]
    found = [overlap for each in mine if _together(new, each) and (overlap := _compared(new, each))]
    found.sort(key=lambda overlap: (-overlap.likeness, overlap.key))
    since = new.sent_on - timedelta(days=frequency.days)
    lately = sum(1 for each in mine if since < each.sent_on <= new.sent_on)
    if lately >= frequency.most:
        found.append(Overlap(Fault.TOO_OFTEN, 0, 0.0, lately + 1))
    return tuple(found)


def likeness(one: str, other: str) -> float:
    """Return how much two requests ask the same, 0..1: common pairs of characters over those of the shorter.

    Source: measured against the shorter, since one of two equal questions often says more around it.
    """
    mine, theirs = set(bigrams(one)), set(bigrams(other))
    shorter = min(len(mine), len(theirs))
    return len(mine & theirs) / shorter if shorter else 0.0


def asks_the_same(one: str, other: str) -> bool:
    """Return whether two requests are word for word the same question. Source: letters and digits alone count."""
    return bigrams(one) == bigrams(other)


def _together(one: Asked, other: Asked) -> bool:
    return one.sent_on <= other.due_on and other.sent_on <= one.due_on


def _compared(new: Asked, other: Asked) -> Overlap | None:
    alike = likeness(new.words, other.words)
    if alike < SAME_ALREADY:
        return None
    fault = Fault.REPEATED if new.mandate == other.mandate else Fault.MULTIPLE
    return Overlap(fault, other.key, round(alike, 2))
