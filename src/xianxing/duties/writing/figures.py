"""What the duty reports, computed from its records: of papers, never of persons."""

from datetime import date, timedelta
from statistics import median

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from xianxing.duties.writing.engine.changes import Weight
from xianxing.duties.writing.models import Correction, Incoming, Paper, Review
from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_leader, is_office_member
from xianxing.office.duty import Figure, Virtue

PERIOD_DAYS = 60
SAMPLE = 2000


def list_figures(account: Account, today: date) -> tuple[Figure, ...]:
    """Return the figures of the last sixty days for the office and its leaders; nobody else has any."""
    if not (is_office_member(account) or is_leader(account)):
        return ()
    since = today - timedelta(days=PERIOD_DAYS)
    return (_findings(since), _corrections(since), _first_pass(since), _hours(since), _answered(since, today))


def _findings(since: date) -> Figure:
    signed = Paper.objects.filter(signed_at__date__gte=since, signed_findings__isnull=False)
    found = signed.aggregate(open=Sum("signed_findings"), length=Sum("signed_length"), papers=Count("pk"))
    length = found["length"] or 0
    value = round(1000 * (found["open"] or 0) / length, 2) if length else None
    detail = _("%(papers)s 件签发时尚有 %(open)s 处问题未改") % {
        "papers": found["papers"],
        "open": found["open"] or 0,
    }
    return Figure("writing.findings", _("签发时每千字问题"), value, _("处"), detail, Virtue.SOUND)


def _corrections(since: date) -> Figure:
    made = Correction.objects.filter(made_at__date__gte=since).exclude(weight=Weight.NONE)
    count = made.aggregate(
        papers=Count("paper", distinct=True), heavy=Count("pk", filter=Q(weight=Weight.SUBSTANCE))
    )
    detail = _("其中实质性修改 %(n)s 次，均退原签批人复审") % {"n": count["heavy"]}
    return Figure("writing.corrections", _("签发后又改的文稿"), count["papers"], _("件"), detail)


def _first_pass(since: date) -> Figure:
    reviews = Review.objects.filter(reviewed_at__date__gte=since).order_by("paper_id", "id")
    first: dict[int, bool] = {}
    for paper_id, passed in reviews.values_list("paper_id", "passed")[:SAMPLE]:
        first.setdefault(paper_id, passed)
    value = round(100 * sum(first.values()) / len(first)) if first else None
    detail = _("送审 %(n)s 件，一次通过 %(passed)s 件") % {"n": len(first), "passed": sum(first.values())}
    return Figure("writing.first_pass", _("审核一次通过率"), value, "%", detail, Virtue.ABLE)


def _hours(since: date) -> Figure:
    signed = Paper.objects.filter(signed_at__date__gte=since).values_list("drafted_at", "signed_at")[:SAMPLE]
    spans = [(end - begin).total_seconds() / 3600 for begin, end in signed if end]
    value = round(median(spans), 1) if spans else None
    detail = _("从拟稿到签发的中位数")
    return Figure("writing.hours_to_signature", _("成文用时"), value, _("小时"), detail, Virtue.ABLE)


def _answered(since: date, today: date) -> Figure:
    due = Incoming.objects.filter(due_on__range=(since, today))
    counted = due.aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(closed_at__isnull=True, due_on__lt=today))
    )
    value = round(100 * (counted["all"] - counted["late"]) / counted["all"]) if counted["all"] else None
    detail = _("应复 %(all)s 件，逾期未复 %(late)s 件") % counted
    return Figure("writing.answered_in_time", _("来文按期答复率"), value, "%", detail, Virtue.LOYAL)
