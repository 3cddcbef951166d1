"""What goes into grouping and what comes out."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

SUGGEST_FROM = 0.25
"""Similarity from which an earlier message is shown at all."""

MATTER_FROM = 0.45
"""Similarity from which a suggestion is called the same matter, unless the places differ."""

PRE_TICK_FROM = 0.60
"""Similarity from which a suggestion arrives ticked; a person still confirms it."""


class Relation(Enum):
    """How a message stands to an earlier one."""

    DUPLICATE = "duplicate"
    SAME_MATTER = "same_matter"
    SAME_PROBLEM = "same_problem"


class Ground(Enum):
    """What a reason rests on."""

    TEXT = "text"
    WORDS = "words"
    PLACE = "place"
    COMPLAINANT = "complainant"


@dataclass(frozen=True, slots=True)
class Message:
    """A citizen's message. `complainant` identifies who sent it, None when nobody knows."""

    id: str
    time: datetime
    title: str
    text: str
    complainant: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in Chinese, for the person who decides."""

    ground: Ground
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An earlier message that may belong with the new one; `similarity` 0..1."""

    id: str
    similarity: float
    relation: Relation
    pre_ticked: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Messages that belong together, in time order; `title` is that of the most typical member."""

    members: tuple[str, ...]
    distinct_complainants: int
    places: tuple[str, ...]
    first: datetime
    last: datetime
    title: str
