"""What search and the palette show of papers and incoming documents, and how the index is filled anew."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse

from xianxing.duties.writing.engine.content import Content
from xianxing.duties.writing.models import Incoming, Paper
from xianxing.duties.writing.permissions import (
    INCOMING_TYPE,
    OBJECT_TYPE,
    audience,
    incoming_audience,
    visible_incoming,
    visible_papers,
)
from xianxing.office.access.models import Account
from xianxing.office.search.actions import index

Seen = dict[int, tuple[str, str, str]]


def seen_papers(account: Account, object_ids: Sequence[int]) -> Seen:
    """Return title, address and detail of those papers that the account may see, by id."""
    found = visible_papers(account).filter(pk__in=object_ids)
    return {
        paper.pk: (
            paper.title,
            reverse("writing:detail", args=[paper.pk]),
            f"{paper.number or paper.type} · {paper.get_state_display()} · {_body(paper)}",
        )
        for paper in found
    }


def seen_incoming(account: Account, object_ids: Sequence[int]) -> Seen:
    """Return title, address and detail of those incoming documents that the account may see, by id."""
    found = visible_incoming(account).filter(pk__in=object_ids)
    return {
        each.pk: (
            each.title,
            reverse("writing:incoming_detail", args=[each.pk]),
            f"{each.number} · {each.sender} · {each.get_state_display()}",
        )
        for each in found
    }


def reindex(_now: datetime) -> Iterator[object]:
    """Put every paper and every incoming document into the index anew."""
    for paper in Paper.objects.order_by("updated_at", "id").iterator(chunk_size=200):
        words = Content.of(paper.content).whole()
        yield index(
            OBJECT_TYPE,
            paper.pk,
            title=str(paper),
            text=words,
            audience=audience(paper),
            updated_at=paper.updated_at,
        )
    for each in Incoming.objects.order_by("updated_at", "id").iterator(chunk_size=200):
        yield index(
            INCOMING_TYPE,
            each.pk,
            title=str(each),
            text=f"{each.sender}\n{each.text}",
            audience=incoming_audience(each),
            updated_at=each.updated_at,
        )


def _body(paper: Paper) -> str:
    return str(paper.content.get("body", ""))[:2000]
