"""听众席: units in blocks, in any shape, around what is blocked."""

from itertools import pairwise

import pytest

from xianxing.engines.protocol import CastError, Rules, find_scene
from xianxing.engines.protocol.terms import Json
from xianxing.engines.protocol.tests.cast import layout, plan

UNITS: list[Json] = [["甲", 2], ["乙", 2], ["丙", 2]]


def hall(**cast: Json) -> dict[str, Json]:
    return {"units": UNITS, "rows": 2, "columns": 3, **cast}


def test_theatre_seats_the_first_unit_in_the_middle() -> None:
    assert layout("audience_hall", hall()) == [["乙-1", "甲-1", "丙-1"], ["乙-2", "甲-2", "丙-2"]]


def test_theatre_takes_units_from_the_left_on_request() -> None:
    found = layout("audience_hall", hall(), {"order": "left_to_right"})
    assert found == [["甲-1", "乙-1", "丙-1"], ["甲-2", "乙-2", "丙-2"]]


def test_theatre_fills_rows_on_request() -> None:
    found = layout("audience_hall", hall(columns=4), {"fill": "rows"})
    assert found == [["甲-1", "甲-2", "乙-1", "乙-2"], ["丙-1", "丙-2", None, None]]


def test_blocked_seats_stay_empty_and_say_so() -> None:
    made = plan("audience_hall", hall(columns=4, blocked=[[1, 1]]))
    assert made.layout == [[None, "乙-1", "甲-1", "丙-1"], ["乙-2", "甲-2", "丙-2", None]]
    assert made.seats[0].block == "停用"
    assert made.seats[-1].block == "空座"


def test_u_runs_down_one_arm_and_up_the_other() -> None:
    found = layout("audience_hall", hall(rows=3, columns=2), {"shape": "u", "order": "left_to_right"})
    assert found == [["甲-1", "丙-1"], ["甲-2", "丙-2"], ["乙-1", "乙-2"]]
    single = layout("audience_hall", {"units": [["甲", 2]], "rows": 2, "columns": 1}, {"shape": "u"})
    assert single == [["甲-1"], ["甲-2"]]


def test_islands_seat_units_table_by_table() -> None:
    made = plan("audience_hall", hall(rows=3, columns=2), {"shape": "islands"})
    assert made.layout == [["乙-1", "乙-2"], ["甲-1", "甲-2"], ["丙-1", "丙-2"]]
    assert made.rows[0].title == "第1桌"
    assert made.seats[0].place == "1桌1座"


def test_seats_beside_aisles_are_accessible() -> None:
    made = plan("audience_hall", hall(rows=1, columns=8, aisles=[4]))
    assert [seat.spot.accessible for seat in made.seats] == [
        True,
        False,
        False,
        True,
        True,
        False,
        False,
        True,
    ]
    assert [seat.spot.x for seat in made.seats] == [1, 2, 3, 4, 6, 7, 8, 9]
    wheel = plan(
        "audience_hall", hall(rows=1, columns=8, aisles=[4]), rules=Rules(wheelchair=frozenset({"甲-1"}))
    )
    assert {seat.occupant: seat.place for seat in wheel.seats}["甲-1"] == "1排4座"


def test_reserved_seats_of_a_unit_stay_with_it() -> None:
    units: list[Json] = [{"name": "甲", "seats": 3, "people": ["张三", "李四"]}, {"name": "乙", "count": 1}]
    found = layout("audience_hall", {"units": units, "rows": 1, "columns": 4}, {"order": "left_to_right"})
    assert found == [["张三", "李四", None, "乙-1"]]


def test_units_spelled_out_keep_their_seats() -> None:
    spell_out = find_scene("audience_hall").spell_out
    assert spell_out is not None
    assert spell_out({"units": [["甲", 1]], "rows": 1}) == {
        "units": [{"name": "甲", "seats": 1, "people": ["甲-1"]}],
        "rows": 1,
    }


def test_units_sit_in_one_piece_and_from_the_front() -> None:
    units: list[Json] = [[f"单位{at}", 7 + at % 5] for at in range(20)]
    made = plan("audience_hall", {"units": units, "rows": 15, "columns": 20, "aisles": [10]})
    at = {seat.occupant: seat.place for seat in made.seats if seat.occupant is not None}
    assert len(at) == sum(7 + at % 5 for at in range(20))
    for number in range(20):
        rows = [int(str(at[f"单位{number}-{k}"]).split("排")[0]) for k in range(1, 8 + number % 5)]
        assert all(one <= two for one, two in pairwise(rows))


UNIT_FORM = '单位 {} 无法识别；应为 ["甲局", 12] 或 {{"name":"乙局","people":[...]}}'


@pytest.mark.parametrize(
    ("cast", "message"),
    [
        (hall(rows=1), "座位只有 3 个，各单位共 6 位；请换会场、加座或减少名单"),
        (hall(rows=0), "会场须写 rows 和 columns（岛屿式：桌数和每桌座数），各为 1 以上；请补全"),
        (hall(rows=200, columns=101), "会场有 20200 个座位，最多 20000 个；请分区安排"),
        (hall(aisles=5), "aisles 须是列号的列表，如 [10, 20]（通道在该列之后）；请改正"),
        (hall(aisles=["5"]), "aisles 须是列号的列表，如 [10, 20]（通道在该列之后）；请改正"),
        (hall(blocked=3), "blocked 须是 [排, 座] 的列表，如 [[1, 5]]；请改正"),
        (hall(blocked=[[1, "5"]]), "blocked 须是 [排, 座] 的列表，如 [[1, 5]]；请改正"),
        (
            hall(units=[]),
            'units 须是单位列表，如 [["甲局", 12], {"name":"乙局","people":["张三"]}]；请改正',
        ),
        (hall(units=[["甲", 1], ["甲", 2]]), "units 中有单位出现不止一次；请合并"),
        (hall(units=["甲"]), UNIT_FORM.format("'甲'")),
        (hall(units=[{"people": 3}]), UNIT_FORM.format("{'people': 3}")),
        (
            hall(units=[{"name": "甲", "count": 3, "seats": 2}]),
            "甲 有 3 位，预留座位 2；须是不少于人数的整数",
        ),
        (
            hall(units=[{"name": "甲", "count": 3, "seats": "4"}]),
            "甲 有 3 位，预留座位 '4'；须是不少于人数的整数",
        ),
    ],
)
def test_hall_that_cannot_be_read_is_refused(cast: dict[str, Json], message: str) -> None:
    with pytest.raises(CastError) as refusal:
        layout("audience_hall", cast)
    assert str(refusal.value) == message
