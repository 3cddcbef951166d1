"""What units and the office see of assignments, and what the office asks of others."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from django.db.models import Count, Model, Prefetch, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianxing.engines.workclock import Calendar, next_working_day
from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_office_member
from xianxing.office.assignments.machine import IN_THE_UNITS_HANDS
from xianxing.office.assignments.models import Assignment, AssignmentState, Report
from xianxing.office.assignments.permissions import about_the_unknown, units_of
from xianxing.office.people.models import Organ

PAGE_SIZE = 50


class Shelf(Enum):
    """One tab of the page of tasks."""

    TO_SIGN = "to_sign"
    IN_HAND = "in_hand"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    DONE = "done"


SHELF_TITLES = {
    Shelf.TO_SIGN: _("待签收"),
    Shelf.IN_HAND: _("在办"),
    Shelf.DUE_SOON: _("临期"),
    Shelf.OVERDUE: _("逾期"),
    Shelf.ANSWERED: _("待审核"),
    Shelf.DONE: _("已了结"),
}


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of a shelf, and the mark from which the next goes on (empty on the last)."""

    assignments: tuple[Assignment, ...]
    next_mark: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the office asked of a unit in a time: assignments, fields to fill in, reminders, returns."""

    assignments: int
    fields: int
    reminders: int
    returns: int


def visible_assignments(account: Account) -> QuerySet[Assignment]:
    """Return the assignments that an account may see: the office all, a unit its own and those it helps with.

    A unit's own and helped ones are found by two subqueries, so no other unit's work is ever joined in.
    """
    known = Assignment.objects.exclude(about_the_unknown(account))
    if is_office_member(account):
        return known
    units = units_of(account)
    if not units:
        return Assignment.objects.none()
    helped = Assignment.helpers.through.objects.filter(organ_id__in=units).values("assignment_id")
    return known.filter(Q(owner_id__in=units) | Q(pk__in=helped))


def shelf(account: Account, which: Shelf, *, now: datetime, days: Calendar, mark: str = "") -> TaskPage:
    """Return one page of a shelf: open work by due moment, settled work latest first."""
    found = visible_assignments(account).filter(_on(which, now, days)).select_related("owner")
    place = _place(mark)
    if which is Shelf.DONE:
        found = found.order_by("-sent_at", "-id")
        if place:
            found = found.filter(Q(sent_at__lt=place[0]) | Q(sent_at=place[0], id__lt=place[1]))
    else:
        found = found.order_by("due_at", "id")
        if place:
            found = found.filter(Q(due_at__gt=place[0]) | Q(due_at=place[0], id__gt=place[1]))
    rows = list(found[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    return TaskPage(tuple(shown), _mark(shown[-1], which) if len(rows) > PAGE_SIZE else "")


def shelf_counts(account: Account, *, now: datetime, days: Calendar) -> dict[Shelf, int]:
    """Return how many lie on each open shelf, in one query."""
    open_shelves = [which for which in Shelf if which is not Shelf.DONE]
    counts = {which.value: Count("id", filter=_on(which, now, days)) for which in open_shelves}
    found = visible_assignments(account).filter(closed_at__isnull=True).aggregate(**counts)
    return {which: found[which.value] for which in open_shelves}


def waiting_for(account: Account) -> int:
    """Return how many wait for this account: the unit's to sign and in hand, or the office's to check."""
    found = visible_assignments(account).filter(closed_at__isnull=True)
    if is_office_member(account):
        return found.filter(state__in=(AssignmentState.REPORTED, AssignmentState.DECLINED)).count()
    return found.filter(state__in=IN_THE_UNITS_HANDS, owner_id__in=units_of(account)).count()


def assignments_of(obj: Model) -> QuerySet[Assignment]:
    """Return the assignments about an object, in the order they were sent, with all that a panel shows."""
    reports = Prefetch("reports", Report.objects.select_related("by__person").prefetch_related("files"))
    found = Assignment.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)
    found = found.select_related("owner", "sent_by__person", "signed_by__person")
    return found.prefetch_related("helpers", reports).order_by("id")


def asked_of(organ: Organ, *, since: date, until: date) -> Asked:
    """Return what the office asked of a unit from one day to another, both included."""
    first = timezone.make_aware(datetime.combine(since, time.min))
    last = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
    found = Assignment.objects.filter(owner=organ, sent_at__gte=first, sent_at__lt=last).aggregate(
        assignments=Count("id"),
        fields=Sum("fields_asked", default=0),
        reminders=Sum("reminders", default=0),
        returns=Sum("returns", default=0),
    )
    return Asked(**found)


def _on(which: Shelf, now: datetime, days: Calendar) -> Q:
    """Return the condition of one shelf. Due soon is before the end of the next working day."""
    if which is Shelf.TO_SIGN:
        return Q(state=AssignmentState.SENT)
    if which is Shelf.ANSWERED:
        return Q(state__in=(AssignmentState.REPORTED, AssignmentState.DECLINED))
    if which is Shelf.DONE:
        return Q(closed_at__isnull=False)
    waiting = Q(state__in=IN_THE_UNITS_HANDS)
    if which is Shelf.IN_HAND:
        return Q(state__in=(AssignmentState.SIGNED, AssignmentState.RETURNED))
    if which is Shelf.OVERDUE:
        return waiting & Q(due_at__lt=now)
    soon = next_working_day(timezone.localtime(now).date(), calendar=days) + timedelta(days=1)
    return waiting & Q(due_at__gte=now, due_at__lt=timezone.make_aware(datetime.combine(soon, time.min)))


def _mark(assignment: Assignment, which: Shelf) -> str:
    moment = assignment.sent_at if which is Shelf.DONE else assignment.due_at
    return f"{moment.isoformat()}~{assignment.pk}"


def _place(mark: str) -> tuple[datetime, int] | None:
    moment, _tilde, last_id = mark.partition("~")
    try:
        found = datetime.fromisoformat(moment)
        return (found, int(last_id)) if found.tzinfo else None
    except ValueError:
        return None
