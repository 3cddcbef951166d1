"""宴请: round tables clockwise from the seat that faces the door, and several tables."""

import pytest

from xianxing.engines.protocol import CastError, Hand
from xianxing.engines.protocol.terms import Json
from xianxing.engines.protocol.tests.cast import layout, plan


@pytest.mark.parametrize(
    ("style", "seats", "cast", "expected"),
    [
        ("two_hosts", 6, {"guests": 4}, ["主陪", 2, 3, "副主陪", 4, 1]),
        ("two_hosts", 8, {"guests": 6}, ["主陪", 2, 6, 3, "副主陪", 4, 5, 1]),
        ("two_hosts", 12, {"guests": 10}, ["主陪", 2, 6, 10, 7, 3, "副主陪", 4, 8, 9, 5, 1]),
        ("two_hosts", 8, {"guests": 4, "free": 2}, ["主陪", 2, None, 3, "副主陪", 4, None, 1]),
        ("two_hosts", 6, {"guests": ["甲"], "hosts": ["主", "副"]}, ["主", None, None, "副", None, "甲"]),
        ("two_hosts", 6, {"guests": 2, "hosts": 4}, ["主陪", 2, "陪3", "副主陪", "陪4", 1]),
        ("two_hosts", 6, {"guests": 5, "hosts": 1}, ["主陪", 2, 3, 5, 4, 1]),
        ("one_host", 8, {"guests": 7}, ["主人", 2, 4, 6, 7, 5, 3, 1]),
        ("one_host", 6, {"guests": 3}, ["主人", 2, None, None, 3, 1]),
        (
            "one_host",
            6,
            {"guests": ["甲", "乙"], "hosts": ["王主任"]},
            ["王主任", "乙", None, None, None, "甲"],
        ),
        ("one_host", 6, {"guests": 2, "hosts": 3}, ["主人", 2, "陪2", "陪3", None, 1]),
        (
            "one_host_guest_outranks",
            8,
            {"guests": 5, "second_host": True},
            ["主宾", "第二主人", 3, 5, None, 4, 2, "主人"],
        ),
        ("one_host_guest_outranks", 6, {"guests": 4}, ["主宾", 2, 4, None, 3, "主人"]),
        (
            "one_host_guest_outranks",
            6,
            {"guests": ["甲", "乙"], "hosts": ["丙", "丁"], "second_host": True},
            ["甲", "丁", None, None, "乙", "丙"],
        ),
        (
            "shandong",
            8,
            {"guests": 4, "hosts": 4},
            ["主陪", "副宾", "四陪", "三宾", "副陪", "四宾", "三陪", "主宾"],
        ),
        (
            "shandong",
            8,
            {"guests": 4, "hosts": 2},
            ["主陪", "副宾", None, "三宾", "副陪", "四宾", None, "主宾"],
        ),
        ("shandong", 6, {"guests": 4}, ["主陪", "副宾", "三宾", "副陪", "四宾", "主宾"]),
        ("shandong", 4, {"guests": 2}, ["主陪", "副宾", "副陪", "主宾"]),
        (
            "shandong",
            10,
            {"guests": 6},
            ["主陪", "副宾", "四陪", "六宾", "三宾", "副陪", "四宾", "五宾", "三陪", "主宾"],
        ),
        ("shandong", 8, {"guests": ["甲", "乙"]}, ["主陪", "乙", "四陪", None, "副陪", None, "三陪", "甲"]),
    ],
)
def test_round_table_follows_the_style(style: str, seats: int, cast: dict[str, Json], expected: Json) -> None:
    assert layout("round_table", cast, {"style": style, "seats": seats}) == [expected]


def test_round_table_names_guests_past_ten_by_figures() -> None:
    found = layout("round_table", {"guests": 14}, {"style": "shandong", "seats": 18})
    assert isinstance(found, list)
    assert isinstance(found[0], list)
    assert {"十宾", "11宾", "14宾"} <= set(map(str, found[0]))


def test_round_table_is_a_ring_with_hands() -> None:
    made = plan("round_table", {"guests": 4}, {"seats": 6})
    assert made.round
    hands = [seat.spot.hand for seat in made.seats]
    assert hands == [Hand.CENTRE, Hand.LEFT, Hand.LEFT, Hand.CENTRE, Hand.RIGHT, Hand.RIGHT]
    assert made.seats[0].spot.y > 0 > made.seats[3].spot.y
    assert made.seats[1].spot.x > 0


@pytest.mark.parametrize(
    ("settings", "cast", "message"),
    [
        (
            {"seats": 8},
            {"guests": 7},
            "座位只有 8 个，主陪 2 位、来宾 7 位、空座 0 个；请加座、分桌或减少名单",
        ),
        (
            {"seats": 8},
            {"guests": 4, "free": 3},
            "座位只有 8 个，主陪 2 位、来宾 4 位、空座 3 个；请加座、分桌或减少名单",
        ),
        (
            {"style": "one_host"},
            {"guests": 4, "second_host": True},
            "单主陪没有第二主人；请用 two_hosts 或 one_host_guest_outranks，或删去 second_host",
        ),
        (
            {"style": "one_host_guest_outranks"},
            {},
            "没有来宾，不能与主宾换座；请在 guests 中写人数或名单",
        ),
    ],
)
def test_round_table_that_cannot_be_laid_is_refused(
    settings: dict[str, Json], cast: dict[str, Json], message: str
) -> None:
    with pytest.raises(CastError) as refusal:
        layout("round_table", cast, settings)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("tables", "settings", "expected"),
    [
        (1, {}, [[1]]),
        (2, {}, [[1, 2]]),
        (3, {"supreme": "left"}, [[3, 1, 2]]),
        (2, {"supreme": "left"}, [[2, 1]]),
        (4, {}, [[3, 1, 2, 4]]),
        (5, {}, [[4, 2, 1, 3, 5]]),
        (6, {"per_row": 3}, [[2, 1, 3], [5, 4, 6]]),
        (["主桌", "二桌", "三桌"], {}, [["二桌", "主桌", "三桌"]]),
    ],
)
def test_tables_stand_round_the_main_table(tables: Json, settings: dict[str, Json], expected: Json) -> None:
    assert layout("banquet_tables", {"tables": tables}, settings) == expected


def test_no_table_is_refused() -> None:
    with pytest.raises(CastError, match=r"^桌数为 0；请在 tables 中写桌数或桌名$"):
        layout("banquet_tables", {})
