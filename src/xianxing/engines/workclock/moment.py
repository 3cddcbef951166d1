"""Clocks that run in hours, through nights, weekends and holidays."""

from datetime import UTC, datetime, timedelta

from xianxing.engines.workclock.counting import check_count
from xianxing.engines.workclock.errors import OutOfCalendarError
from xianxing.engines.workclock.terms import DueMoment, Reason


def due_moment(start: datetime, *, hours: int) -> DueMoment:
    """The moment `hours` elapsed hours after `start`, in the time zone of `start`.

    The hour clock starts at once and never stops or rolls: it serves urgent reports and urgent dispatch.

    Raises: BadPeriodError for hours outside 1-999,999; OutOfCalendarError past the year 9999.
    Source: 民法典 第二百零一条第二款.
    """
    check_count(hours)
    try:
        due = _add(start, timedelta(hours=hours))
    except OverflowError:
        raise OutOfCalendarError(f"{start} 加 {hours} 小时超出可算范围；请核对小时数") from None
    text = f"自 {start.isoformat(' ', 'minutes')} 起连续计算 {hours} 小时，休息日不停"
    return DueMoment(due=due, reasons=(Reason(text, "民法典 第二百零一条"),))


def _add(start: datetime, span: timedelta) -> datetime:
    if start.tzinfo is None:
        return start + span
    return (start.astimezone(UTC) + span).astimezone(start.tzinfo)
