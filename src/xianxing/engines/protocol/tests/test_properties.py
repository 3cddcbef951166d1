"""For every number from 1 to 60 and every setting: a permutation, no inversion, views that agree, re-plans."""

from collections.abc import Iterator
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.protocol import Absent, Added, Plan, RankChanged, View, replan
from xianxing.engines.protocol.terms import Json, Label
from xianxing.engines.protocol.tests.cast import EVENS, ROW_SETTINGS, SUPREMES, layout, plan

NUMBERS = range(1, 61)
ROW_SCENES = ("presidium_row", "presidium_rows", "group_photo", "walk", "banquet_tables")


def requests() -> Iterator[tuple[str, dict[str, Json], dict[str, Json]]]:
    """Every scene with every setting that changes its order, for one number n (filled in by `filled`)."""
    for chosen in ROW_SETTINGS:
        yield "presidium_row", {"n": "n"}, chosen
        yield "group_photo", {"n": "n"}, chosen
    for front, even in product((3, 7, 8), EVENS):
        yield "presidium_rows", {"n": "n"}, {"front": front, "even": even}
    for supreme in SUPREMES:
        yield "banquet_tables", {"tables": "n"}, {"supreme": supreme}
        yield "group_photo", {"host": "n+2", "guest": "n"}, {"supreme": supreme}
    for side in ("right_of_host", "left_of_host"):
        yield "meeting_side_by_side", {"guest": "n", "host": "n"}, {"guest": side}
        yield "signing", {"standing_guest": "n", "standing_host": "n", "assistants": True}, {"guest": side}
    for first, host, guest in product(
        ("left", "right"), ("left", "right", "behind"), ("left", "right", "behind")
    ):
        chosen = {"first": first, "interp_host": host, "interp_guest": guest}
        cast: dict[str, Json] = {"guest": "n", "host": "n", "interpreters": True}
        yield "talks_table_crosswise", cast, chosen
        yield "talks_table_lengthwise", cast, chosen
    for first, head in product(("left", "right"), ("side", "end")):
        yield "long_table", {"n": "n"}, {"first": first, "head": head}
    for kind in ("minibus", "coach"):
        yield "car", {"n": "n"}, {"type": kind}
    yield "walk", {"n": "n"}, {}
    yield "introduce", {"host": "n", "guest": "n"}, {}


def filled(cast: dict[str, Json], number: int) -> dict[str, Json]:
    words = {"n": number, "n+2": number + 2}
    return {key: words.get(value, value) if isinstance(value, str) else value for key, value in cast.items()}


def wanted(cast: dict[str, Json]) -> int:
    found = sum(value for value in cast.values() if isinstance(value, int) and not isinstance(value, bool))
    return found + 2 * sum(cast.get(key) is True for key in ("interpreters", "assistants"))


def occupants(made: Plan) -> list[Label]:
    return [seat.occupant for seat in made.seats if seat.occupant is not None]


@pytest.mark.parametrize(("scene", "cast", "chosen"), list(requests()))
def test_every_plan_is_a_permutation(scene: str, cast: dict[str, Json], chosen: dict[str, Json]) -> None:
    for number in NUMBERS:
        made = plan(scene, filled(cast, number), chosen)
        labels = occupants(made)
        assert len(set(labels)) == len(labels)
        extra = {"signing": 2, "meeting_side_by_side": 2}.get(scene, 0)
        if scene == "meeting_side_by_side" and (chosen["guest"] == "left_of_host" or number == 1):
            extra = 0
        assert len(labels) == wanted(filled(cast, number)) + extra
        places = [seat.place for seat in made.seats]
        assert len(set(places)) == len(places)
        assert all(seat.reasons for seat in made.seats)


def test_round_tables_seat_everybody_at_every_size() -> None:
    for seats in range(4, 25):
        for style in ("two_hosts", "one_host", "one_host_guest_outranks", "shandong"):
            for guests in range(1, seats - 3):
                made = plan("round_table", {"guests": guests}, {"style": style, "seats": seats})
                labels = occupants(made)
                assert len(made.seats) == seats
                assert len(set(labels)) == len(labels)
                assert len(labels) >= guests + 1


def is_ordered_outwards(made: Plan) -> bool:
    """Whether in each row, on each hand of its first, rank falls from the middle to the end."""
    for line in made.rows:
        seats = [seat for seat in line.seats if seat.occupant is not None]
        first = min(seats, key=lambda seat: seat.rank)
        for sign in (1, -1):
            arm = sorted(
                (seat for seat in seats if sign * (seat.spot.x - first.spot.x) >= 0),
                key=lambda seat: abs(seat.spot.x - first.spot.x),
            )
            if any(one.rank > two.rank for one, two in pairwise(arm)):
                return False
    return True


@pytest.mark.parametrize(
    ("scene", "cast", "chosen"),
    [each for each in requests() if each[0] in ROW_SCENES and "host" not in each[1]],
)
def test_rank_is_never_inverted_from_the_middle_to_the_ends(
    scene: str, cast: dict[str, Json], chosen: dict[str, Json]
) -> None:
    for number in NUMBERS:
        assert is_ordered_outwards(plan(scene, filled(cast, number), chosen))


@pytest.mark.parametrize("chosen", ROW_SETTINGS)
def test_front_rows_stand_above_back_rows(chosen: dict[str, Json]) -> None:
    for number in NUMBERS:
        made = plan("presidium_rows", {"n": number}, {**chosen, "front": 7})
        highest = [max(int(seat.occupant or 0) for seat in line.seats) for line in made.rows]
        assert highest == sorted(highest)


@pytest.mark.parametrize("chosen", ROW_SETTINGS)
def test_views_mirror_one_another(chosen: dict[str, Json]) -> None:
    for number in NUMBERS:
        seen = layout("presidium_row", {"n": number}, chosen)
        turned = plan("presidium_row", {"n": number}, {**chosen, "print_view": "stage"})
        assert isinstance(seen, list)
        assert isinstance(seen[0], list)
        assert turned.view is View.STAGE
        assert turned.layout == [seen[0][::-1]]


def test_right_first_mirrors_left_first() -> None:
    for number in NUMBERS:
        left = layout("presidium_row", {"n": number}, {"supreme": "left"})
        right = layout("presidium_row", {"n": number}, {"supreme": "right"})
        assert isinstance(left, list)
        assert isinstance(left[0], list)
        assert right == [left[0][::-1]]


@given(
    number=st.integers(2, 60),
    chosen=st.sampled_from(ROW_SETTINGS),
    absent=st.data(),
    scene=st.sampled_from(["presidium_row", "presidium_rows", "group_photo"]),
)
@settings(max_examples=150, deadline=None)
def test_replan_after_an_absence_equals_the_plan_made_afresh(
    number: int, chosen: dict[str, Json], absent: st.DataObject, scene: str
) -> None:
    gone = absent.draw(st.integers(1, number))
    found = replan(plan(scene, {"n": number}, chosen), Absent(gone))
    people: list[Json] = [label for label in range(1, number + 1) if label != gone]
    fresh = plan(scene, {"people": people}, chosen)
    assert found.plan.layout == fresh.layout
    before = {seat.occupant: seat.place for seat in plan(scene, {"n": number}, chosen).seats}
    after = {seat.occupant: seat.place for seat in fresh.seats}
    moved = {label for label in before if after.get(label) != before[label]}
    assert {move.label for move in found.moves} == moved


@given(number=st.integers(2, 30), rank=st.integers(1, 30), chosen=st.sampled_from(ROW_SETTINGS))
@settings(max_examples=60, deadline=None)
def test_absence_and_return_give_the_first_plan_again(
    number: int, rank: int, chosen: dict[str, Json]
) -> None:
    rank = min(rank, number)
    made = plan("presidium_row", {"n": number}, chosen)
    back = replan(replan(made, Absent(rank)).plan, Added(rank, rank, "n"))
    assert back.plan.layout == made.layout
    there = replan(made, RankChanged(rank, 1)).plan
    assert replan(there, RankChanged(rank, rank)).plan.layout == made.layout


TWO_SIDED = (
    "meeting_side_by_side",
    "signing",
    "talks_table_crosswise",
    "talks_table_lengthwise",
    "long_table",
)


@pytest.mark.parametrize(
    ("scene", "cast", "chosen"),
    [each for each in requests() if each[0] in TWO_SIDED or (each[0] == "group_photo" and "host" in each[1])],
)
def test_rank_falls_outwards_on_each_side_of_a_table(
    scene: str, cast: dict[str, Json], chosen: dict[str, Json]
) -> None:
    for number in NUMBERS:
        made = plan(scene, filled(cast, number), chosen)
        for block in {seat.block for seat in made.seats} - {"译员"}:
            seats = [seat for seat in made.seats if seat.block == block]
            first = min(seats, key=lambda seat: seat.rank).spot
            for hand in {seat.spot.hand for seat in seats}:
                arm = [seat for seat in seats if seat.spot.hand is hand]
                arm.sort(key=lambda seat: abs(seat.spot.x - first.x) + abs(seat.spot.y - first.y))
                assert all(one.rank < two.rank for one, two in pairwise(arm))


@pytest.mark.parametrize("number", range(1, 24))
def test_one_host_sees_rank_fall_on_both_hands(number: int) -> None:
    made = plan("round_table", {"guests": number}, {"style": "one_host", "seats": 24})
    around = [seat.occupant for seat in made.seats[1:] if seat.occupant is not None]
    lowest = around.index(number)
    assert all(int(one) < int(two) for one, two in pairwise(around[:lowest]))
    assert all(int(one) > int(two) for one, two in pairwise(around[lowest:]))


def test_two_hosts_have_the_better_guest_on_the_right_and_the_first_host_before_the_second() -> None:
    for seats in range(6, 25, 2):
        made = plan("round_table", {"guests": 4}, {"seats": seats})
        around = [seat.occupant for seat in made.seats]
        second = seats // 2
        assert (around[-1], around[1]) == (1, 2)
        assert (around[second - 1], around[second + 1]) == (3, 4)


@pytest.mark.parametrize(
    "kind", ["sedan4", "sedan5", "mpv7_three_rows", "mpv7_captain_seats", "suv4", "suv5"]
)
@pytest.mark.parametrize("driver", ["chauffeur", "host", "any"])
@pytest.mark.parametrize("security", ["none", "behind_driver"])
def test_a_car_fills_the_same_seats_in_the_same_order_whoever_comes(
    kind: str, driver: str, security: str
) -> None:
    chosen: dict[str, Json] = {"type": kind, "driver": driver, "security": security}
    room = {"sedan4": 3, "suv4": 3, "sedan5": 4, "suv5": 4}.get(kind, 6)
    places: list[str] = []
    for number in range(1, room + 1):
        found = layout("car", {"n": number}, chosen)
        assert isinstance(found, dict)
        by_rank = {int(str(rank)): place for place, rank in found.items()}
        taken = [by_rank[rank] for rank in range(1, number + 1)]
        assert taken[:-1] == places
        places = taken
    front_first = driver == "host" or kind.startswith("suv")
    assert (places[0] == "副驾") is front_first
    assert (places[-1] == "副驾") is not front_first


@pytest.mark.parametrize("shape", ["theatre", "u", "islands"])
@pytest.mark.parametrize("fill", ["strips", "rows"])
@pytest.mark.parametrize("order", ["centre_out", "left_to_right"])
def test_halls_of_any_shape_seat_everybody_once(shape: str, fill: str, order: str) -> None:
    for rows, columns in product((2, 5, 9), (1, 4, 11)):
        room = {"theatre": rows * columns, "islands": rows * columns}.get(shape)
        room = room if room is not None else columns + (rows - 1) * min(columns, 2)
        units: list[Json] = [["甲", room // 3], ["乙", room // 4], ["丙", room - room // 3 - room // 4 - 1]]
        cast: dict[str, Json] = {"units": units, "rows": rows, "columns": columns, "blocked": [[1, 1]]}
        made = plan("audience_hall", cast, {"shape": shape, "fill": fill, "order": order})
        labels = occupants(made)
        assert len(labels) == len(set(labels)) == room - 1
        assert made.seats[0].occupant is None


def test_a_full_plan_names_its_variants_in_words() -> None:
    for scene, cast, chosen in requests():
        made = plan(scene, filled(cast, 3), chosen)
        words = " ".join(reason.text for reason in made.reasons)
        for key, value in chosen.items():
            assert f"{key}={value}，本次设定" in words
