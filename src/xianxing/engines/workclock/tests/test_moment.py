"""Clocks in hours."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from xianxing.engines.workclock import BadPeriodError, OutOfCalendarError, Reason, due_moment

CHINA = timezone(timedelta(hours=8))


def test_hours_run_through_the_night_and_the_holiday() -> None:
    found = due_moment(datetime(2026, 9, 30, 17, 30, tzinfo=CHINA), hours=24)
    assert found.due == datetime(2026, 10, 1, 17, 30, tzinfo=CHINA)
    assert found.reasons == (
        Reason("自 2026-09-30 17:30+08:00 起连续计算 24 小时，休息日不停", "民法典 第二百零一条"),
    )


def test_moment_without_a_zone_keeps_none() -> None:
    start = datetime(2026, 9, 30, 23, 30, tzinfo=UTC).replace(tzinfo=None)
    assert due_moment(start, hours=2).due == start + timedelta(hours=2)


def test_hours_are_elapsed_hours_where_clocks_change() -> None:
    # Source: summer time in Shanghai ended on 1991-09-15 at 02:00, when clocks went back an hour.
    zone = ZoneInfo("Asia/Shanghai")
    found = due_moment(datetime(1991, 9, 14, 12, tzinfo=zone), hours=24)
    assert found.due.isoformat() == "1991-09-15T11:00:00+08:00"


def test_hours_below_one_are_refused() -> None:
    with pytest.raises(BadPeriodError) as refusal:
        due_moment(datetime(2026, 9, 30, tzinfo=CHINA), hours=0)
    assert str(refusal.value) == "期限数为 0；须是 1 以上的整数，请改正"


def test_moment_past_the_last_year_is_refused() -> None:
    with pytest.raises(OutOfCalendarError) as refusal:
        due_moment(datetime(9999, 12, 31, 12, tzinfo=UTC), hours=13)
    assert str(refusal.value) == "9999-12-31 12:00:00+00:00 加 13 小时超出可算范围；请核对小时数"
