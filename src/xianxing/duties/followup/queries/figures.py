"""What the duty reports, computed from its records: by unit and by leader's mandate, never by person below."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.engine.ladder import Rung
from xianxing.duties.followup.models import (
    OPEN_STAGES,
    Conclusion,
    Extension,
    Item,
    ItemStage,
    Objection,
    Recheck,
    Reminder,
    SameQuestion,
    Source,
    Task,
)
from xianxing.duties.followup.permissions import about_the_unknown, visible_items, visible_tasks
from xianxing.duties.followup.wording import rung_words
from xianxing.office.access.models import Account
from xianxing.office.duty import Figure, Virtue

PERIOD_DAYS = 60
MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class Share:
    """A share with what it was computed from; ``value`` is None where nothing was counted."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """The share in percent, with one decimal."""
        return round(100 * self.numerator / self.denominator, 1) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one unit or one leader's items stand: open now, overdue now, and what was closed in the period."""

    name: str
    open: int
    overdue: int
    closed: int
    on_time: int
    returned: int

    @property
    def share(self) -> Share:
        """How many of the closed were answered in time."""
        return Share(self.on_time, self.closed)


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of a table: a name and how many."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period."""

    first: date
    last: date
    opened: int
    closed: int
    open_now: int
    sent: int
    reported: Share
    overdue_now: int
    returned: int
    reminders: int
    extensions: Share
    objections: int
    conclusions: int
    rechecked: Share
    spared: int
    insisted: int
    by_source: tuple[Counted, ...]
    by_rung: tuple[Counted, ...]
    by_unit: tuple[Standing, ...]
    by_leader: tuple[Standing, ...]


def period_report(account: Account, first: date, last: date, *, now: datetime) -> Report:
    """Return the figures of the days from ``first`` to ``last``, both included, in a fixed number of queries.

    Only what the account may know of is counted. Answered in time is what was answered before its limit.
    """
    span = (_midnight(first), _midnight(last + timedelta(days=1)))
    items, tasks = visible_items(account), visible_tasks(account)
    opened = items.filter(created_at__gte=span[0], created_at__lt=span[1])
    sources = dict(opened.values_list("source").annotate(n=Count("id")).order_by())
    sent = tasks.filter(sent_at__gte=span[0], sent_at__lt=span[1])
    asked = Extension.objects.filter(asked_at__gte=span[0], asked_at__lt=span[1], task__in=sent)
    rechecks = Recheck.objects.filter(at__gte=span[0], at__lt=span[1])
    found = sent.aggregate(
        sent=Count("id"),
        returned=Count("id", filter=Q(returns__gt=0)),
        insisted=Count("id", filter=~Q(overlap_reason="")),
    )
    return Report(
        first=first,
        last=last,
        opened=sum(sources.values()),
        closed=items.filter(ended_at__gte=span[0], ended_at__lt=span[1], stage=ItemStage.CLOSED).count(),
        open_now=items.filter(ended_at__isnull=True).count(),
        sent=found["sent"],
        reported=_in_time(tasks, span),
        overdue_now=_overdue(tasks, now).count(),
        returned=found["returned"],
        reminders=Reminder.objects.filter(at__gte=span[0], at__lt=span[1]).count(),
        extensions=Share(asked.filter(is_granted=True).count(), asked.count()),
        objections=Objection.objects.filter(filed_at__gte=span[0], filed_at__lt=span[1]).count(),
        conclusions=Conclusion.objects.filter(issued_at__gte=span[0], issued_at__lt=span[1]).count(),
        rechecked=Share(rechecks.filter(is_done=True).count(), rechecks.count()),
        spared=SameQuestion.objects.filter(linked_at__gte=span[0], linked_at__lt=span[1]).count(),
        insisted=found["insisted"],
        by_source=_sources(sources),
        by_rung=_rungs(span),
        by_unit=_standings(tasks, "owner__short_name", span, now)[:MOST_ROWS],
        by_leader=_standings(tasks.filter(item__leader__isnull=False), "item__leader__name", span, now),
    )


def list_figures(account: Account, today: date) -> tuple[Figure, ...]:
    """Return the duty's figures of the last sixty days, for the first page."""
    first = today - timedelta(days=PERIOD_DAYS - 1)
    span = (_midnight(first), _midnight(today + timedelta(days=1)))
    tasks = Task.objects.exclude(about_the_unknown(account, "item__"))
    in_time = _in_time(tasks, span)
    sent = tasks.filter(sent_at__gte=span[0], sent_at__lt=span[1])
    returned = sent.filter(returns__gt=0).count()
    nobody = _ownerless(account).count()
    spared = SameQuestion.objects.filter(linked_at__gte=span[0], linked_at__lt=span[1]).count()
    of = f"{in_time.numerator}/{in_time.denominator}"
    return (
        Figure("on_time", _("督办按期反馈率"), in_time.value, "%", of, Virtue.LOYAL),
        Figure("returned", _("退回未办好"), float(returned), _("件"), virtue=Virtue.SOUND),
        Figure("ownerless", _("无人承办的事项"), float(nobody), _("件"), virtue=Virtue.SOUND),
        Figure("spared", _("少填报的次数"), float(spared), _("次"), _("一次答复多件共用"), None),
    )


def _ownerless(account: Account) -> QuerySet[Item]:
    """Return the open items of which no unit has a part."""
    found = Item.objects.exclude(about_the_unknown(account)).filter(ended_at__isnull=True)
    return found.filter(stage=ItemStage.OPENED, lead__isnull=True)


def _in_time(tasks: QuerySet[Task], span: tuple[datetime, datetime]) -> Share:
    answered = tasks.filter(reported_at__gte=span[0], reported_at__lt=span[1])
    found = answered.aggregate(
        all=Count("id"), good=Count("id", filter=Q(reported_at__lte=F("due_at"), returns=0))
    )
    return Share(found["good"], found["all"])


def _overdue(tasks: QuerySet[Task], now: datetime) -> QuerySet[Task]:
    return tasks.filter(stage__in=("sent", "signed", "working"), due_at__lt=now)


def _standings(
    tasks: QuerySet[Task], name: str, span: tuple[datetime, datetime], now: datetime
) -> tuple[Standing, ...]:
    is_open = Q(stage__in=[*OPEN_STAGES], sent_at__isnull=False)
    closed = Q(closed_at__gte=span[0], closed_at__lt=span[1], stage=ItemStage.CLOSED)
    looked_at = tasks.filter(is_open | closed)
    rows = looked_at.values(name).annotate(
        open=Count("id", filter=is_open),
        overdue=Count("id", filter=Q(stage__in=("sent", "signed", "working"), due_at__lt=now)),
        closed=Count("id", filter=closed),
        on_time=Count("id", filter=closed & Q(reported_at__lte=F("due_at"), returns=0)),
        returned=Count("id", filter=Q(returns__gt=0)),
    )
    # Units by what is late; leaders by name, since persons are never ranked.
    order = ("-overdue", "-open", name) if name.startswith("owner") else (name,)
    return tuple(Standing(row.pop(name), **row) for row in rows.order_by(*order))


def _sources(counts: Mapping[str, int]) -> tuple[Counted, ...]:
    return tuple(Counted(str(source.label), counts[source]) for source in Source if counts.get(source))


def _rungs(span: tuple[datetime, datetime]) -> tuple[Counted, ...]:
    rows = (
        Reminder.objects.filter(at__gte=span[0], at__lt=span[1]).values_list("rung").annotate(n=Count("id"))
    )
    return tuple(
        Counted(rung_words(Rung(int(rung), ())), n)
        for rung, n in sorted(rows.order_by(), key=lambda row: int(row[0]))
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
