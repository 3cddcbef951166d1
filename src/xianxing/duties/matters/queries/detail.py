"""Everything the page of one matter shows, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import QuerySet

from xianxing.duties.matters.engine import Move, State, moves_from
from xianxing.duties.matters.models import (
    Callback,
    Clock,
    Issue,
    Link,
    LinkState,
    Matter,
    Mediation,
    Participation,
    Reply,
)
from xianxing.duties.matters.permissions import OBJECT_TYPE, visible_matters
from xianxing.office.access.models import Account
from xianxing.office.assignments.models import Assignment
from xianxing.office.ledger.queries import Line, lines, timeline
from xianxing.office.register.masking import mask_address, mask_contact, mask_name


@dataclass(frozen=True, slots=True)
class MaskedSender:
    """Who wrote in, as everyone in the office sees it."""

    entry_id: int
    receipt_number: str
    name: str
    contact: str
    address: str
    role: str
    channel: str
    erased: bool


@dataclass(frozen=True, slots=True)
class MatterDetail:
    """One matter with all that hangs on it."""

    matter: Matter
    senders: tuple[MaskedSender, ...]
    clocks: tuple[Clock, ...]
    assignments: tuple[Assignment, ...]
    replies: tuple[Reply, ...]
    callbacks: tuple[Callback, ...]
    mediations: tuple[Mediation, ...]
    links: tuple[Link, ...]
    issue: Issue | None
    timeline: tuple[Line, ...]
    moves: frozenset[Move]

    @property
    def pending_reply(self) -> Reply | None:
        """The reply that waits for a signature."""
        if self.matter.state != State.REPLYING or not self.replies:
            return None
        return self.replies[-1]

    @property
    def reported(self) -> int:
        """How many units have reported on their part."""
        return sum(1 for item in self.assignments if item.state in {"reported", "done"})


def find_matter(account: Account, pk: int) -> Matter | None:
    """Return the matter when it exists and the account may see it."""
    found = visible_matters(account).filter(pk=pk)
    return found.select_related(
        "entry", "lead", "handler__person", "decision__version", "merged_into"
    ).first()


def matter_detail(account: Account, matter: Matter) -> MatterDetail:
    """Return what the page of a matter shows to an account that may see it."""
    return MatterDetail(
        matter=matter,
        senders=tuple(_masked(part) for part in _participations(matter)),
        clocks=tuple(matter.clocks.prefetch_related("pauses")),
        assignments=tuple(_assignments(matter)),
        replies=tuple(
            matter.replies.prefetch_related("basis__instrument").select_related("drafted_by__person")
        ),
        callbacks=tuple(matter.callbacks.select_related("called_by__person")),
        mediations=tuple(matter.mediations.all()),
        links=tuple(_links(account, matter)),
        issue=Issue.objects.filter(members__matter=matter).first(),
        timeline=tuple(lines(timeline(matter))),
        moves=frozenset(moves_from(State(matter.state))),
    )


def _participations(matter: Matter) -> QuerySet[Participation]:
    return matter.participations.select_related("entry").order_by("id")[:200]


def _assignments(matter: Matter) -> QuerySet[Assignment]:
    found = Assignment.objects.filter(object_type=OBJECT_TYPE, object_id=matter.pk)
    return found.select_related("owner").prefetch_related("helpers", "reports__by__person").order_by("id")


def _links(account: Account, matter: Matter) -> QuerySet[Link]:
    seen = matter.links.filter(state=LinkState.SUGGESTED, other__in=visible_matters(account))
    return seen.select_related("other").order_by("-similarity")[:8]


def _masked(part: Participation) -> MaskedSender:
    entry = part.entry
    return MaskedSender(
        entry_id=entry.pk,
        receipt_number=entry.receipt_number,
        name=mask_name(entry.sender_name),
        contact=mask_contact(entry.sender_contact),
        address=mask_address(entry.sender_address),
        role=part.get_role_display(),
        channel=entry.get_channel_display(),
        erased=entry.erased_at is not None,
    )
