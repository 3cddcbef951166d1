"""The list of people as a spreadsheet that comes back in unchanged."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.ledger.actions import Actor, record, writing
from xianxing.office.people.engine import HEADINGS
from xianxing.office.people.models import Appointment, Organ
from xianxing.office.people.queries import appointments_on
from xianxing.office.people.sheets import write_sheet


def export_people(*, actor: Actor, now: datetime) -> bytes:
    """Return an xlsx file with one row for each appointment of today, and record who took it; it holds phones."""
    today = timezone.localdate(now)
    rows = list(_rows(today))
    with writing():
        label = _("人员名册 %(count)d 行") % {"count": len(rows)}
        record("people.list.exported", actor=actor, obj=Organ(pk=0), now=now, label=label)
    return write_sheet([list(HEADINGS.values()), *rows], _("人员名册"))


def _rows(today: date) -> Iterator[list[str | int]]:
    return (_row(appointment) for appointment in appointments_on(today))


def _row(appointment: Appointment) -> list[str | int]:
    """The cells in the order of ``HEADINGS``."""
    person, post = appointment.person, appointment.post
    return [
        person.name,
        post.organ.name,
        post.title,
        appointment.held_grade,
        appointment.place,
        appointment.starts_on.isoformat(),
        person.phone,
        person.email,
        person.staff_code,
        _("是") if appointment.is_primary else _("否"),
    ]
