"""What else happened at a place, and what else this matter's people wrote, as the history of the matter."""

from dataclasses import dataclass

from django.db.models import Count

from xianxing.duties.matters.models import Matter
from xianxing.duties.matters.permissions import visible_matters
from xianxing.office.access.models import Account

ROWS = 200


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    """The matters of a place: open ones first, how many by topic."""

    place: str
    open_rows: tuple[Matter, ...]
    ended_rows: tuple[Matter, ...]
    topics: tuple[tuple[str, int], ...]


def place_history(account: Account, place: str) -> PlaceHistory:
    """Return what an account may see of a place's matters, newest first."""
    rows = visible_matters(account).filter(place=place).select_related("lead")
    counted = rows.values("topic").annotate(n=Count("id")).order_by("-n", "topic")[:10]
    return PlaceHistory(
        place=place,
        open_rows=tuple(rows.filter(ended_at__isnull=True).order_by("-id")[:ROWS]),
        ended_rows=tuple(rows.filter(ended_at__isnull=False).order_by("-id")[:ROWS]),
        topics=tuple((row["topic"] or "—", row["n"]) for row in counted),
    )


def sender_history(account: Account, matter: Matter) -> tuple[Matter, ...]:
    """Return the other matters that the senders of this one also wrote about; nobody is named or counted."""
    keys = list(
        matter.participations.exclude(entry__sender_key="").values_list("entry__sender_key", flat=True)[:50]
    )
    if not keys:
        return ()
    others = visible_matters(account).filter(participations__entry__sender_key__in=keys).exclude(pk=matter.pk)
    return tuple(others.distinct().order_by("-id")[:50])
