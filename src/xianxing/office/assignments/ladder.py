"""The reminder ladder: the unit one working day before, again when it is due, then its head and the office.

Each rung is a timer, so it fires once whatever crashes. A rung does nothing when the unit has answered.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.engines.workclock import Calendar, next_working_day
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.assignments.machine import IN_THE_UNITS_HANDS
from xianxing.office.assignments.models import Assignment
from xianxing.office.calendars.queries import calendar
from xianxing.office.jobs.actions import cancel_timers, set_timer
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.actions import SYSTEM, Change, record
from xianxing.office.notices.actions import notify, touch
from xianxing.office.people.models import Appointment, Organ

DUE_SOON = "assignments.due_soon"
DUE = "assignments.due"
OVERDUE = "assignments.overdue"
MORNING = time(9, 0)
"""When the rungs before and after the due moment fire: at the beginning of the office's day."""


def arm(assignment: Assignment, *, now: datetime) -> None:
    """Set the three rungs of an assignment anew; one whose moment has passed is left out."""
    cancel_timers(assignment, now=now)
    for kind, moment in rungs(assignment.due_at, calendar()).items():
        if moment > now:
            set_timer(f"{kind}:{assignment.pk}", kind, moment, assignment)


def disarm(assignment: Assignment, *, now: datetime) -> None:
    """Take the rungs away: the unit has answered, or there is nothing to answer any more."""
    cancel_timers(assignment, now=now)


def rungs(due_at: datetime, days: Calendar) -> dict[str, datetime]:
    """Return when each rung fires: the working morning before, the due moment, the working morning after."""
    due_day = timezone.localtime(due_at).date()
    return {
        DUE_SOON: _morning(_working_day_before(due_day, days)),
        DUE: due_at,
        OVERDUE: _morning(next_working_day(due_day, calendar=days)),
    }


def remind_due_soon(timer: Timer) -> None:
    """Tell the unit that its time ends on the next working day."""
    assignment = _waiting(timer)
    if assignment is not None:
        told = unit_contacts(assignment, _day(timer))
        tell(told, assignment, _("即将到期：%(title)s"), now=_moment(timer))


def remind_due(timer: Timer) -> None:
    """Tell the unit that its time is up, and count it as a reminder."""
    assignment = _waiting(timer)
    if assignment is not None:
        tell(
            unit_contacts(assignment, _day(timer)),
            assignment,
            _("已到期，请立即反馈：%(title)s"),
            now=_moment(timer),
        )
        _count(assignment, timer, "assignments.assignment.reminded")


def escalate_overdue(timer: Timer) -> None:
    """Tell the unit, its head and the office that the work is overdue, and count it as a reminder."""
    assignment = _waiting(timer)
    if assignment is None:
        return
    day = _day(timer)
    told = [
        *unit_contacts(assignment, day),
        *_head_accounts(assignment.owner, day),
        *office_side(assignment, day),
    ]
    tell(told, assignment, _("已逾期：%(title)s"), now=_moment(timer))
    _count(assignment, timer, "assignments.assignment.escalated")


def unit_contacts(assignment: Assignment, on: date) -> list[Account]:
    """Return the contacts of the unit that owns the work."""
    return accounts_with(Role.UNIT, organ_id=assignment.owner_id, on=on)


def supporting_contacts(assignment: Assignment, on: date) -> list[Account]:
    """Return the contacts of the helping units."""
    return [
        account
        for organ in assignment.helpers.all()
        for account in accounts_with(Role.UNIT, organ_id=organ.pk, on=on)
    ]


def office_side(assignment: Assignment, on: date) -> list[Account]:
    """Return who sent the work, and the heads of the office."""
    return [assignment.sent_by, *accounts_with(Role.HEAD, on=on)]


def both_sides(assignment: Assignment, now: datetime) -> list[Account]:
    """Return the contacts of the owner and of the helping units."""
    day = timezone.localtime(now).date()
    return [*unit_contacts(assignment, day), *supporting_contacts(assignment, day)]


def tell(accounts: Iterable[Account], assignment: Assignment, text: str, *, now: datetime) -> None:
    """Give each account one notice about the assignment, and let open pages know."""
    url = reverse("assignments:task", args=[assignment.pk])
    for account in {account.pk: account for account in accounts}.values():
        notify(
            account,
            text=text % {"title": assignment.title},
            url=url, obj=assignment, group_key=f"assignment:{assignment.pk}", now=now,
        )  # fmt: skip
    touch(f"assignment:{assignment.pk}", now)
    touch("assignments", now)


def _waiting(timer: Timer) -> Assignment | None:
    """Return the assignment of a timer when the unit still has to answer."""
    found = Assignment.objects.select_related("owner", "sent_by").filter(pk=timer.object_id)
    return found.filter(state__in=IN_THE_UNITS_HANDS).first()


def _count(assignment: Assignment, timer: Timer, verb: str) -> None:
    assignment.reminders += 1
    assignment.save(update_fields=["reminders"])
    changes = [Change("reminders", str(assignment.reminders - 1), str(assignment.reminders))]
    record(verb, actor=SYSTEM, obj=assignment, changes=changes, now=_moment(timer))


def _head_accounts(organ: Organ, on: date) -> list[Account]:
    """Return the accounts of whoever heads the unit on a day."""
    posts = Appointment.objects.filter(post__organ=organ, post__is_head=True, starts_on__lte=on)
    held = posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return list(Account.objects.filter(person__appointments__in=held, is_active=True).distinct())


def _working_day_before(day: date, days: Calendar) -> date:
    return date.fromordinal(days.nth_worked_after(day.toordinal() - 1, 0))


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))


def _moment(timer: Timer) -> datetime:
    return timer.fired_at or timer.due_at


def _day(timer: Timer) -> date:
    return timezone.localtime(_moment(timer)).date()
