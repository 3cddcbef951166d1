"""The live hub: tells open pages which topics changed, as server-sent events. Pages then fetch what they show.

An event holds topics only (``["matters", "account:5"]``), and only those the account may hear, so nothing of the
content goes through here. A page that was away says which event it saw last and is told what it missed.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host

from xianxing.office.access.models import Account
from xianxing.office.notices.queries import changed_since
from xianxing.office.notices.topics import Ear, ear_of, may_hear
from xianxing.site.watching import Watcher

logger = logging.getLogger("xianxing.live")

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

KEEP_ALIVE_SECONDS = 15
CHECK_AGAIN_SECONDS = 60
RETRY_MILLISECONDS = 3000
MOST_PER_ACCOUNT = 20
MOST_MISSED = 1000

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Client:
    """One open page: what it may hear, and what it has not been told yet."""

    def __init__(self, ear: Ear) -> None:
        self.ear = ear
        self.topics: set[str] = set()
        self.last_id = 0
        self.wake = asyncio.Event()
        self.gone = False

    def tell(self, last_id: int, topics: frozenset[str]) -> None:
        """Add what this client may hear; the topics of several changes become one event."""
        heard = {topic for topic in topics if may_hear(self.ear, topic)}
        if heard:
            self.topics |= heard
            self.last_id = max(self.last_id, last_id)
            self.wake.set()

    def leave(self) -> None:
        """End the stream."""
        self.gone = True
        self.wake.set()

    def event(self) -> bytes:
        """Return what there is to say as one event (a comment keeps the line open when there is nothing)."""
        self.wake.clear()
        if not self.topics:
            return b": \n\n"
        body = json.dumps(sorted(self.topics))
        self.topics.clear()
        return f"id: {self.last_id}\ndata: {body}\n\n".encode()


class Hub:
    """The ASGI application at ``/live/``: one watcher for all clients of this process."""

    def __init__(self) -> None:
        self._clients: set[Client] = set()
        self._watcher: Watcher | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one page until it goes away or its session ends."""
        ear = await asyncio.to_thread(ear_of_visitor, scope) if scope["method"] == "GET" else None
        if ear is None:
            await _refuse(send)
            return
        client = Client(ear)
        self._admit(client)
        departure = asyncio.ensure_future(_await_departure(receive, client))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await _say(send, f"retry: {RETRY_MILLISECONDS}\n\n".encode())
            await self._catch_up(scope, client)
            await _serve(scope, send, client)
        finally:
            departure.cancel()
            self._clients.discard(client)

    def tell(self, last_id: int, topics: frozenset[str]) -> None:
        """Tell every client; runs in the event loop."""
        for client in self._clients:
            client.tell(last_id, topics)

    def close(self) -> None:
        """End the watcher and all streams."""
        if self._watcher:
            self._watcher.close()
        for client in self._clients:
            client.leave()

    def _admit(self, client: Client) -> None:
        """Add a client, start to watch at the first, and close the stream of one whose account has too many."""
        if self._watcher is None:
            loop = asyncio.get_running_loop()

            def tell(last_id: int, topics: frozenset[str]) -> None:
                loop.call_soon_threadsafe(self.tell, last_id, topics)

            self._watcher = Watcher(tell)
            self._watcher.start()
        same = [each for each in self._clients if each.ear.account_id == client.ear.account_id]
        if len(same) >= MOST_PER_ACCOUNT:
            same[0].leave()
        self._clients.add(client)

    async def _catch_up(self, scope: Scope, client: Client) -> None:
        """Tell what changed since the event that the page saw last."""
        seen = _header(scope, b"last-event-id")
        if seen.isascii() and seen.isdigit() and len(seen) < 19:
            rows = await asyncio.to_thread(_missed, int(seen))
            if rows:
                client.tell(rows[-1][0], frozenset(topic for _id, topic in rows))


async def _serve(scope: Scope, send: Send, client: Client) -> None:
    loop = asyncio.get_running_loop()
    check_at = loop.time() + CHECK_AGAIN_SECONDS
    while not client.gone:
        with suppress(TimeoutError):
            await asyncio.wait_for(client.wake.wait(), KEEP_ALIVE_SECONDS)
        if loop.time() >= check_at:
            ear = await asyncio.to_thread(ear_of_visitor, scope)
            if ear is None:
                break
            client.ear, check_at = ear, loop.time() + CHECK_AGAIN_SECONDS
        if not client.gone:
            await _say(send, client.event())
    await send({"type": "http.response.body", "body": b""})


def ear_of_visitor(scope: Scope) -> Ear | None:
    """Return what the account of the session cookie may hear, or None when nobody is signed in."""
    domain, _port = split_domain_port(_header(scope, b"host"))
    if not validate_host(domain, settings.ALLOWED_HOSTS):
        return None
    close_old_connections()
    try:
        key = _session_key(scope)
        account = _account(key) if key else None
        return ear_of(account) if account and not account.must_change_password else None
    finally:
        close_old_connections()


def _account(session_key: str) -> Account | None:
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    account = get_user(request)
    return account if isinstance(account, Account) and account.is_active else None


def _session_key(scope: Scope) -> str:
    return parse_cookie(_header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME, "")


def _missed(last_id: int) -> list[tuple[int, str]]:
    close_old_connections()
    try:
        return changed_since(last_id, limit=MOST_MISSED)
    finally:
        close_old_connections()


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for found, value in scope["headers"] if found == name), "")


async def _await_departure(receive: Receive, client: Client) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    client.leave()


async def _say(send: Send, text: bytes) -> None:
    await send({"type": "http.response.body", "body": text, "more_body": True})


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 401, "headers": headers})
    await send({"type": "http.response.body", "body": "请先登录".encode()})
