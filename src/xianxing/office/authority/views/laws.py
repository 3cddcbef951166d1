"""Instruments and their clauses: everyone signed in may read them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.authority.models import Clause, Instrument
from xianxing.office.authority.permissions import may_read_laws
from xianxing.text import normalise

FOUND_LIMIT = 100


@require_GET
def show_laws(request: HttpRequest) -> HttpResponse:
    """Show the instruments, or the clauses that hold the words asked for."""
    require(may_read_laws, account_of(request))
    words = normalise(request.GET.get("q", ""))[:100]
    clauses = Clause.objects.select_related("instrument").exclude(key__contains=".")
    for word in words.split():
        clauses = clauses.filter(text__icontains=word)
    context = {
        "instruments": Instrument.objects.order_by("is_house_rule", "standing", "title"),
        "q": words,
        "clauses": clauses[:FOUND_LIMIT] if words else (),
    }
    return render(request, "authority/laws.html", context)


@require_GET
def show_law(request: HttpRequest, code: str) -> HttpResponse:
    """Show one instrument, article by article; with words, only the articles that hold them."""
    require(may_read_laws, account_of(request))
    instrument = get_object_or_404(Instrument, code=code)
    words = normalise(request.GET.get("q", ""))[:100]
    articles = instrument.clauses.exclude(key__contains=".").order_by("order_number")
    for word in words.split():
        articles = articles.filter(text__icontains=word)
    context = {"instrument": instrument, "articles": articles, "q": words}
    return render(request, "authority/law.html", context)
