"""Register many things that came in at once, with few queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.files.classified import refuse_classified
from xianxing.office.ledger.actions import Actor, record_many
from xianxing.office.numbering.actions import format_number, next_numbers
from xianxing.office.register.actions import SERIES
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.search import OBJECT_TYPE
from xianxing.office.register.senders import ANONYMOUS, Sender, sender_key
from xianxing.office.search.bulk import NewDocument, index_new
from xianxing.text import normalise


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that came in, as a reader of files found it."""

    channel: Channel
    received_at: datetime
    title: str
    text: str
    sender: Sender = ANONYMOUS
    source_reference: str = ""
    people_count: int = 1


def clean_arrival(arrival: Arrival) -> Entry:
    """Return the unsaved, unnumbered entry of an arrival.

    Raises:
        ClassifiedMaterial: the title or the text bears a mark of classification.
    """
    title, text = normalise(arrival.title), normalise(arrival.text)
    refuse_classified(title, where=_("标题"))
    refuse_classified(text, where=_("内容"))
    return Entry(
        channel=arrival.channel,
        received_at=arrival.received_at,
        title=(title or text)[:200],
        text=text,
        people_count=arrival.people_count,
        source_reference=normalise(arrival.source_reference)[:80],
        sender_name=normalise(arrival.sender.name)[:60],
        sender_contact=normalise(arrival.sender.contact)[:100],
        sender_address=normalise(arrival.sender.address)[:200],
        sender_key=sender_key(arrival.sender),
    )


def register_all(*, actor: Actor, entries: Sequence[Entry], now: datetime) -> list[Entry]:
    """Number, save, index and record cleaned entries, in order; call it inside ``writing()``."""
    year = timezone.localtime(now).year
    for entry, number in zip(entries, next_numbers(SERIES, year, len(entries)), strict=True):
        entry.receipt_number = format_number(SERIES, year, number)
        entry.recorded_at = now
        entry.recorded_by_id = actor.actor_id
    saved = Entry.objects.bulk_create(entries, batch_size=200)
    index_new(OBJECT_TYPE, [_document(entry) for entry in saved])
    record_many("register.entry.registered", actor=actor, objects=saved, now=now)
    return saved


def _document(entry: Entry) -> NewDocument:
    title = f"{entry.receipt_number} {entry.title}"
    return NewDocument(entry.pk, title, entry.text, ("office",), entry.received_at)
