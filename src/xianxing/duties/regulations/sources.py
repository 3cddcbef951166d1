"""Articles in the search of the whole: those in force, for the office and leaders."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from xianxing.duties.regulations.actions.adopting import index_clause
from xianxing.duties.regulations.permissions import may_read_rulebook
from xianxing.duties.regulations.queries.rulebook import held_on
from xianxing.office.access.models import Account
from xianxing.office.authority.models import Clause, Instrument, Standing

DETAIL = 90


def shown_clauses(account: Account, clause_ids: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """Return title, address and text of those articles that hold today."""
    if not may_read_rulebook(account):
        return {}
    held = Instrument.objects.filter(held_on(timezone.localdate()))
    found = Clause.objects.filter(pk__in=clause_ids, instrument__in=held).select_related("instrument")
    return {
        clause.pk: (str(clause), reverse("regulations:clause", args=[clause.pk]), clause.text[:DETAIL])
        for clause in found
    }


def reindex(now: datetime) -> Iterator[int]:
    """Put every article that was not repealed into the index anew, and yield its id."""
    found = Clause.objects.exclude(key__contains=".").exclude(instrument__standing=Standing.REPEALED)
    for clause in found.select_related("instrument").order_by("pk").iterator(chunk_size=500):
        index_clause(clause, now)
        yield clause.pk
