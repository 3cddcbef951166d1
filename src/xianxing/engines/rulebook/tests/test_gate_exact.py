"""The gate agrees with enumerating every fact of a small vocabulary."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.rulebook import (
    Decision,
    Finding,
    FindingKind,
    NoRowError,
    Recorded,
    Severity,
    Table,
    Validity,
    check,
    evaluate,
    is_publishable,
    replay,
    table_from_json,
    table_to_json,
)
from xianxing.engines.rulebook.tests import oracle
from xianxing.engines.rulebook.tests.cast import tables

CLAUSES = {"QZ-1": Validity()}
TODAY = date(2026, 11, 23)
SOME = settings(max_examples=40, deadline=None)


def _found(table: Table, kind: FindingKind) -> list[Finding]:
    return [finding for finding in check(table, CLAUSES, TODAY) if finding.kind is kind]


def _ask(table: Table, facts: oracle.Facts) -> Decision | None:
    try:
        return evaluate(table, facts)
    except NoRowError:
        return None


@SOME
@given(tables())
def test_decisions_agree_with_plain_python_on_every_fact(table: Table) -> None:
    for facts in oracle.every_facts():
        expected = [row.id for row in oracle.hits(table, facts)]
        decision = _ask(table, facts)
        assert (list(decision.hits) if decision else []) == expected


@SOME
@given(tables())
def test_gap_is_found_exactly_when_some_fact_has_no_row(table: Table) -> None:
    uncovered = [facts for facts in oracle.every_facts() if not oracle.hits(table, facts)]
    gaps = _found(table, FindingKind.GAP)
    assert len(gaps) == int(bool(uncovered))
    assert all(gap.example in uncovered for gap in gaps)


@SOME
@given(tables())
def test_unreachable_rows_are_the_rows_that_never_decide(table: Table) -> None:
    dead = _found(table, FindingKind.UNREACHABLE)
    assert {finding.rows[0] for finding in dead} == oracle.dead_rows(table)
    by_id = {row.id: row for row in table.rows}
    for finding in dead:
        own = [facts for facts in oracle.every_facts() if oracle.matches(by_id[finding.rows[0]], facts)]
        cover = [by_id[other] for other in finding.rows[1:]]
        assert all(any(oracle.matches(row, facts) for row in cover) for facts in own)
        for spared in cover:
            rest = [row for row in cover if row is not spared]
            assert not all(any(oracle.matches(row, facts) for row in rest) for facts in own)


@SOME
@given(tables())
def test_overlaps_are_the_pairs_that_some_fact_matches_both(table: Table) -> None:
    by_id = {row.id: row for row in table.rows}
    overlaps = _found(table, FindingKind.OVERLAP)
    assert {frozenset(finding.rows) for finding in overlaps} == oracle.conflicts(table)
    assert len(overlaps) == len(oracle.conflicts(table))
    for finding in overlaps:
        first, second = (by_id[name] for name in finding.rows)
        assert finding.example is not None
        assert oracle.matches(first, finding.example)
        assert oracle.matches(second, finding.example)
        assert (finding.severity is Severity.ERROR) == (first.order == second.order)


@SOME
@given(tables())
def test_publishable_table_has_no_gap_and_no_dead_row(table: Table) -> None:
    if is_publishable(check(table, CLAUSES, TODAY)):
        deciding = {evaluate(table, facts).row for facts in oracle.every_facts()}
        assert deciding == {row.id for row in table.rows if row.active}


@SOME
@given(tables(), st.sampled_from(list(oracle.every_facts())))
def test_decision_replays_from_its_table_read_back_from_json(table: Table, facts: oracle.Facts) -> None:
    decision = _ask(table, facts)
    if decision is not None:
        again = table_from_json(table_to_json(table))
        assert again.rows == table.rows
        assert replay([Recorded(table, decision), Recorded(again, decision)]) == ()
