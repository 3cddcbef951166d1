"""The figures of a period, and what is about to be erased."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xianxing.duties.matters.actions import retention
from xianxing.duties.matters.permissions import may_read_figures
from xianxing.duties.matters.queries.figures import BASELINE_MEDIAN, BASELINE_P90, PERIOD_DAYS, period_report
from xianxing.duties.matters.views.acting import matter_or_404
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.access.roles import is_head

SHOWN = 200


def show_figures(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period; the last sixty days unless the address names others."""
    require(may_read_figures, account_of(request))
    today = timezone.localdate()
    last = _day(request.GET.get("to", ""), today)
    first = min(_day(request.GET.get("from", ""), last - timedelta(days=PERIOD_DAYS - 1)), last)
    context = {
        "report": period_report(first, last),
        "baseline_median": BASELINE_MEDIAN,
        "baseline_p90": BASELINE_P90,
        "now": timezone.now(),
    }
    return render(request, "matters/figures.html", context)


def show_retention(request: HttpRequest) -> HttpResponse:
    """Show whose identities will be erased in the next thirty days, and how long they are kept."""
    require(is_head, account_of(request))
    soon = timezone.localdate() + timedelta(days=30)
    context = {
        "rows": retention.due_for_erasure(soon)[:SHOWN],
        "years": retention.retention_years(),
        "now": timezone.now(),
    }
    return render(request, "matters/retention.html", context)


@require_POST
def set_retention(request: HttpRequest) -> HttpResponse:
    """Set how long identities are kept."""
    account = account_of(request)
    require(is_head, account)
    typed = request.POST.get("years", "")
    try:
        years = int(typed) if typed.isdigit() else 0
        retention.set_retention(actor=account, years=years, now=timezone.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("保存年限已设定"))
    return redirect("matters:retention")


@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the identities of one matter past their time."""
    account = account_of(request)
    require(is_head, account)
    matter = matter_or_404(account, pk)
    reason = request.POST.get("reason", "").strip() or _("负责人决定延长保存")
    retention.hold_identities(actor=account, matter=matter, reason=reason, now=timezone.now())
    messages.success(request, _("已延长保存"))
    return redirect("matters:retention")


def _day(text: str, fallback: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return fallback
