"""Entries that the tests of the chain start from, and a hand that can change what nobody may."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection

from xianxing.office.ledger.actions import SYSTEM, Change, record, writing
from xianxing.office.ledger.models import Entry
from xianxing.office.people.models import Organ, OrganKind

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
VERB = "people.organ.created"


def an_organ() -> Organ:
    """Return something to write about."""
    return Organ.objects.create(name="平安市住建局", short_name="住建局", kind=OrganKind.DEPARTMENT)


def write_entries(count: int) -> list[Entry]:
    """Return that many entries about one organ, a minute apart; every one holds a sealed value too."""
    organ = an_organ()
    with writing():
        return [
            record(
                VERB,
                actor=SYSTEM,
                obj=organ,
                now=NOW + timedelta(minutes=number),
                changes=[
                    Change("name", "", f"名称{number}"),
                    Change("phone", "", f"138{number}", private=True),
                ],
                reason=f"第{number}次",
                clauses=["信访工作条例#23"],
            )
            for number in range(1, count + 1)
        ]


@contextmanager
def unguarded() -> Iterator[None]:
    """Take the triggers away for a while, as someone with the whole database in hand could."""
    off, on = (
        (["ALTER TABLE ledger_entry DISABLE TRIGGER USER"], ["ALTER TABLE ledger_entry ENABLE TRIGGER USER"])
        if connection.vendor == "postgresql"
        else _sqlite_triggers()
    )
    with connection.cursor() as cursor:
        for statement in off:
            cursor.execute(statement)
        yield
        for statement in on:
            cursor.execute(statement)


def _sqlite_triggers() -> tuple[list[str], list[str]]:
    """Return the statements that drop the triggers of the table, and those that make them again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name='ledger_entry'")
        found = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _sql in found], [sql for _name, sql in found]


def tamper(statement: str, values: Sequence[str | int] = ()) -> None:
    """Change the table of entries behind the back of the product."""
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))
