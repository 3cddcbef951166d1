"""The list of items, one item beside it, and an item as a sheet of paper."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianxing.duties.followup.models import Item, Source
from xianxing.duties.followup.permissions import ITEM_TYPE, may_approve_item, may_list_items
from xianxing.duties.followup.queries.detail import item_detail
from xianxing.duties.followup.queries.lights import lights_on
from xianxing.duties.followup.queries.listing import (
    COUNT_LIMIT,
    EXACT_FIELDS,
    ID_FIELDS,
    SHOWN_WHEN_FILLED,
    TAB_TITLES,
    Filter,
    ItemRows,
    Tab,
    list_items,
    tab_counts,
)
from xianxing.duties.followup.views.acting import item_or_404
from xianxing.duties.followup.views.rows import item_row, item_stats, stage_marks
from xianxing.duties.followup.views.verbs import offer_verbs
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.access.roles import audience_of
from xianxing.office.search.queries import find

FOUND_LIMIT = 500


@dataclass(frozen=True, slots=True)
class TabLink:
    """One tab above the list."""

    title: str
    url: str
    is_current: bool
    count: str | None


@require_GET
def show_list(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show the list and, where one is chosen, the item beside it."""
    account = account_of(request)
    require(may_list_items, account)
    now, today = timezone.now(), timezone.localdate()
    wanted = read_filter(request.GET, account)
    item = item_or_404(account, pk) if pk else None
    try:
        page = list_items(account, wanted, today=today, after=request.GET.get("after", ""))
    except ValueError:
        raise Http404(_("翻页标记无效；请回到列表首页")) from None
    query, lights = kept_query(request.GET), lights_on(today)
    context = {
        "now": now,
        "rows": [item_row(row, now=now, lights=lights, selected=pk, query=query) for row in page.rows],
        "tabs": _tabs(account, wanted, request.GET, today),
        "next_url": _next_url(request.GET, page),
        "wanted": wanted,
        "sources": Source.choices,
        "query": query,
        "selected": item,
    }
    if item:
        context |= detail_context(account, item, today)
    template = "followup/_rows.html" if request.headers.get("HX-Target") == "rows" else "followup/list.html"
    return render(request, template, context)


@require_GET
def show_fragment(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the detail alone, for a page that is open while the item changes."""
    return _show(request, pk, "followup/_detail.html")


@require_GET
def print_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an item as a 督办单 to print."""
    return _show(request, pk, "followup/sheet.html")


def detail_context(account: Account, item: Item, today: date) -> dict[str, object]:
    """Return what the detail template needs of an item that the account may see."""
    detail = item_detail(account, item, today=today)
    return {
        "item": item,
        "detail": detail,
        "offer": offer_verbs(account, item),
        "stats": item_stats(detail, now=timezone.localtime()),
        "steps": stage_marks(item),
        "may_settle": may_approve_item(account, item),
    }


def read_filter(given: QueryDict, account: Account) -> Filter:
    """Return the filter that an address asks for; what it does not understand is left out."""
    tab, words = given.get("tab", ""), given.get("q", "").strip()
    exact = {name: str(given[name]) for name in (*EXACT_FIELDS, *ID_FIELDS) if given.get(name)}
    ids = None
    if words:
        hits = find(words, audience=audience_of(account), limit=FOUND_LIMIT, object_type=ITEM_TYPE)
        ids = tuple(hit.object_id for hit in hits)
    usual = Tab.ALL if words else Tab.OPEN
    return Filter(Tab(tab) if tab in set(Tab) else usual, exact, ids)


def kept_query(given: QueryDict) -> str:
    """Return the query without its place in the paging, so that a link keeps the filter."""
    kept = given.copy()
    kept.pop("after", None)
    return kept.urlencode()


def _show(request: HttpRequest, pk: int, template: str) -> HttpResponse:
    account = account_of(request)
    item = item_or_404(account, pk)
    context = {"now": timezone.now(), "selected": item, **detail_context(account, item, timezone.localdate())}
    return render(request, template, context)


def _tabs(account: Account, wanted: Filter, given: QueryDict, today: date) -> list[TabLink]:
    counts = tab_counts(account, today=today)
    links = []
    for tab, title in TAB_TITLES.items():
        if tab in SHOWN_WHEN_FILLED and not counts[tab] and wanted.tab != tab:
            continue
        query = given.copy()
        query.pop("after", None)
        query["tab"] = tab
        count = counts.get(tab)
        words = None if count is None else (f"{COUNT_LIMIT}+" if count >= COUNT_LIMIT else str(count))
        links.append(TabLink(str(title), f"/followup/?{query.urlencode()}", wanted.tab == tab, words))
    return links


def _next_url(given: QueryDict, page: ItemRows) -> str:
    if not page.after:
        return ""
    query = given.copy()
    query["after"] = page.after
    return f"/followup/?{query.urlencode()}"
