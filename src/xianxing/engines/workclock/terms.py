"""The closed vocabulary of the work clock."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from xianxing.engines.workclock.errors import BadPeriodError


class DayKind(IntEnum):
    """What a day is in the official arrangement of holidays."""

    WORKING = 0
    WEEKEND = 1
    STATUTORY_HOLIDAY = 2
    ADJUSTED_REST = 3
    MAKE_UP = 4


class Unit(StrEnum):
    """What a period is counted in."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of why a deadline is what it is, with the clause it follows."""

    text: str
    clause: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that are not counted, both ends included, such as the days of a hearing.

    Source: 信访工作条例 第三十六条 (the time of a hearing is not counted).
    """

    start: date
    end: date
    reason: str = "听证"
    clause: str = "信访工作条例 第三十六条"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadPeriodError(f"暂停的结束日 {self.end} 早于开始日 {self.start}；请核对两个日期")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period.

    `due` is the last day in law; `legal_end` is the same day before it rolled past days of rest, and is
    where an extension starts; `internal_due` is the last working day on or before `legal_end`.
    `provisional` says that the answer rests on a year whose arrangement has not been published.
    """

    due: date
    internal_due: date
    legal_end: date
    provisional: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DueMoment:
    """The end of a period counted in hours."""

    due: datetime
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left until a deadline: 0 on the day itself, negative once it has passed."""

    days: int
    working_days: int
