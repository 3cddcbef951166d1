"""The first page, the lamps, and handing work over."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianxing.duties.today import actions
from xianxing.duties.today.forms import HandoverForm, LampForm, PersonForm
from xianxing.duties.today.greeting import doors, greet
from xianxing.duties.today.models import LampScale
from xianxing.duties.today.permissions import (
    may_hand_over,
    may_see_today,
    may_see_virtues,
    may_set_lamps,
)
from xianxing.duties.today.queries import page_parts, virtue_cards, waiting_notices
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.access.roles import is_officer
from xianxing.office.people.models import Person
from xianxing.office.people.queries import open_work


@require_GET
def show_today(request: HttpRequest) -> HttpResponse:
    """Show an account its day; an open page that hears of a change gets the lines alone."""
    account = account_of(request)
    require(may_see_today, account)
    now = timezone.now()
    context = {"now": now, "parts": () if is_officer(account) else page_parts(account, now)}
    if request.headers.get("HX-Target") == "today":
        return render(request, "today/_parts.html", context)
    return render(request, "today/page.html", context | _frame_of_day(account, now))


def _frame_of_day(account: Account, now: datetime) -> dict[str, object]:
    today = timezone.localdate(now)
    return {
        "greeting": greet(account, now),
        "doors": doors(account),
        "notices": waiting_notices(account),
        "cards": virtue_cards(account, today) if may_see_virtues(account) else (),
        "may_set_lamps": may_set_lamps(account),
    }


def set_lamps(request: HttpRequest) -> HttpResponse:
    """Show the scale of the lamps, or set it."""
    account = account_of(request)
    require(may_set_lamps, account)
    form = LampForm(request.POST or None, instance=LampScale.objects.first() or LampScale())
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_lamp_scale(actor=account, now=timezone.now(), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("亮灯天数已保存"))
            return redirect("today:page")
    return render(request, "today/lamps.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def choose_person(request: HttpRequest) -> HttpResponse:
    """Ask whose work is to be handed over."""
    require(may_hand_over, account_of(request))
    form = PersonForm(request.GET or None)
    if request.GET and form.is_valid():
        return redirect("today:handover_of", form.cleaned_data["person"].pk)
    return render(request, "today/choose.html", {"form": form})


def hand_over_work(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show what a person has in hand, or give it to another."""
    account = account_of(request)
    require(may_hand_over, account)
    person = get_object_or_404(Person.objects.select_related("account"), pk=person_id, left_on__isnull=True)
    works = open_work(person)
    form = HandoverForm(request.POST or None, works=works)
    if request.method == "POST" and form.is_valid() and _carried_out(account, person, form):
        successor = form.cleaned_data["successor"]
        messages.success(request, _("已移交给%(name)s") % {"name": successor})
        return redirect("today:handover_of", person.pk)
    context = {"form": form, "person": person, "works": works}
    return render(request, "today/handover.html", context, status=422 if form.errors else 200)


def _carried_out(account: Account, person: Person, form: HandoverForm) -> bool:
    try:
        actions.hand_over(
            actor=account,
            person=person,
            successor=form.cleaned_data["successor"],
            works=form.chosen(),
            now=timezone.now(),
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True
