"""Replay and back-test."""

from dataclasses import replace

from xianxing.engines.rulebook import (
    Change,
    ChangeKind,
    Mismatch,
    Range,
    Recorded,
    Row,
    Table,
    compare,
    evaluate,
    replay,
)
from xianxing.engines.rulebook.tests.cast import authority, make_table


def _raised_limit() -> Table:
    deny, small, large = authority().rows
    return make_table(
        deny,
        replace(small, when={"amount": Range(below=20_000)}),
        replace(large, when={"amount": Range(at_least=20_000)}, clauses=("QZ-3",)),
    )


def test_kept_decision_that_was_altered_is_a_mismatch_and_its_twin_is_not() -> None:
    table = authority()
    kept = evaluate(table, {"amount": 1})
    altered = replace(kept, outcome={"handler": "主任"})
    assert replay([Recorded(table, kept), Recorded(table, altered)]) == (Mismatch(1, altered, kept),)


def test_kept_decision_that_its_table_cannot_give_is_a_mismatch_with_the_problem() -> None:
    kept = evaluate(authority(), {"amount": 1})
    problem = "《权责清单》没有一行适用于 amount=1.00，marks=［］；请补充规则后再判"
    assert replay([Recorded(make_table(), kept)]) == (Mismatch(0, kept, None, problem),)


def test_back_test_tells_outcomes_grounds_and_failures_apart() -> None:
    old, new = authority(), _raised_limit()
    cases = [{"amount": 1}, {"amount": 15_000}, {"amount": 30_000}]
    assert compare(old, new, cases) == (
        Change(1, ChangeKind.OUTCOME, cases[1], evaluate(old, cases[1]), evaluate(new, cases[1])),
        Change(2, ChangeKind.GROUNDS, cases[2], evaluate(old, cases[2]), evaluate(new, cases[2])),
    )


def test_back_test_reports_the_side_that_cannot_decide() -> None:
    table, facts = authority(), {"amount": 1}
    problem = "《权责清单》没有一行适用于 amount=1.00，marks=［］；请补充规则后再判"
    decided = evaluate(table, facts)
    assert compare(table, make_table(), [facts]) == (
        Change(0, ChangeKind.FAILURE, facts, decided, None, problem),
    )
    assert compare(make_table(), table, [facts]) == (
        Change(0, ChangeKind.FAILURE, facts, None, decided, problem),
    )
    assert compare(make_table(), make_table(), [facts]) == ()


def test_change_of_effect_alone_is_a_change_of_outcome() -> None:
    row = Row("甲", 1, {}, {"handler": "主任"}, ("QZ-1",))
    denied = replace(row, effect=authority().rows[0].effect)
    (change,) = compare(make_table(row), make_table(denied), [{"amount": 1}])
    assert change.kind is ChangeKind.OUTCOME
