"""立项 by hand, and minutes turned into tasks: paste, look at the candidates, open."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xianxing.duties.followup.actions.minuting import Meeting, open_from_minutes
from xianxing.duties.followup.actions.opening import open_item
from xianxing.duties.followup.actions.sending import Part
from xianxing.duties.followup.engine.minutes import Candidate, find_candidates
from xianxing.duties.followup.forms.fields import close_of, units
from xianxing.duties.followup.forms.items import (
    CandidateFormSet,
    HiddenMinutesForm,
    MinutesForm,
    OpenForm,
)
from xianxing.duties.followup.permissions import may_open_items
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.calendars.queries import calendar
from xianxing.office.files.actions import store
from xianxing.office.files.classified import refuse_classified
from xianxing.office.files.errors import ClassifiedMaterial, RefusedFile


@require_http_methods(["GET", "POST"])
def open_page(request: HttpRequest) -> HttpResponse:
    """Open an item on its mandate."""
    account = account_of(request)
    require(may_open_items, account)
    form = OpenForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            files = [store(actor=account, upload=each, now=now) for each in form.cleaned_data["uploads"]]
            item = open_item(actor=account, particulars=form.particulars(files), now=now)
        except (ValidationError, ClassifiedMaterial, RefusedFile) as refused:
            form.add_error(None, _words(refused))
        else:
            messages.success(request, _("已立项 %(number)s；请分解任务") % {"number": item.number})
            return redirect("followup:detail", pk=item.pk)
    return render(request, "followup/open.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def minutes_page(request: HttpRequest) -> HttpResponse:
    """Take pasted minutes and show what may be a task in them."""
    require(may_open_items, account_of(request))
    form = MinutesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_classified(form.cleaned_data["minutes"], where=_("纪要全文"))
        except ClassifiedMaterial as refused:
            form.add_error("minutes", str(refused))
        else:
            return _show_candidates(request, form)
    return render(request, "followup/minutes.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def confirm_page(request: HttpRequest) -> HttpResponse:
    """Open an item with the tasks that were kept; nothing is sent yet."""
    account = account_of(request)
    require(may_open_items, account)
    if request.method == "GET":
        return redirect("followup:minutes")
    form, rows = HiddenMinutesForm(request.POST), CandidateFormSet(request.POST, prefix="task")
    fault = ""
    if form.is_valid() and rows.is_valid():
        try:
            return _open(request, account, form.cleaned_data, [row.cleaned_data for row in rows])
        except (ValidationError, ClassifiedMaterial) as refused:
            fault = _words(refused)
    context = {"form": form, "rows": rows, "fault": fault}
    return render(request, "followup/candidates.html", context, status=422)


def _open(
    request: HttpRequest, account: Account, given: dict[str, Any], rows: list[dict[str, Any]]
) -> HttpResponse:
    parts = [_part(row) for row in rows if row.get("is_kept")]
    meeting = Meeting(given["meeting"], given["held_on"], given["leader"], given["minutes"])
    item = open_from_minutes(actor=account, meeting=meeting, parts=parts, now=timezone.now())
    text = _("已立项 %(number)s，分解 %(n)s 项任务；核对后点“交办”")
    messages.success(request, text % {"number": item.number, "n": len(parts)})
    return redirect("followup:detail", pk=item.pk)


def _show_candidates(request: HttpRequest, form: MinutesForm) -> HttpResponse:
    names: dict[str, int] = {}
    for organ in units():
        names |= {organ.name: organ.pk, organ.short_name: organ.pk}
        if organ.short_name.endswith("局"):
            names[f"市{organ.short_name}"] = organ.pk
    held_on: date = form.cleaned_data["held_on"]
    found = find_candidates(form.cleaned_data["minutes"], units=names, today=held_on, calendar=calendar())
    rows = CandidateFormSet(initial=[_initial(each) for each in found], prefix="task")
    for row, each in zip(rows, found, strict=True):
        row.reasons = each.reasons
    carried = HiddenMinutesForm(form.data)
    context = {"form": carried, "rows": rows, "found": found}
    return render(request, "followup/candidates.html", context)


def _initial(found: Candidate) -> dict[str, Any]:
    return {
        "is_kept": True,
        "title": found.title,
        "request": found.text,
        "owner": found.owner,
        "helpers": found.helpers,
        "due_on": found.due,
    }


def _part(row: dict[str, Any]) -> Part:
    return Part(
        title=row["title"],
        request=row["request"],
        measure=row["measure"],
        owner=row["owner"],
        due_at=close_of(row["due_on"]),
        helpers=tuple(row["helpers"]),
    )


def _words(refused: Exception) -> str:
    return " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
