"""Where the rules have holes: areas without one, rules past their review, stale citations, contradictions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from xianxing.duties.regulations.engine.contradictions import Contradiction, find_contradictions
from xianxing.duties.regulations.models import Area, Citation, Stewardship
from xianxing.duties.regulations.queries.rulebook import held_on
from xianxing.engines.rulebook import Finding, FindingKind
from xianxing.office.authority.content import table_of
from xianxing.office.authority.models import Instrument, TableVersion, VersionState
from xianxing.office.authority.publishing import findings

STALE = {FindingKind.CLAUSE_EXPIRED, FindingKind.CLAUSE_MISSING}
SHOWN = 100


@dataclass(frozen=True, slots=True)
class StaleRow:
    """A row of a published table that rests on a clause that no longer holds."""

    version: TableVersion
    finding: Finding


@dataclass(frozen=True, slots=True)
class Gaps:
    """All that the head must know of holes in the rules."""

    areas: tuple[Area, ...]
    overdue: tuple[Stewardship, ...]
    stale_citations: tuple[Citation, ...]
    stale_rows: tuple[StaleRow, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        parts = (self.areas, self.overdue, self.stale_citations, self.stale_rows, self.contradictions)
        return sum(len(part) for part in parts)


def find_gaps(today: date) -> Gaps:
    """Return the holes in the rules as they are today."""
    published = list(
        TableVersion.objects.filter(state=VersionState.PUBLISHED)
        .select_related("table")
        .order_by("table__name")
    )
    return Gaps(
        areas=tuple(areas_without_rule(today)),
        overdue=tuple(past_review(today)),
        stale_citations=tuple(stale_citations(today)),
        stale_rows=tuple(
            StaleRow(version, finding)
            for version in published
            for finding in findings(version, today=today)
            if finding.kind in STALE
        ),
        contradictions=find_contradictions({each.table.title: table_of(each) for each in published}),
    )


def areas_without_rule(today: date) -> list[Area]:
    """Return the areas of work for which no rule of the office's own is in force."""
    own = Instrument.objects.filter(held_on(today), is_house_rule=True, stewardship__area=OuterRef("pk"))
    return list(Area.objects.filter(closed_on__isnull=True).exclude(Exists(own)))


def past_review(today: date) -> list[Stewardship]:
    """Return the rules in force whose day of review has passed, the longest first."""
    held = Instrument.objects.filter(held_on(today))
    found = Stewardship.objects.filter(review_on__lt=today, instrument__in=held)
    return list(found.select_related("instrument", "area", "keeper__person").order_by("review_on")[:SHOWN])


def stale_citations(today: date) -> list[Citation]:
    """Return where a rule of the office's own that is in force cites one that no longer is."""
    held = Instrument.objects.filter(held_on(today))
    found = Citation.objects.filter(
        clause__instrument__in=held.filter(is_house_rule=True), cited__effective_from__lte=today
    ).exclude(cited__in=held)
    return list(found.select_related("clause__instrument", "cited")[:SHOWN])
