"""The publish gate: what must be put right before a table may decide anything."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xianxing.engines.rulebook.coverage import cover_region
from xianxing.engines.rulebook.evaluation import show_facts
from xianxing.engines.rulebook.fields import Value
from xianxing.engines.rulebook.table import Effect, Row, Table


class FindingKind(StrEnum):
    """What is wrong."""

    GAP = "gap"
    OVERLAP = "overlap"
    UNREACHABLE = "unreachable"
    CLAUSE_MISSING = "clause_missing"
    CLAUSE_EXPIRED = "clause_expired"
    CLAUSE_NOT_YET = "clause_not_yet"
    DENY_REMOVED = "deny_removed"


class Severity(StrEnum):
    """An error stops publication; a warning is for the person who signs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which a clause is in force, both ends included; None leaves that side open."""

    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the gate found.

    `rows` are the rows it is about, the faulty one first; `example` are facts that show it; `clause` is
    the clause id it is about, empty where it is about none.
    """

    kind: FindingKind
    severity: Severity
    rows: tuple[str, ...]
    text: str
    example: dict[str, Value] | None = None
    clause: str = ""


def check(
    table: Table,
    clauses_in_force: Mapping[str, Validity],
    today: date,
    *,
    previous: Table | None = None,
) -> tuple[Finding, ...]:
    """Everything that speaks against publishing the table: gaps, dead rows, overlaps, clauses.

    Exact over the whole vocabulary, numbers included. The example of a gap is covered by no row; an
    unreachable row comes with rows that cover it, none of which could be left out.
    Two rows that can both match with different outcomes are a warning, or an error when their order is
    the same. With `previous`, hard denies that the table no longer has are errors.

    Source: Calvanese et al. 2016, Semantics and analysis of DMN decision tables (completeness, overlap).
    """
    return (
        *_find_gap(table),
        *_find_unreachable(table),
        *_find_overlaps(table),
        *_find_clauses(table.ranked, clauses_in_force, today),
        *_find_removed(table, previous),
    )


def is_publishable(findings: Iterable[Finding]) -> bool:
    """Whether no finding is an error. Source: the severity of each finding."""
    return all(finding.severity is not Severity.ERROR for finding in findings)


def _find_gap(table: Table) -> Iterator[Finding]:
    space = table.space
    everything = tuple((1 << size) - 1 for size in space.sizes)
    gap = cover_region(space, (1 << len(space.boxes)) - 1, everything).gap
    if gap is not None:
        example = space.sample(gap)
        text = f"有情形没有一行适用，例如：{show_facts(example)}；请补充规则或兜底行"
        yield Finding(FindingKind.GAP, Severity.ERROR, (), text, example)


def _find_unreachable(table: Table) -> Iterator[Finding]:
    for rank, row in enumerate(table.ranked):
        cover = _covering_boxes(table, rank)
        if cover is not None:
            ranks = _prune(table, rank, list(table.space.ranks(cover)))
            others = tuple(table.ranked[other].id for other in ranks)
            text = f"第 {row.id} 行永远轮不到，已被第 {'、'.join(others)} 行全部覆盖；请调整次序、条件或删去"
            yield Finding(FindingKind.UNREACHABLE, Severity.ERROR, (row.id, *others), text)


def _covering_boxes(table: Table, rank: int) -> int | None:
    """Earlier boxes that cover the row whole, or None when some of it is left."""
    space = table.space
    own = space.boxes_of[rank]
    earlier = (own & -own) - 1
    used = 0
    for place in _places(own):
        region = space.boxes[place]
        cover = cover_region(space, space.boxes_meeting(region) & earlier, region)
        if cover.gap is not None:
            return None
        used |= cover.used
    return used


def _prune(table: Table, rank: int, ranks: list[int]) -> list[int]:
    """The rows without those that the others make needless."""
    space = table.space
    for candidate in list(reversed(ranks)):
        kept = [other for other in ranks if other != candidate]
        boxes = sum(space.boxes_of[other] for other in kept)
        regions = (space.boxes[place] for place in _places(space.boxes_of[rank]))
        if all(cover_region(space, boxes, region).gap is None for region in regions):
            ranks = kept
    return ranks


def _find_overlaps(table: Table) -> Iterator[Finding]:
    space = table.space
    for rank, row in enumerate(table.ranked):
        if row.effect is not Effect.DECIDE:
            continue
        later = -1 << space.boxes_of[rank].bit_length()
        seen: set[int] = set()
        for place in _places(space.boxes_of[rank]):
            for other_place in _places(space.boxes_meeting(space.boxes[place]) & later):
                other = space.row_of[other_place]
                if other not in seen and table.outcomes[other] != table.outcomes[rank]:
                    seen.add(other)
                    yield _overlap(table, row, table.ranked[other], (place, other_place))


def _overlap(table: Table, first: Row, second: Row, places: tuple[int, int]) -> Finding:
    space = table.space
    shared = (left & right for left, right in zip(*(space.boxes[place] for place in places), strict=True))
    example = space.sample([(mask & -mask).bit_length() - 1 for mask in shared])
    rows = (first.id, second.id)
    both = f"第 {first.id} 行与第 {second.id} 行可同时适用而结果不同"
    if first.order == second.order:
        text = f"{both}；两行次序都是 {first.order}，请区分次序或条件"
        return Finding(FindingKind.OVERLAP, Severity.ERROR, rows, text, example)
    text = f"{both}；按次序以第 {first.id} 行为准，请确认"
    return Finding(FindingKind.OVERLAP, Severity.WARNING, rows, text, example)


def _find_clauses(rows: Iterable[Row], known: Mapping[str, Validity], today: date) -> Iterator[Finding]:
    for row in rows:
        for clause in row.clauses:
            fault = _fault_of_clause(known.get(clause), today)
            if fault is not None:
                kind, trouble = fault
                text = f"第 {row.id} 行的依据 {clause} {trouble}；请更换依据"
                yield Finding(kind, Severity.ERROR, (row.id,), text, clause=clause)


def _fault_of_clause(validity: Validity | None, today: date) -> tuple[FindingKind, str] | None:
    if validity is None:
        return FindingKind.CLAUSE_MISSING, "不在条款库中"
    if validity.valid_to is not None and validity.valid_to < today:
        return FindingKind.CLAUSE_EXPIRED, f"已于 {validity.valid_to} 失效"
    if validity.valid_from is not None and today < validity.valid_from:
        return FindingKind.CLAUSE_NOT_YET, f"自 {validity.valid_from} 起才施行"
    return None


def _find_removed(table: Table, previous: Table | None) -> Iterator[Finding]:
    kept = {row.id for row in table.rows if row.effect is Effect.HARD_DENY}
    for row in previous.rows if previous else ():
        if row.effect is Effect.HARD_DENY and row.id not in kept:
            text = f"上一版的硬性否决第 {row.id} 行被删去或降级；请恢复"
            yield Finding(FindingKind.DENY_REMOVED, Severity.ERROR, (row.id,), text)


def _places(boxes: int) -> Iterator[int]:
    while boxes:
        lowest = boxes & -boxes
        yield lowest.bit_length() - 1
        boxes ^= lowest
