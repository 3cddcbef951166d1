"""How things stand by unit and by leader, and the report of a year."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from xianxing.duties.followup.permissions import may_read_reports
from xianxing.duties.followup.queries.figures import PERIOD_DAYS, period_report
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of


@require_GET
def show_reports(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period as a 通报 to print."""
    account = account_of(request)
    require(may_read_reports, account)
    today = timezone.localdate()
    first = _day(request.GET.get("from", ""), today - timedelta(days=PERIOD_DAYS - 1))
    last = max(_day(request.GET.get("to", ""), today), first)
    report = period_report(account, first, last, now=timezone.now())
    return render(request, "followup/reports.html", {"report": report, "now": timezone.now()})


@require_GET
def show_annual(request: HttpRequest) -> HttpResponse:
    """Show the report of a year, in the parts of 信访工作条例 第四十一条."""
    account = account_of(request)
    require(may_read_reports, account)
    today = timezone.localdate()
    given = request.GET.get("year", "")
    year = (
        int(given) if given.isascii() and given.isdigit() and 2000 <= int(given) <= today.year else today.year
    )
    last = min(date(year, 12, 31), today)
    report = period_report(account, date(year, 1, 1), last, now=timezone.now())
    context = {"report": report, "year": year, "years": range(today.year, today.year - 5, -1)}
    return render(request, "followup/annual.html", context)


def _day(text: str, fallback: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return fallback
