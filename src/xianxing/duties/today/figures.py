"""What the first page itself reports: days without a miss, and how work that was given out comes back."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.access.models import Account
from xianxing.office.assignments.models import Assignment, AssignmentState, ReportKind
from xianxing.office.calendars.queries import calendar
from xianxing.office.duty import Figure, Virtue, verbs
from xianxing.office.ledger.models import Entry as LedgerEntry
from xianxing.office.register.models import Entry

DAYS = 30
WORKING_DAYS = 20
MISSES = (".overdue", ".escalated")
"""How the verbs end that say that something was missed: a limit passed, or a unit that had to be called up."""
ESCALATED_OBJECT = "assignments.assignment"


@dataclass(frozen=True, slots=True)
class Done:
    """Work of a unit that was accepted as done."""

    sent_at: datetime
    closed_at: datetime | None
    due_at: datetime
    reported_at: datetime | None


def figures(_account: Account, today: date) -> tuple[Figure, ...]:
    """Return the figures of the last month, of the office as a whole; four queries."""
    since, until = _start(today - timedelta(days=DAYS)), _start(today + timedelta(days=1))
    done = _done(since, until)
    return (
        _entered(since, until),
        _time_taken(done),
        _on_time(done),
        _quiet_days(today, until),
    )


def _entered(since: datetime, until: datetime) -> Figure:
    by_hand = Entry.objects.filter(recorded_by__isnull=False, recorded_at__gte=since, recorded_at__lt=until)
    pairs = by_hand.values_list("received_at", "recorded_at")
    minutes = [(recorded - received).total_seconds() / 60 for received, recorded in pairs]
    value = round(median(minutes), 1) if minutes else None
    detail = _("近 %(days)d 天人工登记 %(n)d 件，取中位数") % {"days": DAYS, "n": len(minutes)}
    return Figure("today.entered", _("来件到登记"), value, _("分钟"), detail, Virtue.CLEAR)


def _time_taken(done: list[Done]) -> Figure:
    days = [(each.closed_at - each.sent_at).total_seconds() / 86400 for each in done if each.closed_at]
    value = round(median(days), 1) if days else None
    detail = _("近 %(days)d 天 %(n)d 件，取中位数") % {"days": DAYS, "n": len(days)}
    return Figure("today.time_taken", _("交办到办结"), value, _("天"), detail, Virtue.ABLE)


def _on_time(done: list[Done]) -> Figure:
    in_time = sum(1 for each in done if each.reported_at and each.reported_at <= each.due_at)
    value = round(100 * in_time / len(done), 1) if done else None
    detail = _("近 %(days)d 天办结 %(n)d 件，按时 %(ok)d 件") % {"days": DAYS, "n": len(done), "ok": in_time}
    return Figure("today.on_time", _("交办按时反馈"), value, "%", detail, Virtue.LOYAL)


def _quiet_days(today: date, until: datetime) -> Figure:
    days = calendar()
    first = date.fromordinal(days.nth_worked_after(today.toordinal(), 1 - WORKING_DAYS))
    names = [name for name in verbs() if name.endswith(MISSES[0]) or name == ESCALATED_OBJECT + MISSES[1]]
    missed = LedgerEntry.objects.filter(verb__in=names, at__gte=_start(first), at__lt=until)
    with_miss = {timezone.localtime(at).date() for at in missed.values_list("at", flat=True)}
    worked = [day for day in _days(first, today) if days.is_working(day)]
    value = sum(1 for day in worked if day not in with_miss)
    detail = _("近 %(n)d 个工作日中，没有一件逾期的天数") % {"n": WORKING_DAYS}
    return Figure("today.quiet_days", _("无遗漏天数"), value, _("天"), detail, Virtue.SOUND)


def _done(since: datetime, until: datetime) -> list[Done]:
    reported = Max("reports__at", filter=Q(reports__kind=ReportKind.REPORT))
    found = Assignment.objects.filter(state=AssignmentState.DONE, closed_at__gte=since, closed_at__lt=until)
    found = found.annotate(reported_at=reported)
    return [Done(*row) for row in found.values_list("sent_at", "closed_at", "due_at", "reported_at")]


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=each) for each in range((last - first).days + 1)]
