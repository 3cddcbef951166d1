"""Settings: the request first, then the office, then the engine; unknown ones are refused."""

import pytest

from xianxing.engines.protocol import SCENES, Request, SettingError, plan_seats
from xianxing.engines.protocol.settings import Setting, choose

EVEN = Setting("even", "双数", {"a": "甲式", "b": "乙式"}, "a", "S03")
FRONT = Setting("front", "前排", {}, None, "S14")
FLAG = Setting("flag", "开关", {True: "是", False: "否"}, default=False, source="S28")


def test_choose_takes_the_default_and_says_so() -> None:
    chosen = choose([EVEN, FRONT, FLAG], {}, {}, "x")
    assert chosen.text("even") == "a"
    assert chosen.number("front") is None
    assert not chosen.is_on("flag")
    assert [reason.text for reason in chosen.reasons] == [
        "双数：甲式（even=a，默认）",
        "开关：否（flag=false，默认）",
    ]


def test_choose_takes_the_office_before_the_engine_and_the_request_before_both() -> None:
    office = choose([EVEN], {}, {"even": "b", "unrelated": 1}, "x")
    assert (office.text("even"), office.reasons[0].text) == ("b", "双数：乙式（even=b，本单位默认）")
    asked = choose([EVEN], {"even": "a"}, {"even": "b"}, "x")
    assert (asked.text("even"), asked.reasons[0].text) == ("a", "双数：甲式（even=a，本次设定）")
    assert asked.given == {"even"}


def test_choose_reads_numbers_and_flags() -> None:
    chosen = choose([FRONT, FLAG], {"front": 7, "flag": True}, {}, "x")
    assert chosen.number("front") == 7
    assert chosen.is_on("flag")
    assert chosen.reasons[0].text == "前排：7（front=7，本次设定）"


def test_choose_refuses_an_unknown_setting() -> None:
    with pytest.raises(SettingError, match=r"^场景 x 没有设置 odd；可用 even，请改正$"):
        choose([EVEN], {"odd": 1}, {}, "x")
    with pytest.raises(SettingError, match=r"^场景 x 没有设置 odd；可用 （无），请改正$"):
        choose([], {"odd": 1}, {}, "x")


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        (EVEN, "c", "场景 x 的设置 even 为 'c'；可用 a、b，请改正"),
        (FLAG, 1, "场景 x 的设置 flag 为 1；可用 true、false，请改正"),
        (FRONT, 0, "场景 x 的设置 front 为 0；须是 1 到 1000 的整数，请改正"),
        (FRONT, 1001, "场景 x 的设置 front 为 1001；须是 1 到 1000 的整数，请改正"),
        (FRONT, True, "场景 x 的设置 front 为 True；须是 1 到 1000 的整数，请改正"),
        (FRONT, "7", "场景 x 的设置 front 为 '7'；须是 1 到 1000 的整数，请改正"),
    ],
)
def test_choose_refuses_a_value_it_does_not_know(setting: Setting, value: int, message: str) -> None:
    with pytest.raises(SettingError) as refusal:
        choose([setting], {setting.key: value}, {}, "x")
    assert str(refusal.value) == message


def test_plan_follows_the_office_where_the_request_is_silent() -> None:
    office = {"even": "1_left_2_right"}
    plan = plan_seats(Request("presidium_row", {"n": 4}, office=office))
    assert plan.layout == [[4, 2, 1, 3]]
    assert "双数排法：居中两座 1 号在左、2 号在右（乙式）（even=1_left_2_right，本单位默认）" in [
        reason.text for reason in plan.reasons
    ]


def test_every_setting_of_every_scene_has_a_title_a_source_and_a_known_default() -> None:
    assert len(SCENES) == 19
    for scene in SCENES.values():
        for setting in scene.settings:
            assert setting.title
            assert setting.source
            assert setting.default is None or not setting.choices or setting.default in setting.choices
