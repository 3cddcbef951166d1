"""Online events: each message as it arrives joins an event or opens one."""

from dataclasses import dataclass

from xianxing.engines.grouping.index import Index
from xianxing.engines.grouping.model import Message, Relation, Suggestion

JOIN_FROM = 0.55
"""Similarity to an earlier message from which the new one is put into its event."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a message was put: `event` is the id of the event's first message, `nearest` what decided."""

    event: str
    duplicate_of: str | None
    nearest: Suggestion | None


class EventStream:
    """Events over messages given in time order."""

    def __init__(self) -> None:
        self._index = Index()
        self._events: dict[str, str] = {}

    def take(self, message: Message) -> Placement:
        """The placement of the next message, a proposal for a person.

        It joins the event of the most similar earlier message of the same matter from `JOIN_FROM`; else it
        opens an event under its own id. `duplicate_of` is the most similar of the earlier messages with (nearly)
        the same text.

        Raises: KnownIdError when the id was given before.

        Source: docs/engines/grouping.md, events.
        """
        suggestions = self._index.take(message)
        copies = [each for each in suggestions if each.relation is Relation.DUPLICATE]
        joined = [*copies, *(each for each in suggestions if _joins(each))]
        event = self._events[joined[0].id] if joined else message.id
        self._events[message.id] = event
        return Placement(
            event=event,
            duplicate_of=copies[0].id if copies else None,
            nearest=next(iter([*joined, *suggestions]), None),
        )


def _joins(suggestion: Suggestion) -> bool:
    return suggestion.relation is not Relation.SAME_PROBLEM and suggestion.similarity >= JOIN_FROM
