"""A second way to every answer: each fact of a small vocabulary in turn, each condition as plain Python."""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product

from xianxing.engines.rulebook import (
    BooleanField,
    ChoiceField,
    Condition,
    Effect,
    Equals,
    HasAll,
    HasAny,
    HasNone,
    NoneOf,
    NumberField,
    OneOf,
    Range,
    Row,
    SetField,
    Table,
    Value,
)

Facts = dict[str, Value]
FIELDS = (
    ChoiceField("kind", ("求助", "投诉", "举报")),
    BooleanField("urgent"),
    NumberField("people", minimum=0, maximum=4),
    SetField("marks", ("涉密", "涉法")),
)


def every_facts() -> Iterator[Facts]:
    """All 120 combinations of the small vocabulary."""
    marks = chain.from_iterable(combinations(("涉密", "涉法"), size) for size in range(3))
    for kind, urgent, people, held in product(("求助", "投诉", "举报"), (False, True), range(5), list(marks)):
        yield {"kind": kind, "urgent": urgent, "people": people, "marks": frozenset(held)}


def holds(condition: Condition, value: Value) -> bool:
    """Whether the condition holds, without cells or masks."""
    match condition:
        case Equals():
            return value == condition.value
        case OneOf():
            return value in condition.values
        case NoneOf():
            return value not in condition.values
        case Range():
            return _between(condition, value)
        case _:
            assert isinstance(value, frozenset)
            found = [word in value for word in condition.values]
            return {HasAny: any(found), HasAll: all(found), HasNone: not any(found)}[type(condition)]


def _between(condition: Range, value: Value) -> bool:
    assert isinstance(value, int)
    return (
        (condition.at_least is None or condition.at_least <= value)
        and (condition.above is None or condition.above < value)
        and (condition.at_most is None or value <= condition.at_most)
        and (condition.below is None or value < condition.below)
    )


def matches(row: Row, facts: Mapping[str, Value]) -> bool:
    """Whether an active row holds for the facts."""
    return row.active and all(holds(condition, facts[name]) for name, condition in row.when.items())


def hits(table: Table, facts: Mapping[str, Value]) -> list[Row]:
    """The rows that match, in the order they take effect."""
    places = [Effect.HARD_DENY, Effect.DENY, Effect.DECIDE]
    found = [row for row in table.rows if matches(row, facts)]
    return sorted(found, key=lambda row: (places.index(row.effect), row.order))


def dead_rows(table: Table) -> set[str]:
    """The active rows that decide nothing whatever the facts."""
    deciding = {found[0].id for facts in every_facts() if (found := hits(table, facts))}
    return {row.id for row in table.rows if row.active} - deciding


def conflicts(table: Table) -> set[frozenset[str]]:
    """The pairs of rows other than denies that some facts match both, with different outcomes."""
    return {
        frozenset({left.id, right.id})
        for facts in every_facts()
        for left, right in combinations(hits(table, facts), 2)
        if left.effect is right.effect is Effect.DECIDE and left.then != right.then
    }
