"""Corners of the exact search: needless rows and sets of boxes met twice."""

from datetime import date

from xianxing.engines.rulebook import (
    ChoiceField,
    Condition,
    FindingKind,
    OneOf,
    Row,
    Table,
    Validity,
    check,
)
from xianxing.engines.rulebook.tests.cast import OUTCOME

FIELDS = tuple(ChoiceField(name, ("0", "1", "2")) for name in "abc")


def _table(fields: tuple[ChoiceField, ...], *asked: dict[str, str]) -> Table:
    rows = []
    for place, words in enumerate(asked):
        when: dict[str, Condition] = {name: OneOf(tuple(listed)) for name, listed in words.items()}
        rows.append(Row(f"R{place}", place, when, {"handler": "主任"}, ("QZ-1",)))
    return Table("表", "1", fields, OUTCOME, tuple(rows))


def _dead(table: Table) -> dict[str, tuple[str, ...]]:
    findings = check(table, {"QZ-1": Validity()}, date(2026, 11, 23))
    assert {finding.kind for finding in findings} <= {FindingKind.UNREACHABLE}
    return {finding.rows[0]: finding.rows[1:] for finding in findings}


def test_rows_that_cover_a_dead_row_leave_out_the_needless_one() -> None:
    # R0 is inside R1, yet it is the first box that fills its corner, so the search meets it.
    asked = [{"a": "0"}, {"a": "01"}, {"a": "2"}, {"a": "1", "b": "0"}, {"a": "1", "b": "12"}, {}]
    assert _dead(_table(FIELDS[:2], *asked)) == {"R3": ("R1",), "R4": ("R1",), "R5": ("R1", "R2")}


def test_boxes_met_twice_with_the_same_axes_left_are_followed_once() -> None:
    fields = tuple(ChoiceField(name, ("0", "1")) for name in "abc")
    asked = [{"a": "0", "b": "0"}, {"a": "1", "b": "1"}, {"c": "0"}, {"c": "1"}]
    assert _dead(_table(fields, *asked)) == {}
