"""Rules that contradict one another: the same condition, another outcome. Pure.

Source: 立法法 第一百零五条 (conflicts between rules are named and decided, not left to the reader).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from xianxing.engines.rulebook import FindingKind, Given, Row, Table, check

_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a table with the clauses that it cites."""

    table: str
    row: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two rows that can both apply with different outcomes.

    ``fields`` are the parts of the outcome that differ, ``example`` facts to which both apply, None when their
    conditions are the same word for word.
    """

    first: Place
    second: Place
    fields: tuple[str, ...]
    example: Mapping[str, Given] | None


def find_contradictions(tables: Mapping[str, Table]) -> tuple[Contradiction, ...]:
    """Return what contradicts within each table and between tables that ask and answer the same fields.

    Source: DMN 1.3 8.2.8 (overlapping rules of different outcome).
    """
    within = (each for name, table in tables.items() for each in _within(name, table))
    names = sorted(tables)
    across = (
        each
        for place, name in enumerate(names)
        for other in names[place + 1 :]
        for each in _across((name, tables[name]), (other, tables[other]))
    )
    return (*within, *across)


def _within(name: str, table: Table) -> Iterator[Contradiction]:
    rows = {row.id: row for row in table.rows}
    for finding in check(table, {}, _ANY_DAY):
        if finding.kind is FindingKind.OVERLAP:
            first, second = (rows[each] for each in finding.rows)
            fields = tuple(each for each in first.then if first.then[each] != second.then.get(each))
            yield Contradiction(_place(name, first), _place(name, second), fields, finding.example)


def _across(first: tuple[str, Table], second: tuple[str, Table]) -> Iterator[Contradiction]:
    """Rows of two tables with the same conditions whose shared outcomes differ."""
    shared = {field.name for field in first[1].outcome} & {field.name for field in second[1].outcome}
    if not shared:
        return
    others = [row for row in second[1].rows if row.active and row.when]
    for row in first[1].rows:
        for other in others:
            if row.active and row.when and row.when == other.when:
                fields = tuple(sorted(each for each in shared if row.then.get(each) != other.then.get(each)))
                if fields:
                    yield Contradiction(_place(first[0], row), _place(second[0], other), fields, None)


def _place(table: str, row: Row) -> Place:
    return Place(table, row.id, row.clauses)
