"""Tables by affinity: local search against trying everything."""

from itertools import combinations
from random import Random

import pytest

from xianxing.engines.protocol import CastError, ConstraintError, seat_tables
from xianxing.engines.protocol.terms import Label

PEOPLE: list[Label] = [f"客{at}" for at in range(8)]


def slow_best(affinity: dict[tuple[Label, Label], int]) -> int:
    """The best score of two tables of four, by trying every division."""
    best = -(10**9)
    for table in combinations(PEOPLE, 4):
        inside = set(table)
        best = max(best, sum(w for (one, two), w in affinity.items() if (one in inside) == (two in inside)))
    return best


@pytest.mark.parametrize("seed", range(12))
def test_search_finds_the_best_of_small_tables(seed: int) -> None:
    chance = Random(seed)
    affinity = {pair: chance.randint(-3, 3) for pair in combinations(PEOPLE, 2) if chance.random() < 0.6}
    found = seat_tables(PEOPLE, seats=[4, 4], affinity=affinity)
    assert found.score == slow_best(affinity)
    assert sorted(str(each) for table in found.tables for each in table) == PEOPLE


def test_free_places_are_used_to_separate() -> None:
    affinity: dict[tuple[Label, Label], int] = {("甲", "乙"): -5}
    found = seat_tables(["甲", "乙"], seats=[2, 2], affinity=affinity)
    assert found.score == 0
    assert set(found.tables) == {("乙",), ("甲",)}


def test_fixed_people_stay_and_friends_come() -> None:
    affinity: dict[tuple[Label, Label], int] = {("客0", "客7"): 4, ("客7", "客7"): 9}
    found = seat_tables(PEOPLE, seats=[4, 4], affinity=affinity, fixed={"客0": 1})
    assert "客0" in found.tables[1]
    assert "客7" in found.tables[1]
    assert found.reasons[0].text == "分桌得分 4；局部搜索 12 轮所得，未证明最优"


def test_the_same_seed_gives_the_same_tables() -> None:
    affinity = dict.fromkeys(combinations(PEOPLE[:5], 2), 1)
    one = seat_tables(PEOPLE, seats=[3, 3, 2], affinity=affinity, seed=5, rounds=3)
    assert one == seat_tables(PEOPLE, seats=[3, 3, 2], affinity=affinity, seed=5, rounds=3)


def test_a_hundred_people_are_seated() -> None:
    people: list[Label] = list(range(100))
    chance = Random(1)
    affinity: dict[tuple[Label, Label], int] = {
        (one, two): chance.choice((-2, 1, 3))
        for one, two in combinations(people, 2)
        if chance.random() < 0.05
    }
    first = seat_tables(people, seats=[10] * 10, affinity={}, rounds=1)
    found = seat_tables(people, seats=[10] * 10, affinity=affinity, rounds=1)
    start = sum(weight for (one, two), weight in affinity.items() if int(one) // 10 == int(two) // 10)
    assert found.score > start
    assert all(len(table) == 10 for table in (*found.tables, *first.tables))


@pytest.mark.parametrize(
    ("people", "seats", "affinity", "fixed", "message"),
    [
        (["甲", "甲"], [2], {}, {}, "名单中有重名；请在姓名后加注以区别"),
        (["甲", "乙"], [1], {}, {}, "座位只有 1 个，来宾 2 位；请加桌或减少名单"),
        (["甲"], [1], {("甲", "丙"): 1}, {"丁": 0}, "名单中没有 丙、丁；请核对"),
    ],
)
def test_tables_that_cannot_be_filled_are_refused(
    people: list[Label],
    seats: list[int],
    affinity: dict[tuple[Label, Label], int],
    fixed: dict[Label, int],
    message: str,
) -> None:
    with pytest.raises(CastError) as refusal:
        seat_tables(people, seats=seats, affinity=affinity, fixed=fixed)
    assert str(refusal.value) == message


def test_fixed_people_need_a_table_and_a_place() -> None:
    with pytest.raises(ConstraintError, match=r"^第 1 桌固定 2 人，座位只有 1 个；请改动其一$"):
        seat_tables(["甲", "乙"], seats=[1, 1], affinity={}, fixed={"甲": 0, "乙": 0})
    with pytest.raises(ConstraintError, match=r"^固定的桌号须是 0 到 0；请改正$"):
        seat_tables(["甲"], seats=[1], affinity={}, fixed={"甲": 1})
