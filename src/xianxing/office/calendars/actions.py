"""Entering the holidays of a year and correcting single days."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import uuid4

from django.utils.translation import gettext as _

from xianxing.office.calendars.engine import Row
from xianxing.office.calendars.errors import BadArrangement
from xianxing.office.calendars.models import Day, DayKind, Edition, Year
from xianxing.office.calendars.queries import MARKS, packaged
from xianxing.office.ledger.actions import Actor, Change, record, writing

SATURDAY = 5
SEED_SOURCE = "国务院办公厅关于%(year)d年部分节假日安排的通知"


@writing()
def seed(*, actor: Actor, now: datetime) -> int:
    """Enter the years that come with the product and are not entered yet; return how many there were."""
    entered = frozenset(Year.objects.values_list("year", flat=True))
    missing = sorted(packaged().official_years - entered)
    for year in missing:
        _enter_packaged(year, now)
    if missing:
        _stamp()
        newest = Year.objects.get(pk=missing[-1])
        span = f"{missing[0]}—{missing[-1]}"
        record(
            "calendars.year.imported", actor=actor, obj=newest, now=now, label=span, reason=_("随产品提供")
        )
    return len(missing)


@writing()
def import_year(*, actor: Actor, year: int, rows: Sequence[Row], source: str, now: datetime) -> Year:
    """Replace the arrangement of a year.

    1. The year is kept as announced, with its source; 2. its days are replaced; a day of the December before
    that belongs to New Year is added; 3. the stamp changes, so every process reads anew; 4. the ledger hears
    ``calendars.year.imported``, and whoever computed a provisional deadline listens.

    Raises:
        BadArrangement: no rows, a day twice, a day of another year, or a make-up day on a weekday.
    """
    _check_rows(year, rows)
    before = Day.objects.filter(day__year=year).count()
    kept, _created = Year.objects.update_or_create(
        year=year, defaults={"source": source[:200], "imported_at": now}
    )
    Day.objects.filter(day__year=year).delete()
    Day.objects.filter(day__in=[row.day for row in rows]).delete()
    Day.objects.bulk_create(Day(day=row.day, kind=row.mark.value, name=row.name) for row in rows)
    _stamp()
    changes = [Change(_("列明的日期"), str(before), str(len(rows)))]
    record("calendars.year.imported", actor=actor, obj=kept, now=now, changes=changes, reason=source[:200])
    return kept


@writing()
def change_day(*, actor: Actor, day: date, kind: DayKind | None, name: str, now: datetime) -> None:
    """Mark one day, or with ``kind=None`` let it be what its weekday says; nothing happens when it is so already.

    A year that comes with the product is entered first, so that its other days stay. A year that has not been
    announced stays provisional.

    Raises:
        BadArrangement: a make-up day on a weekday.
    """
    if kind is DayKind.MAKE_UP:
        _check_make_up(day)
    if day.year in packaged().official_years and not Year.objects.filter(year=day.year).exists():
        _enter_packaged(day.year, now)
    found = Day.objects.filter(day=day).first()
    before = (found.kind, found.name) if found else None
    after = (kind.value, name[:40]) if kind else None
    if before == after:
        return
    Day.objects.filter(day=day).delete()
    if kind:
        Day.objects.create(day=day, kind=kind.value, name=name[:40])
    _stamp()
    change = Change(str(day), _wording(before), _wording(after))
    record(
        "calendars.day.changed",
        actor=actor,
        obj=Year(year=day.year),
        now=now,
        label=str(day),
        changes=[change],
    )


def _check_rows(year: int, rows: Sequence[Row]) -> None:
    days = [row.day for row in rows]
    if not rows:
        raise BadArrangement(_("没有读到任何日期；请粘贴放假通知全文，或每行写一个日期"))
    if len(set(days)) < len(days):
        raise BadArrangement(_("同一日期出现两次；请核对后只留一行"))
    for row in rows:
        if row.day.year not in {year - 1, year}:
            raise BadArrangement(
                _("日期 %(day)s 不在 %(year)d 年的安排之内；请核对年份") % {"day": row.day, "year": year}
            )
        if row.mark.value == DayKind.MAKE_UP:
            _check_make_up(row.day)


def _check_make_up(day: date) -> None:
    if day.weekday() < SATURDAY:
        raise BadArrangement(
            _("%(day)s 不是周末，本来就上班；调休上班只能是周六或周日，请核对") % {"day": day}
        )


def _enter_packaged(year: int, now: datetime) -> None:
    Year.objects.create(year=year, source=SEED_SOURCE % {"year": year}, imported_at=now)
    Day.objects.filter(day__year=year).delete()
    Day.objects.bulk_create(
        Day(day=day, kind=MARKS[kind]) for day, kind in packaged().days.items() if day.year == year
    )


def _stamp() -> None:
    Edition.objects.update_or_create(pk=1, defaults={"stamp": str(uuid4())})


def _wording(found: tuple[str, str] | None) -> str:
    if found is None:
        return ""
    return " ".join(part for part in (str(DayKind(found[0]).label), found[1]) if part)
