"""The history of a place, and the earlier letters of a matter's senders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from xianxing.duties.matters.actions.protecting import note_sender_history
from xianxing.duties.matters.permissions import may_list_matters, may_reveal_sender
from xianxing.duties.matters.queries.history import place_history, sender_history
from xianxing.duties.matters.views.acting import matter_or_404
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of


def show_place(request: HttpRequest) -> HttpResponse:
    """Show what came in about a place."""
    account = account_of(request)
    require(may_list_matters, account)
    found = place_history(account, request.GET.get("place", "")[:100])
    return render(request, "matters/place.html", {"history": found, "now": timezone.now()})


@require_POST
def show_sender_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what else this matter's senders wrote, once the look is in the ledger."""
    account = account_of(request)
    matter = matter_or_404(account, pk)
    require(may_reveal_sender, account, matter)
    note_sender_history(actor=account, matter=matter, now=timezone.now())
    context = {"matter": matter, "rows": sender_history(account, matter), "now": timezone.now()}
    return render(request, "matters/sender_history.html", context)
