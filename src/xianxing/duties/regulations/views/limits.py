"""Packs of limits: what rules allow, and the office's stricter values."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianxing.duties.regulations.forms.rules import LimitForm
from xianxing.duties.regulations.house import packs
from xianxing.duties.regulations.permissions import may_govern_rules, may_see_governance
from xianxing.duties.regulations.queries.limits import shown_limits
from xianxing.duties.regulations.views.acting import tried
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.authority.actions import set_limit as put_limit
from xianxing.office.authority.models import Limit


@require_GET
def show_packs(request: HttpRequest, name: str = "petitions") -> HttpResponse:
    """Show one pack: what was verified, what awaits it, what other places have."""
    account = account_of(request)
    require(may_see_governance, account)
    pack = next((each for each in packs() if each.name == name), None)
    if pack is None:
        raise Http404(name)
    context = {
        "pack": pack,
        "packs": packs(),
        "groups": shown_limits(name, timezone.localdate()),
        "may_govern": may_govern_rules(account),
    }
    return render(request, "regulations/packs.html", context)


def set_limit(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the office's own value of a limit."""
    account = account_of(request)
    require(may_govern_rules, account)
    limit = get_object_or_404(Limit, pk=pk)
    form = LimitForm(limit, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> None:
            put_limit(actor=account, limit=limit, now=timezone.now(), **given)

        if tried(form, act):
            messages.success(request, _("本办公室的值已保存"))
            return redirect("regulations:pack", limit.pack)
    context = {"form": form, "limit": limit}
    return render(request, "regulations/limit.html", context, status=422 if form.errors else 200)
