"""Tables that cannot be: each refusal names the row and the field."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from xianxing.engines.rulebook import (
    BadTableError,
    BooleanField,
    ChoiceField,
    Condition,
    Effect,
    Equals,
    Field,
    HasAll,
    HasAny,
    NoneOf,
    NumberField,
    OneOf,
    Range,
    Row,
    SetField,
    Table,
    evaluate,
)
from xianxing.engines.rulebook.tests.cast import AMOUNT, MARKS, OUTCOME, make_table

KIND = ChoiceField("kind", ("求助", "投诉"))
URGENT = BooleanField("urgent")
GOOD = Row("甲", 1, {}, {"handler": "主任"}, ("QZ-1",))


def _table(*rows: Row) -> Table:
    return Table("表", "1", (KIND, URGENT, AMOUNT, MARKS), OUTCOME, rows)


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ({"size": Equals("大")}, "的条件用了未定义的字段“size”；可用 amount、kind、marks、urgent"),
        ({"kind": Equals("咨询")}, "：字段“kind”的值为 咨询；应为 求助、投诉"),
        ({"kind": Range(at_least=1)}, "：字段“kind”不支持这种条件；可用 等于、属于、不属于"),
        ({"kind": OneOf(())}, "：字段“kind”的条件永远不成立；请改正或删去该行"),
        ({"kind": NoneOf(("求助", "投诉"))}, "：字段“kind”的条件永远不成立；请改正或删去该行"),
        ({"urgent": Equals("是")}, "：字段“urgent”的值为 是；应为 是（true）、否（false）"),
        ({"amount": Equals(-1)}, "：字段“amount”的值为 -1；应为 至多 2 位小数的数，不小于 0"),
        ({"amount": HasAny(("涉密",))}, "：字段“amount”不支持这种条件；可用 等于、属于、不属于、范围"),
        ({"amount": Range(at_least=5, below=5)}, "：字段“amount”的条件永远不成立；请改正或删去该行"),
        ({"amount": Range(at_most=-1)}, "：字段“amount”的条件永远不成立；请改正或删去该行"),
        ({"marks": OneOf(("涉密",))}, "：字段“marks”不支持这种条件；可用 等于、含任一、含全部、不含"),
        ({"marks": HasAll(())}, "：字段“marks”的条件没有列出值；请列出或删去该条件"),
        (
            {"marks": HasAll(("其他",))},
            "：字段“marks”的值为 ［其他］；应为 由 涉密、检举控告、涉法涉诉 组成的集合",
        ),
    ],
)
def test_condition_that_the_field_cannot_answer_is_refused(
    when: Mapping[str, Condition], message: str
) -> None:
    with pytest.raises(BadTableError) as refusal:
        _table(GOOD, replace(GOOD, id="乙", when=when))
    assert str(refusal.value) == f"第 乙 行{message}"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (replace(GOOD, clauses=()), "第 甲 行没有依据；请至少填写一条条款编号"),
        (replace(GOOD, clauses=("QZ-1", "")), "第 甲 行没有依据；请至少填写一条条款编号"),
        (replace(GOOD, id=""), "行号“”为空或重复；请改名"),
        (replace(GOOD, then={}), "第 甲 行的结果缺少字段“handler”；请补上"),
        (
            replace(GOOD, then={"handler": "书记"}),
            "第 甲 行的结果：字段“handler”的值为 书记；应为 科员、主任、分管领导",
        ),
        (replace(GOOD, then={"who": "主任"}), "第 甲 行的结果用了未定义的字段“who”；可用 handler"),
        (
            replace(GOOD, effect=Effect.HARD_DENY, active=False),
            "第 甲 行是硬性否决，不能停用；请恢复启用",
        ),
    ],
)
def test_row_without_grounds_name_or_outcome_is_refused(row: Row, message: str) -> None:
    with pytest.raises(BadTableError) as refusal:
        _table(row)
    assert str(refusal.value) == message


def test_two_rows_of_one_name_are_refused() -> None:
    with pytest.raises(BadTableError) as refusal:
        _table(GOOD, GOOD)
    assert str(refusal.value) == "行号“甲”为空或重复；请改名"


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (ChoiceField("", ("a",)), "字段名“”为空或重复；请改名"),
        (ChoiceField("k", ()), "字段定义有误：字段“k”的值须非空且不重复；请改正"),
        (SetField("k", ("a", "a")), "字段定义有误：字段“k”的值须非空且不重复；请改正"),
        (SetField("k", ("a", "")), "字段定义有误：字段“k”的值须非空且不重复；请改正"),
        (NumberField("k", places=-1), "字段定义有误：字段“k”的小数位数应为 0 至 12；请改正"),
        (NumberField("k", places=13, minimum=1), "字段定义有误：字段“k”的小数位数应为 0 至 12；请改正"),
        (NumberField("k", minimum=2, maximum=1), "字段定义有误：字段“k”的上限小于下限；请改正"),
        (ChoiceField("k", ("a",), default="b"), "字段定义有误：字段“k”的值为 b；应为 a"),
        (
            NumberField("k", minimum=0, maximum=9, default=10),
            "字段定义有误：字段“k”的值为 10；应为 整数，不小于 0，不大于 9",
        ),
    ],
)
def test_field_that_cannot_be_is_refused(field: Field, message: str) -> None:
    with pytest.raises(BadTableError) as refusal:
        Table("表", "1", (field,), OUTCOME, ())
    assert str(refusal.value) == message


def test_two_fields_of_one_name_are_refused() -> None:
    with pytest.raises(BadTableError) as refusal:
        Table("表", "1", (KIND, KIND), OUTCOME, ())
    assert str(refusal.value) == "字段名“kind”为空或重复；请改名"


def test_outcome_left_out_takes_its_default_but_a_deny_may_leave_it_out() -> None:
    outcome = (ChoiceField("handler", ("科员", "主任"), default="科员"),)
    rows = (
        Row("否", 1, {"amount": Range(above=9)}, {}, ("QZ-2",), Effect.DENY),
        Row("判", 2, {}, {}, ("QZ-1",)),
    )
    table = Table("表", "1", (AMOUNT,), outcome, rows)
    assert evaluate(table, {"amount": 1}).outcome == {"handler": "科员"}
    assert evaluate(table, {"amount": 10}).outcome == {}


def test_number_without_bounds_takes_any_band() -> None:
    rows = (
        Row("少", 1, {"people": Range(at_most=5)}, {"handler": "科员"}, ("QZ-1",)),
        Row("多", 2, {"people": Range(above=5)}, {"handler": "主任"}, ("QZ-1",)),
    )
    table = make_table(*rows, fields=(NumberField("people"),))
    assert [evaluate(table, {"people": people}).row for people in (-(10**29), 5, 6)] == ["少", "少", "多"]


def test_row_that_asks_for_any_of_two_words_is_one_hit() -> None:
    row = Row("甲", 1, {"marks": HasAny(("涉密", "涉法涉诉"))}, {"handler": "主任"}, ("QZ-1",))
    found = evaluate(make_table(row), {"amount": 1, "marks": ["涉密", "涉法涉诉"]})
    assert found.hits == ("甲",)
