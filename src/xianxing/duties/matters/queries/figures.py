"""What the duty reports, computed from its records: by unit and topic, never by person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.engine import State
from xianxing.duties.matters.models import Callback, Level, Matter, MatterKind, Override
from xianxing.office.access.models import Account
from xianxing.office.duty import Figure, Virtue
from xianxing.office.ledger.models import Entry as LedgerEntry
from xianxing.office.register.models import Channel

PERIOD_DAYS = 60
SAMPLE = 5000
MOST_ROWS = 15
LABELS = {"kind": dict(MatterKind.choices), "channel": dict(Channel.choices)}
BASELINE_MEDIAN, BASELINE_P90 = 11.2, 41.0
"""Days to reply in 2,816 published municipal replies of 2011-2020: what this office must beat."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with what it was computed from; ``value`` is None where nothing was counted."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """The share, 0..1."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of a table: a name and how many."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period, and the parts of the annual report (信访工作条例 41)."""

    first: date
    last: date
    received: int
    accepted: int
    declined: int
    forwarded: int
    ended: int
    settled_in_office: Share
    wrong_escalations: int
    overdue: int
    responded: Share
    settled: Share
    satisfied: Share
    days_median: float | None
    days_p90: float | None
    by_kind: tuple[Counted, ...]
    by_topic: tuple[Counted, ...]
    by_channel: tuple[Counted, ...]
    by_unit: tuple[Counted, ...]


def period_report(first: date, last: date) -> Report:
    """Return the figures of the days from ``first`` to ``last``, both included, in a fixed number of queries."""
    span = (_midnight(first), _midnight(last + timedelta(days=1)))
    received = Matter.objects.filter(received_at__gte=span[0], received_at__lt=span[1])
    ended = Matter.objects.filter(ended_at__gte=span[0], ended_at__lt=span[1])
    states = dict(received.values_list("state").annotate(n=Count("id")).order_by())
    days = _answer_days(span)
    calls = Callback.objects.filter(called_at__gte=span[0], called_at__lt=span[1], reached=True)
    return Report(
        first=first,
        last=last,
        received=sum(states.values()),
        accepted=received.filter(accepted_at__isnull=False).count(),
        declined=states.get(State.DECLINED, 0),
        forwarded=states.get(State.FORWARDED, 0),
        ended=ended.count(),
        settled_in_office=_settled_in_office(span),
        wrong_escalations=Override.objects.filter(
            move="escalate", approved_at__gte=span[0], approved_at__lt=span[1]
        ).count(),
        overdue=LedgerEntry.objects.filter(
            verb="matters.matter.overdue", at__gte=span[0], at__lt=span[1]
        ).count(),
        responded=_said(calls, "responded"),
        settled=_said(calls, "settled"),
        satisfied=_said(calls, "satisfied"),
        days_median=median(days) if days else None,
        days_p90=_percentile(days, 0.9),
        by_kind=_counted(received, "kind"),
        by_topic=_counted(received.exclude(topic=""), "topic"),
        by_channel=_counted(received, "channel"),
        by_unit=_counted(received.filter(lead__isnull=False), "lead__short_name"),
    )


def list_figures(_account: Account, today: date) -> tuple[Figure, ...]:
    """Return the duty's figures of the last sixty days, for the first page."""
    report = period_report(today - timedelta(days=PERIOD_DAYS - 1), today)
    here, content = report.settled_in_office, report.satisfied
    published = _("公开的市级答复为 11.2 天")
    return (
        Figure("settled_in_office", _("办公室办结率"), _percent(here), "%", _of(here), Virtue.ABLE),
        Figure("overdue", _("超法定时限"), float(report.overdue), _("件"), virtue=Virtue.SOUND),
        Figure("satisfied", _("满意率"), _percent(content), "%", _of(content), Virtue.LOYAL),
        Figure("days_median", _("答复用时中位数"), report.days_median, _("天"), published, Virtue.ABLE),
    )


def _percent(share: Share) -> float | None:
    return None if share.value is None else round(100 * share.value, 1)


def _of(share: Share) -> str:
    return f"{share.numerator}/{share.denominator}"


def _settled_in_office(span: tuple[datetime, datetime]) -> Share:
    closed = Matter.objects.filter(state=State.CLOSED, ended_at__gte=span[0], ended_at__lt=span[1])
    found = closed.aggregate(
        all=Count("id"), here=Count("id", filter=Q(level__in=(Level.OFFICE, Level.LEAD_UNIT)))
    )
    return Share(found["here"], found["all"])


def _said(calls: QuerySet[Callback], name: str) -> Share:
    found = calls.aggregate(
        yes=Count("id", filter=Q(**{name: True})), said=Count("id", filter=Q(**{f"{name}__isnull": False}))
    )
    return Share(found["yes"], found["said"])


def _answer_days(span: tuple[datetime, datetime]) -> list[float]:
    answered = Matter.objects.filter(answered_at__gte=span[0], answered_at__lt=span[1])
    rows = answered.values_list("created_at", "answered_at")[:SAMPLE]
    return sorted(
        (answered_at - created).total_seconds() / 86400 for created, answered_at in rows if answered_at
    )


def _percentile(ordered: Sequence[float], share: float) -> float | None:
    if not ordered:
        return None
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _counted(rows: QuerySet[Matter], name: str) -> tuple[Counted, ...]:
    counts = Counter(dict(rows.values_list(name).annotate(n=Count("id")).order_by()))
    labels = LABELS.get(name, {})
    return tuple(Counted(str(labels.get(key, key)), n) for key, n in counts.most_common(MOST_ROWS))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
