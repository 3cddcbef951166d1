"""Reads a table from JSON, naming the row and the field of anything that is wrong."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from xianxing.engines.rulebook.conditions import (
    Condition,
    Equals,
    HasAll,
    HasAny,
    HasNone,
    NoneOf,
    OneOf,
    Range,
)
from xianxing.engines.rulebook.errors import BadTableError
from xianxing.engines.rulebook.fields import BooleanField, ChoiceField, Field, NumberField, SetField, Value
from xianxing.engines.rulebook.picking import (
    Json,
    parse_json,
    show_json,
    take_given,
    take_integer,
    take_list,
    take_number,
    take_object,
    take_truth,
    take_word,
    take_words,
)
from xianxing.engines.rulebook.table import Effect, Row, Table

_RANGE_KEYS = frozenset({"min", "above", "max", "below"})
_LIST_CONDITIONS: dict[str, Callable[[tuple[str, ...]], Condition]] = {
    "has_any": HasAny,
    "has_all": HasAll,
    "has_none": HasNone,
}
_FIELD_KEYS = {
    "choice": {"values"},
    "boolean": set[str](),
    "integer": {"minimum", "maximum"},
    "decimal": {"places", "minimum", "maximum"},
    "set": {"values"},
}
_ROW_KEYS = {"id", "order", "effect", "active", "when", "then", "clauses", "note"}


def table_from_json(text: str | bytes | Mapping[str, Json]) -> Table:
    """The table written in JSON text, or in an object already read from it.

    A row without `order` takes its place in the list, from 1.

    Raises: BadTableError naming the row and the field.
    Source: docs/engines/rulebook.md, the JSON form of a table.
    """
    if isinstance(text, str | bytes):
        try:
            read = parse_json(text)
        except (ValueError, RecursionError):
            raise BadTableError("表不是 UTF-8 的 JSON；请检查括号、引号和逗号") from None
    else:
        read = dict(text)
    table = take_object(read, "表", {"name", "version", "fields", "outcome", "rows"})
    return Table(
        name=take_word(table.get("name", "决策表"), "表的 name"),
        version=take_word(table.get("version", ""), "表的 version"),
        fields=tuple(_field(found, "fields") for found in take_list(table.get("fields"), "表的 fields")),
        outcome=tuple(_field(found, "outcome") for found in take_list(table.get("outcome"), "表的 outcome")),
        rows=tuple(
            _row(found, place) for place, found in enumerate(take_list(table.get("rows"), "表的 rows"), 1)
        ),
    )


def _field(found: Json, part: str) -> Field:
    kind = found.get("type") if isinstance(found, dict) else None
    if not isinstance(kind, str) or kind not in _FIELD_KEYS:
        raise BadTableError(f"{part} 中有 {show_json(found)}；type 应为 {'、'.join(_FIELD_KEYS)} 之一")
    named = take_object(found, f"{part} 的字段", {"name", "type", "default"} | _FIELD_KEYS[kind])
    name = take_word(named.get("name"), f"{part} 的 name")
    place = f"字段“{name}”"
    default = None if named.get("default") is None else take_given(named["default"], f"{place} 的 default")
    match kind:
        case "choice":
            return ChoiceField(name, take_words(named.get("values"), f"{place} 的 values"), default)
        case "set":
            return SetField(name, take_words(named.get("values"), f"{place} 的 values"), default)
        case "boolean":
            return BooleanField(name, default)
    places = take_integer(named.get("places", 2), f"{place} 的 places") if kind == "decimal" else 0
    minimum = take_number(named.get("minimum"), f"{place} 的 minimum")
    maximum = take_number(named.get("maximum"), f"{place} 的 maximum")
    return NumberField(name, places, minimum, maximum, default)


def _row(found: Json, place: int) -> Row:
    name = found.get("id") if isinstance(found, dict) else None
    where = f"第 {show_json(name or place)} 行"
    row = take_object(found, where, _ROW_KEYS)
    when = take_object(row.get("when", {}), f"{where}的 when")
    then = take_object(row.get("then", {}), f"{where}的 then")
    asked = {key: _condition(value, f"{where}的条件“{key}”") for key, value in when.items()}
    return Row(
        id=take_word(row.get("id"), f"{where}的 id"),
        order=take_integer(row.get("order", place), f"{where}的 order"),
        when={key: condition for key, condition in asked.items() if condition is not None},
        then={key: take_given(value, f"{where}的结果“{key}”") for key, value in then.items()},
        clauses=take_words(row.get("clauses", []), f"{where}的 clauses"),
        effect=_effect(row.get("effect", Effect.DECIDE.value), f"{where}的 effect"),
        active=take_truth(row.get("active", True), f"{where}的 active"),
        note=take_word(row.get("note", ""), f"{where}的 note"),
    )


def _condition(found: Json, place: str) -> Condition | None:
    if found is None:
        return None
    if isinstance(found, list):
        return OneOf(tuple(_value(value, place) for value in found))
    if not isinstance(found, dict):
        return Equals(_value(found, place))
    if found and found.keys() <= _RANGE_KEYS:
        ends = {key: take_number(value, f"{place} 的 {key}") for key, value in found.items()}
        return Range(ends.get("min"), ends.get("above"), ends.get("max"), ends.get("below"))
    return _named_condition(found, place)


def _named_condition(found: dict[str, Json], place: str) -> Condition:
    if len(found) == 1:
        (key, value), *_ = found.items()
        if key == "equals":
            return Equals(_value(value, place))
        if key in {"in", "not_in"}:
            values = tuple(_value(one, place) for one in take_list(value, f"{place} 的 {key}"))
            return OneOf(values) if key == "in" else NoneOf(values)
        if key in _LIST_CONDITIONS:
            return _LIST_CONDITIONS[key](take_words(value, f"{place} 的 {key}"))
    raise BadTableError(
        f"{place} 为 {show_json(found)}；应为值、值的列表、equals、in、not_in、"
        "has_any、has_all、has_none 之一，或 min、above、max、below 的组合"
    )


def _value(found: Json, place: str) -> Value:
    given = take_given(found, place)
    return given if isinstance(given, str | bool | int | Decimal) else frozenset(given)


def _effect(found: Json, place: str) -> Effect:
    try:
        return Effect(take_word(found, place))
    except ValueError:
        raise BadTableError(f"{place} 为 {show_json(found)}；应为 {'、'.join(Effect)} 之一") from None
