"""Statutory and working-day clocks: when a period ends, why, and by which clause.

Source: 民法典 第二百条至第二百零四条; 全国年节及纪念日放假办法 (2024).
"""

from xianxing.engines.workclock.calendar import (
    FIRST_DAY,
    LAST_DAY,
    Calendar,
    next_working_day,
    working_days_between,
)
from xianxing.engines.workclock.deadline import due_date, extend, remaining
from xianxing.engines.workclock.errors import (
    BadLineError,
    BadPeriodError,
    BadSeedError,
    OutOfCalendarError,
    WorkclockError,
)
from xianxing.engines.workclock.moment import due_moment
from xianxing.engines.workclock.seed import format_seed, load_seed, parse_seed
from xianxing.engines.workclock.terms import DayKind, Deadline, DueMoment, Pause, Reason, Remaining, Unit

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "BadLineError",
    "BadPeriodError",
    "BadSeedError",
    "Calendar",
    "DayKind",
    "Deadline",
    "DueMoment",
    "OutOfCalendarError",
    "Pause",
    "Reason",
    "Remaining",
    "Unit",
    "WorkclockError",
    "due_date",
    "due_moment",
    "extend",
    "format_seed",
    "load_seed",
    "next_working_day",
    "parse_seed",
    "remaining",
    "working_days_between",
]
