"""The closed form of a row, and how people are divided into rows."""

import pytest

from xianxing.engines.protocol.rows import (
    line_of,
    odd_front,
    offset,
    opposite,
    place_name,
    row_sizes,
    row_spots,
    side_spots,
)
from xianxing.engines.protocol.terms import Hand


def slow_row(size: int, second: Hand) -> list[int]:
    """The row built person by person: each new one stands at the end whose turn it is."""
    found = [1] if size else []
    on_right_of_viewer = second is Hand.LEFT
    for rank in range(2, size + 1):
        if on_right_of_viewer:
            found.append(rank)
        else:
            found.insert(0, rank)
        on_right_of_viewer = not on_right_of_viewer
    return found


@pytest.mark.parametrize("second", [Hand.LEFT, Hand.RIGHT])
def test_row_of_any_length_equals_the_row_built_person_by_person(second: Hand) -> None:
    for size in range(61):
        spots = row_spots(size, second)
        places = {spot.place: rank for rank, spot in enumerate(spots, start=1)}
        assert [places[place] for place in line_of(spots).places] == slow_row(size, second)


def test_offset_of_first_is_zero_and_second_takes_the_hand() -> None:
    assert [offset(rank, Hand.LEFT) for rank in range(1, 6)] == [0, 1, -1, 2, -2]
    assert [offset(rank, Hand.RIGHT) for rank in range(1, 6)] == [0, -1, 1, -2, 2]


def test_spots_are_centred_and_only_the_ends_are_accessible() -> None:
    spots = row_spots(6, Hand.LEFT)
    assert sum(spot.x for spot in spots) == 0
    assert [spot.place for spot in spots if spot.accessible] == ["右2", "左3"]
    assert [spot.hand for spot in spots[:3]] == [Hand.CENTRE, Hand.LEFT, Hand.RIGHT]


def test_place_is_named_by_the_hand_of_number_one() -> None:
    assert [place_name(step) for step in (-2, 0, 3)] == ["右2", "主位", "左3"]


def test_side_spots_run_outwards_and_the_last_is_accessible() -> None:
    left = side_spots(3, Hand.LEFT, start=0.5, prefix="客")
    assert [(spot.place, spot.x, spot.hand, spot.accessible) for spot in left] == [
        ("客1", -0.5, Hand.RIGHT, False),
        ("客2", -1.5, Hand.RIGHT, False),
        ("客3", -2.5, Hand.RIGHT, True),
    ]
    assert [spot.x for spot in side_spots(2, Hand.RIGHT, start=0.5, prefix="主")] == [0.5, 1.5]


@pytest.mark.parametrize(
    ("hand", "other"), [(Hand.LEFT, Hand.RIGHT), (Hand.RIGHT, Hand.LEFT), (Hand.CENTRE, Hand.CENTRE)]
)
def test_opposite_of_a_hand_is_the_other(hand: Hand, other: Hand) -> None:
    assert opposite(hand) is other


@pytest.mark.parametrize(
    ("people", "front", "sizes"),
    [
        (0, 5, ()),
        (3, 5, (3,)),
        (5, 5, (5,)),
        (8, 7, (7, 1)),
        (10, 7, (7, 3)),
        (14, 7, (7, 7)),
        (16, 7, (7, 9)),
        (18, 7, (7, 7, 4)),
        (20, 7, (7, 7, 6)),
        (11, 5, (5, 6)),
        (13, 5, (5, 5, 3)),
    ],
)
def test_row_sizes_leave_no_row_of_a_few(people: int, front: int, sizes: tuple[int, ...]) -> None:
    assert row_sizes(people, front) == sizes


def test_row_sizes_add_up_and_keep_the_front_for_every_number() -> None:
    for people in range(1, 200):
        for front in range(1, 20):
            sizes = row_sizes(people, front)
            assert sum(sizes) == people
            assert sizes[0] == min(front, people)
            assert all(size * 2 >= front for size in sizes[2:])


def test_front_without_a_setting_is_odd_and_about_half() -> None:
    for people in range(1, 61):
        assert odd_front(people) % 2 == 1
        assert people / 2 <= odd_front(people) <= people / 2 + 1.5
