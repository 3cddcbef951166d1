"""Rules in force: told, read, looked at again; areas of work; the gap report."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xianxing.duties.regulations.actions import adopting, keeping
from xianxing.duties.regulations.forms.rules import AccountsForm, AreaForm, ReviewForm, StewardForm
from xianxing.duties.regulations.models import Area
from xianxing.duties.regulations.permissions import (
    may_govern_rules,
    may_read_rulebook,
    may_see_governance,
    may_write_rules,
)
from xianxing.duties.regulations.queries.gaps import find_gaps
from xianxing.duties.regulations.views.acting import pressed, tried
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.authority.models import Instrument
from xianxing.office.authority.wording import facts_words


@require_POST
def tell(request: HttpRequest, code: str) -> HttpResponse:
    """Ask people to read a rule and confirm."""
    account = account_of(request)
    require(may_write_rules, account)
    instrument = get_object_or_404(Instrument, code=code)
    form = AccountsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选定要告知的人"))
    else:
        chosen = form.chosen()
        pressed(
            request,
            lambda: keeping.tell(actor=account, instrument=instrument, accounts=chosen, now=timezone.now()),
            _("已告知，对方确认后显示在本页"),
        )
    return redirect("regulations:instrument", code)


@require_POST
def acknowledge(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm that one has read a rule."""
    account = account_of(request)
    require(may_read_rulebook, account)
    instrument = get_object_or_404(Instrument, code=code)
    pressed(
        request,
        lambda: keeping.acknowledge(actor=account, instrument=instrument, now=timezone.now()),
        _("已确认阅知"),
    )
    return redirect("regulations:instrument", code)


def review(request: HttpRequest, code: str) -> HttpResponse:
    """Look at a rule again."""
    account = account_of(request)
    require(may_write_rules, account)
    instrument = get_object_or_404(Instrument, code=code)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> None:
            keeping.review(actor=account, instrument=instrument, now=timezone.now(), **given)

        if tried(form, act):
            messages.success(request, _("复审情况已记录"))
            return redirect("regulations:instrument", code)
    context = {"form": form, "instrument": instrument}
    return render(request, "regulations/review.html", context, status=422 if form.errors else 200)


def steward(request: HttpRequest, code: str) -> HttpResponse:
    """Say which area an instrument belongs to, who keeps it, and when it is looked at again."""
    account = account_of(request)
    require(may_write_rules, account)
    instrument = get_object_or_404(Instrument.objects.select_related("stewardship"), code=code)
    held = getattr(instrument, "stewardship", None)
    initial = {"area": held.area, "keeper": held.keeper_id, "review_on": held.review_on} if held else {}
    form = StewardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        adopting.set_steward(
            actor=account,
            instrument=instrument,
            area=form.cleaned_data["area"],
            keeper=form.chosen_keeper(),
            review_on=form.cleaned_data["review_on"],
            now=timezone.now(),
        )
        return redirect("regulations:instrument", code)
    context = {"form": form, "instrument": instrument}
    return render(request, "regulations/steward.html", context, status=422 if form.errors else 200)


@require_GET
def show_gaps(request: HttpRequest) -> HttpResponse:
    """Show the holes in the rules."""
    account = account_of(request)
    require(may_see_governance, account)
    gaps = find_gaps(timezone.localdate())
    contradictions = [(each, facts_words(each.example or {})) for each in gaps.contradictions]
    context = {"gaps": gaps, "contradictions": contradictions, "may_write": may_write_rules(account)}
    return render(request, "regulations/gaps.html", context)


@require_GET
def show_areas(request: HttpRequest) -> HttpResponse:
    """List the areas of work."""
    require(may_govern_rules, account_of(request))
    return render(request, "regulations/areas.html", {"areas": Area.objects.all()})


def put_area(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Add an area of work, or change one."""
    account = account_of(request)
    require(may_govern_rules, account)
    area = get_object_or_404(Area, pk=pk) if pk else None
    form = AreaForm(request.POST or None, instance=area)
    if request.method == "POST" and form.is_valid():
        keeping.put_area(actor=account, area=form.instance, now=timezone.now())
        return redirect("regulations:areas")
    return render(request, "regulations/area.html", {"form": form}, status=422 if form.errors else 200)
