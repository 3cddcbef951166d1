"""The lamp of a limit, and the line of a trend: pure."""

from collections.abc import Sequence
from enum import StrEnum

SPARK_WIDTH = 96
SPARK_HEIGHT = 22
SPARK_MARGIN = 2


class Lamp(StrEnum):
    """How near a limit is."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


def light(days_left: int, *, amber_days: int, red_days: int) -> Lamp:
    """Return the lamp of something with so many working days left; 0 is the day of the limit, below is past it."""
    if days_left <= red_days:
        return Lamp.RED
    return Lamp.AMBER if days_left <= amber_days else Lamp.GREEN


def spark_path(values: Sequence[float]) -> str:
    """Return the path of a small line over values at equal steps, in a box of ``SPARK_WIDTH`` x ``SPARK_HEIGHT``.

    Empty for fewer than two values. A line without change runs through the middle.
    """
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    room_x, room_y = SPARK_WIDTH - 2 * SPARK_MARGIN, SPARK_HEIGHT - 2 * SPARK_MARGIN
    middle = room_y / 2 if high == low else 0.0
    points = [
        (
            SPARK_MARGIN + room_x * place / (len(values) - 1),
            SPARK_MARGIN + middle + (room_y * (high - value) / span if high != low else 0.0),
        )
        for place, value in enumerate(values)
    ]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
