"""Give the list, or the hot issues, as a spreadsheet; the page first says what will be in it."""

from collections.abc import Callable
from tempfile import TemporaryFile
from typing import BinaryIO

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xianxing.duties.matters.actions.exporting import ROW_LIMIT, export_issues, export_matters
from xianxing.duties.matters.forms.heat import HeatForm
from xianxing.duties.matters.permissions import may_export_matters
from xianxing.duties.matters.queries import heat
from xianxing.duties.matters.queries.listing import COUNT_LIMIT, count_up_to, filtered_matters
from xianxing.duties.matters.views.filters import read_filter
from xianxing.duties.matters.views.heat import read_relation
from xianxing.duties.matters.views.pages import kept_query
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def export_list(request: HttpRequest) -> HttpResponseBase:
    """Say what a copy of the list would hold, or give it."""
    account = account_of(request)
    require(may_export_matters, account)
    now = timezone.now()
    wanted = read_filter(request.GET, account)
    matters = filtered_matters(account, wanted, today=timezone.localdate()).filter(is_restricted=False)
    query = kept_query(request.GET)
    if request.method == "GET":
        count = count_up_to(matters)
        context = {
            "count": f"{COUNT_LIMIT}+" if count >= COUNT_LIMIT else str(count),
            "limit": ROW_LIMIT,
            "back": f"{reverse('matters:list')}?{query}",
        }
        return render(request, "matters/export.html", context)
    return _answer(
        lambda target: export_matters(
            actor=account, matters=matters, described=query, target=target, now=now
        ),
        f"{_('事项')}-{timezone.localdate():%Y%m%d}.xlsx",
    )


@require_http_methods(["GET", "POST"])
def export_heat(request: HttpRequest) -> HttpResponseBase:
    """Say what a copy of the hot issues would hold, or give it."""
    account = account_of(request)
    require(may_export_matters, account)
    form = HeatForm(request.GET, topics=heat.issue_topics())
    issues = heat.filtered_issues(form.wanted(read_relation(request), timezone.localdate()))
    query = kept_query(request.GET)
    if request.method == "GET":
        back = f"{reverse('matters:heat')}?{query}"
        context = {"count": issues.count(), "limit": ROW_LIMIT, "back": back, "is_heat": True}
        return render(request, "matters/export.html", context)
    return _answer(
        lambda target: export_issues(
            actor=account, issues=issues, described=query, target=target, now=timezone.now()
        ),
        f"{_('热点问题')}-{timezone.localdate():%Y%m%d}.xlsx",
    )


def _answer(write: Callable[[BinaryIO], int], name: str) -> FileResponse:
    content = TemporaryFile()  # noqa: SIM115 - the response closes it
    write(content)
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)
