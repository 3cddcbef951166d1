"""The engine's page names every scene, setting, value and input, and its examples run."""

import json
import re
from pathlib import Path

import pytest

from xianxing.engines.protocol import SCENES, Absent, ConstraintError, Guest, Rules, Side, draw, replan, seat
from xianxing.engines.protocol.lines import answer_line

PAGE = (Path(__file__).parents[5] / "docs" / "engines" / "protocol.md").read_text("utf-8")


def test_page_names_every_scene_setting_value_and_input() -> None:
    missing = []
    for scene in SCENES.values():
        words = [scene.name, *(each.key for each in scene.inputs)]
        for setting in scene.settings:
            values = [value for value in setting.choices if isinstance(value, str)]
            words += [setting.key, *map(str, values)]
        missing += [(scene.name, word) for word in words if not re.search(rf"\b{word}\b", PAGE)]
    assert missing == []


def test_example_of_the_command_gives_what_the_page_says() -> None:
    asked = re.search(r"echo '(.*)' \|", PAGE)
    shown = re.search(r'^\{"layout": (.*), "view": "(\w+)"', PAGE, re.MULTILINE)
    assert asked
    assert shown
    found = answer_line(asked[1].encode(), office={})
    assert found["layout"] == json.loads(shown[1])
    assert found["view"] == shown[2]


def test_example_of_the_library_runs() -> None:
    guests = [Guest(key, name, Side.ALL) for key, name in (("p1", "张三"), ("p2", "李四"), ("p3", "王五"))]
    rules = Rules(pins={"p3": "左1"}, notes={"p3": "受奖"})
    plan = seat("presidium_row", guests, office={"even": "2_on_left_of_1"}, rules=rules)
    assert plan.layout == [["p2", "p1", "p3"]]
    late = replan(plan, Absent("p2"))
    assert late.plan.layout == [["p1", "p3"]]
    assert "王　五" in draw(late.plan, names={guest.key: guest.name for guest in guests})


def test_pin_to_a_place_that_a_change_took_away_is_refused() -> None:
    guests = [Guest(name, name) for name in ("甲", "乙", "丙")]
    plan = seat("presidium_row", guests, office={"even": "1_left_2_right"}, rules=Rules(pins={"丙": "左1"}))
    with pytest.raises(ConstraintError, match=r"^丙 不能固定在 左1；可用座位 主位、右1$"):
        replan(plan, Absent("乙"))
