"""Two texts of a rule side by side, word by word. Pure.

Source: 立法技术规范（试行）（二） on how an amendment is shown; Myers' problem as solved by difflib.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from xianxing.office.authority.engine import Article
from xianxing.text import cut

CLOSE = 0.5
"""Two articles whose words agree at least so far are the same article with another number."""


class Mark(StrEnum):
    """Whether a piece stands on both sides or on one."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class State(StrEnum):
    """What became of an article."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with its mark."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Side:
    """An article on one side."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One article in both texts, None on the side that does not have it."""

    state: State
    before: Side | None
    after: Side | None


def compare_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts as pieces, with the words that only one of them has marked.

    Source: difflib (longest matching blocks).
    """
    old, new = _words(before), _words(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, first, second, third, fourth in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, fresh = "".join(old[first:second]), "".join(new[third:fourth])
        if tag == "equal":
            left.append(Piece(gone, Mark.SAME))
            right.append(Piece(fresh, Mark.SAME))
            continue
        left += [Piece(gone, Mark.GONE)] if gone else []
        right += [Piece(fresh, Mark.NEW)] if fresh else []
    return tuple(left), tuple(right)


def compare_laws(before: Sequence[Article], after: Sequence[Article]) -> tuple[Pair, ...]:
    """Return the articles of two texts in the order of the new one, what was dropped where it stood.

    Articles of equal words are paired first, then those of the same number that are close, then the closest of
    those that are left between the same neighbours.

    Source: decision; 立法法 第六十五条 for the article as the unit.
    """
    matched = _match(before, after)
    taken = set(matched.values())
    pairs: list[Pair] = []
    place = 0
    for index, article in enumerate(after):
        partner = matched.get(index)
        if partner is not None:
            pairs += [_removed(each) for at, each in _between(before, place, partner) if at not in taken]
            place = max(place, partner + 1)
            pairs.append(_pair(before[partner], article))
        else:
            pairs.append(Pair(State.ADDED, None, Side(article.label, (Piece(article.text, Mark.NEW),))))
    return (*pairs, *(_removed(each) for at, each in _between(before, place, len(before)) if at not in taken))


def _words(text: str) -> list[str]:
    """The text as words that join to exactly the text again."""
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        words = list(cut(line))
        found += words if "".join(words) == line else list(line)
    return found


def _match(before: Sequence[Article], after: Sequence[Article]) -> dict[int, int]:
    """The new articles' places with those of the old articles that they continue."""
    matched: dict[int, int] = {}
    by_text = {article.text: place for place, article in reversed(list(enumerate(before)))}
    for index, article in enumerate(after):
        place = by_text.pop(article.text, None)
        if place is not None:
            matched[index] = place
    free = [place for place in range(len(before)) if place not in set(matched.values())]
    for index, article in enumerate(after):
        if index in matched or not free:
            continue
        scored = [(_closeness(before[place], article), -abs(place - index), place) for place in free]
        score, _near, place = max(scored)
        if score >= CLOSE:
            matched[index] = place
            free.remove(place)
    return matched


def _closeness(first: Article, second: Article) -> float:
    """How much of the two texts agrees, from 0 to 1; the same number weighs a little."""
    bonus = 0.1 if first.place == second.place else 0.0
    matcher = SequenceMatcher(None, first.text, second.text, autojunk=False)
    if matcher.quick_ratio() + bonus < CLOSE:
        return 0.0
    return matcher.ratio() + bonus


def _between(before: Sequence[Article], first: int, last: int) -> Iterator[tuple[int, Article]]:
    return ((place, before[place]) for place in range(first, last))


def _pair(old: Article, new: Article) -> Pair:
    left, right = compare_words(old.text, new.text)
    state = State.CHANGED if old.text != new.text else State.SAME
    if state is State.SAME and old.place != new.place:
        state = State.MOVED
    return Pair(state, Side(old.label, left), Side(new.label, right))


def _removed(article: Article) -> Pair:
    return Pair(State.REMOVED, Side(article.label, (Piece(article.text, Mark.GONE),)), None)
