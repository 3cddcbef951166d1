"""What goes in and what comes out."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote: a title (may be empty) and the text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A message with the label a person of the office gave it (below the first level: names joined by /)."""

    message: Message
    label: str


class Decision(StrEnum):
    """What the office may do with a verdict."""

    AUTO = "auto"
    SUGGEST = "suggest"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Scored:
    """A label and the probability (0..1) that it is the right one."""

    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in Chinese, and where it comes from: the keywords, earlier confirmations, or an article."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """At most three labels, the likeliest first; what to do with them; and the words that decided."""

    labels: tuple[Scored, ...]
    decision: Decision
    reasons: tuple[Reason, ...]
