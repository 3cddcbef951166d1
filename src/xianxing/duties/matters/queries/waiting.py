"""What waits for someone: for the head's decision, for its limit, for anyone at all. A fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from xianxing.duties.matters.models import (
    Callback,
    Clock,
    ClockKind,
    Issue,
    Level,
    LinkRelation,
    Matter,
    MatterState,
    MatterTrack,
    Reply,
)
from xianxing.duties.matters.permissions import OBJECT_TYPE, visible_matters
from xianxing.engines.workclock import Calendar
from xianxing.office.access.models import Account
from xianxing.office.assignments.models import Assignment
from xianxing.office.duty import RISK_DAYS
from xianxing.office.ledger.models import Entry as LedgerEntry

MOST = 12
MOST_AT_RISK = 30
FEW = 6
CLOSE_OF_BUSINESS = time(17, 30)
EXTENSION_DAYS = 5
CALLBACK_DAYS = 14
HOT_DAYS = 30
IN_UNITS_HANDS = ("sent", "signed", "returned")
NEEDS = {
    "leaders": (Level.OFFICE, Level.LEAD_UNIT, Level.COORDINATION),
    "coordination": (Level.OFFICE, Level.LEAD_UNIT),
}
"""Where the authority table sends a matter, and the levels that lie below."""


@dataclass(frozen=True, slots=True)
class Unreported:
    """The work on a matter that lies with a unit."""

    assignment_id: int
    unit: str


def last_close(now: datetime, days: Calendar) -> datetime:
    """Return the end of the last working day before today: what came since came overnight."""
    yesterday = timezone.localdate(now) - timedelta(days=1)
    day = date.fromordinal(days.nth_worked_after(yesterday.toordinal(), 0))
    return timezone.make_aware(datetime.combine(day, CLOSE_OF_BUSINESS))


def for_signature(account: Account) -> list[Matter]:
    """Return the matters whose reply waits for a signature, the longest waiting first."""
    last = Reply.objects.filter(matter=OuterRef("pk")).order_by("-id")
    rows = _rows(account).filter(state=MatterState.REPLYING)
    rows = rows.annotate(
        reply_opinion=Subquery(last.values("opinion")[:1]),
        reply_at=Subquery(last.values("drafted_at")[:1]),
    )
    return list(rows.order_by("reply_at", "id")[:MOST])


def going_up(account: Account) -> list[Matter]:
    """Return the open matters that the authority table sends further up than they stand."""
    needed = Q(pk__in=[])
    for wanted, below in NEEDS.items():
        needed |= Q(decision__outcome__escalate_to=wanted, level__in=below)
    rows = _rows(account).filter(needed, state__in=(MatterState.ACCEPTED, MatterState.WORKING))
    return list(rows.order_by("due_on", "id")[:MOST])


def to_extend(account: Account, today: date) -> list[Matter]:
    """Return the petitions in hand whose limit is near and may be extended (信访工作条例 34)."""
    clocks = Clock.objects.filter(
        kind=ClockKind.HANDLING,
        stopped_at__isnull=True,
        extension=0,
        due_on__range=(today, today + timedelta(EXTENSION_DAYS)),
    )
    rows = _rows(account).filter(track=MatterTrack.PETITION, state=MatterState.WORKING)
    return list(rows.filter(pk__in=clocks.values("matter_id")).order_by("due_on", "id")[:MOST])


def not_settled(account: Account, now: datetime) -> list[Matter]:
    """Return the answered matters of which the person said, when last called back, that they are not settled."""
    last = Callback.objects.filter(matter=OuterRef("pk")).order_by("-id")
    rows = _rows(account).filter(
        state__in=(MatterState.ANSWERED, MatterState.CLOSED),
        updated_at__gte=now - timedelta(days=CALLBACK_DAYS),
    )
    rows = rows.annotate(last_settled=Subquery(last.values("settled")[:1]))
    return list(rows.filter(last_settled=False).order_by("-updated_at", "-id")[:FEW])


def restricted_waiting(account: Account) -> list[Matter]:
    """Return the accusations that have not been forwarded."""
    rows = _rows(account).filter(is_restricted=True, state=MatterState.REGISTERED)
    return list(rows.order_by("received_at", "id")[:MOST])


def at_risk(account: Account, today: date) -> list[Matter]:
    """Return the open matters whose limit has passed or comes within ``RISK_DAYS``, the nearest first."""
    return _at_risk(_rows(account), today)


def my_risks(account: Account, today: date) -> list[Matter]:
    """Return those of ``at_risk`` that the account has in hand."""
    return _at_risk(_rows(account).filter(handler=account), today)


def arrived_since(account: Account, since: datetime) -> list[Matter]:
    """Return what came in since a moment and nobody has taken up, the latest first."""
    rows = _rows(account).filter(state=MatterState.REGISTERED, received_at__gte=since, is_restricted=False)
    return list(rows.order_by("-received_at", "-id")[:MOST])


def not_taken_up(account: Account, before: datetime) -> list[Matter]:
    """Return what came in before a moment and still nobody has taken up, the oldest first."""
    rows = _rows(account).filter(state=MatterState.REGISTERED, received_at__lt=before, is_restricted=False)
    return list(rows.order_by("received_at", "id")[:MOST])


def longest_waiting(account: Account) -> list[Matter]:
    """Return the open matters that came in first."""
    rows = _rows(account).filter(ended_at__isnull=True)
    return list(rows.order_by("received_at", "id")[:FEW])


def hot_issues(now: datetime) -> list[Issue]:
    """Return the issues of one matter on which something came in lately, by distinct people; they name no one."""
    lately = Issue.objects.filter(
        last_at__gte=now - timedelta(days=HOT_DAYS), relation=LinkRelation.SAME_MATTER
    )
    return list(lately.order_by("-complainants", "-id")[:FEW])


def next_of(account: Account) -> list[Matter]:
    """Return what a handler has to do next: to give out, to answer, to close."""
    busy = Assignment.objects.filter(
        object_type=OBJECT_TYPE, object_id=OuterRef("pk"), closed_at__isnull=True
    )
    rows = _rows(account).filter(handler=account)
    rows = rows.annotate(busy=Subquery(busy.values("pk")[:1]))
    due = (
        Q(state=MatterState.ACCEPTED)
        | Q(state=MatterState.WORKING, busy=None)
        | Q(state=MatterState.ANSWERED)
    )
    return list(rows.filter(due).order_by("due_on", "id")[:MOST])


def gone_up(account: Account) -> list[Matter]:
    """Return the open matters that have come up to the leaders."""
    rows = _rows(account).filter(level=Level.LEADERS, ended_at__isnull=True)
    return list(rows.order_by("due_on", "id")[:MOST])


def instructed(account: Account) -> list[Matter]:
    """Return the matters on which this leader wrote, the latest first, those that ended too."""
    written = LedgerEntry.objects.filter(verb="matters.instruction.given", actor_id=account.pk)
    latest = written.values("object_id").annotate(last=Max("sequence")).order_by("-last")[:MOST]
    ids = [row["object_id"] for row in latest]
    found = {matter.pk: matter for matter in _rows(account).filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]


def unreported(matters: list[Matter]) -> dict[int, Unreported]:
    """Return the work on each matter that lies with a unit, in one query."""
    found = Assignment.objects.filter(
        object_type=OBJECT_TYPE, object_id__in=[matter.pk for matter in matters], state__in=IN_UNITS_HANDS
    )
    return {each.object_id: Unreported(each.pk, str(each.owner)) for each in found.select_related("owner")}


def is_past_authority(matter: Matter) -> bool:
    """Return whether the office may not settle the matter as it stands, by the decision it carries."""
    if matter.decision is None or matter.decision.outcome["may_settle"]:
        return False
    wanted = matter.decision.outcome["escalate_to"]
    return wanted == "none" or matter.level in NEEDS.get(wanted, ())


def _rows(account: Account) -> QuerySet[Matter]:
    return visible_matters(account).select_related("lead", "handler__person", "decision")


def _at_risk(rows: QuerySet[Matter], today: date) -> list[Matter]:
    near = rows.filter(ended_at__isnull=True, due_on__lte=today + timedelta(days=RISK_DAYS))
    return list(near.order_by("due_on", "id")[:MOST_AT_RISK])
