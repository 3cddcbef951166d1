"""Start, stop, extend, pause and recompute the legal clocks of a matter."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.states import save_matter
from xianxing.duties.matters.errors import GuardRefused
from xianxing.duties.matters.models import Clock, ClockKind, Matter, MatterTrack, Pause
from xianxing.engines import workclock
from xianxing.office.access.models import Account
from xianxing.office.authority.actions import decide
from xianxing.office.calendars.queries import calendar
from xianxing.office.jobs.actions import cancel_timers, set_timer
from xianxing.office.ledger.actions import SYSTEM, Actor, Change, record, writing
from xianxing.office.ledger.models import Entry as LedgerEntry

DEADLINES = "matters.deadlines"
EXTENSION_CLAUSE = "信访工作条例#34"
MAX_EXTENSION_DAYS = 30


def start_clock(
    *, actor: Actor, matter: Matter, kind: ClockKind, started_on: date, now: datetime
) -> Clock | None:
    """Start the clock that the deadline table gives for this matter, arm its timers and return it.

    None is returned where the table says that no such limit applies.
    """
    decision = decide(actor=actor, table=DEADLINES, facts=deadline_facts(matter, kind), obj=matter, now=now)
    count = int(decision.outcome["count"])
    if count == 0:
        return None
    clock = new_clock(
        matter=matter,
        kind=kind,
        count=count,
        unit=decision.outcome["unit"],
        started_on=started_on,
        clauses=[clause["key"] for clause in decision.clauses],
    )
    clock.save()
    _arm(clock)
    refresh_due(matter, now=now)
    change = Change(field="due_on", before="", after=clock.due_on.isoformat())
    record("matters.clock.started", actor=actor, obj=matter, now=now, changes=[change], clauses=clock.clauses)
    return clock


def new_clock(
    *, matter: Matter, kind: ClockKind, count: int, unit: str, started_on: date, clauses: Sequence[str]
) -> Clock:
    """Return an unsaved clock with its limits computed."""
    clock = Clock(
        matter=matter, kind=kind, count=count, unit=unit, started_on=started_on, clauses=list(clauses)
    )
    _compute(clock, pauses=())
    return clock


def alarm_times(clock: Clock) -> tuple[tuple[str, str, datetime], ...]:
    """Return key, kind and moment of a saved clock's two timers."""
    internal = timezone.make_aware(datetime.combine(clock.internal_due_on, time(9, 0)))
    due = timezone.make_aware(datetime.combine(clock.due_on, time(23, 59)))
    return (
        (f"matters.clock:{clock.pk}:internal", "matters.clock.internal", internal),
        (f"matters.clock:{clock.pk}:due", "matters.clock.due", due),
    )


def deadline_facts(matter: Matter, kind: ClockKind) -> dict[str, Any]:
    """Return the facts that the deadline table asks for."""
    return {
        "clock": kind.value,
        "channel": matter.channel,
        "kind": matter.kind,
        "track": matter.track or "none",
    }


def stop_clocks(*, matter: Matter, kinds: tuple[ClockKind, ...], now: datetime) -> None:
    """Stop the running clocks of these kinds and disarm their timers."""
    for clock in matter.clocks.filter(kind__in=kinds, stopped_at__isnull=True):
        clock.stopped_at = now
        clock.save(update_fields=["stopped_at"])
        cancel_timers(clock)
    refresh_due(matter, now=now)


@writing()
def extend_clock(*, actor: Account, matter: Matter, days: int, reason: str, now: datetime) -> Clock:
    """Extend the handling of a petition by up to 30 days, once, with the head's reason (信访工作条例 34).

    Raises:
        GuardRefused: not a matter of 31(6), extended before, or too long.
    """
    clock = matter.clocks.filter(kind=ClockKind.HANDLING, stopped_at__isnull=True).first()
    if clock is None or matter.track != MatterTrack.PETITION:
        raise GuardRefused(
            _("只有按信访程序办理（第三十一条第六项）且正在办理的事项可以延期；此事项不适用"),
            (EXTENSION_CLAUSE,),
        )
    if clock.extension:
        raise GuardRefused(
            _("此事项已延期 %(n)s 日；依规只能延期一次") % {"n": clock.extension}, (EXTENSION_CLAUSE,)
        )
    if not 1 <= days <= MAX_EXTENSION_DAYS:
        raise GuardRefused(
            _("延期 %(n)s 日不符合规定；可延期 1 至 30 日，请改短") % {"n": days}, (EXTENSION_CLAUSE,)
        )
    before = clock.due_on
    clock.extension = days
    _recompute(clock)
    refresh_due(matter, now=now)
    change = Change(field="due_on", before=before.isoformat(), after=clock.due_on.isoformat())
    record(
        "matters.clock.extended",
        actor=actor,
        obj=matter,
        now=now,
        reason=reason,
        changes=[change],
        clauses=[EXTENSION_CLAUSE],
    )
    return clock


@writing()
def pause_clock(
    *, actor: Account, clock: Clock, starts_on: date, ends_on: date, reason: str, now: datetime
) -> Pause:
    """Leave the days of a hearing out of the count (信访工作条例 36).

    Raises:
        GuardRefused: the days lie in the wrong order or outside the running clock.
    """
    if starts_on > ends_on or starts_on <= clock.started_on or clock.stopped_at:
        raise GuardRefused(_("中止期间应在时限之内且起止有序；请核对日期"), ("信访工作条例#36",))
    pause = Pause.objects.create(clock=clock, starts_on=starts_on, ends_on=ends_on, reason=reason)
    before = clock.due_on
    _recompute(clock)
    refresh_due(clock.matter, now=now)
    change = Change(field="due_on", before=before.isoformat(), after=clock.due_on.isoformat())
    record(
        "matters.clock.paused",
        actor=actor,
        obj=clock.matter,
        now=now,
        reason=reason,
        changes=[change],
        clauses=["信访工作条例#36"],
    )
    return pause


def on_year_imported(entry: LedgerEntry) -> None:
    """Recompute every running provisional clock, because a year's holidays became known."""
    for clock in Clock.objects.filter(provisional=True, stopped_at__isnull=True).select_related("matter"):
        before = clock.due_on
        _recompute(clock)
        refresh_due(clock.matter, now=entry.at)
        change = Change(field="due_on", before=before.isoformat(), after=clock.due_on.isoformat())
        record("matters.clock.recomputed", actor=SYSTEM, obj=clock.matter, now=entry.at, changes=[change])


def refresh_due(matter: Matter, *, now: datetime) -> None:
    """Show on the matter the earliest limit that still runs; nothing is written when it shows already."""
    clock = matter.clocks.filter(stopped_at__isnull=True).order_by("due_on", "id").first()
    shown = (matter.due_on, matter.internal_due_on, matter.due_provisional)
    wanted = (clock.due_on, clock.internal_due_on, clock.provisional) if clock else (None, None, False)
    if shown != wanted:
        matter.due_on, matter.internal_due_on, matter.due_provisional = wanted
        save_matter(matter, now=now)


def _recompute(clock: Clock) -> None:
    _compute(clock, pauses=tuple(clock.pauses.all()))
    clock.save()
    _arm(clock)


def _compute(clock: Clock, *, pauses: tuple[Pause, ...]) -> None:
    days = calendar()
    spans = tuple(workclock.Pause(pause.starts_on, pause.ends_on, pause.reason) for pause in pauses)
    deadline = workclock.due_date(
        clock.started_on, count=clock.count, unit=workclock.Unit(clock.unit), calendar=days, pauses=spans
    )
    if clock.extension:
        deadline = workclock.extend(deadline, count=clock.extension, unit=workclock.Unit.DAY, calendar=days)
    clock.due_on = deadline.due
    clock.internal_due_on = deadline.internal_due
    clock.provisional = deadline.provisional
    clock.reasons = [{"text": reason.text, "clause": reason.clause} for reason in deadline.reasons]


def _arm(clock: Clock) -> None:
    for key, kind, at in alarm_times(clock):
        set_timer(key=key, kind=kind, due_at=at, obj=clock)
