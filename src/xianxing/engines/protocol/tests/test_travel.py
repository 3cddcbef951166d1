"""乘车, 电梯, 楼梯, 行走, 介绍."""

import pytest

from xianxing.engines.protocol import CastError
from xianxing.engines.protocol.terms import Json
from xianxing.engines.protocol.tests.cast import layout, plan


@pytest.mark.parametrize(
    ("settings", "cast", "expected"),
    [
        ({"type": "sedan4"}, {"n": 2}, {"后排右": 1, "后排左": 2}),
        ({}, {"n": 4}, {"后排右": 1, "后排左": 2, "后排中": 3, "副驾": 4}),
        ({"driver": "host"}, {"n": 3}, {"副驾": 1, "后排右": 2, "后排左": 3}),
        ({"driver": "any"}, {"n": 1}, {"后排右": 1}),
        ({"security": "behind_driver"}, {"n": 2}, {"后排左": 1, "后排右": 2}),
        (
            {"type": "mpv7_three_rows"},
            {"n": 6},
            {"后排右": 1, "后排左": 2, "后排中": 3, "中排右": 4, "中排左": 5, "副驾": 6},
        ),
        (
            {"type": "mpv7_captain_seats"},
            {"n": 6},
            {"中排右": 1, "中排左": 2, "后排右": 3, "后排左": 4, "后排中": 5, "副驾": 6},
        ),
        ({"type": "mpv7_captain_seats", "driver": "host"}, {"n": 2}, {"副驾": 1, "中排右": 2}),
        ({"type": "mpv7_captain_seats", "security": "behind_driver"}, {"n": 1}, {"中排左": 1}),
        ({"type": "suv4", "driver": "any"}, {"n": 3}, {"副驾": 1, "后排右": 2, "后排左": 3}),
        ({"type": "suv5", "driver": "host"}, {"n": 4}, {"副驾": 1, "后排右": 2, "后排左": 3, "后排中": 4}),
        (
            {"type": "minibus", "driver": "any"},
            {"n": 4},
            {"第1排右": 1, "第1排左": 2, "第2排右": 3, "第2排左": 4},
        ),
        (
            {"type": "minibus", "first": "behind_driver_window"},
            {"n": 3},
            {"司机后第1排临窗": 1, "第1排右": 2, "第2排右": 3},
        ),
        (
            {"type": "coach"},
            {"n": 5},
            {"第1排右窗": 1, "第1排右道": 2, "第1排左道": 3, "第1排左窗": 4, "第2排右窗": 5},
        ),
        ({}, {"n": 2, "aide": 1}, {"后排右": 1, "后排左": 2, "副驾": "随员"}),
        ({}, {"n": 2, "aide": 2}, {"后排右": 1, "后排左": 2, "副驾": "随员", "后排中": "随员2"}),
        (
            {"aide_in_front": False},
            {"n": 3, "aide": 1},
            {"后排右": 1, "后排左": 2, "后排中": 3, "副驾": "随员"},
        ),
        ({"aide_in_front": True}, {"n": 1}, {"后排右": 1}),
        ({"driver": "host"}, {"n": 2, "aide": ["小李"]}, {"副驾": 1, "后排右": 2, "后排中": "小李"}),
        ({"type": "suv4"}, {"n": 1, "aide": 1}, {"副驾": 1, "后排左": "随员"}),
        ({"type": "minibus"}, {"n": 2, "aide": 1}, {"第1排右": 1, "第1排左": 2, "第2排左": "随员"}),
        ({}, {"guests": ["张厅长", "李处长"]}, {"后排右": "张厅长", "后排左": "李处长"}),
        (
            {"driver": "host_couple"},
            {"guests": ["客夫", "客妻"]},
            {"驾驶": "主夫", "副驾": "主妻", "后排": ["客夫", "客妻"]},
        ),
        (
            {"driver": "host_couple"},
            {"guests": ["甲", "乙"], "host": ["丙", "丁"]},
            {"驾驶": "丙", "副驾": "丁", "后排": ["甲", "乙"]},
        ),
    ],
)
def test_car_gives_the_first_seat_by_vehicle_and_driver(
    settings: dict[str, Json], cast: dict[str, Json], expected: Json
) -> None:
    assert layout("car", cast, settings) == expected


@pytest.mark.parametrize(
    ("settings", "cast", "message"),
    [
        ({"type": "sedan4"}, {"n": 4}, "座位只有 3 个，乘客 4 位；请换车或分车"),
        (
            {"aide_in_front": True},
            {"n": 4},
            "副驾留给随员，来宾座位只有 3 个，来宾 4 位；请换车或分车",
        ),
        (
            {"driver": "host_couple"},
            {"n": 4},
            "主人夫妇驾车时后排座位 3 个，来宾 4 位；请换车或核对名单",
        ),
        (
            {"driver": "host_couple", "type": "minibus"},
            {"n": 2},
            "主人夫妇驾车时后排座位 0 个，来宾 2 位；请换车或核对名单",
        ),
        (
            {"driver": "host_couple"},
            {"n": 2, "host": ["甲"]},
            "主人夫妇为 1 位；请写两位，先写驾车的一位",
        ),
    ],
)
def test_car_that_is_too_small_is_refused(
    settings: dict[str, Json], cast: dict[str, Json], message: str
) -> None:
    with pytest.raises(CastError) as refusal:
        layout("car", cast, settings)
    assert str(refusal.value) == message


def test_car_seats_lie_where_they_lie_in_the_car() -> None:
    made = plan("car", {"n": 6}, {"type": "mpv7_three_rows"})
    at = {seat.place: (seat.spot.x, seat.spot.y) for seat in made.seats}
    assert at["副驾"] == (1, 0)
    assert at["中排左"] == (-1, -1)
    assert at["后排中"] == (0, -2)
    couple = plan("car", {"n": 1}, {"driver": "host_couple"})
    assert [seat.spot.x for seat in couple.seats[:2]] == [-1, 1]
    bus = plan("car", {"n": 3}, {"type": "minibus", "first": "behind_driver_window"})
    assert [(seat.spot.x, seat.spot.y) for seat in bus.seats] == [(-1, -1), (1, -1), (1, -2), (-1, -2)]


@pytest.mark.parametrize(
    ("cast", "operator", "expected"),
    [
        ({"roles": ["陪同", "客"]}, False, {"enter": ["陪同", "客"], "leave": ["客", "陪同"]}),
        ({"roles": ["陪同", "客"]}, True, {"enter": ["客", "陪同"], "leave": ["客", "陪同"]}),
        ({}, False, {"enter": ["陪同", "客"], "leave": ["客", "陪同"]}),
        (
            {"roles": ["主宾", "陪同乙", "次宾", "引导员"]},
            False,
            {"enter": ["陪同乙", "引导员", "主宾", "次宾"], "leave": ["主宾", "次宾", "陪同乙", "引导员"]},
        ),
    ],
)
def test_lift_lets_the_guest_out_first(cast: dict[str, Json], operator: bool, expected: Json) -> None:
    assert layout("lift", cast, {"operator": operator}) == expected


@pytest.mark.parametrize(
    ("rule", "direction", "expected"),
    [
        ("guest_first_up_last_down", "up", ["客", "陪同"]),
        ("guest_first_up_last_down", "down", ["陪同", "客"]),
        ("host_leads", "up", ["陪同", "客"]),
        ("host_leads", "down", ["陪同", "客"]),
    ],
)
def test_stairs_follow_the_rule(rule: str, direction: str, expected: list[str]) -> None:
    assert layout("stairs", {"dir": direction}, {"rule": rule}) == [expected]


def test_stairs_to_nowhere_are_refused() -> None:
    with pytest.raises(CastError, match=r"^dir 为 'left'；可用 up、down，请改正$"):
        layout("stairs", {"dir": "left"})


@pytest.mark.parametrize(
    ("cast", "settings", "expected"),
    [
        ({"n": 1}, {}, [[1]]),
        ({"n": 2}, {}, [[1, 2]]),
        ({"n": 3}, {}, [[2, 1, 3]]),
        ({"people": ["甲", "乙", "丙"]}, {}, [["乙", "甲", "丙"]]),
        ({}, {"guide": "left_front"}, {"guide_offset": "客人左前方约一步半"}),
        ({}, {"guide": "right_front"}, {"guide_offset": "客人右前方约一步半"}),
    ],
)
def test_walk_keeps_the_highest_in_the_middle(
    cast: dict[str, Json], settings: dict[str, Json], expected: Json
) -> None:
    assert layout("walk", cast, settings) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("host_to_guest_first", ["H1", "H2", "G1"]),
        ("guest_to_host_first", ["G1", "H1", "H2"]),
    ],
)
def test_introduction_names_one_side_after_the_other(rule: str, expected: list[str]) -> None:
    assert layout("introduce", {"host": 2, "guest": 1}, {"rule": rule}) == [expected]
