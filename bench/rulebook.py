"""Decisions a second from 500 rows of 10 fields, and the time of the publish gate, beside two peers.

Run: python bench/rulebook.py
The peers: zen-engine (a rule engine in Rust) where it is installed, and a plain chain of Python ifs. Both
stop at the first row; the rulebook also keeps every other row that matched, and why.
"""

import importlib
import importlib.util
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from xianxing.engines.rulebook import (
    BooleanField,
    ChoiceField,
    Condition,
    Equals,
    NumberField,
    OneOf,
    Range,
    Row,
    Table,
    Validity,
    Value,
    check,
    evaluate,
)

WORDS = tuple("甲乙丙丁戊己庚辛")
FIELDS: tuple[ChoiceField | NumberField | BooleanField, ...] = (
    *(ChoiceField(f"choice{place}", WORDS) for place in range(6)),
    NumberField("people", minimum=0, maximum=1_000),
    NumberField("amount", places=2, minimum=0, maximum=1_000_000),
    BooleanField("urgent"),
    BooleanField("crossing"),
)
OUTCOME = (ChoiceField("handler", WORDS),)
Case = dict[str, str | bool | int | Decimal | frozenset[str]]


def build_table(rows: int, chance: random.Random) -> Table:
    """A table cut again and again at a random field, as an authority matrix grows: no gap, no overlap."""
    leaves: list[dict[str, tuple[Value, ...]]] = [{}]
    while len(leaves) < rows:
        leaf = leaves.pop(chance.randrange(len(leaves)))
        field = chance.choice(FIELDS)
        leaves += [leaf | {field.name: part} for part in split_side(field, leaf, chance)] or [leaf]
    handlers = [chance.choice(WORDS) for _ in leaves]
    return Table(
        name="bench",
        version="1",
        fields=FIELDS,
        outcome=OUTCOME,
        rows=tuple(
            Row(f"R{place}", place, ask_leaf(leaf), {"handler": handler}, ("QZ-1",))
            for place, (leaf, handler) in enumerate(zip(leaves, handlers, strict=True))
        ),
    )


def split_side(
    field: ChoiceField | NumberField | BooleanField,
    leaf: dict[str, tuple[Value, ...]],
    chance: random.Random,
) -> list[tuple[Value, ...]]:
    """The two halves of one side of a leaf, or none where it cannot be cut."""
    if isinstance(field, NumberField):
        low, high = leaf.get(field.name, (field.minimum, field.maximum))
        assert isinstance(low, int)
        assert isinstance(high, int)
        if high <= low:
            return []
        cut = chance.randrange(low, high)
        return [(low, cut), (cut + 1, high)] if not field.places else []
    words = list(leaf.get(field.name, WORDS if isinstance(field, ChoiceField) else (False, True)))
    if len(words) < 2:
        return []
    chance.shuffle(words)
    cut = chance.randrange(1, len(words))
    return [tuple(words[:cut]), tuple(words[cut:])]


def ask_leaf(leaf: dict[str, tuple[Value, ...]]) -> dict[str, Condition]:
    """The conditions of a leaf."""
    asked: dict[str, Condition] = {}
    for name, side in leaf.items():
        if name == "people":
            low, high = side
            assert isinstance(low, int)
            assert isinstance(high, int)
            asked[name] = Range(at_least=low, at_most=high)
        else:
            asked[name] = OneOf(side) if len(side) > 1 else Equals(side[0])
    return asked


def build_cases(count: int, chance: random.Random) -> list[Case]:
    """Random facts."""
    return [
        {
            **{f"choice{place}": chance.choice(WORDS) for place in range(6)},
            "people": chance.randrange(1_001),
            "amount": chance.randrange(1_000_001),
            "urgent": chance.random() < 0.5,
            "crossing": chance.random() < 0.5,
        }
        for _ in range(count)
    ]


def median_us(answer: Callable[[Case], object], cases: list[Case]) -> float:
    """The median time of one warm answer in microseconds."""
    for case in cases[:50]:
        answer(case)
    spent = []
    for case in cases:
        started = time.perf_counter()
        answer(case)
        spent.append(time.perf_counter() - started)
    return statistics.median(spent) * 1e6


def holds(condition: Condition, value: Value) -> bool:
    """One step of the if-chain."""
    if isinstance(condition, Equals):
        return value == condition.value
    if isinstance(condition, OneOf):
        return value in condition.values
    assert isinstance(condition, Range)
    assert isinstance(value, int)
    assert isinstance(condition.at_least, int)
    assert isinstance(condition.at_most, int)
    return condition.at_least <= value <= condition.at_most


def if_chain(table: Table) -> Callable[[Case], str]:
    """The plain peer: row after row until one holds."""

    def decide(case: Case) -> str:
        for row in table.rows:
            if all(holds(condition, case[name]) for name, condition in row.when.items()):
                return row.id
        raise LookupError

    return decide


def unary(condition: Condition | None) -> str:
    """A condition in the peer's expression language."""
    if isinstance(condition, Range):
        return f"[{condition.at_least}..{condition.at_most}]"
    if isinstance(condition, OneOf):
        return ", ".join(json.dumps(value, ensure_ascii=False) for value in condition.values)
    return json.dumps(condition.value, ensure_ascii=False) if isinstance(condition, Equals) else ""


def zen_decision(table: Table) -> Callable[[Case], str] | None:
    """The peer in Rust, or None where it is not installed."""
    if importlib.util.find_spec("zen") is None:
        return None
    inputs = [{"id": field.name, "name": field.name, "field": field.name} for field in table.fields]
    rules = [
        {"_id": row.id, "row": json.dumps(row.id)}
        | {field.name: unary(row.when.get(field.name)) for field in table.fields}
        for row in table.rows
    ]
    outputs = [{"id": "row", "name": "row", "field": "row"}]
    content = {"hitPolicy": "first", "inputs": inputs, "outputs": outputs, "rules": rules}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": content},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    engine = importlib.import_module("zen").ZenEngine()
    decision = engine.create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def decide(case: Case) -> str:
        return str(decision.evaluate(case)["result"]["row"])

    return decide


def main() -> int:
    """Prints one figure a line and returns 0."""
    chance = random.Random(20260922)
    started = time.perf_counter()
    table = build_table(500, chance)
    built = time.perf_counter()
    findings = check(table, {"QZ-1": Validity()}, date(2026, 11, 23))
    checked = time.perf_counter()
    print(f"table of {len(table.rows)} rows x {len(table.fields)} fields: built in {built - started:.2f} s")
    print(f"publish gate, exact: {checked - built:.2f} s, {len(findings)} findings")
    cases = build_cases(2_000, chance)
    own = median_us(lambda case: evaluate(table, case), cases)
    print(f"rulebook evaluate, with hits, clauses and reasons: {own:,.0f} us median")
    peers = {"plain if-chain": if_chain(table), "zen-engine": zen_decision(table)}
    for name, decide in peers.items():
        if decide is None:
            print(f"peer {name}: not installed (pip install zen-engine), so there is nothing to compare with")
            continue
        differences = sum(decide(case) != evaluate(table, case).row for case in cases)
        peer = median_us(decide, cases)
        print(f"peer {name}: {peer:,.0f} us median, {peer / own:.1f}x ours, {differences} of 2,000 differ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
