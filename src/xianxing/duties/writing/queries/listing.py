"""Pages of the lists of papers and of incoming documents: tabs by state, keyset pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from xianxing.duties.writing.engine.incoming import Stand
from xianxing.duties.writing.engine.life import State
from xianxing.duties.writing.models import Copy, Incoming, Paper
from xianxing.duties.writing.permissions import visible_incoming, visible_papers
from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_head, is_leader, is_unit_contact, organs_of
from xianxing.office.duty import Text
from xianxing.office.search.queries import find
from xianxing.office.search.shown import audience_of

PAGE_SIZE = 50
COUNT_LIMIT = 1000
FOUND_LIMIT = 200


class Tab(StrEnum):
    """The tabs above the list of papers."""

    MINE = "mine"
    DRAFTS = "drafts"
    APPROVAL = "approval"
    OFFICE = "office"
    ISSUED = "issued"
    ENDED = "ended"
    ALL = "all"


TAB_TITLES: Mapping[Tab, Text] = {
    Tab.MINE: _("等我"),
    Tab.DRAFTS: _("拟稿会签"),
    Tab.APPROVAL: _("审核签发"),
    Tab.OFFICE: _("发文办理"),
    Tab.ISSUED: _("已发"),
    Tab.ENDED: _("归档撤废"),
    Tab.ALL: _("全部"),
}
STATES: Mapping[Tab, tuple[State, ...]] = {
    Tab.DRAFTS: (State.DRAFTING, State.CONSULTING),
    Tab.APPROVAL: (State.REVIEWING, State.SIGNING),
    Tab.OFFICE: (State.RECHECKING, State.REGISTERING, State.PRINTING, State.ISSUING),
    Tab.ISSUED: (State.ISSUED,),
    Tab.ENDED: (State.ARCHIVED, State.VOIDED, State.REPEALED, State.DROPPED),
}


class Shelf(StrEnum):
    """The tabs above the list of incoming documents."""

    TODO = "todo"
    HANDLING = "handling"
    READING = "reading"
    CLOSED = "closed"
    ALL = "all"


SHELF_TITLES: Mapping[Shelf, Text] = {
    Shelf.TODO: _("待登记初审"),
    Shelf.HANDLING: _("批办"),
    Shelf.READING: _("阅知"),
    Shelf.CLOSED: _("办结"),
    Shelf.ALL: _("全部"),
}
STANDS: Mapping[Shelf, tuple[Stand, ...]] = {
    Shelf.TODO: (Stand.RECEIVED, Stand.REGISTERED, Stand.EXAMINED),
    Shelf.HANDLING: (Stand.HANDLING,),
    Shelf.READING: (Stand.READING,),
    Shelf.CLOSED: (Stand.ANSWERED, Stand.RETURNED, Stand.ARCHIVED),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of a list, and the mark from which the next page goes on (empty at the end)."""

    rows: tuple[Any, ...]
    after: str


def list_papers(account: Account, tab: Tab, *, query: str = "", after: str = "") -> Rows:
    """Return one page of the papers that an account may see, the last changed first.

    Raises:
        ValueError: ``after`` is not a mark that an earlier page gave.
    """
    rows = visible_papers(account).filter(_wanted(account, tab))
    if query.strip():
        rows = rows.filter(pk__in=_found(account, query, "writing.paper"))
    shown = rows.select_related("organ", "drafter__person").defer("content")
    return _page(shown, after)


def list_incoming(account: Account, shelf: Shelf, *, query: str = "", after: str = "") -> Rows:
    """Return one page of the incoming documents that an account may see.

    Raises:
        ValueError: ``after`` is not a mark that an earlier page gave.
    """
    rows = visible_incoming(account)
    if shelf in STANDS:
        rows = rows.filter(state__in=STANDS[shelf])
    if query.strip():
        rows = rows.filter(pk__in=_found(account, query, "writing.incoming"))
    return _page(rows.select_related("handler__person", "lead").defer("text"), after)


def count_waiting(account: Account) -> int:
    """Return how many papers wait for an account, up to ``COUNT_LIMIT``."""
    return count_up_to(visible_papers(account).filter(_wanted(account, Tab.MINE)))


def count_incoming(account: Account) -> int:
    """Return how many incoming documents nobody has taken up yet."""
    return count_up_to(visible_incoming(account).filter(state__in=STANDS[Shelf.TODO]))


def count_up_to(rows: QuerySet[Any]) -> int:
    """Return the number of rows, or ``COUNT_LIMIT`` where there are more."""
    return rows.order_by()[:COUNT_LIMIT].count()


def _wanted(account: Account, tab: Tab) -> Q:
    if tab in STATES:
        return Q(state__in=STATES[tab])
    if tab is Tab.MINE:
        return _mine(account)
    return Q()


def _mine(account: Account) -> Q:
    signing = Q(
        state=State.SIGNING,
        signatures__signer=account,
        signatures__signed_at__isnull=True,
        signatures__declined_at__isnull=True,
    )
    if is_leader(account):
        return signing
    if is_unit_contact(account):
        organs = organs_of(account)
        unread = Copy.objects.filter(organ_id__in=organs, sent_at__isnull=False, read_at__isnull=True)
        asked = Q(consultations__organ_id__in=organs, consultations__answered_at__isnull=True)
        return Q(pk__in=Paper.objects.filter(asked).values("pk")) | Q(pk__in=unread.values("paper_id"))
    own = Q(drafter=account, ended_at__isnull=True)
    if is_head(account):
        own |= Q(state=State.REVIEWING)
    return Q(pk__in=Paper.objects.filter(signing).values("pk")) | own


def _found(account: Account, query: str, object_type: str) -> list[int]:
    hits = find(query, audience=audience_of(account), limit=FOUND_LIMIT, object_type=object_type)
    return [hit.object_id for hit in hits]


def _page(rows: QuerySet[Any], after: str) -> Rows:
    if after:
        rows = rows.filter(_beyond(after))
    found = tuple(rows.order_by("-updated_at", "-id")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return Rows(shown, _mark(shown[-1]) if len(found) > PAGE_SIZE else "")


def _mark(row: Model) -> str:
    if not isinstance(row, Paper | Incoming):
        raise AssertionError(row)
    return f"{row.updated_at.isoformat()}|{row.pk}"


def _beyond(after: str) -> Q:
    text, bar, key = after.rpartition("|")
    moment: datetime | None = parse_datetime(text) if bar and key.isdigit() else None
    if moment is None:
        raise ValueError(f"{after!r}")
    # Both conditions on the first column let the index find the place.
    return Q(updated_at__lte=moment) & (Q(updated_at__lt=moment) | Q(id__lt=int(key)))
