"""The list, one matter beside it, the board and the calendar of limits."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.models import Matter, MatterKind, MatterState, Risk
from xianxing.duties.matters.permissions import may_list_matters, may_reveal_sender
from xianxing.duties.matters.queries.board import board_columns, due_days
from xianxing.duties.matters.queries.detail import matter_detail
from xianxing.duties.matters.queries.listing import (
    COUNT_LIMIT,
    TAB_TITLES,
    Filter,
    MatterRows,
    list_matters,
    tab_counts,
)
from xianxing.duties.matters.views.acting import matter_or_404
from xianxing.duties.matters.views.filters import read_filter, visible_views
from xianxing.duties.matters.views.rows import matter_row, matter_stats
from xianxing.duties.matters.views.verbs import offer_verbs
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.register.models import Channel


@dataclass(frozen=True, slots=True)
class TabLink:
    """One tab above the list."""

    title: str
    url: str
    is_current: bool
    count: str | None


def show_list(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show the list and, where one is chosen, the matter beside it."""
    account = account_of(request)
    require(may_list_matters, account)
    now, today = timezone.now(), timezone.localdate()
    wanted = read_filter(request.GET, account)
    matter = matter_or_404(account, pk) if pk else None
    try:
        page = list_matters(account, wanted, today=today, after=request.GET.get("after", ""))
    except ValueError:
        raise Http404(_("翻页标记无效；请回到列表首页")) from None
    query = kept_query(request.GET)
    context = {
        "now": now,
        "rows": [matter_row(row, now=now, today=today, selected=pk, query=query) for row in page.rows],
        "tabs": _tabs(account, wanted, request.GET, today),
        "next_url": _next_url(request.GET, page),
        "wanted": wanted,
        "choices": {
            "kind": MatterKind.choices,
            "state": MatterState.choices,
            "channel": Channel.choices,
            "risk": Risk.choices,
        },
        "views": visible_views(account),
        "query": query,
        "selected": matter,
    }
    if matter:
        context |= detail_context(account, matter, today)
    template = "matters/_rows.html" if request.headers.get("HX-Target") == "rows" else "matters/list.html"
    return render(request, template, context)


def show_fragment(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the detail alone, for a page that is open while the matter changes."""
    account = account_of(request)
    matter = matter_or_404(account, pk)
    context = {
        "now": timezone.now(),
        "selected": matter,
        **detail_context(account, matter, timezone.localdate()),
    }
    return render(request, "matters/_detail.html", context)


def print_matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a matter as a sheet of paper."""
    account = account_of(request)
    matter = matter_or_404(account, pk)
    context = {
        "now": timezone.now(),
        "selected": matter,
        **detail_context(account, matter, timezone.localdate()),
    }
    return render(request, "matters/sheet.html", context)


def detail_context(account: Account, matter: Matter, today: date) -> dict[str, object]:
    """Return what the detail template needs of a matter that the account may see."""
    detail = matter_detail(account, matter)
    return {
        "matter": matter,
        "detail": detail,
        "offer": offer_verbs(account, matter),
        "stats": matter_stats(detail, now=timezone.now(), today=today),
        "may_reveal": may_reveal_sender(account, matter),
    }


def show_board(request: HttpRequest) -> HttpResponse:
    """Show the open matters in columns by state."""
    account = account_of(request)
    require(may_list_matters, account)
    now, today = timezone.now(), timezone.localdate()
    columns = [
        {
            "title": column.title,
            "count": f"{COUNT_LIMIT}+" if column.count >= COUNT_LIMIT else str(column.count),
            "url": f"/matters/?tab=all&state={column.state}",
            "rows": [matter_row(row, now=now, today=today, selected=None) for row in column.rows],
        }
        for column in board_columns(account)
    ]
    return render(request, "matters/board.html", {"now": now, "columns": columns})


def show_calendar(request: HttpRequest) -> HttpResponse:
    """Show the limits of five weeks, a day a cell."""
    account = account_of(request)
    require(may_list_matters, account)
    now, today = timezone.now(), timezone.localdate()
    first = _read_day(request.GET.get("from", ""), today)
    first -= timedelta(days=first.weekday())
    context = {
        "now": now,
        "today": today,
        "weeks": due_days(account, first, weeks=5),
        "previous": first - timedelta(weeks=5),
        "next": first + timedelta(weeks=5),
    }
    return render(request, "matters/calendar.html", context)


def kept_query(given: QueryDict) -> str:
    """Return the query without its place in the paging, so that a link keeps the filter."""
    kept = given.copy()
    kept.pop("after", None)
    return kept.urlencode()


def _tabs(account: Account, wanted: Filter, given: QueryDict, today: date) -> list[TabLink]:
    counts = tab_counts(account, today=today)
    links = []
    for tab, title in TAB_TITLES.items():
        query = given.copy()
        query.pop("after", None)
        query["tab"] = tab
        count = counts.get(tab)
        words = None if count is None else (f"{COUNT_LIMIT}+" if count >= COUNT_LIMIT else str(count))
        links.append(TabLink(str(title), f"/matters/?{query.urlencode()}", wanted.tab == tab, words))
    return links


def _next_url(given: QueryDict, page: MatterRows) -> str:
    if not page.after:
        return ""
    query = given.copy()
    query["after"] = page.after
    return f"/matters/?{query.urlencode()}"


def _read_day(text: str, fallback: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return fallback
