"""A plan as SVG, in both views."""

import re
from xml.etree import ElementTree as ET

import pytest

from xianxing.engines.protocol import View, draw, spaced
from xianxing.engines.protocol.terms import Json
from xianxing.engines.protocol.tests.cast import plan

SVG = "{http://www.w3.org/2000/svg}"


def positions(svg: str) -> dict[str, tuple[float, float]]:
    """Names drawn large, with where they stand."""
    found = {}
    for text in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314  (our own document)
        if text.get("font-size"):
            found[text.text or ""] = (float(text.get("x", "")), float(text.get("y", "")))
    return found


def test_drawing_prints_title_view_and_names() -> None:
    svg = draw(plan("presidium_row", {"n": 3}), names={1: "张三", 2: "欧阳文修"}, title="开幕式<主席台>")
    assert "视角：面向主席台（观众视角）" in svg
    assert "开幕式&lt;主席台&gt;" in svg
    assert set(positions(svg)) == {"张　三", "欧阳文修", "3"}


def test_drawing_from_the_stage_turns_everything() -> None:
    made = plan("presidium_rows", {"n": 18}, {"front": 9})
    front, back = positions(draw(made)), positions(draw(made, view=View.STAGE))
    assert "视角：面向观众（台上视角）" in draw(made, view=View.STAGE)
    width = float(re.findall(r'width="([0-9.]+)" height', draw(made))[0])
    assert {name: round(width - x, 3) for name, (x, _) in front.items()} == {
        name: x for name, (x, _) in back.items()
    }
    assert front["1"][1] > front["10"][1]
    assert back["1"][1] < back["10"][1]


@pytest.mark.parametrize(
    ("scene", "cast", "captions"),
    [
        ("round_table", {"guests": 2}, ("自门口向里看", "自里向门口看")),
        ("car", {"n": 2}, ("俯视，车头朝上", "俯视，车尾朝上")),
        ("meeting_side_by_side", {"guest": 1, "host": 1}, ("正对来看", "自身后看")),
        ("rank_order", {"people": ["县长"]}, ("依先后次序自左至右", "依先后次序自右至左")),
    ],
)
def test_drawing_says_from_where_a_table_or_a_car_is_seen(
    scene: str, cast: dict[str, Json], captions: tuple[str, str]
) -> None:
    made = plan(scene, cast)
    assert f"视角：{captions[0]}<" in draw(made)
    assert f"视角：{captions[1]}<" in draw(made, view=View.STAGE)


def test_drawing_uses_the_view_of_the_plan() -> None:
    made = plan("presidium_row", {"n": 3}, {"print_view": "stage"})
    assert "面向观众" in draw(made)
    assert positions(draw(made))["2"] < positions(draw(made))["3"]


def test_empty_seats_are_dashed_and_reasons_are_titles() -> None:
    svg = draw(plan("presidium_row", {"n": 3, "absent": 2}, {"on_absence": "leave_gap"}))
    assert svg.count('class="s e"') == 1
    assert "<title>主席台第 1 位；单数：1 号居中" in svg


def test_long_names_shrink() -> None:
    svg = draw(plan("presidium_row", {"n": 1}), names={1: "阿卜杜拉·买买提江·艾力"})
    assert 'font-size="10"' in svg


def test_drawing_of_nobody_is_a_page() -> None:
    assert draw(plan("presidium_row", {})).startswith("<svg ")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张三", "张　三"), ("欧阳修", "欧阳修"), ("G1", "G1"), ("12", "12"), ("甲", "甲"), ("译G", "译G")],
)
def test_two_characters_are_spaced(name: str, shown: str) -> None:
    assert spaced(name) == shown
