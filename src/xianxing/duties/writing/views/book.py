"""The register of issued documents: to read, to print, to take along."""

from tempfile import TemporaryFile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xianxing.duties.writing.actions.exporting import export_book
from xianxing.duties.writing.permissions import may_read_book
from xianxing.duties.writing.queries.book import book_page, list_series, missing_numbers
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def show_book(request: HttpRequest) -> HttpResponse:
    """Show the register of one series and year."""
    require(may_read_book, account_of(request))
    every = list_series()
    series, year = _chosen(request, every)
    before = request.GET.get("before", "")
    page = book_page(series, year, before=int(before) if before.isdigit() and len(before) < 9 else 0)
    base = reverse("writing:book")
    query: dict[str, str | int] = {"series": series, "year": year}
    context = {
        "every": [_link(each, (series, year)) for each in every],
        "series": series,
        "year": year,
        "page": page,
        "missing": missing_numbers(series, year),
        "next_url": f"{base}?{urlencode({**query, 'before': page.before})}" if page.before else "",
        "now": timezone.now(),
    }
    return render(request, "writing/book.html", context)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """Give the register of one series and year as a spreadsheet."""
    account = account_of(request)
    require(may_read_book, account)
    series, year = _chosen(request, list_series())
    content = TemporaryFile()  # noqa: SIM115 - the response closes it
    export_book(actor=account, series=series, year=year, target=content, now=timezone.now())
    content.seek(0)
    name = f"{_('发文登记簿')}-{series}-{year}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


def _chosen(request: HttpRequest, every: list[tuple[str, int]]) -> tuple[str, int]:
    given = request.POST if request.method == "POST" else request.GET
    year = given.get("year", "")
    wanted = (given.get("series", ""), int(year) if year.isdigit() and len(year) == 4 else 0)
    if wanted in every:
        return wanted
    return every[0] if every else ("", timezone.localdate().year)


def _link(each: tuple[str, int], current: tuple[str, int]) -> dict[str, object]:
    name, year = each
    wanted: dict[str, str | int] = {"series": name, "year": year}
    query = urlencode(wanted)
    return {
        "name": f"{name}〔{year}〕",
        "url": f"{reverse('writing:book')}?{query}",
        "is_current": each == current,
    }
