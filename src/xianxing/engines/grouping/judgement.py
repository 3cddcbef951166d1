"""From measures to a verdict: similarity, relation and the reasons a person reads."""

from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from xianxing.engines.grouping.model import (
    MATTER_FROM,
    PRE_TICK_FROM,
    SUGGEST_FROM,
    Ground,
    Message,
    Reason,
    Relation,
    Suggestion,
)
from xianxing.engines.grouping.places import PlaceMatch, Places, compare_places, find_places, shared_site
from xianxing.engines.grouping.sketch import NEAR_DUPLICATE_FROM, resemblance, sketch, text_key
from xianxing.text import fold

PLACE_FACTOR = {PlaceMatch.SAME: 1.2, PlaceMatch.UNKNOWN: 1.0, PlaceMatch.DIFFERENT: 0.8}
"""What the cosine is multiplied by: a shared site speaks for the same matter, different places against it."""

COSINE_FLOOR = SUGGEST_FROM**2 / max(PLACE_FACTOR.values())
"""Below this cosine two different texts cannot reach `SUGGEST_FROM`."""

SHARE_COSINE_FROM = 0.35
"""Texts that share most of their shingles have this cosine; below it shingles are not compared."""


LESS_THAN_SAME = 0.99
"""Similarity of two different texts is at most this: 1 says that nothing needs to be read again."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is kept of a message besides its terms."""

    id: str
    time: datetime
    title: str
    complainant: str | None
    places: Places
    key: bytes
    sketch: bytes


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two messages compare; symmetric. `share` is that of common text, 0 when it is not most of it."""

    similarity: float
    match: PlaceMatch
    share: float
    same_text: bool


def subject_of(message: Message) -> Subject:
    """The part of a message that a verdict needs."""
    folded = fold(f"{message.title} {message.text}")
    return Subject(
        id=message.id,
        time=message.time,
        title=message.title,
        complainant=message.complainant,
        places=find_places(message.title, message.text),
        key=text_key(folded),
        sketch=sketch(folded),
    )


def compare(one: Subject, other: Subject, cosine: float) -> Likeness:
    """How two messages compare, given the cosine of their terms; symmetric; similarity 1 for the same text.

    The square root spreads the low cosines of short texts over the scale of the bands and changes no order.
    Texts that share most of their shingles are at least as similar as that share.
    """
    match = compare_places(one.places, other.places)
    if one.key == other.key:
        return Likeness(1.0, match, 1.0, same_text=True)
    share = resemblance(one.sketch, other.sketch) if cosine >= SHARE_COSINE_FROM else 0.0
    share = share if share >= NEAR_DUPLICATE_FROM else 0.0
    return Likeness(
        min(LESS_THAN_SAME, max(sqrt(cosine * PLACE_FACTOR[match]), share)), match, share, same_text=False
    )


def judge(new: Subject, earlier: Subject, likeness: Likeness) -> Suggestion:
    """What the office is told about an earlier message."""
    relation = relate(likeness)
    return Suggestion(
        id=earlier.id,
        similarity=likeness.similarity,
        relation=relation,
        pre_ticked=likeness.similarity >= PRE_TICK_FROM and relation is not Relation.SAME_PROBLEM,
        reasons=tuple(_reasons(new, earlier, likeness)),
    )


def relate(likeness: Likeness) -> Relation:
    """DUPLICATE for the same text, or most of it about no other place; then by place and similarity."""
    if likeness.same_text:
        return Relation.DUPLICATE
    if likeness.match is PlaceMatch.DIFFERENT or likeness.similarity < MATTER_FROM:
        return Relation.SAME_PROBLEM
    return Relation.DUPLICATE if likeness.share else Relation.SAME_MATTER


def _reasons(new: Subject, earlier: Subject, likeness: Likeness) -> list[Reason]:
    reasons = [_text_reason(likeness), _place_reason(new.places, earlier.places, likeness.match)]
    if new.complainant is not None and new.complainant == earlier.complainant:
        reasons.append(Reason(Ground.COMPLAINANT, f"同一来件人{earlier.time:%Y-%m-%d}已有来件，属重复来件"))
    return reasons


def _text_reason(likeness: Likeness) -> Reason:
    if likeness.same_text:
        return Reason(Ground.TEXT, "标题和正文相同（不计空格、标点和大小写）")
    if likeness.share:
        return Reason(Ground.TEXT, f"文字约{likeness.share:.0%}相同")
    return Reason(Ground.WORDS, f"用词相似，相似度{likeness.similarity:.2f}")


def _place_reason(new: Places, earlier: Places, match: PlaceMatch) -> Reason:
    if match is PlaceMatch.SAME:
        return Reason(Ground.PLACE, f"地点相同：{shared_site(new, earlier)}")
    if match is PlaceMatch.DIFFERENT:
        return Reason(Ground.PLACE, f"地点不同：{_named(new)}与{_named(earlier)}")
    return Reason(Ground.PLACE, "地点未写明，请核对是否同一处")


def _named(places: Places) -> str:
    return (places.headline or places.districts)[0]
