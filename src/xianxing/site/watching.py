"""Notice that another process changed the database, and read what changed from the outbox."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection

from xianxing.office.notices.queries import changed_since, last_change

logger = logging.getLogger("xianxing.live")

POLL_SECONDS = 0.25
LISTEN_SECONDS = 5
FAULT_SECONDS = 2

Tell = Callable[[int, frozenset[str]], None]
"""Told the id of the latest outbox row and the topics that changed up to it."""


class Watcher:
    """One thread of a server process. On SQLite it asks ``PRAGMA data_version``; PostgreSQL calls it."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="live", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def close(self) -> None:
        """End the thread at its next look."""
        self._stop.set()

    def _watch(self) -> None:
        last: int | None = None
        while not self._stop.is_set():
            try:
                last = self._follow(last)
            except DatabaseError:
                logger.exception("the live watcher lost the database; trying again in %s s", FAULT_SECONDS)
                connection.close()
                self._stop.wait(FAULT_SECONDS)
        connection.close()

    def _follow(self, last: int | None) -> int:
        """Tell every change after ``last`` until stopped; begin at the present when it is None."""
        wait = _listener() if connection.vendor == "postgresql" else _poller(self._stop)
        reached = last_change() if last is None else last
        while not self._stop.is_set():
            rows = changed_since(reached)
            if rows:
                reached = rows[-1][0]
                self._tell(reached, frozenset(topic for _id, topic in rows))
            else:
                wait()
        return reached


def _poller(stop: threading.Event) -> Callable[[], None]:
    """Return a wait until another connection has committed, looked at four times a second."""
    seen = _change_count()

    def wait() -> None:
        nonlocal seen
        while (version := _change_count()) == seen and not stop.wait(POLL_SECONDS):
            pass
        seen = version

    return wait


def _change_count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        return int(cursor.fetchone()[0])


def _listener() -> Callable[[], None]:
    """Return a wait for PostgreSQL's call; it ends after a few seconds even without one."""
    with connection.cursor() as cursor:
        cursor.execute("LISTEN xianxing_outbox")
    driver: Any = connection.connection

    def wait() -> None:
        for _notice in driver.notifies(timeout=LISTEN_SECONDS, stop_after=1):
            return

    return wait
