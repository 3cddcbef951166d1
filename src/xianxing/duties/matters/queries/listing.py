"""Pages of the list of matters: filters, tabs, and keyset paging that stays fast at a million rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.models import Matter, Risk
from xianxing.duties.matters.permissions import visible_matters
from xianxing.office.access.models import Account
from xianxing.office.duty import Text

PAGE_SIZE = 50
COUNT_LIMIT = 1000


class Tab(StrEnum):
    """The tabs above the list."""

    OPEN = "open"
    URGENT = "urgent"
    TODAY = "today"
    MINE = "mine"
    ASKED = "asked"
    ENDED = "ended"
    ALL = "all"


class Order(StrEnum):
    """How the list is sorted."""

    RECENT = "recent"
    DUE = "due"
    HEAT = "heat"
    WAITING = "waiting"


TAB_TITLES: Mapping[Tab, Text] = {
    Tab.OPEN: _("在办"),
    Tab.URGENT: _("特急"),
    Tab.TODAY: _("今日到期"),
    Tab.MINE: _("等我"),
    Tab.ASKED: _("待定类"),
    Tab.ENDED: _("已结"),
    Tab.ALL: _("全部"),
}
COLUMNS = {
    Order.RECENT: ("updated_at", True),
    Order.DUE: ("due_on", False),
    Order.HEAT: ("complainants", True),
    Order.WAITING: ("received_at", False),
}
RECENT = ("-updated_at", "-pk")
ALONG: Mapping[Tab, tuple[str, ...]] = {
    Tab.OPEN: RECENT,
    Tab.URGENT: ("risk", *RECENT),
    Tab.TODAY: ("due_on", "pk"),
    Tab.MINE: ("handler_id", "state", "due_on", "pk"),
    Tab.ASKED: RECENT,
}
"""For each counted tab the order of the index that holds its rows together."""
EXACT_FIELDS = ("state", "kind", "topic", "channel", "risk", "level", "place")
ID_FIELDS = ("lead", "handler")


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows; every part may be left out."""

    tab: Tab = Tab.OPEN
    order: Order = Order.RECENT
    exact: Mapping[str, str] = field(default_factory=dict)
    received_from: date | None = None
    received_to: date | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class MatterRows:
    """One page of the list, and the mark from which the next page goes on (empty at the end)."""

    rows: tuple[Matter, ...]
    after: str


def list_matters(account: Account, wanted: Filter, *, today: date, after: str = "") -> MatterRows:
    """Return one page of the matters that an account may see.

    Raises:
        ValueError: ``after`` is not a mark that an earlier page gave.
    """
    rows = filtered_matters(account, wanted, today=today)
    column, descending = COLUMNS[wanted.order]
    if wanted.order == Order.DUE:
        rows = rows.filter(due_on__isnull=False)
    if after:
        rows = rows.filter(_beyond(column, descending, after))
    sign = "-" if descending else ""
    rows = rows.order_by(f"{sign}{column}", f"{sign}id").select_related("lead", "handler__person", "entry")
    rows = rows.defer("entry__text")
    found = tuple(rows[: PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    shown = found[:PAGE_SIZE]
    return MatterRows(shown, _mark(shown[-1], column) if more else "")


def filtered_matters(account: Account, wanted: Filter, *, today: date) -> QuerySet[Matter]:
    """Return the matters of a filter that an account may see, without order."""
    rows = visible_matters(account).filter(_tab(wanted.tab, account, today))
    for name, value in wanted.exact.items():
        if name in EXACT_FIELDS:
            rows = rows.filter(**{name: value})
        elif name in ID_FIELDS and value.isdigit():
            rows = rows.filter(**{f"{name}_id": int(value)})
    if wanted.received_from:
        rows = rows.filter(received_at__date__gte=wanted.received_from)
    if wanted.received_to:
        rows = rows.filter(received_at__date__lte=wanted.received_to)
    if wanted.ids is not None:
        rows = rows.filter(pk__in=wanted.ids)
    return rows


def tab_counts(account: Account, *, today: date) -> dict[Tab, int]:
    """Return how many matters stand under each counted tab, up to ``COUNT_LIMIT`` each."""
    seen = visible_matters(account)
    return {tab: count_up_to(seen.filter(_tab(tab, account, today)), along) for tab, along in ALONG.items()}


def count_open(account: Account) -> int:
    """Return how many open matters an account may see, up to ``COUNT_LIMIT``."""
    return count_up_to(visible_matters(account).filter(ended_at__isnull=True))


def count_up_to(rows: QuerySet[Matter], along: tuple[str, ...] = RECENT) -> int:
    """Return the number of rows, or ``COUNT_LIMIT`` where there are more: counting millions is never needed.

    ``along`` is the order of an index: without one PostgreSQL gathers every row before it takes the first.
    """
    return rows.order_by(*along)[:COUNT_LIMIT].count()


def _tab(tab: Tab, account: Account, today: date) -> Q:
    is_open = Q(ended_at__isnull=True)
    return {
        Tab.OPEN: is_open,
        Tab.URGENT: is_open & Q(risk=Risk.RED),
        Tab.TODAY: is_open & Q(due_on__lte=today),
        Tab.MINE: is_open & Q(handler=account),
        Tab.ASKED: is_open & Q(topic_state__in=("asked", "suggested", "none")),
        Tab.ENDED: Q(ended_at__isnull=False),
        Tab.ALL: Q(),
    }[tab]


def _mark(matter: Matter, column: str) -> str:
    value = getattr(matter, column)
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return f"{text}|{matter.pk}"


def _beyond(column: str, descending: bool, after: str) -> Q:  # noqa: FBT001
    text, bar, key = after.rpartition("|")
    if not bar or not key.isdigit():
        raise ValueError(f"{after!r}")
    value: date | datetime | int | None
    if column == "complainants":
        value = int(text)
    elif column == "due_on":
        value = date.fromisoformat(text)
    else:
        value = parse_datetime(text)
    if value is None:
        raise ValueError(f"{after!r}")
    step = "lt" if descending else "gt"
    # Both conditions on the first column let the index find the place; the second alone would read all before.
    return Q(**{f"{column}__{step}e": value}) & (
        Q(**{f"{column}__{step}": value}) | Q(**{f"id__{step}": int(key)})
    )


def due_between(account: Account, first: date, last: date) -> QuerySet[Matter]:
    """Return the open matters whose limit falls between two days, earliest first."""
    rows = visible_matters(account).filter(ended_at__isnull=True, due_on__range=(first, last))
    return rows.select_related("lead", "handler__person").order_by("due_on", "id")
