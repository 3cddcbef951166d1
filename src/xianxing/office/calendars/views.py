"""The year on one page, one day, and the import of a year's notice."""

from collections.abc import Callable
from datetime import date
from typing import cast
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianxing.office.calendars.actions import change_day, import_year
from xianxing.office.calendars.engine import Arrangement, read_arrangement
from xianxing.office.calendars.forms import FIRST_YEAR, LAST_YEAR, ArrangementForm, DayForm
from xianxing.office.calendars.models import Day, DayKind, Year
from xianxing.office.calendars.permissions import may_edit_calendar, may_see_calendar
from xianxing.office.calendars.queries import year_is_official, year_view
from xianxing.office.ledger.actions import Actor


@require_GET
def show_current(request: HttpRequest) -> HttpResponse:
    """Lead to the year of today."""
    _require(may_see_calendar, request)
    return redirect("calendars:year", timezone.localdate().year)


@require_GET
def show_year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the twelve months of a year."""
    _require(may_see_calendar, request)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(_("日历只到 %(first)d 年至 %(last)d 年") % {"first": FIRST_YEAR, "last": LAST_YEAR})
    context = {
        "year": year,
        "months": year_view(year),
        "today": timezone.localdate(),
        "is_official": year_is_official(year),
        "announced": Year.objects.filter(year=year).first(),
        "may_edit": may_edit_calendar(request.user),
        "days_url": reverse("calendars:current") + "day/",
    }
    return render(request, "calendars/year.html", context)


@require_http_methods(["GET", "POST"])
def edit_day(request: HttpRequest, day: date) -> HttpResponse:
    """Show and change what one day is."""
    actor = _require(may_edit_calendar, request)
    found = Day.objects.filter(day=day).first()
    form = DayForm(request.POST or None, initial={"kind": found.kind, "name": found.name} if found else {})
    if request.method == "POST" and form.is_valid():
        try:
            change_day(
                actor=actor,
                day=day,
                kind=form.chosen_kind(),
                name=form.cleaned_data["name"],
                now=timezone.now(),
            )
        except ValidationError as refusal:
            form.add_error("kind", refusal)
        else:
            _offer_undo(request, day, found)
            return redirect("calendars:year", day.year)
    return render(request, "calendars/day.html", {"form": form, "day": day})


@require_POST
def restore_day(request: HttpRequest, day: date) -> HttpResponse:
    """Take a change back: the address holds what the day was."""
    actor = _require(may_edit_calendar, request)
    kind = request.GET.get("kind", "")
    if kind and kind not in DayKind.values:
        raise Http404
    name = request.GET.get("name", "")
    change_day(actor=actor, day=day, kind=DayKind(kind) if kind else None, name=name, now=timezone.now())
    messages.success(request, _("已恢复 %(day)s") % {"day": day})
    return redirect("calendars:year", day.year)


@require_http_methods(["GET", "POST"])
def import_arrangement(request: HttpRequest) -> HttpResponse:
    """Read a year's arrangement, show what it says, and enter it once it is confirmed."""
    actor = _require(may_edit_calendar, request)
    form = ArrangementForm(request.POST or None, request.FILES or None, initial=request.GET.dict())
    if request.method != "POST" or not form.is_valid():
        return render(request, "calendars/import.html", {"form": form})
    given = form.cleaned_data
    arrangement = read_arrangement(given["text"], given["year"])
    choice = request.POST.get("choice", "")
    if not _confirmed(choice, arrangement):
        context = {"form": form, "given": given, "arrangement": arrangement, "kinds": dict(DayKind.choices)}
        return render(request, "calendars/preview.html", context)
    import_year(
        actor=actor,
        year=given["year"],
        rows=arrangement.rows,
        source=given["source"] or _("手工录入"),
        now=timezone.now(),
    )
    messages.success(
        request,
        _("已导入 %(year)d 年放假安排 %(rows)d 天") % {"year": given["year"], "rows": len(arrangement.rows)},
    )
    return redirect("calendars:year", given["year"])


def _require(allowed: Callable[[object], bool], request: HttpRequest) -> Actor:
    if not allowed(request.user):
        raise PermissionDenied(_("工作日历由办公室负责人或系统管理员维护；请与他们联系"))
    return cast("Actor", request.user)


def _confirmed(choice: str, arrangement: Arrangement) -> bool:
    """All rows are good and confirmed, or the user chose to enter the good ones without the rest."""
    if not arrangement.rows:
        return False
    return choice == "good" or (choice == "all" and not arrangement.faults)


def _offer_undo(request: HttpRequest, day: date, before: Day | None) -> None:
    address = reverse("calendars:restore", args=[day])
    if before:
        address += f"?kind={quote(before.kind)}&name={quote(before.name)}"
    messages.success(request, _("已修改 %(day)s") % {"day": day}, extra_tags=f"undo:{address}")
