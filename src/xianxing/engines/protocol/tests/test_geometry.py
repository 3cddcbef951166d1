"""Left and right checked by vectors: where people face decides whose left it is, not how the code counted.

x grows to the viewer's right, y away from the viewer. Somebody who looks along (fx, fy) has his left at (-fy, fx).
"""

import pytest

from xianxing.engines.protocol import Hand, Plan, Seat
from xianxing.engines.protocol.terms import Json, Label
from xianxing.engines.protocol.tests.cast import ROW_SETTINGS, plan

Vector = tuple[int, int]
TO_VIEWER: Vector = (0, -1)
FROM_VIEWER: Vector = (0, 1)
TO_THE_LEFT: Vector = (-1, 0)
TO_THE_RIGHT: Vector = (1, 0)


def seats_of(made: Plan) -> dict[Label, Seat]:
    return {seat.occupant: seat for seat in made.seats if seat.occupant is not None}


def hand_of(first: Seat, other: Seat, facing: Vector) -> Hand:
    """On which hand of the first the other sits, by the sign of a dot product."""
    left = (-facing[1], facing[0])
    along = (other.spot.x - first.spot.x) * left[0] + (other.spot.y - first.spot.y) * left[1]
    if abs(along) < 1e-9:
        return Hand.CENTRE
    return Hand.LEFT if along > 0 else Hand.RIGHT


@pytest.mark.parametrize("chosen", ROW_SETTINGS)
@pytest.mark.parametrize("people", [2, 3, 4, 7, 8, 19, 60])
def test_second_on_the_stage_sits_on_the_hand_of_the_variant(chosen: dict[str, Json], people: int) -> None:
    seats = seats_of(plan("presidium_row", {"n": people}, chosen))
    honour = Hand.LEFT if chosen["supreme"] == "left" else Hand.RIGHT
    if people % 2 == 0:
        honour = Hand.LEFT if chosen["even"] == "2_on_left_of_1" else Hand.RIGHT
    if people == 2 and chosen["two_person"] == "1_sits_left":
        honour = Hand.RIGHT
    assert hand_of(seats[1], seats[2], TO_VIEWER) is honour
    if people > 2:
        assert hand_of(seats[1], seats[3], TO_VIEWER) is not honour


@pytest.mark.parametrize(
    ("scene", "cast", "settings", "facing"),
    [
        ("presidium_row", {"n": 9}, {}, {"主席台": TO_VIEWER}),
        ("group_photo", {"n": 8}, {}, {"合影": TO_VIEWER}),
        ("talks_table_crosswise", {"guest": 6, "host": 5}, {}, {"客方": TO_VIEWER, "主方": FROM_VIEWER}),
        (
            "talks_table_crosswise",
            {"guest": 5, "host": 6},
            {"first": "left"},
            {"客方": TO_VIEWER, "主方": FROM_VIEWER},
        ),
        (
            "talks_table_lengthwise",
            {"guest": 5, "host": 5},
            {},
            {"客方": TO_THE_LEFT, "主方": TO_THE_RIGHT},
        ),
        (
            "talks_table_lengthwise",
            {"guest": 4, "host": 5},
            {"guest_side": "left_on_entering", "first": "left"},
            {"客方": TO_THE_RIGHT, "主方": TO_THE_LEFT},
        ),
        ("long_table", {"n": 11}, {}, {"面门": TO_VIEWER, "背门": FROM_VIEWER}),
        ("long_table", {"n": 9}, {"head": "end"}, {"长条桌": TO_VIEWER}),
    ],
)
def test_hand_written_on_each_seat_is_the_hand_of_its_first(
    scene: str, cast: dict[str, Json], settings: dict[str, Json], facing: dict[str, Vector]
) -> None:
    made = plan(scene, cast, settings)
    for block, look in facing.items():
        seats = [seat for seat in made.seats if seat.block == block]
        first = min(seats, key=lambda seat: seat.rank)
        assert {seat.place: seat.spot.hand for seat in seats} == {
            seat.place: hand_of(first, seat, look) for seat in seats
        }


@pytest.mark.parametrize("where", ["left", "right"])
@pytest.mark.parametrize("first", ["left", "right"])
def test_interpreters_sit_on_the_hand_asked_for_and_next_to_their_principal(where: str, first: str) -> None:
    settings: dict[str, Json] = {"first": first, "interp_host": where, "interp_guest": where}
    hand = Hand.LEFT if where == "left" else Hand.RIGHT
    cast: dict[str, Json] = {"guest": 5, "host": 4, "interpreters": True}
    across = seats_of(plan("talks_table_crosswise", cast, settings))
    assert hand_of(across["G1"], across["译G"], TO_VIEWER) is hand
    assert hand_of(across["H1"], across["译H"], FROM_VIEWER) is hand
    along = seats_of(plan("talks_table_lengthwise", cast, settings))
    assert hand_of(along["G1"], along["译G"], TO_THE_LEFT) is hand
    assert hand_of(along["H1"], along["译H"], TO_THE_RIGHT) is hand
    for seats in (across, along):
        for side in ("G", "H"):
            one, two = seats[f"{side}1"].spot, seats[f"译{side}"].spot
            assert abs(one.x - two.x) + abs(one.y - two.y) == 1


@pytest.mark.parametrize(
    ("scene", "guest", "host"), [("meeting_side_by_side", "G1", "H1"), ("signing", "G", "H")]
)
@pytest.mark.parametrize(("setting", "hand"), [("right_of_host", Hand.RIGHT), ("left_of_host", Hand.LEFT)])
def test_guest_sits_on_the_hand_of_the_host(
    scene: str, guest: str, host: str, setting: str, hand: Hand
) -> None:
    cast: dict[str, Json] = (
        {"guest": 3, "host": 3} if scene == "meeting_side_by_side" else {"assistants": True}
    )
    seats = seats_of(plan(scene, cast, {"guest": setting}))
    assert hand_of(seats[host], seats[guest], TO_VIEWER) is hand
    assert abs(seats[host].spot.x - seats[guest].spot.x) == 1


@pytest.mark.parametrize("supreme", ["left", "right"])
def test_first_guest_of_a_photograph_stands_on_the_hand_of_honour(supreme: str) -> None:
    seats = seats_of(plan("group_photo", {"host": 5, "guest": 4}, {"supreme": supreme}))
    hand = Hand.LEFT if supreme == "left" else Hand.RIGHT
    assert hand_of(seats["H1"], seats["G1"], TO_VIEWER) is hand


@pytest.mark.parametrize("style", ["two_hosts", "one_host", "shandong"])
@pytest.mark.parametrize("size", [6, 8, 10, 12])
def test_first_guest_of_a_table_sits_on_the_right_of_the_host(style: str, size: int) -> None:
    made = plan(
        "round_table",
        {"guests": 4, "hosts": 2 if style != "one_host" else 1},
        {"style": style, "seats": size},
    )
    host, guest = made.seats[0], made.seats[-1]
    assert guest.occupant in {1, "主宾"}
    assert hand_of(host, guest, TO_VIEWER) is Hand.RIGHT
    if style == "two_hosts":
        second = made.seats[size // 2]
        third = seats_of(made)[3]
        assert hand_of(second, third, FROM_VIEWER) is Hand.RIGHT


def test_host_of_an_outranking_guest_sits_on_his_right_and_the_second_host_on_his_left() -> None:
    cast: dict[str, Json] = {"guests": 4, "second_host": True}
    seats = seats_of(plan("round_table", cast, {"style": "one_host_guest_outranks", "seats": 8}))
    assert hand_of(seats["主宾"], seats["主人"], TO_VIEWER) is Hand.RIGHT
    assert hand_of(seats["主宾"], seats["第二主人"], TO_VIEWER) is Hand.LEFT


@pytest.mark.parametrize("kind", ["sedan5", "mpv7_three_rows", "mpv7_captain_seats", "minibus"])
def test_right_in_a_car_is_the_right_of_who_looks_ahead(kind: str) -> None:
    made = plan("car", {"n": 4}, {"type": kind})
    first = next(seat for seat in made.seats if seat.occupant == 1)
    for seat in made.seats:
        if seat.place.endswith("左"):
            assert hand_of(first, seat, FROM_VIEWER) is Hand.LEFT
    front = [seat for seat in made.seats if seat.place == "副驾"]
    assert all(seat.spot.y > other.spot.y for seat in front for other in made.seats if other is not seat)


def test_second_table_stands_on_the_right_of_the_main_table_facing_the_door() -> None:
    seats = seats_of(plan("banquet_tables", {"tables": 5}))
    assert hand_of(seats[1], seats[2], TO_VIEWER) is Hand.RIGHT
    pair = seats_of(plan("banquet_tables", {"tables": 2}))
    assert hand_of(pair[2], pair[1], TO_VIEWER) is Hand.RIGHT


def test_second_abreast_walks_on_the_right_of_the_first() -> None:
    three = seats_of(plan("walk", {"n": 3}))
    assert hand_of(three[1], three[2], TO_VIEWER) is Hand.RIGHT
    two = seats_of(plan("walk", {"n": 2}))
    assert hand_of(two[2], two[1], TO_VIEWER) is Hand.RIGHT
