"""The page of tasks, the page of one task, and the steps taken on it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of, page_after
from xianxing.office.assignments.forms import FORMS
from xianxing.office.assignments.machine import MOVES, Step
from xianxing.office.assignments.models import Assignment
from xianxing.office.assignments.permissions import may_see_tasks
from xianxing.office.assignments.queries import (
    SHELF_TITLES,
    Shelf,
    shelf,
    shelf_counts,
    visible_assignments,
)
from xianxing.office.assignments.steps import ACTIONS, ALLOWED, offers
from xianxing.office.calendars.queries import calendar
from xianxing.office.files.actions import store
from xianxing.office.files.errors import ClassifiedMaterial, RefusedFile
from xianxing.office.files.models import StoredFile
from xianxing.office.files.responses import download, preview
from xianxing.office.ledger.queries import lines, timeline


@require_GET
def show_tasks(request: HttpRequest) -> HttpResponse:
    """Show one shelf of the account's tasks."""
    account = account_of(request)
    require(may_see_tasks, account)
    which = _shelf(request.GET.get("shelf", ""))
    now, days = timezone.now(), calendar()
    page = shelf(account, which, now=now, days=days, mark=request.GET.get("after", ""))
    counts = shelf_counts(account, now=now, days=days)
    tabs = [
        {
            "title": title,
            "url": f"?shelf={each.value}",
            "is_current": each is which,
            "count": counts.get(each),
        }
        for each, title in SHELF_TITLES.items()
    ]
    context = {
        "tabs": tabs,
        "assignments": page.assignments,
        "next_url": f"?shelf={which.value}&after={page.next_mark}" if page.next_mark else "",
        "previous_url": f"?shelf={which.value}" if request.GET.get("after") else "",
        "now": now,
    }
    return render(request, "assignments/tasks.html", context)


@require_GET
def show_task(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Show one task with what may be done now."""
    account = account_of(request)
    assignment = _visible(account, assignment_id)
    context = {
        "assignment": assignment,
        "offers": offers(account, assignment),
        "reports": assignment.reports.select_related("by__person").prefetch_related("files"),
        "files": assignment.files.all(),
        "timeline": lines(timeline(assignment)),
        "now": timezone.now(),
    }
    return render(request, "assignments/task.html", context)


@require_POST
def take(request: HttpRequest, assignment_id: int, step: str) -> HttpResponse:
    """Take one step on a task."""
    account = account_of(request)
    assignment = _visible(account, assignment_id)
    taken = _step(step)
    require(ALLOWED[taken], account, assignment)
    form = FORMS[taken](request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise ValidationError([f"{form.fields[name].label}：{text}" for name, text in _faults(form)])
        ACTIONS[taken](actor=account, assignment=assignment, now=timezone.now(), **_given(account, form))
        messages.success(request, _("%(step)s已完成") % {"step": MOVES[taken].title})
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except (ClassifiedMaterial, RefusedFile) as refusal:
        messages.error(request, str(refusal))
    return redirect(page_after(request, reverse("assignments:task", args=[assignment.pk])))


@require_GET
def file_of(request: HttpRequest, assignment_id: int, file_id: int) -> HttpResponseBase:
    """Give a file of a task or of one of its reports."""
    assignment = _visible(account_of(request), assignment_id)
    mine = assignment.files.filter(pk=file_id)
    reported = StoredFile.objects.filter(
        pk__in=assignment.reports.filter(files=file_id).values("files"), id=file_id
    )
    file = mine.first() or get_object_or_404(reported)
    return preview(file) if request.GET.get("look") else download(file)


def _visible(account: Account, assignment_id: int) -> Assignment:
    """Return the task, or answer 404 as if it were not there: a unit does not even learn that it exists."""
    found = visible_assignments(account).select_related("owner", "sent_by__person", "signed_by__person")
    return get_object_or_404(found.prefetch_related("helpers"), pk=assignment_id)


def _shelf(name: str) -> Shelf:
    return Shelf(name) if name in {each.value for each in Shelf} else Shelf.TO_SIGN


def _step(name: str) -> Step:
    try:
        return Step(name)
    except ValueError:
        raise Http404 from None


def _faults(form: forms.Form) -> list[tuple[str, str]]:
    return [(name, str(text)) for name, texts in form.errors.items() for text in texts]


def _given(account: Account, form: forms.Form) -> dict[str, Any]:
    """Return what the action takes; uploaded files are stored first, outside its transaction."""
    given: dict[str, Any] = dict(form.cleaned_data)
    if "uploads" in given:
        now = timezone.now()
        given["files"] = [store(actor=account, upload=each, now=now) for each in given.pop("uploads")]
    return given
