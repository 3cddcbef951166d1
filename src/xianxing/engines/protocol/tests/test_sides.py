"""会见, 会谈, 长条桌, 签字, 合影: two sides, seen from where the viewer stands."""

import pytest

from xianxing.engines.protocol import CastError, Hand
from xianxing.engines.protocol.terms import Json
from xianxing.engines.protocol.tests.cast import layout, plan

FIVE: dict[str, Json] = {"guest": 5, "host": 5}


@pytest.mark.parametrize(
    ("cast", "settings", "expected"),
    [
        ({"guest": 1, "host": 1}, {}, [["G1", "H1"]]),
        ({"guest": 1, "host": 1}, {"context": "foreign"}, [["G1", "H1"], ["译G", "译H"]]),
        ({"guest": 2, "host": 3}, {}, [["G2", "G1", "H1", "H2", "H3"], ["译G", "译H"]]),
        ({"guest": 2, "host": 2, "interpreters": False}, {}, [["G2", "G1", "H1", "H2"]]),
        ({"guest": 1, "host": 1, "interpreters": True}, {}, [["G1", "H1"], ["译G", "译H"]]),
        ({"guest": 2, "host": 2}, {"context": "domestic_official"}, [["H2", "H1", "G1", "G2"]]),
        (
            {"guest": 2, "host": 2},
            {"context": "domestic_official", "guest": "right_of_host"},
            [["G2", "G1", "H1", "H2"]],
        ),
        ({"guest": 2, "host": 2}, {"guest": "left_of_host"}, [["H2", "H1", "G1", "G2"]]),
        (
            {"guest": 1, "host": 2},
            {"guest": "left_of_host", "context": "foreign"},
            [["H2", "H1", "G1"], ["译H", "译G"]],
        ),
    ],
)
def test_meeting_puts_the_guest_on_the_hand_of_honour(
    cast: dict[str, Json], settings: dict[str, Json], expected: Json
) -> None:
    assert layout("meeting_side_by_side", cast, settings) == expected


@pytest.mark.parametrize("cast", [{"guest": 2}, {"host": 2}, {"guest": 0, "host": 1}])
def test_meeting_of_one_side_is_refused(cast: dict[str, Json]) -> None:
    with pytest.raises(CastError, match=r"^会见须有主客双方；请在 guest 和 host 中写人数或名单$"):
        layout("meeting_side_by_side", cast)


@pytest.mark.parametrize(
    ("cast", "settings", "expected"),
    [
        (FIVE, {}, [["G4", "G2", "G1", "G3", "G5"], ["H5", "H3", "H1", "H2", "H4"]]),
        (FIVE, {"first": "left"}, [["G5", "G3", "G1", "G2", "G4"], ["H4", "H2", "H1", "H3", "H5"]]),
        (
            FIVE,
            {"context": "domestic_report"},
            [["G5", "G3", "G1", "G2", "G4"], ["H4", "H2", "H1", "H3", "H5"]],
        ),
        (
            FIVE,
            {"context": "domestic_report", "first": "right"},
            [["G4", "G2", "G1", "G3", "G5"], ["H5", "H3", "H1", "H2", "H4"]],
        ),
        (
            {"guest": 3, "host": 2, "interpreters": True},
            {},
            [["G2", "译G", "G1", "G3"], ["H1", "译H", "H2"]],
        ),
        (
            {"guest": 3, "host": 3, "interpreters": True},
            {"interp_host": "left", "interp_guest": "left"},
            [["G2", "G1", "译G", "G3"], ["H3", "译H", "H1", "H2"]],
        ),
        (
            {"guest": 3, "host": 1, "interpreters": True},
            {"interp_host": "behind", "interp_guest": "behind"},
            [["译G"], ["G2", "G1", "G3"], ["H1"], ["译H"]],
        ),
    ],
)
def test_talks_seat_each_side_in_its_own_view(
    cast: dict[str, Json], settings: dict[str, Json], expected: Json
) -> None:
    assert layout("talks_table_crosswise", cast, settings) == expected


def test_talks_keep_the_own_hand_of_each_person() -> None:
    made = plan("talks_table_crosswise", FIVE)
    hands = {seat.occupant: seat.spot.hand for seat in made.seats}
    assert hands["G2"] is Hand.RIGHT
    assert hands["H2"] is Hand.RIGHT
    assert hands["G1"] is Hand.CENTRE
    xs = {seat.occupant: seat.spot.x for seat in made.seats}
    assert (xs["G2"], xs["H2"]) == (-1, 1)


def test_talks_of_one_side_are_refused() -> None:
    with pytest.raises(CastError, match=r"^会谈须有主客双方；请在 guest 和 host 中写人数或名单$"):
        layout("talks_table_crosswise", {"guest": 3})


def test_lengthwise_table_answers_sides_and_the_plan_holds_the_seats() -> None:
    made = plan("talks_table_lengthwise", {"guest": 3, "host": 3, "interpreters": True})
    assert made.layout == [["left:H", "right:G"]]
    host, guest = ([seat.occupant for seat in line.seats] for line in made.rows)
    # From the far end to the door; guests look to the left, so their own right is the far end.
    assert guest == ["G2", "译G", "G1", "G3"]
    assert host == ["H3", "H1", "译H", "H2"]


def test_lengthwise_table_with_interpreters_behind_keeps_them_on_their_side() -> None:
    settings: dict[str, Json] = {"interp_host": "behind", "interp_guest": "behind"}
    made = plan("talks_table_lengthwise", {"guest": 1, "host": 1, "interpreters": True}, settings)
    assert {seat.occupant: seat.spot.x for seat in made.seats} == {
        "H1": -1.5,
        "译H": -2.5,
        "G1": 1.5,
        "译G": 2.5,
    }


def test_lengthwise_table_changes_sides_on_request() -> None:
    settings: dict[str, Json] = {"guest_side": "left_on_entering"}
    assert layout("talks_table_lengthwise", FIVE, settings) == [["left:G", "right:H"]]


@pytest.mark.parametrize(
    ("cast", "settings", "expected"),
    [
        ({"n": 7}, {}, [[4, 2, 1, 3], [7, 5, 6]]),
        ({"n": 7}, {"first": "left"}, [[3, 1, 2, 4], [6, 5, 7]]),
        ({"n": 1}, {}, [[1], []]),
        ({"people": ["甲", "乙"]}, {}, [["甲"], ["乙"]]),
        ({"guest": 2, "host": 2}, {}, [["G2", "G1"], ["H1", "H2"]]),
        ({"n": 6}, {"head": "end"}, [[1], [2, 4, 6], [3, 5]]),
        ({"n": 6}, {"head": "end", "first": "left"}, [[1], [3, 5], [2, 4, 6]]),
        ({"n": 2}, {"head": "end"}, [[1], [2]]),
    ],
)
def test_long_table_seats_one_body_or_two_sides(
    cast: dict[str, Json], settings: dict[str, Json], expected: Json
) -> None:
    assert layout("long_table", cast, settings) == expected


@pytest.mark.parametrize(
    ("cast", "settings", "expected"),
    [
        ({}, {}, [["G", "H"]]),
        ({"signers": ["H", "G"]}, {}, [["G", "H"]]),
        ({"signers": ["外方代表", "我方代表"]}, {}, [["外方代表", "我方代表"]]),
        ({}, {"guest": "left_of_host"}, [["H", "G"]]),
        ({"assistants": True}, {}, [["aG", "G", "H", "aH"]]),
        ({"assistants": 2}, {}, [["aG", "G", "H", "aH"]]),
        ({"assistants": ["aH", "aG"]}, {}, [["aG", "G", "H", "aH"]]),
        ({"assistants": ["甲", "乙"]}, {"guest": "left_of_host"}, [["乙", "H", "G", "甲"]]),
        ({"assistants": False}, {}, [["G", "H"]]),
        ({"assistants": 0}, {}, [["G", "H"]]),
        ({"standing_guest": 2}, {}, [["G", "H"], ["G2", "G1"]]),
        (
            {"assistants": ["aG", "aH"], "standing_guest": 2, "standing_host": 3},
            {},
            [["aG", "G", "H", "aH"], ["G2", "G1", "H1", "H2", "H3"]],
        ),
    ],
)
def test_signing_places_signers_assistants_and_the_others_behind(
    cast: dict[str, Json], settings: dict[str, Json], expected: Json
) -> None:
    assert layout("signing", cast, settings) == expected


@pytest.mark.parametrize(
    ("cast", "message"),
    [
        ({"signers": ["甲"]}, "签字人有 1 位；须是两位，先客后主"),
        ({"assistants": ["甲"]}, "助签人有 1 位；须是两位，先客后主"),
    ],
)
def test_signing_needs_two_of_each(cast: dict[str, Json], message: str) -> None:
    with pytest.raises(CastError) as refusal:
        layout("signing", cast)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("cast", "settings", "expected"),
    [
        ({"n": 4}, {}, [[3, 1, 2, 4]]),
        ({"people": ["甲", "乙", "丙"]}, {"supreme": "right"}, [["乙", "甲", "丙"]]),
        ({"n": 8}, {"front": 5}, [[5, 3, 1, 2, 4], [8, 6, 7]]),
        ({"n": 0}, {}, []),
        ({"host": 2, "guest": 1}, {"mix": "by_rank"}, [["G1", "H1", "H2"]]),
        ({"host": 3, "guest": 2}, {"supreme": "right"}, [["H3", "G1", "H1", "G2", "H2"]]),
        ({"host": 3, "guest": 2}, {}, [["H2", "G2", "H1", "G1", "H3"]]),
        ({"host": 3, "guest": 4}, {"supreme": "right"}, [["H3", "G3", "G1", "H1", "G2", "G4", "H2"]]),
        (
            {"host": 3, "guest": 4},
            {"supreme": "right", "ends": "any"},
            [["G3", "H3", "G1", "H1", "G2", "H2", "G4"]],
        ),
        ({"host": 1, "guest": 2}, {"supreme": "right", "ends": "any"}, [["G1", "H1", "G2"]]),
        ({"host": 2, "guest": 1}, {"supreme": "right"}, [["G1", "H1", "H2"]]),
    ],
)
def test_photo_follows_the_stage_or_alternates(
    cast: dict[str, Json], settings: dict[str, Json], expected: Json
) -> None:
    assert layout("group_photo", cast, settings) == expected


def test_photo_of_many_takes_a_second_row() -> None:
    made = plan("group_photo", {"n": 20})
    assert [len(line.seats) for line in made.rows] == [11, 9]
    assert [len(line.seats) for line in plan("group_photo", {"n": 15}).rows] == [15]


def test_photo_without_hosts_for_both_ends_is_refused() -> None:
    with pytest.raises(
        CastError, match=r"^两端由主方把边至少要 3 位主方人员，现有 2 位；请增派或设 ends=any$"
    ):
        layout("group_photo", {"host": 2, "guest": 4})
