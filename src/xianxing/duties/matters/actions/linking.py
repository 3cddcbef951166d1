"""Look-alikes: the machine suggests, a person joins, refuses or splits; nothing is merged silently."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.clocks import start_clock, stop_clocks
from xianxing.duties.matters.actions.handling import refuse_accused
from xianxing.duties.matters.actions.states import move_matter, save_matter
from xianxing.duties.matters.engine import Move
from xianxing.duties.matters.errors import GuardRefused, MoveRefused
from xianxing.duties.matters.models import (
    ClockKind,
    Link,
    LinkState,
    Matter,
    Participation,
    PartyRole,
)
from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import Change, record, writing


@writing()
def join_matter(*, actor: Account, matter: Matter, into: Matter, reason: str, now: datetime) -> None:
    """Join a matter to another as one more complainant; its own clock of notice stops with the other's answer.

    Raises:
        MoveRefused: joined to itself, or to one that is finished or itself joined.
        GuardRefused: an accusation may not be joined to what its accused may see.
    """
    if matter.pk == into.pk or not into.is_open:
        raise MoveRefused(_("只能并入另一件未办结的事项；请另选，或重新办理原事项后再并"))
    if matter.is_restricted != into.is_restricted:
        raise GuardRefused(_("检举控告不得与其他事项并案，以免泄露；请分别办理"), ("信访工作条例#30",))
    if into.lead is not None:
        refuse_accused(matter, [into.lead])
    matter.merged_into = into
    change = Change(field="merged_into", before="", after=into.number)
    move_matter(actor=actor, matter=matter, move=Move.MERGE, now=now, reason=reason, changes=[change])
    stop_clocks(matter=matter, kinds=tuple(ClockKind), now=now)
    moved = matter.participations.select_related("entry")
    Participation.objects.bulk_create(
        [
            Participation(matter=into, entry=part.entry, role=PartyRole.JOINED, joined_at=now)
            for part in moved
        ],
        ignore_conflicts=True,
    )
    count_complainants(into, now=now)
    joined = Change(field="complainants", before="", after=str(into.complainants))
    record(
        "matters.complainant.joined", actor=actor, obj=into, now=now, reason=matter.number, changes=[joined]
    )
    Link.objects.filter(matter=matter, other=into).update(
        state=LinkState.ACCEPTED, decided_by_name=actor.actor_name, decided_at=now
    )


@writing()
def split_matter(*, actor: Account, matter: Matter, reason: str, now: datetime) -> None:
    """Take a joined matter out again; it starts anew from its register entry."""
    into = matter.merged_into
    matter.merged_into = None
    move_matter(actor=actor, matter=matter, move=Move.SPLIT, now=now, reason=reason)
    if into is not None:
        Participation.objects.filter(matter=into, entry__in=matter.participations.values("entry")).delete()
        count_complainants(into, now=now)
        Link.objects.filter(matter=matter, other=into).update(
            state=LinkState.REFUSED, decided_by_name=actor.actor_name, decided_at=now
        )
    start_clock(
        actor=actor,
        matter=matter,
        kind=ClockKind.NOTICE,
        started_on=timezone.localdate(matter.received_at),
        now=now,
    )


@writing()
def refuse_link(*, actor: Account, link: Link, now: datetime) -> None:
    """Say that two matters are not the same; the suggestion is not made again."""
    link.state, link.decided_by_name, link.decided_at = LinkState.REFUSED, actor.actor_name, now
    link.save(update_fields=["state", "decided_by_name", "decided_at"])
    change = Change(field="link", before=link.other.number, after="")
    record("matters.link.refused", actor=actor, obj=link.matter, now=now, changes=[change])


def count_complainants(matter: Matter, *, now: datetime) -> None:
    """Count distinct people behind a matter: one who writes ten times counts once, each nameless letter counts."""
    parts = matter.participations.annotate(key=F("entry__sender_key"))
    named = parts.exclude(key="").values("key").distinct().count()
    matter.complainants = max(1, named + parts.filter(key="").count())
    save_matter(matter, now=now)
