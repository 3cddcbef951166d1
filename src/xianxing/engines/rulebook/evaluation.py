"""Facts in, one decision out, with every row that matched."""

from collections.abc import Mapping
from dataclasses import dataclass

from xianxing.engines.rulebook.errors import BadFactsError, NoRowError
from xianxing.engines.rulebook.fields import Field, Given, Value, show
from xianxing.engines.rulebook.table import Effect, Row, Table


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of why a decision is what it is, with the clauses it follows."""

    text: str
    clause: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a table says about some facts.

    `row` is the row that decided and `clauses` are its clauses; `hits` are all rows that matched, in the
    order they take effect; `facts` are the facts as used, defaults filled in.
    """

    outcome: dict[str, Value]
    row: str
    effect: Effect
    clauses: tuple[str, ...]
    hits: tuple[str, ...]
    reasons: tuple[Reason, ...]
    facts: dict[str, Value]


def evaluate(table: Table, facts: Mapping[str, Given]) -> Decision:
    """The decision of the first row that takes effect, and every other row that matched.

    Raises: BadFactsError for a fact that is unknown, missing without default, or outside its field;
    NoRowError when no row covers the facts.
    Source: XACML 3.0 deny-overrides, then DMN 1.3 hit policy FIRST.
    """
    cleaned = clean_facts(table.fields, facts)
    hits = _match(table, cleaned)
    if not hits:
        raise NoRowError(f"《{table.name}》没有一行适用于 {show_facts(cleaned)}；请补充规则后再判")
    first = table.ranked[hits[0]]
    rows = [table.ranked[rank] for rank in hits]
    return Decision(
        outcome=dict(table.outcomes[hits[0]]),
        row=first.id,
        effect=first.effect,
        clauses=first.clauses,
        hits=tuple(row.id for row in rows),
        reasons=(_explain_first(first), *map(_explain_other, rows[1:])),
        facts=cleaned,
    )


def clean_facts(fields: tuple[Field, ...], facts: Mapping[str, Given]) -> dict[str, Value]:
    """The facts in the fields' own types and order, defaults filled in.

    Raises: BadFactsError. Source: the table's fields.
    """
    if not facts.keys() <= {found.name for found in fields}:
        unknown = sorted(facts.keys() - {found.name for found in fields})
        allowed = "、".join(found.name for found in fields)
        raise BadFactsError(f"不认识的字段 {'、'.join(unknown)}；可用 {allowed}")
    cleaned: dict[str, Value] = {}
    for found in fields:
        given = facts.get(found.name)
        if given is None:
            given = found.default
        if given is None:
            raise BadFactsError(f"缺少字段“{found.name}”的值；请补上")
        cleaned[found.name] = found.clean(given)
    return cleaned


def show_facts(facts: Mapping[str, Value]) -> str:
    """The facts in one line for a message. Source: this engine's wording."""
    return "，".join(f"{name}={show(value)}" for name, value in facts.items())


def _match(table: Table, facts: Mapping[str, Value]) -> list[int]:
    space = table.space
    alive = (1 << len(space.boxes)) - 1
    axis = 0
    for value, dimension in zip(facts.values(), space.dimensions, strict=True):
        for cell in dimension.locate(value):
            alive &= space.boxes_at[axis][cell]
            axis += 1
    return list(space.ranks(alive))


def _explain_first(row: Row) -> Reason:
    verb = "据此判定" if row.effect is Effect.DECIDE else "据此否决"
    return Reason(f"第 {row.id} 行适用，{verb}{_remark(row)}", "、".join(row.clauses))


def _explain_other(row: Row) -> Reason:
    return Reason(f"第 {row.id} 行也适用，次序在后{_remark(row)}", "、".join(row.clauses))


def _remark(row: Row) -> str:
    return f"：{row.note}" if row.note else ""
