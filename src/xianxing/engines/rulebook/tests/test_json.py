"""Tables in JSON: read, written, refused."""

import json
from decimal import Decimal

import pytest

from xianxing.engines.rulebook import (
    BadTableError,
    BooleanField,
    ChoiceField,
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
    table_from_json,
    table_to_json,
)
from xianxing.engines.rulebook.picking import Json

FIELDS: list[Json] = [
    {"name": "kind", "type": "choice", "values": ["求助", "投诉"]},
    {"name": "urgent", "type": "boolean", "default": False},
    {"name": "people", "type": "integer", "minimum": 1, "default": 1},
    {"name": "amount", "type": "decimal", "minimum": 0, "maximum": "99.50"},
    {"name": "marks", "type": "set", "values": ["涉密", "涉法"], "default": []},
]
OUTCOME: list[Json] = [{"name": "handler", "type": "choice", "values": ["科员", "主任"]}]
FULL = Table(
    "权责清单",
    "2026-1",
    (
        ChoiceField("kind", ("求助", "投诉")),
        BooleanField("urgent", default=False),
        NumberField("people", minimum=1, default=1),
        NumberField("amount", places=2, minimum=0, maximum=Decimal("99.50")),
        SetField("marks", ("涉密", "涉法"), default=frozenset()),
    ),
    (ChoiceField("handler", ("科员", "主任")),),
    (
        Row("R1", 5, {"kind": OneOf(("求助",))}, {}, ("QZ-1",), Effect.DENY, active=False, note="停用"),
        Row("R2", 6, {"people": NoneOf((1, 2)), "marks": HasAny(("涉密",))}, {}, ("QZ-1",), Effect.HARD_DENY),
        Row("R3", 7, {"amount": Range(above=Decimal("0.5"), at_most=9)}, {"handler": "主任"}, ("QZ-1",)),
        Row("R4", 8, {"marks": HasAll(("涉密", "涉法"))}, {"handler": "主任"}, ("QZ-1", "QZ-2")),
        Row(
            "R5",
            9,
            {"marks": HasNone(("涉密",)), "urgent": Equals(value=True)},
            {"handler": "科员"},
            ("QZ-1",),
        ),
        Row("R6", 10, {"marks": Equals(frozenset({"涉法"}))}, {"handler": "科员"}, ("QZ-1",)),
        Row("R7", 11, {"people": Range(at_least=3, below=8)}, {"handler": "科员"}, ("QZ-1",)),
    ),
)


def _written(rows: Json, fields: Json = None) -> dict[str, Json]:
    return {"fields": FIELDS if fields is None else fields, "outcome": OUTCOME, "rows": rows}


def _row(**changed: Json) -> dict[str, Json]:
    row: dict[str, Json] = {"id": "R1", "when": {}, "then": {"handler": "主任"}, "clauses": ["QZ-1"]}
    return row | changed


def test_every_kind_of_field_row_and_condition_survives_a_round_trip() -> None:
    again = table_from_json(table_to_json(FULL))
    assert (again.name, again.version) == (FULL.name, FULL.version)
    assert (again.fields, again.outcome, again.rows) == (FULL.fields, FULL.outcome, FULL.rows)


def test_short_forms_are_read_as_the_long_ones() -> None:
    when: dict[str, Json] = {"kind": "求助", "people": [1, 2], "amount": {"min": "0.10", "below": 1.5}}
    when |= {"urgent": None, "marks": {"has_any": ["涉密"]}}
    table = table_from_json(_written([_row(when=when)]))
    assert (table.name, table.version) == ("决策表", "")
    assert table.rows == (
        Row(
            "R1",
            1,
            {
                "kind": Equals("求助"),
                "people": OneOf((1, 2)),
                "amount": Range(at_least=Decimal("0.10"), below=Decimal("1.5")),
                "marks": HasAny(("涉密",)),
            },
            {"handler": "主任"},
            ("QZ-1",),
        ),
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"id": 5}, "第 5 行的 id 为 5；应为文字"),
        ({"order": "1"}, '第 "R1" 行的 order 为 "1"；应为整数'),
        ({"order": True}, '第 "R1" 行的 order 为 true；应为整数'),
        ({"active": 1}, '第 "R1" 行的 active 为 1；应为 true 或 false'),
        ({"effect": "veto"}, '第 "R1" 行的 effect 为 "veto"；应为 decide、deny、hard_deny 之一'),
        ({"clauses": "QZ-1"}, '第 "R1" 行的 clauses 为 "QZ-1"；应为列表'),
        ({"when": []}, '第 "R1" 行的 when 为 []；应为 JSON 对象'),
        (
            {"then": {"handler": None}},
            '第 "R1" 行的结果“handler” 为 空；应为文字、数、true、false 或文字列表',
        ),
        ({"then": {"handler": ["主任", 1]}}, '第 "R1" 行的结果“handler” 的列表项 为 1；应为文字'),
        ({"when": {"amount": {"min": "多"}}}, '第 "R1" 行的条件“amount” 的 min 为 "多"；应为数'),
        ({"when": {"amount": {"min": True}}}, '第 "R1" 行的条件“amount” 的 min 为 true；应为数'),
        (
            {"owner": "甲"},
            '第 "R1" 行 有不认识的项 owner；可用 active、clauses、effect、id、note、order、then、when',
        ),
        (
            {"when": {"amount": {"min": 1, "in": [2]}}},
            (
                '第 "R1" 行的条件“amount” 为 {"min": 1, "in": [2]}；应为值、值的列表、equals、in、not_in、'
                "has_any、has_all、has_none 之一，或 min、above、max、below 的组合"
            ),
        ),
        (
            {"when": {"amount": {"like": 1}}},
            (
                '第 "R1" 行的条件“amount” 为 {"like": 1}；应为值、值的列表、equals、in、not_in、'
                "has_any、has_all、has_none 之一，或 min、above、max、below 的组合"
            ),
        ),
    ],
)
def test_row_in_a_wrong_form_is_refused_with_row_and_field(changed: dict[str, Json], message: str) -> None:
    with pytest.raises(BadTableError) as refusal:
        table_from_json(_written([_row(**changed)]))
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("kind", 'fields 中有 "kind"；type 应为 choice、boolean、integer、decimal、set 之一'),
        (
            {"name": "kind", "type": "enum"},
            'fields 中有 {"name": "kind", "type": "enum"}；type 应为 choice、boolean、integer、decimal、set 之一',
        ),
        ({"name": "kind", "type": "choice"}, "字段“kind” 的 values 为 空；应为列表"),
        (
            {"name": "n", "type": "integer", "places": 1},
            "fields 的字段 有不认识的项 places；可用 default、maximum、minimum、name、type",
        ),
    ],
)
def test_field_in_a_wrong_form_is_refused(field: Json, message: str) -> None:
    with pytest.raises(BadTableError) as refusal:
        table_from_json(_written([], [field]))
    assert str(refusal.value) == message


@pytest.mark.parametrize("text", ["{", b"\xff", "[" * 200_000])
def test_text_that_is_not_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(BadTableError) as refusal:
        table_from_json(text)
    assert str(refusal.value) == "表不是 UTF-8 的 JSON；请检查括号、引号和逗号"


def test_text_that_is_no_table_is_refused() -> None:
    with pytest.raises(BadTableError) as refusal:
        table_from_json("[]")
    assert str(refusal.value) == "表 为 []；应为 JSON 对象"
    with pytest.raises(BadTableError) as nothing:
        table_from_json(json.dumps({"rows": []}))
    assert str(nothing.value) == "表的 fields 为 空；应为列表"


def test_numbers_of_a_table_kept_as_floats_are_read_as_they_print() -> None:
    table = table_from_json(_written([_row(when={"amount": 0.1})]))
    assert table.rows[0].when == {"amount": Equals(Decimal("0.1"))}
    with pytest.raises(BadTableError) as refusal:
        table_from_json(_written([_row(when={"amount": float("nan")})]))
    assert str(refusal.value).startswith("第 R1 行：字段“amount”的值为 NaN；应为 至多 2 位小数的数")
