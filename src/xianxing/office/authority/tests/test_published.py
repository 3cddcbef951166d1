"""Whatever the head edits, what gets through the gate has no gap, no dead row and no two rows at one place."""

import itertools
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xianxing.engines.rulebook import Effect, Equals, HasAll, HasAny, HasNone, OneOf, Range, Row, Table
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.actions import (
    backtest,
    check_version,
    draft_version,
    publish_version,
    replace_rows,
)
from xianxing.office.authority.content import table_of
from xianxing.office.authority.drafting import RowEdit
from xianxing.office.authority.errors import AuthorityError
from xianxing.office.authority.models import TableVersion, VersionState
from xianxing.office.authority.tests.given import NOW, lay_table

pytestmark = pytest.mark.django_db

ENDS = st.sampled_from([10, 20, 30])
AMOUNTS = st.one_of(
    st.none(),
    st.builds(lambda end: Range(below=end), ENDS),
    st.builds(lambda end: Range(at_least=end), ENDS),
    st.builds(lambda low, high: Range(at_least=min(low, high), below=max(low, high) + 1), ENDS, ENDS),
)
WHEN = st.fixed_dictionaries(
    {
        "amount": AMOUNTS,
        "purpose": st.one_of(st.none(), st.none(), st.builds(Equals, st.sampled_from(["travel", "paper"]))),
        "signed_by": st.one_of(
            st.none(), st.none(), st.sampled_from([HasAny(("clerk",)), HasNone(("clerk",))])
        ),
    }
)
ROWS = st.lists(st.tuples(WHEN, st.sampled_from(["clerk", "head"])), min_size=1, max_size=5)
WORLD: list[dict[str, Any]] = [
    {"amount": amount, "gift": gift, "purpose": purpose, "signed_by": frozenset(signed)}
    for amount in (0, 9, 10, 11, 19, 20, 21, 29, 30, 31, 1000)
    for gift in (True, False)
    for purpose in ("travel", "paper")
    for signed in itertools.chain.from_iterable(
        itertools.combinations(["clerk", "finance"], n) for n in range(3)
    )
]


def edits(drawn: list[tuple[dict[str, Any], str]]) -> tuple[RowEdit, ...]:
    gift: dict[str, Any] = {"handler": "nobody", "consult": frozenset(), "days": 3, "allowed": False}
    deny = RowEdit("礼品", {"gift": Equals(True)}, gift, ("经费规定#2",), Effect.HARD_DENY)
    rows = [
        RowEdit(
            f"行{place}",
            {name: condition for name, condition in when.items() if condition is not None},
            {"handler": handler, "consult": frozenset(), "days": 3, "allowed": True},
            ("经费规定#1",),
        )
        for place, (when, handler) in enumerate(drawn)
    ]
    rest = RowEdit(
        "其余", {}, {"handler": "head", "consult": frozenset(), "days": 3, "allowed": True}, ("经费规定#1",)
    )
    return (deny, *rows, *([rest] if len(drawn) % 2 else []))


def applies(row: Row, facts: dict[str, Any]) -> bool:
    """Whether a row fits some facts, found without the engine."""
    return all(_fits(condition, facts[name]) for name, condition in row.when.items())


def _fits(condition: object, value: Any) -> bool:
    match condition:
        case Equals():
            return bool(condition.value == value)
        case OneOf():
            return value in condition.values
        case Range():
            low = condition.at_least is None or value >= condition.at_least
            return low and (condition.below is None or value < condition.below)
        case HasAny() | HasAll():
            return bool(set(condition.values) & value)
        case HasNone():
            return not set(condition.values) & value
    raise AssertionError(condition)


def faults(table: Table) -> list[str]:
    """Gaps, dead rows and rows at one place, counted one by one over a small world."""
    rows = sorted(table.rows, key=lambda row: (row.effect is Effect.DECIDE, row.order))
    first = [next((row.id for row in rows if applies(row, facts)), "") for facts in WORLD]
    gaps = ["gap"] if "" in first else []
    dead = [row.id for row in rows if row.id not in first]
    orders = [row.order for row in rows]
    return gaps + dead + (["order"] if len(orders) != len(set(orders)) else [])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_a_published_table_has_no_gap_no_dead_row_and_no_two_rows_at_one_place(
    cast: Cast, drawn: list[tuple[dict[str, Any], str]]
) -> None:
    with transaction.atomic():
        draft = draft_version(actor=cast.head, table=lay_table().table, now=NOW)
        try:
            replace_rows(actor=cast.head, version=draft, edits=edits(drawn), file_name="表", now=NOW)
            tested = backtest(draft)
            check_version(actor=cast.clerk, version=draft, tested=tested, opinion="同意", now=NOW)
            publish_version(
                actor=cast.head, version=draft, tested=tested, signature=tested.signature, reason="", now=NOW
            )
        except AuthorityError:
            assert faults(table_of(draft)), "the gate refused a table without a fault"
        published = TableVersion.objects.get(state=VersionState.PUBLISHED)
        assert faults(table_of(published)) == []
        transaction.set_rollback(True)
