from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.matters.grouped import (
    PRE_TICK_FROM,
    Piece,
    Proposed,
    bring_together,
    heat,
    is_wider,
    keep_names,
    take_apart,
    without,
)
from xianxing.engines import grouping

AT = datetime(2026, 11, 2, tzinfo=UTC)
GROUPS = st.lists(st.integers(0, 30), unique=True, max_size=30).flatmap(
    lambda ids: st.lists(st.integers(0, 5), min_size=len(ids), max_size=len(ids)).map(
        lambda places: [
            [each for each, at in zip(ids, places, strict=True) if at == place]
            for place in sorted(set(places))
        ]
    )
)
PAIRS = st.dictionaries(st.integers(0, 30), st.integers(0, 30), max_size=12)


def flat(groups: list[list[int]]) -> list[int]:
    """Return the members of all groups."""
    return [member for group in groups for member in group]


def test_joined_matter_moves_to_the_group_of_its_main_one() -> None:
    assert bring_together([[1, 2], [3, 4]], {4: 1}) == [[1, 2, 4], [3]]
    assert bring_together([[1], [3]], {3: 1}) == [[1, 3]]


def test_joined_matter_in_the_same_group_or_outside_stays() -> None:
    assert bring_together([[1, 2]], {2: 1, 9: 1, 1: 8}) == [[1, 2]]


def test_joined_matters_in_a_chain_go_to_its_end() -> None:
    assert bring_together([[1], [2], [3]], {3: 2, 2: 1}) == [[1, 2, 3]]


def test_joined_matters_in_a_circle_lose_nobody() -> None:
    assert sorted(flat(bring_together([[1], [2]], {1: 2, 2: 1}))) == [1, 2]


@given(GROUPS, PAIRS)
def test_joining_keeps_every_matter_once(groups: list[list[int]], joined: dict[int, int]) -> None:
    found = bring_together(groups, joined)
    assert sorted(flat(found)) == sorted(flat(groups))
    assert all(found)


def test_parted_matter_leaves_and_the_others_stay() -> None:
    parted = {1: {2, 3, 4}, 2: {1}, 3: {1}, 4: {1}}
    assert take_apart([1, 2, 3, 4], parted) == [[2, 3, 4], [1]]


def test_matters_parted_from_the_rest_stay_together() -> None:
    parted = {1: {3, 4, 5}, 2: {3, 4, 5}, 3: {1, 2}, 4: {1, 2}, 5: {1, 2}}
    assert take_apart([1, 2, 3, 4, 5], parted) == [[3, 4, 5], [1, 2]]


def test_group_that_nobody_parted_stays_whole() -> None:
    assert take_apart([3, 1, 2], {9: {8}}) == [[3, 1, 2]]


@given(
    st.lists(st.integers(0, 12), unique=True, max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] != pair[1])),
)
def test_parts_never_hold_a_parted_pair(members: list[int], pairs: list[tuple[int, int]]) -> None:
    parted: dict[int, set[int]] = {}
    for one, other in pairs:
        parted.setdefault(one, set()).add(other)
        parted.setdefault(other, set()).add(one)
    parts = take_apart(members, parted)
    assert sorted(flat(parts)) == sorted(members)
    assert not any(parted.get(member, set()) & set(part) for part in parts for member in part)


PIECES = {1: Piece(1, AT, "甲", "a"), 2: Piece(2, AT, "乙", "b"), 3: Piece(3, AT, "乙", "c")}


@pytest.mark.parametrize(
    ("hidden", "title", "members"),
    [
        (set(), "乙", (1, 2, 3)),
        ({9}, "乙", (1, 2, 3)),
        ({2}, "乙", (1, 3)),
        ({2, 3}, "甲", (1,)),
        ({1, 2, 3}, "乙", ()),
    ],
)
def test_group_without_hidden_members_keeps_no_title_of_theirs(
    hidden: set[int], title: str, members: tuple[int, ...]
) -> None:
    found = without(Proposed("乙", ("和平路",), (1, 2, 3)), hidden, PIECES)
    assert found == Proposed(title, ("和平路",), members)


def test_heat_counts_people_not_messages() -> None:
    pieces = {pk: Piece(pk, AT, "t", sender) for pk, sender in ((1, "a"), (2, "a"), (3, "b"))}
    assert heat([1, 2, 3], pieces) == 2
    assert heat([], pieces) == 0


@pytest.mark.parametrize(
    ("members", "home", "wider"),
    [
        ([1, 2], {1: 0, 2: 1}, True),
        ([1, 2], {1: 0, 2: 0}, False),
        ([1, 2, 3, 4, 5], {1: 0, 2: 0, 3: 0, 4: 0, 5: 1}, False),
        ([1, 2, 3, 4], {1: 0, 2: 0, 3: 0, 4: 1}, True),
        ([], {}, False),
    ],
)
def test_problem_is_wider_when_it_gathers_several_matters(
    members: list[int], home: dict[int, int], wider: bool
) -> None:
    assert is_wider(members, home) is wider


def test_issue_that_goes_on_keeps_its_name() -> None:
    assert keep_names([[4, 5], [1, 2, 3]], {7: {1, 2}, 8: {4}}) == [8, 7]


def test_issue_that_fell_apart_gives_its_name_to_the_larger_part() -> None:
    assert keep_names([[1], [2, 3]], {7: {1, 2, 3}}) == [None, 7]


def test_issue_of_two_that_came_together_keeps_the_larger_ones_name() -> None:
    assert keep_names([[1, 2, 3]], {7: {1}, 8: {2, 3}}) == [8]


def test_issue_that_is_new_has_no_name() -> None:
    assert keep_names([[1], [2]], {7: {3}}) == [None, None]


@given(GROUPS, st.dictionaries(st.integers(100, 110), st.sets(st.integers(0, 30)), max_size=8))
def test_names_are_given_once(groups: list[list[int]], old: dict[int, set[int]]) -> None:
    names = [name for name in keep_names(groups, old) if name is not None]
    assert len(set(names)) == len(names)
    assert set(names) <= set(old)


def test_tick_begins_where_the_engine_says() -> None:
    assert PRE_TICK_FROM == grouping.PRE_TICK_FROM
