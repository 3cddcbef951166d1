"""What changed between two texts: word-level differences, and how much a change weighs at 复核."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from xianxing.text import cut, fold, normalise


class Mark(StrEnum):
    """How a piece stands to the earlier text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one mark."""

    text: str
    mark: Mark


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order: those not removed give ``after``, those not added give ``before``.

    Lines are matched first, words inside changed lines after, so a long text stays fast.
    """
    found: list[Piece] = []
    for tag, old, new in _matched(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if tag == "equal":
            found.append(Piece("".join(old), Mark.SAME))
        else:
            found.extend(_by_words("".join(old), "".join(new)))
    return tuple(_joined(found))


def _by_words(before: str, after: str) -> Iterator[Piece]:
    for tag, old, new in _matched(cut(before), cut(after)):
        if tag == "equal":
            yield Piece("".join(old), Mark.SAME)
            continue
        if old:
            yield Piece("".join(old), Mark.REMOVED)
        if new:
            yield Piece("".join(new), Mark.ADDED)


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield tag, old[i1:i2], new[j1:j2]


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.mark is piece.mark:
            last = Piece(last.text + piece.text, piece.mark)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


class Weight(StrEnum):
    """How much a change after signature weighs. Source: 条例 第二十五条第一项 (实质性修改)."""

    NONE = "none"
    FORM = "form"
    """Punctuation, blanks, full or half width."""
    WORDING = "wording"
    """A slip of at most two characters in a place: no figure, no negation, no name of quantity."""
    SUBSTANCE = "substance"
    """Everything else: it goes back to the original signer."""


SLIP = 2
_HEAVY = re.compile(
    r"[0-9０-９〇零一二三四五六七八九十百千万亿两半不未无非勿否免禁停全部均应须可得元年月日％%]"
)


def weigh(before: str, after: str) -> Weight:
    """How much the change from one text to the other weighs; the heaviest place counts."""
    if before == after:
        return Weight.NONE
    if fold(before) == fold(after):
        return Weight.FORM
    weight = Weight.FORM
    for removed, added in _spots(before, after):
        if fold(removed) == fold(added):
            continue
        if not _is_slip(removed, added):
            return Weight.SUBSTANCE
        weight = Weight.WORDING
    return weight


def _spots(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words that differ, without what they begin and end with in common."""
    for tag, old, new in _matched(cut(before), cut(after)):
        if tag != "equal":
            yield _trimmed("".join(old), "".join(new))


def _trimmed(old: str, new: str) -> tuple[str, str]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    old, new = old[start:], new[start:]
    end = 0
    while end < min(len(old), len(new)) and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[: len(old) - end], new[: len(new) - end]


def _is_slip(removed: str, added: str) -> bool:
    """One or two characters put in the place of as many; words added or taken away are no slip."""
    old, new = fold(removed), fold(added)
    touched = normalise(removed) + normalise(added)
    return len(old) == len(new) <= SLIP and not _HEAVY.search(touched)
