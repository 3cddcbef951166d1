"""Clauses in force, published tables, and past decisions."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from xianxing.engines.rulebook import Validity
from xianxing.office.authority.errors import UnknownTable
from xianxing.office.authority.models import (
    Clause,
    Decision,
    DecisionTable,
    Instrument,
    Standing,
    TableVersion,
    VersionState,
)


def instruments_in_force(on: date) -> QuerySet[Instrument]:
    """Return the instruments that hold on a day."""
    held = Instrument.objects.exclude(standing=Standing.REPEALED).filter(effective_from__lte=on)
    return held.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))


def clauses_in_force(on: date) -> QuerySet[Clause]:
    """Return the clauses that may be cited on a day."""
    return Clause.objects.filter(instrument__in=instruments_in_force(on)).select_related("instrument")


def validities(keys: Collection[str]) -> dict[str, Validity]:
    """Return when each of the clauses holds; a clause of a repealed instrument is as good as unknown."""
    found = Clause.objects.filter(key__in=keys).exclude(instrument__standing=Standing.REPEALED)
    rows = found.values_list("key", "instrument__effective_from", "instrument__effective_to")
    return {key: Validity(first, last) for key, first, last in rows}


def published_version(table: str) -> TableVersion:
    """Return the version of a table that decides now.

    Raises:
        UnknownTable: there is none.
    """
    found = TableVersion.objects.filter(table__name=table, state=VersionState.PUBLISHED)
    version = found.select_related("table").first()
    if version is None:
        raise UnknownTable(_("规则表“%(table)s”没有已发布的版本；请由办公室负责人先发布") % {"table": table})
    return version


def draft_of(table: DecisionTable) -> TableVersion | None:
    """Return the open draft of a table."""
    return table.versions.filter(state=VersionState.DRAFT).select_related("table").first()


def decisions_about(obj: Model) -> QuerySet[Decision]:
    """Return what was decided about an object, the latest first."""
    found = Decision.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)
    return found.select_related("version__table").order_by("-id")


def recent_decisions(table: DecisionTable, limit: int) -> Iterator[Decision]:
    """Return the latest decisions of a table, oldest of them first."""
    found = Decision.objects.filter(version__table=table).select_related("version__table")
    return reversed(found.order_by("-id")[:limit])
