"""Pages of the list of items: tabs, filters, and keyset paging that stays fast at a million rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from xianxing.duties.followup.actions.scaling import scale_in_force
from xianxing.duties.followup.engine.lamps import amber_until
from xianxing.duties.followup.models import Item, ItemStage
from xianxing.duties.followup.permissions import visible_items
from xianxing.office.access.models import Account
from xianxing.office.calendars.queries import calendar
from xianxing.office.duty import Text

PAGE_SIZE = 50
COUNT_LIMIT = 1000


class Tab(StrEnum):
    """The tabs above the list."""

    OPEN = "open"
    NEAR = "near"
    LATE = "late"
    CHECK = "check"
    RETURNED = "returned"
    MINE = "mine"
    PROPOSED = "proposed"
    ENDED = "ended"
    ALL = "all"


TAB_TITLES: Mapping[Tab, Text] = {
    Tab.OPEN: _("在办"),
    Tab.NEAR: _("临期"),
    Tab.LATE: _("逾期"),
    Tab.CHECK: _("待核查"),
    Tab.RETURNED: _("退回"),
    Tab.MINE: _("等我"),
    Tab.PROPOSED: _("待批准"),
    Tab.ENDED: _("已结"),
    Tab.ALL: _("全部"),
}
BY_DUE = frozenset({Tab.NEAR, Tab.LATE, Tab.MINE, Tab.RETURNED})
"""Tabs that are read by limit; the others by last change."""

COUNTED = (Tab.OPEN, Tab.NEAR, Tab.LATE, Tab.CHECK, Tab.RETURNED, Tab.MINE, Tab.PROPOSED)
SHOWN_WHEN_FILLED = frozenset({Tab.CHECK, Tab.RETURNED, Tab.MINE, Tab.PROPOSED})
"""Tabs that are left out while nothing is on them."""

EXACT_FIELDS = ("source", "stage")
ID_FIELDS = ("lead", "leader")


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows; every part may be left out."""

    tab: Tab = Tab.OPEN
    exact: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ItemRows:
    """One page of the list, and the mark from which the next page goes on (empty at the end)."""

    rows: tuple[Item, ...]
    after: str


def list_items(account: Account, wanted: Filter, *, today: date, after: str = "") -> ItemRows:
    """Return one page of the items that an account may see.

    Raises:
        ValueError: ``after`` is not a mark that an earlier page gave.
    """
    rows = filtered_items(account, wanted, today=today)
    by_due = wanted.tab in BY_DUE
    if after:
        rows = rows.filter(_beyond_due(after) if by_due else _beyond_change(after))
    rows = rows.order_by(*(("due_on", "id") if by_due else ("-updated_at", "-id")))
    found = tuple(rows.select_related("lead", "leader", "handler__person").defer("content")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return ItemRows(shown, _mark(shown[-1], wanted.tab) if len(found) > PAGE_SIZE else "")


def filtered_items(account: Account, wanted: Filter, *, today: date) -> QuerySet[Item]:
    """Return the items of a filter that an account may see, without order."""
    rows = visible_items(account).filter(_on(wanted.tab, account, today))
    for name, value in wanted.exact.items():
        if name in EXACT_FIELDS:
            rows = rows.filter(**{name: value})
        elif name in ID_FIELDS and value.isdigit():
            rows = rows.filter(**{f"{name}_id": int(value)})
    return rows if wanted.ids is None else rows.filter(pk__in=wanted.ids)


def tab_counts(account: Account, *, today: date) -> dict[Tab, int]:
    """Return how many items stand under each counted tab, up to ``COUNT_LIMIT`` each."""
    return {tab: count_up_to(visible_items(account).filter(_on(tab, account, today))) for tab in COUNTED}


def count_pressing(account: Account) -> tuple[int, bool]:
    """Return how many open items an account may see, up to ``COUNT_LIMIT``, and whether one is late."""
    rows = visible_items(account).filter(ended_at__isnull=True)
    return count_up_to(rows), rows.filter(due_on__lt=timezone.localdate()).exists()


def count_up_to(rows: QuerySet[Item]) -> int:
    """Return the number of rows, or ``COUNT_LIMIT`` where there are more: counting millions is never needed."""
    return rows.order_by()[:COUNT_LIMIT].count()


def _on(tab: Tab, account: Account, today: date) -> Q:
    is_open = Q(ended_at__isnull=True)
    if tab == Tab.NEAR:
        until = amber_until(today, scale=scale_in_force().lamps, calendar=calendar())
        return is_open & Q(due_on__gte=today, due_on__lte=until)
    return {
        Tab.OPEN: is_open,
        Tab.LATE: is_open & Q(due_on__lt=today),
        Tab.CHECK: is_open & Q(stage=ItemStage.REPORTED),
        Tab.RETURNED: is_open & Q(is_returned=True),
        Tab.MINE: is_open & Q(handler=account),
        Tab.PROPOSED: is_open & Q(stage=ItemStage.PROPOSED),
        Tab.ENDED: Q(ended_at__isnull=False),
        Tab.ALL: Q(),
    }[tab]


def _mark(item: Item, tab: Tab) -> str:
    moment: date | datetime = item.due_on if tab in BY_DUE else item.updated_at
    return f"{moment.isoformat()}|{item.pk}"


# In both, the first condition lets the index find the place; the second alone would read all before it.


def _beyond_due(after: str) -> Q:
    text, key = _split(after)
    day = date.fromisoformat(text)
    return Q(due_on__gte=day) & (Q(due_on__gt=day) | Q(id__gt=key))


def _beyond_change(after: str) -> Q:
    text, key = _split(after)
    moment = parse_datetime(text)
    if moment is None:
        raise ValueError(f"{after!r}")
    return Q(updated_at__lte=moment) & (Q(updated_at__lt=moment) | Q(id__lt=key))


def _split(after: str) -> tuple[str, int]:
    text, _bar, key = after.rpartition("|")
    if not key.isdigit():
        raise ValueError(f"{after!r}")
    return text, int(key)
