"""What a matter is about: the machine suggests, a person confirms, and each confirmation teaches."""

from datetime import datetime

from xianxing.duties.matters.actions.protecting import open_entries, restrict_entries
from xianxing.duties.matters.actions.states import save_matter
from xianxing.duties.matters.engine import Kind
from xianxing.duties.matters.models import Matter, MatterKind, TopicState
from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import Change, record, writing


@writing()
def confirm_topic(*, actor: Account, matter: Matter, topic: str, now: datetime) -> None:
    """Settle the topic of a matter."""
    change = Change(field="topic", before=matter.topic, after=topic)
    matter.topic, matter.topic_state = topic, TopicState.CONFIRMED
    save_matter(matter, now=now)
    record("matters.topic.confirmed", actor=actor, obj=matter, now=now, changes=[change])


@writing()
def confirm_kind(*, actor: Account, matter: Matter, kind: Kind, now: datetime) -> None:
    """Settle the kind of a matter; an accusation becomes known to few at once."""
    change = Change(field="kind", before=str(matter.get_kind_display()), after=str(MatterKind(kind).label))
    matter.kind, matter.kind_confirmed = MatterKind(kind), True
    matter.is_restricted = kind == Kind.ACCUSATION or matter.accused.exists()
    save_matter(matter, now=now)
    (restrict_entries if matter.is_restricted else open_entries)(actor=actor, matter=matter, now=now)
    record("matters.kind.confirmed", actor=actor, obj=matter, now=now, changes=[change])


@writing()
def reopen_topic(*, actor: Account, matter: Matter, topic: str, state: str, now: datetime) -> None:
    """Put the topic back to what it was before a confirmation was taken back."""
    change = Change(field="topic", before=matter.topic, after=topic)
    matter.topic, matter.topic_state = topic, TopicState(state)
    save_matter(matter, now=now)
    record("matters.topic.reopened", actor=actor, obj=matter, now=now, changes=[change])
