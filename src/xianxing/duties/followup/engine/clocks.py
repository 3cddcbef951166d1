"""The clocks of a conclusion: when a unit may still object, and when the objection must be decided.

Source: 政府督查工作条例 第十七条: 自收到该督查结论之日起30日内申请复核; 应当在30日内作出复核决定;
参与作出督查结论的工作人员在复核中应当回避. 第十八条: 整改情况可以核查.
"""

from collections.abc import Collection
from datetime import date

from xianxing.engines.workclock import Calendar, Deadline, Unit, due_date

OBJECTION_DAYS = 30
DECISION_DAYS = 30
OBJECTION_CLAUSE = "政府督查工作条例#17"
RECTIFICATION_CLAUSE = "政府督查工作条例#18"


def objection_until(received_on: date, *, calendar: Calendar) -> Deadline:
    """Return the last day to object to a conclusion received on a day.

    Raises:
        OutOfCalendarError: it lies past 2199.

    Source: 政府督查工作条例 第十七条.
    """
    return due_date(received_on, count=OBJECTION_DAYS, unit=Unit.DAY, calendar=calendar)


def decision_until(filed_on: date, *, calendar: Calendar) -> Deadline:
    """Return the last day to decide an objection filed on a day.

    Raises:
        OutOfCalendarError: it lies past 2199.

    Source: 政府督查工作条例 第十七条.
    """
    return due_date(filed_on, count=DECISION_DAYS, unit=Unit.DAY, calendar=calendar)


def may_object(received_on: date, today: date, *, calendar: Calendar) -> bool:
    """Return whether the time to object still runs. Source: 政府督查工作条例 第十七条."""
    return today <= objection_until(received_on, calendar=calendar).due


def must_stay_away(decider: int, authors: Collection[int]) -> bool:
    """Return whether someone took part in the conclusion and so may not decide on it.

    Source: 政府督查工作条例 第十七条 (回避).
    """
    return decider in authors
