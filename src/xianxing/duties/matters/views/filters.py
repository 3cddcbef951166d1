"""Read the list's filter from the address, and the views that people keep."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.http import QueryDict

from xianxing.duties.matters.models import SavedView
from xianxing.duties.matters.queries.listing import EXACT_FIELDS, ID_FIELDS, Filter, Order, Tab
from xianxing.office.access.models import Account
from xianxing.office.access.roles import audience_of
from xianxing.office.search.queries import find

FOUND_LIMIT = 500
Choice = TypeVar("Choice", Tab, Order)


def read_filter(given: QueryDict | Mapping[str, str], account: Account) -> Filter:
    """Return the filter that an address asks for; what it does not understand is left out."""
    exact = {name: str(given[name]) for name in (*EXACT_FIELDS, *ID_FIELDS) if given.get(name)}
    words = given.get("q", "").strip()
    return Filter(
        tab=_member(Tab, given.get("tab", ""), Tab.ALL if words else Tab.OPEN),
        order=_member(Order, given.get("order", ""), Order.RECENT),
        exact=exact,
        received_from=_day(given.get("from", "")),
        received_to=_day(given.get("to", "")),
        ids=_found(words, account) if words else None,
    )


def visible_views(account: Account) -> QuerySet[SavedView]:
    """Return the kept views that an account may use: its own and the shared ones."""
    return SavedView.objects.filter(Q(account=account) | Q(is_shared=True)).order_by("name")


def _found(words: str, account: Account) -> tuple[int, ...]:
    hits = find(words, audience=audience_of(account), limit=FOUND_LIMIT)
    return tuple(hit.object_id for hit in hits if hit.object_type == "matters.matter")


def _member(kind: type[Choice], text: str, fallback: Choice) -> Choice:
    return kind(text) if text in set(kind) else fallback


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
