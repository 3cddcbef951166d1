"""Writes tables, decisions and findings as JSON; `reading` reads a table back unchanged."""

import json
from decimal import Decimal

from xianxing.engines.rulebook.conditions import Condition, Equals, HasAll, HasAny, NoneOf, OneOf, Range
from xianxing.engines.rulebook.evaluation import Decision
from xianxing.engines.rulebook.fields import (
    BooleanField,
    ChoiceField,
    Field,
    Given,
    SetField,
)
from xianxing.engines.rulebook.gate import Finding
from xianxing.engines.rulebook.picking import Json
from xianxing.engines.rulebook.table import Row, Table


def table_to_json(table: Table) -> str:
    """The table as JSON text in Chinese, two spaces a level; numbers with places are text.

    Source: docs/engines/rulebook.md, the JSON form of a table.
    """
    written: dict[str, Json] = {
        "name": table.name,
        "version": table.version,
        "fields": [_field(found) for found in table.fields],
        "outcome": [_field(found) for found in table.outcome],
        "rows": [_row(row) for row in table.rows],
    }
    return json.dumps(written, ensure_ascii=False, indent=2)


def decision_to_json(decision: Decision) -> dict[str, Json]:
    """The decision as the command answers it. Source: docs/engines/rulebook.md."""
    return {
        "outcome": {name: write_value(value) for name, value in decision.outcome.items()},
        "row": decision.row,
        "clauses": list(decision.clauses),
        "hits": list(decision.hits),
        "effect": decision.effect.value,
        "reasons": [{"text": reason.text, "clause": reason.clause} for reason in decision.reasons],
    }


def finding_to_json(finding: Finding) -> dict[str, Json]:
    """The finding as the command answers it. Source: docs/engines/rulebook.md."""
    example = finding.example
    shown: Json = None
    if example is not None:
        shown = {name: write_value(value) for name, value in example.items()}
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "rows": list(finding.rows),
        "text": finding.text,
        "example": shown,
        "clause": finding.clause,
    }


def write_value(value: Given) -> Json:
    """The value as JSON: a set as a sorted list, a number with places as text. Source: RFC 8259."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str | bool | int):
        return value
    return list[Json](sorted(value))


def _field(found: Field) -> Json:
    written: dict[str, Json] = {"name": found.name}
    match found:
        case ChoiceField() | SetField():
            written |= {"type": "choice" if isinstance(found, ChoiceField) else "set"}
            written |= {"values": list(found.values)}
        case BooleanField():
            written |= {"type": "boolean"}
        case _:
            written |= {"type": "decimal", "places": found.places} if found.places else {"type": "integer"}
            written |= _present({"minimum": found.minimum, "maximum": found.maximum})
    return written | _present({"default": found.default})


def _row(row: Row) -> Json:
    return {
        "id": row.id,
        "order": row.order,
        "effect": row.effect.value,
        "active": row.active,
        "when": {name: _condition(condition) for name, condition in row.when.items()},
        "then": {name: write_value(value) for name, value in row.then.items()},
        "clauses": list(row.clauses),
        "note": row.note,
    }


def _condition(condition: Condition) -> Json:
    match condition:
        case Equals():
            return {"equals": write_value(condition.value)}
        case OneOf() | NoneOf():
            key = "in" if isinstance(condition, OneOf) else "not_in"
            return {key: [write_value(value) for value in condition.values]}
        case Range():
            ends = {"min": condition.at_least, "above": condition.above}
            return _present(ends | {"max": condition.at_most, "below": condition.below})
        case _:
            kinds = {HasAny: "has_any", HasAll: "has_all"}
            return {kinds.get(type(condition), "has_none"): list[Json](condition.values)}


def _present(values: dict[str, Given | None] | dict[str, Decimal | int | None]) -> dict[str, Json]:
    return {name: write_value(value) for name, value in values.items() if value is not None}
