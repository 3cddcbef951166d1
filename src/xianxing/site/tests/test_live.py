"""The hub tells an account what it may hear, and nobody else anything."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client as Browser

from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.notices.actions import touch
from xianxing.office.notices.topics import Ear
from xianxing.site import live
from xianxing.site.live import Client, Hub, ear_of_visitor

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
OFFICE_EAR = Ear(account_id=5, organ_ids=frozenset({12}), hears_things=True)
UNIT_EAR = Ear(account_id=7, organ_ids=frozenset({20}), hears_things=False)


class FakeWatcher:
    """Watches nothing; the test tells the hub itself."""

    def __init__(self, tell: Callable[[int, frozenset[str]], None]) -> None:
        self.closed = False

    def start(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class Page:
    """An open page: what it was sent, and its way of going away."""

    def __init__(
        self, hub: Hub, headers: list[tuple[bytes, bytes]] | None = None, method: str = "GET"
    ) -> None:
        self.sent: list[dict[str, Any]] = []
        self.away = asyncio.Event()
        self.open = asyncio.Event()
        scope = {"type": "http", "method": method, "headers": headers or []}
        self.task = asyncio.ensure_future(hub(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self.away.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.sent.append(dict(message))
        if b"retry" in message.get("body", b""):
            self.open.set()

    @property
    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()

    def topics(self) -> list[str]:
        lines = [line for line in self.text.splitlines() if line.startswith("data: ")]
        return [topic for line in lines for topic in json.loads(line.removeprefix("data: "))]


@asynccontextmanager
async def opened(hub: Hub, *pages: Page) -> AsyncIterator[None]:
    for page in pages:
        await asyncio.wait_for(page.open.wait(), 5)
    await asyncio.sleep(0.01)
    yield
    for page in pages:
        page.away.set()
    await asyncio.gather(*(page.task for page in pages))


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> list[Ear | None]:
    """Whose pages open next; the last one stays."""
    found: list[Ear | None] = [OFFICE_EAR]
    monkeypatch.setattr(live, "ear_of_visitor", lambda scope: found.pop(0) if len(found) > 1 else found[0])
    monkeypatch.setattr(live, "Watcher", FakeWatcher)
    return found


def test_hub_tells_each_page_what_it_may_hear(ears: list[Ear | None]) -> None:
    ears[:] = [OFFICE_EAR, UNIT_EAR]

    async def story() -> tuple[list[str], list[str]]:
        hub = Hub()
        office = Page(hub)
        await asyncio.wait_for(office.open.wait(), 5)
        unit = Page(hub)
        async with opened(hub, office, unit):
            hub.tell(9, frozenset({"matters", "matter:3", "account:5", "account:7", "organ:20"}))
            await asyncio.sleep(0.02)
        return office.topics(), unit.topics()

    assert asyncio.run(story()) == (
        ["account:5", "matter:3", "matters", "organ:20"],
        ["account:7", "matters", "organ:20"],
    )


def test_hub_event_carries_its_id_and_headers_forbid_storing(ears: list[Ear | None]) -> None:
    async def story() -> tuple[str, dict[bytes, bytes]]:
        hub = Hub()
        page = Page(hub)
        async with opened(hub, page):
            hub.tell(9, frozenset({"matters"}))
            await asyncio.sleep(0.02)
        return page.text, dict(page.sent[0]["headers"])

    text, headers = asyncio.run(story())
    assert text == 'retry: 3000\n\nid: 9\ndata: ["matters"]\n\n'
    assert headers[b"cache-control"] == b"no-store"


def test_hub_refuses_who_is_not_signed_in(ears: list[Ear | None]) -> None:
    ears[:] = [None]

    async def story() -> list[int]:
        pages = [Page(Hub()), Page(Hub(), method="POST")]
        await asyncio.gather(*(page.task for page in pages))
        return [page.sent[0]["status"] for page in pages]

    assert asyncio.run(story()) == [401, 401]


def test_hub_ends_a_page_whose_session_ended(ears: list[Ear | None], monkeypatch: pytest.MonkeyPatch) -> None:
    ears[:] = [OFFICE_EAR, None]
    monkeypatch.setattr(live, "CHECK_AGAIN_SECONDS", 0)

    async def story() -> list[str]:
        hub = Hub()
        page = Page(hub)
        await asyncio.wait_for(page.open.wait(), 5)
        hub.tell(9, frozenset({"matters"}))
        await asyncio.wait_for(page.task, 5)
        return page.topics()

    assert asyncio.run(story()) == []


def test_hub_keeps_a_quiet_line_open(ears: list[Ear | None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "KEEP_ALIVE_SECONDS", 0.01)

    async def story() -> str:
        hub = Hub()
        page = Page(hub)
        async with opened(hub, page):
            await asyncio.sleep(0.05)
        return page.text

    assert ": \n\n" in asyncio.run(story())


def test_hub_closes_the_oldest_of_too_many_pages(
    ears: list[Ear | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_PER_ACCOUNT", 1)

    async def story() -> tuple[bool, bool]:
        hub = Hub()
        first = Page(hub)
        await asyncio.wait_for(first.open.wait(), 5)
        second = Page(hub)
        async with opened(hub, second):
            await asyncio.wait_for(first.task, 5)
            return first.task.done(), second.task.done()

    assert asyncio.run(story()) == (True, False)


def test_hub_closed_ends_every_page(ears: list[Ear | None]) -> None:
    async def story() -> bytes:
        hub = Hub()
        page = Page(hub)
        await asyncio.wait_for(page.open.wait(), 5)
        hub.close()
        await asyncio.wait_for(page.task, 5)
        body: bytes = page.sent[-1]["body"]
        return body

    assert asyncio.run(story()) == b""


def test_hub_tells_a_page_that_was_away_what_it_missed(
    ears: list[Ear | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        live, "_missed", lambda last_id: [(8, "account:7"), (9, "matters")] if last_id == 7 else []
    )

    async def story(seen: bytes) -> list[str]:
        hub = Hub()
        page = Page(hub, [(b"last-event-id", seen)])
        async with opened(hub, page):
            await asyncio.sleep(0.02)
        return page.topics()

    assert [asyncio.run(story(seen)) for seen in (b"7", b"9", b"x", b"9" * 30)] == [["matters"], [], [], []]


def test_client_merges_changes_into_one_event_with_the_latest_id() -> None:
    async def story() -> bytes:
        client = Client(OFFICE_EAR)
        client.tell(4, frozenset({"matters"}))
        client.tell(3, frozenset({"register", "account:7"}))
        client.tell(5, frozenset({"account:7"}))
        return client.event()

    assert asyncio.run(story()) == b'id: 4\ndata: ["matters", "register"]\n\n'


@pytest.mark.django_db
def test_missed_changes_come_from_the_outbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "close_old_connections", lambda: None)
    touch("matters", NOW)
    rows = live._missed(0)
    assert [topic for _id, topic in rows] == ["matters"]
    assert live._missed(rows[-1][0]) == []


@pytest.mark.django_db
class TestVisitor:
    """Whose ear a request has."""

    @pytest.fixture(autouse=True)
    def keep_connection(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live, "close_old_connections", lambda: None)

    @pytest.fixture
    def cast(self) -> Cast:
        return gather_cast()

    def scope(self, account: Account | None, *, host: str = "127.0.0.1:8000") -> dict[str, Any]:
        cookie = "theme=dark"
        if account:
            browser = Browser()
            browser.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[1])
            cookie = f"theme=dark; {settings.SESSION_COOKIE_NAME}={browser.session.session_key}"
        return {"method": "GET", "headers": [(b"host", host.encode()), (b"cookie", cookie.encode())]}

    def test_visitor_signed_in_hears_as_that_account(self, cast: Cast) -> None:
        assert ear_of_visitor(self.scope(cast.unit)) == Ear(
            cast.unit.pk, frozenset({cast.unit_organ.pk}), hears_things=False
        )

    def test_visitor_without_session_hears_nothing(self, cast: Cast) -> None:
        assert ear_of_visitor(self.scope(None)) is None
        assert ear_of_visitor({"method": "GET", "headers": [(b"host", b"localhost")]}) is None

    def test_visitor_of_another_host_name_hears_nothing(self, cast: Cast) -> None:
        assert ear_of_visitor(self.scope(cast.clerk, host="evil.example")) is None

    def test_visitor_whose_session_is_gone_hears_nothing(self, cast: Cast) -> None:
        scope = self.scope(cast.clerk)
        Session.objects.all().delete()
        assert ear_of_visitor(scope) is None

    def test_visitor_closed_or_with_a_first_password_hears_nothing(self, cast: Cast) -> None:
        closed, fresh = self.scope(cast.clerk), self.scope(cast.head)
        Account.objects.filter(pk=cast.clerk.pk).update(is_active=False)
        Account.objects.filter(pk=cast.head.pk).update(must_change_password=True)
        assert (ear_of_visitor(closed), ear_of_visitor(fresh)) == (None, None)
