"""Counts and lists of people, and what is refused in them."""

import pytest

from xianxing.engines.protocol import CastError, UnknownSceneError, find_scene
from xianxing.engines.protocol.cast import Cast, Input, spread
from xianxing.engines.protocol.terms import Json

INPUTS = (Input("n", ""), Input("guest", "G"), Input("flag"), Input("free"))


def cast(**given: Json) -> Cast:
    return Cast("x", given, INPUTS)


def test_people_come_from_a_count_or_a_list() -> None:
    assert cast(n=3).people("n") == (1, 2, 3)
    assert cast(guest=2).people("guest") == ("G1", "G2")
    assert cast(guest=["甲", 7]).people("guest") == ("甲", 7)
    assert cast().people("guest") == ()


def test_counts_and_flags_have_defaults() -> None:
    assert cast(free=2).count("free") == 2
    assert cast().count("free", 4) == 4
    assert cast(flag=True).is_on("flag")
    assert not cast().is_on("flag")
    assert cast(free=0).has("free")
    assert not cast(free=None).has("free")


def test_an_unknown_input_is_refused() -> None:
    with pytest.raises(CastError, match=r"^场景 x 没有输入项 m；可用 n、guest、flag、free，请改正$"):
        cast(m=1)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (-1, "n 为 -1；须是人数（0 到 20000 的整数）或名单，请改正"),
        (20001, "n 为 20001；须是人数（0 到 20000 的整数）或名单，请改正"),
        (True, "n 为 True；须是人数（0 到 20000 的整数）或名单，请改正"),
        ("3", "n 为 '3'；须是人数（0 到 20000 的整数）或名单，请改正"),
        (["甲", ""], "n 中的 '' 不是姓名或序号；请改正"),
        ([True], "n 中的 True 不是姓名或序号；请改正"),
        ([None], "n 中的 None 不是姓名或序号；请改正"),
        (["甲", "乙", "甲"], "n 中 甲 出现不止一次；重名的请加以区别"),
    ],
)
def test_people_that_cannot_be_read_are_refused(value: Json, message: str) -> None:
    with pytest.raises(CastError) as refusal:
        spread(value, "", "n")
    assert str(refusal.value) == message


@pytest.mark.parametrize("value", [-1, 20001, True, "1"])
def test_a_count_that_is_none_is_refused(value: Json) -> None:
    with pytest.raises(CastError, match=r"^free 为 .*；须是 0 到 20000 的整数，请改正$"):
        cast(free=value).count("free")


def test_a_flag_that_is_none_is_refused() -> None:
    with pytest.raises(CastError, match=r"^flag 为 1；须是 true 或 false，请改正$"):
        cast(flag=1).is_on("flag")


def test_an_unknown_scene_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownSceneError) as refusal:
        find_scene("chess")
    assert str(refusal.value).startswith("没有场景 chess；可用 banquet_tables、")
