"""The library's own way in: guests by side."""

import pytest

from xianxing.engines.protocol import CastError, Guest, Side, plan_seats, seat


def guests(side: Side, *names: str) -> list[Guest]:
    return [Guest(name, name, side) for name in names]


def test_seat_puts_each_side_under_its_input() -> None:
    people = [*guests(Side.GUEST, "来宾甲", "来宾乙"), *guests(Side.HOST, "主人甲")]
    made = seat("meeting_side_by_side", people, extra={"interpreters": False})
    assert made.layout == [["来宾乙", "来宾甲", "主人甲"]]
    assert made.title == "会见"


def test_seat_takes_settings_the_office_and_everybody() -> None:
    people = guests(Side.ALL, "甲", "乙", "丙", "丁")
    assert seat("presidium_row", people, settings={"even": "1_left_2_right"}).layout == [
        ["丁", "乙", "甲", "丙"]
    ]
    assert seat("presidium_row", people, office={"even": "1_left_2_right"}).layout == [
        ["丁", "乙", "甲", "丙"]
    ]


def test_seat_gives_the_aide_his_seat() -> None:
    people = [*guests(Side.ALL, "厅长"), *guests(Side.AIDE, "秘书")]
    assert seat("car", people).layout == {"后排右": "厅长", "副驾": "秘书"}


def test_seat_refuses_a_side_the_scene_does_not_know() -> None:
    with pytest.raises(CastError, match=r"^场景 presidium_row 不分出 guest 一方；可用 all、superior、host$"):
        seat("presidium_row", guests(Side.GUEST, "甲"))


def test_the_same_request_gives_the_same_plan() -> None:
    made = seat("presidium_row", guests(Side.ALL, "甲", "乙", "丙"))
    assert plan_seats(made.request) == made
