from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from xianxing.engines import workclock
from xianxing.office.calendars.actions import change_day, import_year, seed
from xianxing.office.calendars.engine import Mark, Row
from xianxing.office.calendars.errors import BadArrangement
from xianxing.office.calendars.models import Day, DayKind, Edition, Year
from xianxing.office.calendars.queries import calendar, known_years, year_is_official, year_view
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NEW_YEAR = date(2027, 1, 1)
ROWS_2027 = (
    Row(NEW_YEAR, Mark.STATUTORY, "元旦"),
    Row(date(2027, 1, 2), Mark.STATUTORY, "元旦"),
    Row(date(2027, 1, 4), Mark.ADJUSTED, "元旦"),
    Row(date(2027, 1, 9), Mark.MAKE_UP, "元旦"),
)


def _import(rows: tuple[Row, ...] = ROWS_2027, year: int = 2027) -> Year:
    return import_year(actor=SYSTEM, year=year, rows=rows, source="国办发明电〔2026〕1号", now=NOW)


def _import_and_fail() -> None:
    _import()
    assert year_is_official(2027)
    raise ZeroDivisionError


def test_calendar_of_a_fresh_installation_is_the_packaged_one() -> None:
    found = calendar()
    assert found.official_years == frozenset(range(2004, 2027))
    assert not found.is_working(date(2026, 10, 1))
    assert found.is_working(date(2026, 10, 10))


def test_seed_enters_every_packaged_year_once_and_changes_no_day() -> None:
    before = calendar()
    assert seed(actor=SYSTEM, now=NOW) == 23
    assert seed(actor=SYSTEM, now=NOW) == 0
    assert known_years() == list(range(2004, 2027))
    first, last = date(2004, 1, 1).toordinal(), date(2027, 12, 31).toordinal()
    days = [date.fromordinal(ordinal) for ordinal in range(first, last + 1)]
    assert [calendar().kind(day) for day in days] == [before.kind(day) for day in days]
    entry = Entry.objects.get()
    assert (entry.verb, entry.object_id, entry.object_label) == ("calendars.year.imported", 2026, "2004—2026")


def test_calendar_costs_one_query_while_nothing_changed(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    seed(actor=SYSTEM, now=NOW)
    first = calendar()
    with django_assert_num_queries(1):
        assert calendar() is first


def test_calendar_after_an_edit_elsewhere_is_read_anew() -> None:
    seed(actor=SYSTEM, now=NOW)
    first = calendar()
    Day.objects.create(day=date(2026, 11, 24), kind=DayKind.ADJUSTED)
    Edition.objects.update(stamp="written by another process")
    assert calendar() is not first
    assert not calendar().is_working(date(2026, 11, 24))


def test_calendar_read_in_a_transaction_that_fails_is_not_kept() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _import_and_fail()
    assert not year_is_official(2027)
    assert calendar().is_working(date(2027, 1, 4))


def test_import_year_makes_deadlines_of_the_year_final() -> None:
    start = date(2026, 12, 31)
    before = workclock.due_date(start, count=2, unit=workclock.Unit.WORKING_DAY, calendar=calendar())
    _import()
    after = workclock.due_date(start, count=2, unit=workclock.Unit.WORKING_DAY, calendar=calendar())
    assert (before.due, before.provisional) == (date(2027, 1, 5), True)
    assert (after.due, after.provisional) == (date(2027, 1, 6), False)


def test_import_year_records_source_and_number_of_days() -> None:
    _import()
    entry = Entry.objects.get()
    assert (entry.verb, entry.object_type, entry.object_id) == (
        "calendars.year.imported",
        "calendars.year",
        2027,
    )
    assert entry.reason == "国办发明电〔2026〕1号"
    assert entry.changes == [{"field": "列明的日期", "before": "0", "after": "4"}]


def test_import_year_again_replaces_its_days_and_leaves_others() -> None:
    seed(actor=SYSTEM, now=NOW)
    others = Day.objects.count()
    _import()
    _import(ROWS_2027[:1])
    assert list(Day.objects.filter(day__year=2027).values_list("day", "kind")) == [(NEW_YEAR, "statutory")]
    assert Day.objects.count() == others + 1


def test_import_year_takes_a_december_day_that_belongs_to_new_year() -> None:
    seed(actor=SYSTEM, now=NOW)
    _import((Row(date(2026, 12, 31), Mark.ADJUSTED, "元旦"), *ROWS_2027))
    assert not calendar().is_working(date(2026, 12, 31))
    assert not calendar().is_working(date(2026, 10, 1))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((), "没有读到任何日期；请粘贴放假通知全文，或每行写一个日期"),
        ((ROWS_2027[0], ROWS_2027[0]), "同一日期出现两次；请核对后只留一行"),
        (
            (Row(date(2025, 1, 1), Mark.STATUTORY),),
            "日期 2025-01-01 不在 2027 年的安排之内；请核对年份",
        ),
        (
            (Row(date(2027, 1, 4), Mark.MAKE_UP),),
            "2027-01-04 不是周末，本来就上班；调休上班只能是周六或周日，请核对",
        ),
    ],
)
def test_import_year_impossible_rows_are_refused_and_nothing_changes(
    rows: tuple[Row, ...], message: str
) -> None:
    with pytest.raises(BadArrangement) as refusal:
        _import(rows)
    assert refusal.value.messages == [message]
    assert (Year.objects.count(), Day.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_change_day_of_a_packaged_year_keeps_its_other_days() -> None:
    change_day(actor=SYSTEM, day=date(2026, 11, 24), kind=DayKind.ADJUSTED, name="停电", now=NOW)
    assert not calendar().is_working(date(2026, 11, 24))
    assert not calendar().is_working(date(2026, 10, 1))
    assert year_is_official(2026)
    entry = Entry.objects.get()
    assert (entry.verb, entry.object_id, entry.object_label) == ("calendars.day.changed", 2026, "2026-11-24")
    assert entry.changes == [{"field": "2026-11-24", "before": "", "after": "调休放假 停电"}]


def test_change_day_of_an_unannounced_year_leaves_it_provisional() -> None:
    change_day(actor=SYSTEM, day=date(2027, 1, 9), kind=DayKind.MAKE_UP, name="", now=NOW)
    assert calendar().is_working(date(2027, 1, 9))
    assert not year_is_official(2027)


def test_change_day_to_nothing_lets_the_weekday_speak() -> None:
    change_day(actor=SYSTEM, day=date(2026, 10, 8), kind=DayKind.ADJUSTED, name="", now=NOW)
    change_day(actor=SYSTEM, day=date(2026, 10, 8), kind=None, name="", now=NOW)
    assert calendar().is_working(date(2026, 10, 8))
    assert Entry.objects.latest("sequence").changes == [
        {"field": "2026-10-08", "before": "调休放假", "after": ""}
    ]


def test_change_day_to_what_it_is_already_records_nothing() -> None:
    change_day(actor=SYSTEM, day=date(2027, 3, 3), kind=None, name="", now=NOW)
    assert Entry.objects.count() == 0


def test_change_day_make_up_on_a_weekday_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        change_day(actor=SYSTEM, day=date(2026, 11, 24), kind=DayKind.MAKE_UP, name="", now=NOW)
    assert refusal.value.messages == ["2026-11-24 不是周末，本来就上班；调休上班只能是周六或周日，请核对"]
    assert Day.objects.count() == 0


def test_year_view_shows_twelve_months_in_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    _import()
    calendar()
    with django_assert_num_queries(2):
        months = year_view(2027)
    assert [month.month for month in months] == list(range(1, 13))
    january = [day for week in months[0].weeks for day in week if day.is_in_month]
    assert len(january) == 31
    assert (january[0].iso, january[0].css, january[0].mark, january[0].name) == (
        "2027-01-01",
        "is-statutory",
        "休",
        "元旦",
    )
    assert [january[3].mark, january[8].mark, january[4].mark] == ["调", "班", ""]
    assert january[9].css == "is-weekend"


def test_models_are_shown_in_words() -> None:
    day = Day(day=NEW_YEAR, kind=DayKind.STATUTORY)
    assert [str(day), str(Year(year=2027)), str(Edition(stamp="x"))] == ["2027-01-01 法定节假日", "2027", "x"]
