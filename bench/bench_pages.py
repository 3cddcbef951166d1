"""What `matters_scale` fills and asks for; imported once Django is set up."""

import itertools
from collections.abc import Sequence
from typing import Any

from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from xianxing.duties.matters.models import Matter, Participation
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import gather_cast
from xianxing.office.authority.actions import seed_rules
from xianxing.office.calendars.actions import seed
from xianxing.office.ledger.actions import SYSTEM, writing
from xianxing.office.register.models import Entry
from xianxing.office.search.models import Document
from xianxing.office.search.tokens import audience_token, index_tokens

TEXTS = 200
OPEN_SHARE = 20
"""One matter in this many is open: an old office has far more ended matters than open ones."""


def fill(size: int, words: Sequence[str], places: Sequence[str]) -> None:
    """Migrate, found the cast and make ``size`` matters with their entries and search rows."""
    call_command("migrate", verbosity=0)
    gather_cast()
    with writing():
        seed(actor=SYSTEM, now=timezone.now())
        seed_rules(actor=SYSTEM, now=timezone.now())
    texts = [
        f"{places[i % len(places)]}{words[i % len(words)]}，第{i}类情况，请有关部门尽快核实处理并答复。"
        for i in range(TEXTS)
    ]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_text (k integer primary key, title text, body text, tokens text)")
        rows = [(k, text[:20], text, tokens_of(text)) for k, text in enumerate(texts)]
        cursor.executemany("INSERT INTO bench_text (k, title, body, tokens) VALUES (%s, %s, %s, %s)", rows)
        for start in range(0, size, 100_000):
            insert_block(cursor, start + 1, min(start + 100_000, size))
        if connection.vendor == "postgresql":
            for model in (Entry, Matter, Participation, Document):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), {size} + 1000)"
                )
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def insert_block(cursor: Any, first: int, last: int) -> None:
    moment = moment_of("i")
    ended = f"CASE WHEN i % {OPEN_SHARE} = 0 THEN NULL ELSE {moment} END"
    series = {
        Entry: {
            "id": "i",
            "receipt_number": "'旧收〔2026〕' || i || '号'",
            "channel": "'letter'",
            "received_at": moment,
            "recorded_at": moment,
            "title": "t.title",
            "text": "t.body",
            "sender_key": "'k' || (i % 5000)",
            "people_count": "1",
        },
        Matter: {
            "id": "i",
            "number": "'旧事〔2026〕' || i || '号'",
            "entry_id": "i",
            "title": "t.title || i",
            "channel": "'letter'",
            "received_at": moment,
            "state": f"CASE WHEN i % {OPEN_SHARE} = 0 THEN 'accepted' ELSE 'closed' END",
            "kind": "'complaint'",
            "topic_state": "'none'",
            "topic_scores": "'[]'",
            "risk": "'green'",
            "level": "'office'",
            "people_count": "1",
            "complainants": "1",
            "ended_at": ended,
            "created_at": moment,
            "updated_at": moment,
        },
        Participation: {"id": "i", "matter_id": "i", "entry_id": "i", "role": "'first'", "joined_at": moment},
        Document: {
            "id": "i",
            "object_type": "'matters.matter'",
            "object_id": "i",
            "title": "t.title",
            "updated_at": moment,
        },
    }
    for model, values in series.items():
        insert(cursor, model, values, first, last)
    insert_search(cursor, first, last)


def insert(cursor: Any, model: type[models.Model], values: dict[str, str], first: int, last: int) -> None:
    columns = {
        field.column: values.get(field.column) or plain_value(field) for field in model._meta.local_fields
    }
    columns = {name: value for name, value in columns.items() if value}
    names, wanted = ", ".join(columns), ", ".join(columns.values())
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) {numbers(wanted, first, last)}")


def insert_search(cursor: Any, first: int, last: int) -> None:
    office = audience_token("office")
    if connection.vendor == "postgresql":
        wanted = f"i, t.tokens::tsvector || to_tsvector('simple', 'n' || i), '{office}'::tsvector"
        cursor.execute(
            f"INSERT INTO search_text (document_id, body, audience) {numbers(wanted, first, last)}"
        )
    else:
        wanted = f"i, t.tokens || ' n' || i, '{office}'"
        cursor.execute(f"INSERT INTO search_text (rowid, body, audience) {numbers(wanted, first, last)}")


def numbers(wanted: str, first: int, last: int) -> str:
    if connection.vendor == "postgresql":
        return (
            f"SELECT {wanted} FROM generate_series({first}, {last}) i JOIN bench_text t ON t.k = i % {TEXTS}"  # noqa: S608
        )
    return (
        f"WITH RECURSIVE c(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM c WHERE i < {last}) "  # noqa: S608
        f"SELECT {wanted} FROM c JOIN bench_text t ON t.k = i % {TEXTS}"
    )


def moment_of(name: str) -> str:
    """A moment for each number: one a minute, back from the start of 2026."""
    if connection.vendor == "postgresql":
        return f"timestamp with time zone '2024-01-01 00:00:00+00' + make_interval(mins => ({name})::int)"
    return f"datetime('2024-01-01 00:00:00', '+' || {name} || ' minutes')"


def plain_value(field: "models.Field[Any, Any]") -> str:
    if field.null:
        return ""
    if isinstance(field, models.BooleanField):
        return "false"
    if isinstance(field, models.CharField | models.TextField):
        return "''"
    return "0"


def tokens_of(text: str) -> str:
    found = index_tokens(text)
    if connection.vendor == "postgresql":
        return " ".join(f"'{token}':{place}" for place, token in enumerate(found, 1))
    return " ".join(found)


class Pages:
    """The pages that are measured, as the head of the office asks for them."""

    def __init__(self, size: int) -> None:
        self.client = Client()
        self.client.force_login(
            Account.objects.get(username="head"), "allauth.account.auth_backends.AuthenticationBackend"
        )
        self.ids = itertools.cycle(range(size - size // 3, size, 7))
        self.after = f"2024-01-05T00:00:00+00:00|{size // 2}"
        self.counter = itertools.count()

    def list(self) -> None:
        self._get("/matters/")

    def next(self) -> None:
        self._get("/matters/", {"tab": "all", "after": self.after})

    def detail(self) -> None:
        self._get(f"/matters/{next(self.ids)}/")

    def search(self) -> None:
        self._get("/search/", {"q": "防汛物资"})

    def create(self) -> None:
        number = next(self.counter)
        answer = self.client.post(
            "/matters/register/",
            {
                "channel": "letter",
                "received_at": "2026-11-20T09:00",
                "title": f"测量用来件 {number}",
                "text": "路灯不亮，请派人修理。",
                "people_count": 1,
                "representatives": 1,
            },
        )
        assert answer.status_code == 302, answer.content[:2000]

    def _get(self, path: str, query: dict[str, str] | None = None) -> None:
        answer = self.client.get(path, query)
        assert answer.status_code == 200, (path, answer.status_code)
