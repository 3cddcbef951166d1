from decimal import Decimal

import pytest

from xianxing.engines.rulebook import (
    ChoiceField,
    Condition,
    Equals,
    Field,
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
)
from xianxing.office.authority.comparing import side_by_side
from xianxing.office.authority.row_form import RowForm, initial_of
from xianxing.office.authority.tests.given import CONTENT
from xianxing.office.authority.wording import condition_words, value_words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Equals(True), "是"),
        (Equals("accusation"), "检举控告"),
        (Equals(frozenset()), "无"),
        (OneOf(("green", "yellow")), "一般、关注"),
        (NoneOf(("red",)), "不是 重大紧急"),
        (Range(at_least=50_000, below=1_000_000), "50,000 以上 不满 1,000,000"),
        (Range(above=5, at_most=9), "超过 5 至多 9"),
        (HasAny(("legal", "finance")), "含 法制机构、财政 之一"),
        (HasAll(("legal",)), "含全部 法制机构"),
        (HasNone(("legal",)), "不含 法制机构"),
        (Equals("unknown"), "unknown"),
    ],
)
def test_condition_words_are_plain_chinese(condition: Condition, words: str) -> None:
    assert condition_words(condition) == words


def test_value_words_of_numbers_are_grouped() -> None:
    assert (value_words(1234567), value_words(Decimal("1234.50"))) == ("1,234,567", "1,234.50")


FIELDS: tuple[Field, ...] = (
    ChoiceField("kind", ("a", "b", "c")),
    NumberField("rate", places=2),
    NumberField("amount"),
    SetField("signed", ("x", "y")),
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"kind": NoneOf(("a",))}, {"kind": OneOf(("b", "c"))}),
        ({"kind": OneOf(("a", "b", "c"))}, {}),
        ({"amount": Equals(7)}, {"amount": Range(at_least=7, below=8)}),
        ({"amount": Range(above=7, at_most=9)}, {"amount": Range(at_least=8, below=10)}),
        ({"amount": OneOf((1, 2))}, {"amount": OneOf((1, 2))}),
        (
            {"rate": Range(above=Decimal("0.10"))},
            {"rate": Range(at_least=Decimal("0.11"))},
        ),
        ({"signed": Equals(frozenset({"x"}))}, {"signed": Equals(frozenset({"x"}))}),
        ({"signed": HasNone(("x",))}, {"signed": HasNone(("x",))}),
    ],
)
def test_row_form_keeps_the_meaning_of_a_condition(
    given: dict[str, Condition], kept: dict[str, Condition]
) -> None:
    row = Row("甲", 1, given, {"rate": Decimal("0.5")}, ("x#1",))
    table = Table("t", "1", FIELDS, (NumberField("rate", places=2),), (row,))
    initial = {name: value for name, value in initial_of(table, row).items() if value not in (None, "")}
    form = RowForm(table, row, data={**initial, "effect": "decide"})
    form.is_valid()
    form.cleaned_data["clauses"] = ("x#1",)
    edit = form.edit()
    assert (edit.when, edit.then) == (kept, {"rate": Decimal("0.5")})


def test_side_by_side_keeps_removed_rows_in_their_place() -> None:
    before = table_from_json(CONTENT)
    rows = [CONTENT["rows"][0], {**CONTENT["rows"][2], "when": {}}, {**CONTENT["rows"][1], "id": "零星"}]
    after = table_from_json({**CONTENT, "rows": rows})
    states = [(pair.state, (pair.after or pair.before)) for pair in side_by_side(before, after)]
    assert [(state, row.id if row else "") for state, row in states] == [
        ("same", "礼品"),
        ("removed", "小额"),
        ("changed", "大额"),
        ("added", "零星"),
    ]
