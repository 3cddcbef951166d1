"""Decisions: denies first, then order; facts in, refusals out."""

from decimal import Decimal

import pytest

from xianxing.engines.rulebook import (
    BadFactsError,
    BooleanField,
    ChoiceField,
    Decision,
    Effect,
    Equals,
    Given,
    NoRowError,
    Reason,
    Row,
    Table,
    evaluate,
)
from xianxing.engines.rulebook.tests.cast import AMOUNT, OUTCOME, authority, make_table


def test_decision_carries_outcome_row_clauses_hits_and_facts() -> None:
    assert evaluate(authority(), {"amount": Decimal("9999.99")}) == Decision(
        outcome={"handler": "科员"},
        row="小额",
        effect=Effect.DECIDE,
        clauses=("QZ-1",),
        hits=("小额",),
        reasons=(Reason("第 小额 行适用，据此判定", "QZ-1"),),
        facts={"amount": Decimal("9999.99"), "marks": frozenset()},
    )


def test_hard_deny_wins_over_the_row_that_would_decide_and_both_are_kept() -> None:
    found = evaluate(authority(), {"amount": 10_000, "marks": ["检举控告"]})
    assert (found.row, found.effect, found.hits, found.outcome) == (
        "回避",
        Effect.HARD_DENY,
        ("回避", "大额"),
        {},
    )
    assert found.reasons == (
        Reason("第 回避 行适用，据此否决：不得转被举报人", "XF-30"),
        Reason("第 大额 行也适用，次序在后", "QZ-2"),
    )


def test_hard_deny_goes_before_a_deny_of_smaller_order_and_a_deny_before_every_row() -> None:
    rows = [
        Row("判", 1, {}, {"handler": "科员"}, ("QZ-1",)),
        Row("软", 2, {}, {"handler": "主任"}, ("QZ-2",), Effect.DENY),
        Row("硬", 3, {}, {}, ("XF-30",), Effect.HARD_DENY),
    ]
    assert evaluate(make_table(*rows), {"amount": 1}).hits == ("硬", "软", "判")


def test_deny_that_is_switched_off_lets_the_row_decide() -> None:
    rows = [
        Row("软", 1, {}, {}, ("QZ-2",), Effect.DENY, active=False),
        Row("判", 2, {}, {"handler": "科员"}, ("QZ-1",)),
    ]
    assert evaluate(make_table(*rows), {"amount": 1}).hits == ("判",)


def test_rows_of_the_same_order_keep_their_places() -> None:
    rows = [Row(name, 1, {}, {"handler": "科员"}, ("QZ-1",)) for name in ("乙", "甲")]
    assert evaluate(make_table(*rows), {"amount": 1}).hits == ("乙", "甲")


def test_facts_that_no_row_covers_are_refused_with_the_facts() -> None:
    with pytest.raises(NoRowError) as refusal:
        evaluate(make_table(), {"amount": 1, "marks": ["涉密"]})
    assert str(refusal.value) == "《权责清单》没有一行适用于 amount=1.00，marks=［涉密］；请补充规则后再判"


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({}, "缺少字段“amount”的值；请补上"),
        ({"amount": 1, "size": 2}, "不认识的字段 size；可用 amount、marks"),
        ({"amount": -1}, "字段“amount”的值为 -1；应为 至多 2 位小数的数，不小于 0"),
        ({"amount": Decimal("0.001")}, "字段“amount”的值为 0.001；应为 至多 2 位小数的数，不小于 0"),
        ({"amount": Decimal("NaN")}, "字段“amount”的值为 NaN；应为 至多 2 位小数的数，不小于 0"),
        ({"amount": Decimal("1E+999999")}, "字段“amount”的值为 1E+999999；应为 至多 2 位小数的数，不小于 0"),
        ({"amount": 10**30}, f"字段“amount”的值为 1{'0' * 30}；应为 至多 2 位小数的数，不小于 0"),
        ({"amount": "很多"}, "字段“amount”的值为 很多；应为 至多 2 位小数的数，不小于 0"),
        ({"amount": True}, "字段“amount”的值为 是；应为 至多 2 位小数的数，不小于 0"),
        (
            {"amount": 1, "marks": ["涉密", "其他"]},
            "字段“marks”的值为 ［其他、涉密］；应为 由 涉密、检举控告、涉法涉诉 组成的集合",
        ),
        (
            {"amount": 1, "marks": "涉密"},
            "字段“marks”的值为 涉密；应为 由 涉密、检举控告、涉法涉诉 组成的集合",
        ),
    ],
)
def test_facts_outside_the_vocabulary_are_refused(facts: dict[str, Given], message: str) -> None:
    with pytest.raises(BadFactsError) as refusal:
        evaluate(authority(), facts)
    assert str(refusal.value) == message


def test_choice_and_truth_outside_their_values_are_refused_and_inside_decide() -> None:
    fields = (ChoiceField("kind", ("求助", "投诉"), default="求助"), BooleanField("urgent", default=False))
    row = Row("急", 1, {"urgent": Equals(value=True)}, {"handler": "主任"}, ("QZ-1",))
    table = Table("急件", "1", fields, OUTCOME, (row,))
    assert evaluate(table, {"urgent": True}).facts == {"kind": "求助", "urgent": True}
    with pytest.raises(BadFactsError) as wrong_kind:
        evaluate(table, {"kind": "咨询"})
    assert str(wrong_kind.value) == "字段“kind”的值为 咨询；应为 求助、投诉"
    with pytest.raises(BadFactsError) as wrong_truth:
        evaluate(table, {"urgent": 1})
    assert str(wrong_truth.value) == "字段“urgent”的值为 1；应为 是（true）、否（false）"


def test_amount_as_text_is_exact_and_a_maximum_is_told() -> None:
    assert evaluate(authority(), {"amount": "10000.00"}).row == "大额"
    assert AMOUNT.clean("12345678901234567890.10") == Decimal("12345678901234567890.10")
    assert AMOUNT.scale_anywhere(Decimal("-0.5")) == -50
    assert AMOUNT.unscale(-5) == Decimal("-0.05")
