"""Open many matters at once, as imports do: the same records as one by one, with few queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from xianxing.duties.matters.actions.clocks import DEADLINES, alarm_times, deadline_facts, new_clock
from xianxing.duties.matters.actions.intake import SERIES, UNDERSTAND
from xianxing.duties.matters.models import Clock, ClockKind, Matter, Participation
from xianxing.duties.matters.permissions import audience
from xianxing.office.authority.deciding import Ruling, rule
from xianxing.office.authority.models import Decision
from xianxing.office.jobs.actions import enqueue
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.actions import Actor, record_many
from xianxing.office.notices.actions import touch
from xianxing.office.numbering.actions import format_number, next_numbers
from xianxing.office.register.models import Entry
from xianxing.office.search.bulk import NewDocument, index_new


@dataclass(frozen=True, slots=True)
class Notice:
    """The ruling on written notice and the limit that follows, shared by matters with the same facts."""

    ruling: Ruling
    clock: Clock


def open_matters(
    *, actor: Actor, entries: Sequence[Entry], places: Sequence[str], now: datetime
) -> list[Matter]:
    """Open a matter for each registered entry, in order; call it inside ``writing()``.

    Notice runs from today: the office received these things when it imported them.
    """
    year = timezone.localdate(now).year
    numbers = next_numbers(SERIES, year, len(entries))
    matters = [
        _new_matter(entry, place, format_number(SERIES, year, number), now)
        for entry, place, number in zip(entries, places, numbers, strict=True)
    ]
    known: dict[tuple[Any, ...], Notice] = {}
    notices = [_notice_of(matter, timezone.localdate(now), known=known) for matter in matters]
    Matter.objects.bulk_create(matters, batch_size=200)
    Participation.objects.bulk_create(
        [Participation(matter=matter, entry=matter.entry, joined_at=now) for matter in matters],
        batch_size=400,
    )
    _keep_notices(actor, matters, notices, now)
    index_new("matters.matter", [_document(matter) for matter in matters])
    record_many("matters.matter.registered", actor=actor, objects=matters, now=now)
    enqueue(UNDERSTAND, {"matters": [matter.pk for matter in matters]}, now=now)
    touch("matters", now)
    return matters


def _new_matter(entry: Entry, place: str, number: str, now: datetime) -> Matter:
    return Matter(
        number=number,
        entry=entry,
        title=entry.title[:200],
        channel=entry.channel,
        received_at=entry.received_at,
        place=place[:100],
        people_count=entry.people_count,
        created_at=now,
        updated_at=now,
    )


def _notice_of(matter: Matter, today: date, *, known: dict[tuple[Any, ...], Notice]) -> Notice:
    """Return the ruling and the limit that matters of this kind share, and put the limit on the matter."""
    facts = deadline_facts(matter, ClockKind.NOTICE)
    key = tuple(facts.values())
    if key not in known:
        ruling = rule(DEADLINES, facts)
        clock = new_clock(
            matter=matter,
            kind=ClockKind.NOTICE,
            count=int(ruling.outcome["count"]),
            unit=str(ruling.outcome["unit"]),
            started_on=today,
            clauses=ruling.clause_keys,
        )
        known[key] = Notice(ruling, clock)
    limit = known[key].clock
    matter.due_on, matter.internal_due_on, matter.due_provisional = (
        limit.due_on,
        limit.internal_due_on,
        limit.provisional,
    )
    return known[key]


def _keep_notices(actor: Actor, matters: Sequence[Matter], notices: Sequence[Notice], now: datetime) -> None:
    pairs = list(zip(matters, notices, strict=True))
    Decision.objects.bulk_create(
        [notice.ruling.decision_on(matter, actor=actor, now=now) for matter, notice in pairs], batch_size=200
    )
    clocks = Clock.objects.bulk_create(
        [_copy(notice.clock, matter) for matter, notice in pairs], batch_size=200
    )
    Timer.objects.bulk_create([timer for clock in clocks for timer in _timers(clock)], batch_size=400)


def _copy(clock: Clock, matter: Matter) -> Clock:
    return Clock(
        matter=matter,
        kind=clock.kind,
        count=clock.count,
        unit=clock.unit,
        started_on=clock.started_on,
        due_on=clock.due_on,
        internal_due_on=clock.internal_due_on,
        provisional=clock.provisional,
        reasons=clock.reasons,
        clauses=clock.clauses,
    )


def _timers(clock: Clock) -> list[Timer]:
    return [
        Timer(key=key, kind=kind, due_at=at, object_type="matters.clock", object_id=clock.pk)
        for key, kind, at in alarm_times(clock)
    ]


def _document(matter: Matter) -> NewDocument:
    text = f"{matter.entry.receipt_number} {matter.place} {matter.entry.text}"
    return NewDocument(
        matter.pk, f"{matter.number} {matter.title}", text, audience(matter), matter.updated_at
    )
