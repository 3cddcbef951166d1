"""A small town hall, and a list of its people."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.people.actions import (
    OrganFields,
    PersonFields,
    PostFields,
    appoint,
    create_organ,
    create_post,
    register_person,
)
from xianxing.office.people.engine import HEADINGS
from xianxing.office.people.models import Appointment, Organ, OrganKind, Person, Post
from xianxing.office.people.sheets import write_sheet

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SINCE = date(2024, 3, 1)


def organ(name: str, *, parent: Organ | None = None, order: int = 1000) -> Organ:
    fields = OrganFields(f"平安市{name}", name, OrganKind.DEPARTMENT, order)
    return create_organ(actor=SYSTEM, fields=fields, parent=parent, now=NOW)


def post(place: Organ, title: str, *, order: int = 1000, is_head: bool = False) -> Post:
    fields = PostFields(title, "正科级", order, is_head)
    return create_post(actor=SYSTEM, organ=place, fields=fields, now=NOW)


def person(name: str, code: str, phone: str = "") -> Person:
    return register_person(actor=SYSTEM, fields=PersonFields(name, code, phone), now=NOW)


def placed(name: str, code: str, place: Post, *, order: int | None = None, phone: str = "") -> Appointment:
    return appoint(
        actor=SYSTEM,
        person=person(name, code, phone),
        post=place,
        starts_on=SINCE,
        now=NOW,
        order_number=order,
    )


def listed(*rows: Sequence[str | int]) -> bytes:
    """An xlsx list in the usual columns."""
    return write_sheet([list(HEADINGS.values()), *rows], "名单")
