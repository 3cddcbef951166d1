"""Instruments by their standing, one instrument with all that hangs on it, and who relies on a clause."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xianxing.duties.regulations.models import Citation
from xianxing.office.authority.models import (
    Clause,
    Decision,
    Instrument,
    Level,
    Standing,
    TableVersion,
    VersionState,
)

PAGE = 60
SHOWN = 20
Text = str | Promise


class Tab(StrEnum):
    """Which instruments are listed."""

    IN_FORCE = "in_force"
    HOUSE = "house"
    COMING = "coming"
    ENDED = "ended"


TITLES: dict[Tab, Text] = {
    Tab.IN_FORCE: _("现行有效"),
    Tab.HOUSE: _("本单位制度"),
    Tab.COMING: _("尚未施行"),
    Tab.ENDED: _("已修改或废止"),
}


def held_on(day: date) -> Q:
    """What held on a day, as a condition on instruments: a repealed one only up to its last day, when that is known."""
    ended = Q(standing=Standing.REPEALED, effective_to__isnull=True)
    return Q(effective_from__lte=day) & (Q(effective_to__isnull=True) | Q(effective_to__gte=day)) & ~ended


def standing_words(instrument: Instrument, today: date) -> tuple[Text, str]:
    """Return how an instrument stands on a day, and the tone of its chip."""
    if instrument.effective_from > today:
        return _("尚未施行"), "amber"
    if instrument.standing == Standing.REPEALED:
        return _("已废止"), "red"
    if instrument.effective_to and instrument.effective_to < today:
        return (_("已修改"), "grey") if instrument.standing == Standing.AMENDED else (_("已失效"), "red")
    return _("现行有效"), "green"


def list_instruments(tab: Tab, *, today: date, before: int | None = None) -> list[Instrument]:
    """Return a page of instruments, the last entered first, one more than a page when there are more."""
    held = held_on(today)
    chosen = {
        Tab.IN_FORCE: held,
        Tab.HOUSE: held & Q(is_house_rule=True),
        Tab.COMING: Q(effective_from__gt=today),
        Tab.ENDED: ~held & Q(effective_from__lte=today),
    }[tab]
    found = Instrument.objects.filter(chosen).select_related(
        "stewardship__area", "stewardship__keeper__person"
    )
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: PAGE + 1])


@dataclass(frozen=True, slots=True)
class TableUse:
    """A row of a table that rests on a clause."""

    version: TableVersion
    row: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reliance:
    """Who relies on clauses: rows of tables, rules that cite them, the latest decisions."""

    rows: tuple[TableUse, ...]
    citations: tuple[Citation, ...]
    decisions: tuple[Decision, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody does."""
        return not (self.rows or self.citations or self.decisions)


def relying_on(keys: Collection[str], *, inside: Instrument | None = None) -> Reliance:
    """Return who relies on clauses given by key, or on a part of one of them.

    Rows are those of published tables and drafts; decisions are found by the rows of every version. What one
    clause of ``inside`` says of another is left out.
    """
    uses = tuple(_uses(keys))
    live = tuple(each for each in uses if each.version.state != VersionState.RETIRED)
    wanted = Q(pk__in=[])
    for each in uses:
        wanted |= Q(version=each.version, row=each.row)
    decisions = Decision.objects.filter(wanted).select_related("version__table").order_by("-pk")[:SHOWN]
    cited = Q(pk__in=[])
    for key in keys:
        cited |= Q(cited_key=key) | Q(cited_key__startswith=f"{key}.")
    citations = (
        Citation.objects.filter(cited).select_related("clause__instrument").order_by("-clause_id", "start")
    )
    if inside is not None:
        citations = citations.exclude(clause__instrument=inside)
    by_clause = {each.clause_id: each for each in citations[: 5 * SHOWN]}
    return Reliance(live, tuple(by_clause.values())[:SHOWN], tuple(decisions) if uses else ())


def _uses(keys: Collection[str]) -> Iterable[TableUse]:
    for version in TableVersion.objects.select_related("table").order_by("table__title", "-number"):
        for row in version.content["rows"]:
            clauses = tuple(each for each in row["clauses"] if _is_part(each, keys))
            if clauses:
                yield TableUse(version, row["id"], clauses)


def _is_part(cited: str, keys: Collection[str]) -> bool:
    return any(cited == key or cited.startswith((f"{key}.", f"{key}(")) for key in keys)


def citations_of(instrument: Instrument) -> list[Citation]:
    """Return what an instrument cites of others, one line for each cited rule."""
    found = Citation.objects.filter(clause__instrument=instrument).exclude(cited=instrument)
    return list(found.select_related("clause__instrument", "cited")[: 5 * SHOWN])


def cited_by(instrument: Instrument) -> list[Citation]:
    """Return which clauses of others cite an instrument or a clause of it."""
    found = Citation.objects.filter(cited=instrument).exclude(clause__instrument=instrument)
    return list(found.select_related("clause__instrument").order_by("clause__instrument_id")[: 5 * SHOWN])


def chain_of(instrument: Instrument) -> list[Instrument]:
    """Return the texts of one rule in time, the newest first: those it replaces and those that replaced it."""
    found = [instrument]
    while (older := found[-1].replaces) is not None and older not in found:
        found.append(older)
    while (newer := found[0].replaced_by.order_by("-pk").first()) is not None and newer not in found:
        found.insert(0, newer)
    return found


def counts_by_level(today: date) -> list[tuple[Text, int]]:
    """Return how many instruments hold today, by level, in the order of force."""
    found = Instrument.objects.filter(held_on(today)).values_list("level").annotate(n=Count("pk"))
    counted = dict(found.order_by())
    return [(level.label, counted[level.value]) for level in Level if counted.get(level.value)]


def articles_of(instrument: Instrument) -> QuerySet[Clause]:
    """Return the articles of an instrument in order, without their parts."""
    return instrument.clauses.exclude(key__contains=".").order_by("order_number")
