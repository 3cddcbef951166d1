"""What `followup` fills and asks for; imported once Django is set up."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from bench_pages import TEXTS, insert, moment_of
from django.core.management import call_command
from django.db import connection
from django.test import Client

from xianxing.duties.followup.actions.opening import Particulars, open_item
from xianxing.duties.followup.actions.sending import Part, add_task, send_task
from xianxing.duties.followup.models import Item, MandateKind, Reminder, Source
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.calendars.actions import seed
from xianxing.office.jobs.models import Timer
from xianxing.office.jobs.timers import fire_due
from xianxing.office.ledger.actions import SYSTEM, writing

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DUE = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
FIRST_RUNG = datetime(2026, 11, 30, 1, 5, tzinfo=UTC)
OPEN_SHARE = 20
"""One item in this many is open: an old office has far more ended items than open ones."""


def found_office() -> Cast:
    """Migrate, found the cast and enter the holidays."""
    call_command("migrate", verbosity=0)
    cast = gather_cast()
    with writing():
        seed(actor=SYSTEM, now=NOW)
    return cast


def fill_timers(cast: Cast, count: int, due: int) -> None:
    """Make so many waiting deadlines, of which some are tasks whose first rung is due a week later."""
    later = NOW + timedelta(days=90)
    Timer.objects.bulk_create(
        (
            Timer(key=f"bench:{k}", kind="followup.ladder", due_at=later + timedelta(minutes=k), object_id=-1)
            for k in range(count - due)
        ),
        batch_size=1000,
    )
    for k in range(due):
        send_one(cast, k)
    fire_due(now=NOW, limit=2 * due)
    analyse()


def send_one(cast: Cast, number: int) -> None:
    """Open an item of its own and send its task to the unit."""
    particulars = Particulars(
        f"事项{number}", Source.MINUTES, MandateKind.DECISION, "会议议定", NOW.date(), DUE.date()
    )
    item = open_item(actor=cast.clerk, particulars=particulars, now=NOW)
    part = Part(f"任务{number}", f"第{number}样要求。", "有台账", cast.unit_organ, DUE)
    task = add_task(actor=cast.clerk, item=item, part=part, now=NOW)
    send_task(actor=cast.clerk, task=task, overlap_reason="各不相同", now=NOW)


def fill_items(cast: Cast, size: int) -> None:
    """Make so many items inside the database, from a few hundred invented titles."""
    moment = moment_of("i")
    ended = f"CASE WHEN i % {OPEN_SHARE} = 0 THEN NULL ELSE {moment} END"
    columns = {
        "id": "i",
        "number": "'旧督〔2026〕' || i || '号'",
        "title": "t.title || i",
        "source": "'minutes'",
        "mandate_kind": "'decision'",
        "mandate": "'会议议定'",
        "mandate_on": "'2024-01-01'",
        "stage": f"CASE WHEN i % {OPEN_SHARE} = 0 THEN 'sent' ELSE 'closed' END",
        "lead_id": str(cast.unit_organ.pk),
        "handler_id": str(cast.clerk.pk),
        "due_on": day_of("i"),
        "created_at": moment,
        "updated_at": moment,
        "ended_at": ended,
    }
    if connection.vendor == "postgresql":
        columns["mandate_on"] = "date '2024-01-01'"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_text (k integer primary key, title text, body text, tokens text)")
        rows = [(k, f"第{k}类事项的办理", "", "") for k in range(TEXTS)]
        cursor.executemany("INSERT INTO bench_text (k, title, body, tokens) VALUES (%s, %s, %s, %s)", rows)
        for start in range(0, size, 100_000):
            insert(cursor, Item, columns, start + 1, min(start + 100_000, size))
    restart_numbers(Item, size)
    analyse()


def day_of(name: str) -> str:
    """A day for each number, spread over the year before and the month after the bench's day."""
    if connection.vendor == "postgresql":
        return f"date '2026-11-23' - 365 + (({name}) % 400)::int"
    return f"date('2026-11-23', '-365 days', '+' || ({name} % 400) || ' days')"


def restart_numbers(model: type[Item], size: int) -> None:
    """Let new rows be numbered after those that were written with their ids."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = model._meta.db_table
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, size + 1000])


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Pages:
    """The pages that are measured, as the head of the office asks for them."""

    def __init__(self, size: int, due: int) -> None:
        self.due = due
        self.client = Client()
        self.client.force_login(
            Account.objects.get(username="head"), "allauth.account.auth_backends.AuthenticationBackend"
        )
        self.ids = itertools.cycle(range(size - size // 3, size, 7))
        self.busy_with_others()
        self.after = f"2024-01-05T00:00:00+00:00|{size // 2}"

    def busy_with_others(self) -> None:
        """Let the timers of other duties fire that set themselves anew, so that they are not measured."""
        while fire_due(now=NOW + timedelta(days=1)):
            pass

    def idle(self) -> None:
        """A sweep with nothing due."""
        if fire_due(now=NOW + timedelta(days=1)):
            raise SystemExit("something was due: the idle sweep measures nothing")

    def busy(self) -> None:
        """A sweep that climbs the rungs that are due."""
        fire_due(now=FIRST_RUNG, limit=2 * self.due + 1)
        if Reminder.objects.count() != self.due:
            raise SystemExit(f"{Reminder.objects.count()} rungs were climbed, not {self.due}")

    def list(self) -> None:
        self._get("/followup/")

    def next(self) -> None:
        self._get("/followup/", {"tab": "all", "after": self.after})

    def late(self) -> None:
        self._get("/followup/", {"tab": "late"})

    def near(self) -> None:
        self._get("/followup/", {"tab": "near"})

    def detail(self) -> None:
        self._get(f"/followup/{next(self.ids)}/")

    def _get(self, path: str, query: dict[str, Any] | None = None) -> None:
        answer = self.client.get(path, query)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
