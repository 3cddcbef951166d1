from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.matters.reading.moments import read_moment

ZONE = timezone(timedelta(hours=8))


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2019/2/28 11:25:05", _at(2019, 2, 28, 11, 25, 5)),
        ("2019-01-04", _at(2019, 1, 4)),
        ("2019-1-4 11:07", _at(2019, 1, 4, 11, 7)),
        ("2019-01-04 11：17", _at(2019, 1, 4, 11, 17)),
        ("2019.1.4", _at(2019, 1, 4)),
        ("2019年1月4日", _at(2019, 1, 4)),
        ("2019年1月4日11时17分", _at(2019, 1, 4, 11, 17)),
        ("2019年1月4日 11时17分30秒", _at(2019, 1, 4, 11, 17, 30)),
        ("2019年1月4日 下午 3点", _at(2019, 1, 4, 15)),
        ("二〇一九年一月四日", _at(2019, 1, 4)),
        ("2019/1/4 下午3:20:00", _at(2019, 1, 4, 15, 20)),
        ("2019/1/4 上午 3:20", _at(2019, 1, 4, 3, 20)),
        ("2019/1/4 12:20 PM", _at(2019, 1, 4, 12, 20)),
        ("2019/1/4 3:20:00 PM", _at(2019, 1, 4, 15, 20)),
        ("2019-01-04 星期五 11:17", _at(2019, 1, 4, 11, 17)),
        ("2019-01-04（周五）", _at(2019, 1, 4)),
        ("20190104", _at(2019, 1, 4)),
        ("201901041117", _at(2019, 1, 4, 11, 17)),
        ("20190104111745", _at(2019, 1, 4, 11, 17, 45)),
        ("43500.5", _at(2019, 2, 4, 12)),
        ("2019-01-04T11:17:45", _at(2019, 1, 4, 11, 17, 45)),
        ("2019-01-04T11:17:45+08:00", _at(2019, 1, 4, 11, 17, 45)),
        ("2019-01-04T03:17:45Z", _at(2019, 1, 4, 11, 17, 45)),
        (43500, _at(2019, 2, 4)),
        (43500.25, _at(2019, 2, 4, 6)),
        (20190104, _at(2019, 1, 4)),
        (date(2019, 1, 4), _at(2019, 1, 4)),
        (datetime(2019, 1, 4, 11, 17), _at(2019, 1, 4, 11, 17)),  # noqa: DTZ001 - as spreadsheets give it
        (datetime(2019, 1, 4, 3, 17, tzinfo=UTC), _at(2019, 1, 4, 11, 17)),
    ],
)
def test_moment_in_a_usual_form_is_read(written: object, moment: datetime) -> None:
    assert read_moment(written, ZONE) == moment


@pytest.mark.parametrize(
    "written",
    [
        "昨天",
        "1月4日",
        "2019",
        "2019年1月",
        "2019-02-30",
        "2019-01-04 25:00",
        "99999999",
        "20190230",
        "2019-01-04 至 2019-01-05",
        "下午",
        "12345.5",
        "",
        True,
        7,
        -1.5,
        float("nan"),
        float("inf"),
    ],
)
def test_moment_that_is_none_is_refused(written: object) -> None:
    assert read_moment(written, ZONE) is None


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001
def test_moment_written_in_any_form_comes_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    wanted = moment.replace(tzinfo=ZONE)
    forms = (
        f"{moment:%Y-%m-%d %H:%M:%S}",
        f"{moment.year}/{moment.month}/{moment.day} {moment:%H:%M:%S}",
        f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时{moment.minute}分{moment.second}秒",
        f"{moment:%Y%m%d%H%M%S}",
    )
    assert [read_moment(form, ZONE) for form in forms] == [wanted] * 4


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers()))
def test_moment_of_anything_is_aware_or_none(written: object) -> None:
    found = read_moment(written, ZONE)
    assert found is None or found.tzinfo is not None
