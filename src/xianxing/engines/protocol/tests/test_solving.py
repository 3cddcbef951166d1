"""Cars and rooms by the solver: everybody travels and sleeps, limits hold, hand edits stay."""

import sys
from collections import Counter

import pytest

from xianxing.engines.protocol import CastError, ConstraintError, NoPlanError, SolverMissingError
from xianxing.engines.protocol.solving.cars import CarPlan, Delegation, Vehicle, assign_cars
from xianxing.engines.protocol.solving.rooms import Floor, Lodger, RoomCosts, RoomPlan, assign_rooms
from xianxing.engines.protocol.solving.search import Proof

pytest.importorskip("ortools")

CARS = (
    Vehicle("轿车1", 3, 6, for_leaders=True),
    Vehicle("轿车2", 3, 6, for_leaders=True),
    Vehicle("中巴1", 18, 25),
    Vehicle("中巴2", 18, 25),
)
FLOORS = (Floor("3层", ("301",), ("302", "303")), Floor("4层", ("401",), ("402", "403")))


def delegation(name: str, people: int, leaders: int = 0) -> Delegation:
    return Delegation(name, tuple(f"{name}{at}" for at in range(1, people + 1)), leaders)


def loads(plan: CarPlan) -> dict[str, list[str]]:
    return {load.vehicle: [str(person) for person in load.people] for load in plan.loads}


def test_cars_keep_delegations_whole_and_use_few_vehicles() -> None:
    found = assign_cars([delegation("甲", 9), delegation("乙", 9)], CARS)
    assert found.proof.optimal
    assert loads(found) == {"中巴1": [*delegation("甲", 9).people, *delegation("乙", 9).people]}
    assert found.reasons[1].text == "用车 1 辆；各团组不拆分"


def test_leaders_travel_in_vehicles_for_leaders() -> None:
    found = assign_cars([delegation("甲", 6, 1), delegation("乙", 5, 1)], CARS)
    assert loads(found)["轿车1"] == ["甲1", "乙1"]
    assert len(loads(found)["中巴1"]) == 9


def test_a_large_delegation_is_torn_and_that_is_said() -> None:
    found = assign_cars([delegation("甲", 30)], CARS)
    assert sum(len(people) for people in loads(found).values()) == 30
    assert found.reasons[1].text.endswith("；分乘多车的团组：甲")


def test_a_hand_edit_stays_even_for_a_leader_in_a_bus() -> None:
    kept: dict[str | int, str] = {"甲1": "中巴2", "甲3": "轿车2"}
    found = loads(assign_cars([delegation("甲", 6, 2)], CARS, kept=kept))
    assert "甲1" in found["中巴2"]
    assert "甲3" in found["轿车2"]
    assert any("甲2" in found.get(name, []) for name in ("轿车1", "轿车2"))


def test_cars_carry_everybody_within_their_seats() -> None:
    groups = [delegation(name, 1 + at % 7, 1) for at, name in enumerate("甲乙丙丁戊己庚")]
    cars = [*CARS, *(Vehicle(f"商务{at}", 6, 10, for_leaders=True) for at in range(4))]
    found = loads(assign_cars(groups, cars))
    assert Counter(person for people in found.values() for person in people) == Counter(
        person for group in groups for person in group.people
    )
    assert all(len(found[car.name]) <= car.seats for car in cars if car.name in found)


@pytest.mark.parametrize(
    ("groups", "cars", "kept", "error", "message"),
    [
        (
            [delegation("甲", 50)],
            CARS,
            {},
            CastError,
            "座位只有 42 个，来宾 50 位；请加车或减少名单",
        ),
        (
            [delegation("甲", 2), delegation("甲", 2)],
            CARS,
            {},
            CastError,
            "名单或车辆有重名；请加注以区别",
        ),
        (
            [delegation("甲", 2)],
            (CARS[0], CARS[0]),
            {},
            CastError,
            "名单或车辆有重名；请加注以区别",
        ),
        (
            [delegation("甲", 2)],
            CARS,
            {"甲1": "火车"},
            ConstraintError,
            "不能把 甲1 固定在 火车；名单或车辆中没有，请核对",
        ),
        (
            [delegation("甲", 4)],
            CARS,
            {f"甲{at}": "轿车1" for at in range(1, 5)},
            ConstraintError,
            "轿车1 固定了 4 人，座位只有 3 个；请改动其一",
        ),
        (
            [delegation("甲", 8, 8)],
            CARS,
            {},
            NoPlanError,
            "没有可行的安排：座位（房间）、固定的人员和要求互相冲突；请加车（房）或放宽固定",
        ),
    ],
)
def test_cars_that_cannot_be_assigned_are_refused(
    groups: list[Delegation],
    cars: tuple[Vehicle, ...],
    kept: dict[str | int, str],
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error) as refusal:
        assign_cars(groups, cars, kept=kept)
    assert str(refusal.value) == message


def test_no_time_gives_no_plan() -> None:
    with pytest.raises(NoPlanError, match=r"^1e-09 秒内没有找到安排；请延长时限或分批安排$"):
        assign_cars([delegation("甲", 9), delegation("乙", 11)], CARS, seconds=1e-9)


def test_gap_is_said_aloud() -> None:
    assert Proof(optimal=True, cost=7, bound=7, gap=0).reason.text == "已证明最优（代价 7）"
    assert Proof(optimal=False, cost=10, bound=8.5, gap=0.15).reason.text == (
        "时限内未证明最优：代价 10，下界 8.5，差距 15%；可延长时限或手工调整"
    )


def rooms(plan: RoomPlan) -> dict[str, list[str]]:
    return {room.room: [str(label) for label in room.people] for room in plan.rooms}


def lodgers(*groups: str) -> list[Lodger]:
    """`甲男3` is three men of delegation 甲; a trailing + asks for a single room."""
    found = []
    for group in groups:
        count = int(group[2:].rstrip("+"))
        found += [
            Lodger(
                f"{group[:2]}{at}{'单' if group.endswith('+') else ''}",
                group[0],
                group[1],
                group.endswith("+"),
            )
            for at in range(1, count + 1)
        ]
    return found


def test_rooms_keep_sexes_apart_and_delegations_on_a_floor() -> None:
    people = lodgers("甲男2", "甲女2", "乙男3", "甲男1+")
    found = assign_rooms(people, FLOORS)
    assert found.proof.optimal
    assert sorted(label for room in rooms(found).values() for label in room) == sorted(
        str(each.label) for each in people
    )
    sexes = {str(each.label): each.sex for each in people}
    assert all(len({sexes[label] for label in room}) == 1 for room in rooms(found).values())
    floors = {room.floor for room in found.rooms for label in room.people if str(label).startswith("甲")}
    assert len(floors) == 1
    assert found.reasons[1].text == "用房 5 间，不同团组合住 0 间，团组占楼层合计 2"


def test_rooms_share_strangers_of_one_sex_where_that_saves_a_room() -> None:
    floor = Floor("3层", (), ("301", "302"))
    found = assign_rooms(lodgers("甲男1", "乙男1", "丙女1"), [floor])
    assert rooms(found) == {"301": ["甲男1", "乙男1"], "302": ["丙女1"]}
    assert found.reasons[1].text == "用房 2 间，不同团组合住 1 间，团组占楼层合计 3"


def test_strangers_lie_alone_where_sharing_weighs_more_than_a_room() -> None:
    floor = Floor("3层", (), ("301", "302", "303"))
    people = lodgers("甲男1", "乙男1", "丙男1")
    assert rooms(assign_rooms(people, [floor])) == {"301": ["甲男1", "乙男1"], "302": ["丙男1"]}
    apart = assign_rooms(people, [floor], costs=RoomCosts(strangers=9))
    assert rooms(apart) == {"301": ["甲男1"], "302": ["乙男1"], "303": ["丙男1"]}
    assert (apart.proof.cost, apart.proof.optimal) == (72, True)


def test_a_room_moved_by_hand_stays_on_its_floor() -> None:
    found = assign_rooms(lodgers("甲男4"), FLOORS, kept={"甲男4": "4层"})
    assert {room.floor for room in found.rooms if "甲男4" in room.people} == {"4层"}
    assert sum(len(room.people) for room in found.rooms) == 4


def test_a_delegation_larger_than_a_floor_takes_two() -> None:
    found = assign_rooms(lodgers("甲男7"), FLOORS)
    assert {room.floor for room in found.rooms} == {"3层", "4层"}
    assert all(len(room.people) <= 2 for room in found.rooms)


@pytest.mark.parametrize(
    ("people", "floors", "kept", "error", "message"),
    [
        (
            lodgers("甲男9"),
            FLOORS,
            {},
            CastError,
            "双人间床位 8 个、单人间 2 间，需双人间 9 位、单人间 0 位；请加房或调整标准",
        ),
        (
            lodgers("甲男3+"),
            FLOORS,
            {},
            CastError,
            "双人间床位 8 个、单人间 2 间，需双人间 0 位、单人间 3 位；请加房或调整标准",
        ),
        (lodgers("甲男1", "甲男1"), FLOORS, {}, CastError, "名单或楼层有重名；请加注以区别"),
        (
            lodgers("甲男1"),
            FLOORS,
            {"甲男1": "9层"},
            ConstraintError,
            "不能把 甲男1 固定在 9层；名单或楼层中没有，请核对",
        ),
        (
            lodgers("甲男1", "甲女1"),
            (Floor("3层", (), ("301",)),),
            {},
            NoPlanError,
            "没有可行的安排：座位（房间）、固定的人员和要求互相冲突；请加车（房）或放宽固定",
        ),
    ],
)
def test_rooms_that_cannot_be_assigned_are_refused(
    people: list[Lodger],
    floors: tuple[Floor, ...],
    kept: dict[str | int, str],
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error) as refusal:
        assign_rooms(people, floors, kept=kept)
    assert str(refusal.value) == message


def test_without_the_solver_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    with pytest.raises(SolverMissingError) as refusal:
        assign_cars([delegation("甲", 2)], CARS)
    assert str(refusal.value) == (
        "没有安装求解器 ortools，不能自动分车、分房；请安装可选包 ortools，或手工安排"
    )
