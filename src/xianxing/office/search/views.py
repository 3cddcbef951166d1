"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xianxing.office.search.queries import Mark
from xianxing.office.search.shown import search_for
from xianxing.office.search.tokens import LONGEST_QUERY

PAGE = 50


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Show what the account may see of the objects that hold the words."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    object_type = request.GET.get("type", "")[:64].replace("\x00", "")
    before = Mark.parse(request.GET.get("before", ""))
    answer = search_for(request.user, query, limit=PAGE, before=before, object_type=object_type)
    context = {"query": query, "object_type": object_type, "answer": answer, "is_first": before is None}
    return render(request, "search/results.html", context)
