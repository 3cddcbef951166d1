"""An account's notices, and what changed since a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from xianxing.office.access.models import Account
from xianxing.office.notices.models import Notice, Outbox


@dataclass(frozen=True, slots=True)
class Page:
    """One page of notices, latest first, and where the next begins (empty at the end)."""

    notices: Sequence[Notice]
    next_mark: str


def unread_count(account: Account) -> int:
    """Return how many notices the account has not read."""
    return Notice.objects.filter(account=account, read_at__isnull=True).count()


def page_of(account: Account, *, limit: int, before: str = "") -> Page:
    """Return a page of the account's notices, read and unread; ``before`` is the mark of the page before."""
    rows = Notice.objects.filter(account=account)
    mark = _parse(before)
    if mark:
        moment, notice_id = mark
        rows = rows.filter(Q(updated_at__lt=moment) | Q(pk__lt=notice_id), updated_at__lte=moment)
    found = list(rows.order_by("-updated_at", "-pk")[: limit + 1])
    page = found[:limit]
    next_mark = f"{page[-1].updated_at.isoformat()}~{page[-1].pk}" if len(found) > limit else ""
    return Page(page, next_mark)


def changed_since(last_id: int, *, limit: int = 1000) -> list[tuple[int, str]]:
    """Return ids and topics of what changed after an outbox row, in order."""
    return list(Outbox.objects.filter(pk__gt=last_id).order_by("pk").values_list("pk", "topic")[:limit])


def last_change() -> int:
    """Return the id of the latest outbox row, 0 when there is none."""
    return Outbox.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _parse(mark: str) -> tuple[datetime, int] | None:
    moment, _tilde, number = mark.partition("~")
    try:
        found = datetime.fromisoformat(moment), int(number)
    except ValueError:
        return None
    return found if found[0].tzinfo else None
