"""The first things of a real office: its organ, its calendar and laws, and the accounts that open all others."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.access.actions import grant_role, one_time_password, open_account
from xianxing.office.access.models import Role
from xianxing.office.authority.actions import seed_laws
from xianxing.office.calendars.actions import seed as seed_calendars
from xianxing.office.ledger.actions import SYSTEM, writing
from xianxing.office.people.actions import (
    OrganFields,
    PersonFields,
    PostFields,
    appoint,
    create_organ,
    create_post,
    register_person,
)
from xianxing.office.people.models import Organ, OrganKind, Person

OFFICERS = (
    ("sysadmin", Role.SYSTEM_OFFICER),
    ("secadmin", Role.SECURITY_OFFICER),
    ("auditor", Role.AUDIT_OFFICER),
)
LONGEST_SHORT_NAME = 40


@dataclass(frozen=True, slots=True)
class Founding:
    """What must be known to found an office."""

    office_name: str
    head_name: str
    staff_name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An account that was opened, with its one-time password."""

    username: str
    password: str
    title: str


def found_office(founding: Founding, *, now: datetime) -> tuple[Opened, ...]:
    """Found the office and return the accounts it begins with, all in one transaction.

    1. The calendar and the laws that ship with the product.
    2. The office, its head and its first clerk, each with a post from today.
    3. Accounts for these two and for the three officers, each with a one-time password.
    """
    with writing():
        seed_calendars(actor=SYSTEM, now=now)
        seed_laws(actor=SYSTEM, now=now)
        office = _create_office(founding.office_name, now)
        head = _appoint(office, founding.head_name, PostFields(_("主任"), order_number=1, is_head=True), now)
        clerk = _appoint(office, founding.staff_name, PostFields(_("科员"), order_number=10), now)
        opened = [
            _open("zhuren", head, Role.HEAD, office, now),
            _open("keyuan", clerk, Role.STAFF, office, now),
        ]
        opened += [_open(username, None, role, office, now) for username, role in OFFICERS]
    return tuple(opened)


def _create_office(name: str, now: datetime) -> Organ:
    fields = OrganFields(
        name, name[-LONGEST_SHORT_NAME:], OrganKind.GOVERNMENT, order_number=1, is_office=True
    )
    return create_organ(actor=SYSTEM, fields=fields, parent=None, now=now)


def _appoint(office: Organ, name: str, fields: PostFields, now: datetime) -> Person:
    code = f"B{fields.order_number:03d}"
    person = register_person(actor=SYSTEM, fields=PersonFields(name, code), now=now)
    post = create_post(actor=SYSTEM, organ=office, fields=fields, now=now)
    appoint(actor=SYSTEM, person=person, post=post, starts_on=timezone.localdate(now), now=now)
    return person


def _open(username: str, person: Person | None, role: Role, office: Organ, now: datetime) -> Opened:
    password, today = one_time_password(), timezone.localdate(now)
    account = open_account(actor=SYSTEM, username=username, person=person, password=password, now=now)
    grant_role(actor=SYSTEM, account=account, role=role, organ=office, starts_on=today, now=now)
    return Opened(username, password, str(role.label))
