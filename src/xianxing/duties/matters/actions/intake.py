"""A matter is born from a register entry, and from nothing else."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.clocks import start_clock
from xianxing.duties.matters.actions.protecting import restrict_entries
from xianxing.duties.matters.actions.states import save_matter
from xianxing.duties.matters.engine import Kind
from xianxing.duties.matters.errors import GuardRefused
from xianxing.duties.matters.models import ClockKind, Matter, Participation, PartyRole
from xianxing.office.jobs.actions import enqueue
from xianxing.office.ledger.actions import Actor, record, writing
from xianxing.office.numbering.actions import format_number, next_number
from xianxing.office.register.models import Channel, Entry

SERIES = "事"
VISIT_CLAUSE = "信访工作条例#20"
MAX_REPRESENTATIVES = 5
UNDERSTAND = "matters.understand"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the clerk who takes a matter in already knows about it; the rest is asked or suggested later."""

    kind: Kind | None = None
    place: str = ""
    amount: int | None = None
    people_count: int = 1
    representatives: int = 1
    title: str = ""


@writing()
def open_matter(*, actor: Actor, entry: Entry, particulars: Particulars, now: datetime) -> Matter:
    """Open a matter from an entry.

    In order: a number is drawn, the matter and its first participant are saved, the clock of written notice
    starts, one ledger entry is written, and the machine is asked to suggest topic, kind and look-alikes.

    Raises:
        GuardRefused: a joint visit with more than five representatives (信访工作条例 20).
    """
    _refuse_crowd(entry, particulars)
    matter = create_matter(entry, particulars, now)
    record("matters.matter.registered", actor=actor, obj=matter, now=now)
    if matter.is_restricted:
        restrict_entries(actor=actor, matter=matter, now=now)
    start_clock(
        actor=actor,
        matter=matter,
        kind=ClockKind.NOTICE,
        started_on=timezone.localdate(entry.received_at),
        now=now,
    )
    enqueue(UNDERSTAND, {"matters": [matter.pk]}, now=now)
    return matter


def create_matter(entry: Entry, particulars: Particulars, now: datetime) -> Matter:
    """Save a matter and its first participant, numbered; call it inside ``writing()``."""
    year = timezone.localdate(now).year
    matter = Matter(
        number=format_number(SERIES, year, next_number(SERIES, year)),
        entry=entry,
        title=(particulars.title or entry.title)[:200],
        channel=entry.channel,
        received_at=entry.received_at,
        place=particulars.place[:100],
        kind=particulars.kind or Kind.HELP,
        kind_confirmed=particulars.kind is not None,
        is_restricted=particulars.kind == Kind.ACCUSATION,
        amount=particulars.amount,
        people_count=max(particulars.people_count, entry.people_count),
        created_at=now,
    )
    save_matter(matter, now=now)
    Participation.objects.create(matter=matter, entry=entry, role=PartyRole.FIRST, joined_at=now)
    return matter


def _refuse_crowd(entry: Entry, particulars: Particulars) -> None:
    if entry.channel == Channel.VISIT and particulars.representatives > MAX_REPRESENTATIVES:
        raise GuardRefused(
            _("多人来访应推选代表，代表不超过 5 人，现填 %(n)s 人；请请来访人推选不超过 5 名代表后再登记")
            % {"n": particulars.representatives},
            (VISIT_CLAUSE,),
        )
