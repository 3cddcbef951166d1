"""Which lamp an item shows on a day, by a scale that the office sets.

Source: the office's own scale; working days as in 全国年节及纪念日放假办法 第七条.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xianxing.engines.workclock import Calendar, working_days_between


class Lamp(StrEnum):
    """What a lamp says: in time, near its limit, late, or nothing to light."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    OUT = "out"


class BadScaleError(ValueError):
    """The red lamp would light before the amber one."""


@dataclass(frozen=True, slots=True)
class LampScale:
    """From how many working days before the limit a lamp turns amber and red; -1 is one working day after it.

    Raises:
        BadScaleError: red is to light earlier than amber.
    """

    amber_days: int = 3
    red_days: int = -1

    def __post_init__(self) -> None:
        if self.red_days > self.amber_days:
            raise BadScaleError(f"红灯 {self.red_days} 天早于黄灯 {self.amber_days} 天")


def lamp_on(due: date | None, today: date, *, scale: LampScale, calendar: Calendar) -> Lamp:
    """Return the lamp of something due on a day; OUT where nothing is due.

    On the due day no working day is left: that is 0. Past it every started day of rest counts as late too: a limit
    missed on a Friday is -1 on Saturday.

    Source: the office's scale.
    """
    if due is None:
        return Lamp.OUT
    left = days_left(due, today, calendar=calendar)
    if left <= scale.red_days:
        return Lamp.RED
    return Lamp.AMBER if left <= scale.amber_days else Lamp.GREEN


def days_left(due: date, today: date, *, calendar: Calendar) -> int:
    """Return the working days after today up to the due day; at most -1 once the day has passed. Source: ``lamp_on``."""
    between = working_days_between(today, due, calendar=calendar)
    return min(between, -1) if today > due else max(between, 0)


def worst(lamps: tuple[Lamp, ...]) -> Lamp:
    """Return the gravest of some lamps; OUT of none. Source: an item is as late as its latest task."""
    order = (Lamp.OUT, Lamp.GREEN, Lamp.AMBER, Lamp.RED)
    return max(lamps, key=order.index, default=Lamp.OUT)


def amber_until(today: date, *, scale: LampScale, calendar: Calendar) -> date:
    """Return the last due day that shows amber or red today, so that a list can ask the index for it.

    Source: the inverse of ``lamp_on`` for a scale that lights amber before or on the due day.
    """
    last = calendar.nth_worked_after(today.toordinal(), max(scale.amber_days, 0) + 1) - 1
    return date.fromordinal(max(last, today.toordinal()))
