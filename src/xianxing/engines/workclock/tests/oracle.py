"""A second way to every answer: one day at a time, straight from `chinese_calendar`."""

from collections.abc import Collection
from datetime import date, timedelta

from chinese_calendar import is_workday

ONE_DAY = timedelta(days=1)
FIRST = date(2004, 1, 1)
LAST = date(2026, 12, 31)


def works(day: date) -> bool:
    """Whether `chinese_calendar` says that the day is worked."""
    return bool(is_workday(day))


def walk_days(start: date, count: int, paused: Collection[date] = ()) -> date:
    """Steps one calendar day at a time, counting the days that are not paused."""
    day = start
    while count:
        day += ONE_DAY
        count -= day not in paused
    return day


def walk_working_days(start: date, count: int, paused: Collection[date] = ()) -> date:
    """Steps one calendar day at a time, counting the worked days that are not paused."""
    day = start
    while count:
        day += ONE_DAY
        count -= works(day) and day not in paused
    return day


def walk_months(start: date, count: int) -> date:
    """Steps one month at a time from the first of the month, then falls back to a day that exists."""
    first = start.replace(day=1)
    for _ in range(count):
        first = (first + timedelta(days=31)).replace(day=1)
    day = start.day
    while True:
        try:
            return first.replace(day=day)
        except ValueError:
            day -= 1


def roll_forward(day: date, paused: Collection[date] = ()) -> date:
    """Steps forward while the day is rested; a paused day only matters once the last day has moved."""
    if works(day):
        return day
    while not works(day) or day in paused:
        day += ONE_DAY
    return day


def step_back(day: date) -> date:
    """Steps back while the day is rested."""
    while not works(day):
        day -= ONE_DAY
    return day
