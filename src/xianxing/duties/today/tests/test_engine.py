from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.today.engine import SPARK_HEIGHT, SPARK_WIDTH, Lamp, light, spark_path

NUMBERS = st.floats(min_value=-1e6, max_value=1e6)


@pytest.mark.parametrize(
    ("days_left", "lamp"),
    [(-3, Lamp.RED), (0, Lamp.RED), (1, Lamp.AMBER), (3, Lamp.AMBER), (4, Lamp.GREEN)],
)
def test_lamp_of_days_left_follows_the_scale(days_left: int, lamp: Lamp) -> None:
    assert light(days_left, amber_days=3, red_days=0) == lamp


@given(st.integers(-30, 30), st.integers(0, 5), st.integers(0, 5))
def test_lamp_with_less_time_is_never_milder(days_left: int, amber: int, red: int) -> None:
    order = [Lamp.GREEN, Lamp.AMBER, Lamp.RED]
    now = light(days_left, amber_days=max(amber, red), red_days=red)
    later = light(days_left - 1, amber_days=max(amber, red), red_days=red)
    assert order.index(later) >= order.index(now)


def test_spark_of_fewer_than_two_values_is_empty() -> None:
    assert spark_path([]) == ""
    assert spark_path([3.0]) == ""


def test_spark_rises_from_bottom_left_to_top_right() -> None:
    assert spark_path([0.0, 10.0]) == "M2.0 20.0L94.0 2.0"


def test_spark_without_change_runs_through_the_middle() -> None:
    assert spark_path([5.0, 5.0, 5.0]) == "M2.0 11.0L48.0 11.0L94.0 11.0"


@given(st.lists(NUMBERS, min_size=2, max_size=70))
def test_spark_stays_in_its_box_and_goes_right(values: list[float]) -> None:
    points = [tuple(map(float, point.split())) for point in spark_path(values).removeprefix("M").split("L")]
    assert len(points) == len(values)
    assert all(0 <= x <= SPARK_WIDTH and 0 <= y <= SPARK_HEIGHT for x, y in points)
    assert all(left[0] <= right[0] for left, right in pairwise(points))
