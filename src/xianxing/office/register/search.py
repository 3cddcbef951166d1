"""Entries in the search index: for the office, or for its head alone when they are restricted."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.urls import reverse

from xianxing.office.access.models import Account
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.permissions import visible_entries
from xianxing.office.search.actions import index
from xianxing.office.search.queries import find

OBJECT_TYPE = "register.entry"
FOUND_LIMIT = 500
"""The book shows the latest 500 entries that hold the words; more words narrow them further."""


def put_into_index(entry: Entry) -> None:
    """Put an entry's number, title and text into the index; never its sender."""
    index(
        OBJECT_TYPE,
        entry.pk,
        title=f"{entry.receipt_number} {entry.title}",
        text=entry.text,
        audience=("head",) if entry.restricted_at else ("office",),
        updated_at=entry.received_at,
    )


def find_entries(words: str) -> list[int]:
    """Return the ids of the latest entries that hold every word; the caller narrows them to who asks."""
    hits = find(words, audience=("office", "head"), limit=FOUND_LIMIT, object_type=OBJECT_TYPE)
    return [hit.object_id for hit in hits]


def shown_entries(account: Account, entry_ids: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """Return title, address and detail of those entries that the account may see."""
    found = visible_entries(account).filter(id__in=entry_ids)
    entries = found.only("id", "title", "receipt_number", "channel")
    return {
        entry.pk: (
            entry.title,
            reverse("register:entry", args=[entry.pk]),
            f"{entry.receipt_number} · {Channel(entry.channel).label}",
        )
        for entry in entries
    }


def reindex(now: datetime) -> Iterator[int]:  # noqa: ARG001
    """Put every entry into the index anew, oldest first, and yield its id."""
    for entry in Entry.objects.order_by("id").iterator(chunk_size=500):
        put_into_index(entry)
        yield entry.pk
