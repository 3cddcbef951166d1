"""The watcher hears of what another connection committed, on the database of the run."""

import queue
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection

from xianxing.office.notices.actions import touch
from xianxing.site import watching
from xianxing.site.watching import Watcher

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
Told = queue.Queue[tuple[int, frozenset[str]]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr(watching, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(watching, "LISTEN_SECONDS", 0.2)
    monkeypatch.setattr(watching, "FAULT_SECONDS", 0.01)
    return queue.Queue()


def test_watcher_tells_what_came_after_it_began(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = [[(4, "matters"), (5, "account:5")], [], [(6, "register")], []]
    looked = threading.Event()

    def changed_since(last: int) -> list[tuple[int, str]]:
        if not changes:
            looked.set()
        return changes.pop(0) if changes else []

    monkeypatch.setattr(watching, "changed_since", changed_since)
    monkeypatch.setattr(watching, "last_change", lambda: 3)
    monkeypatch.setattr(watching, "_poller", lambda stop: lambda: stop.wait(0.01))
    monkeypatch.setattr(watching, "_listener", lambda: lambda: looked.wait(0.01))
    watcher = Watcher(lambda last, topics: told.put((last, topics)))
    watcher.start()
    assert looked.wait(5)
    watcher.close()
    assert [told.get(timeout=5), told.get(timeout=5)] == [
        (5, frozenset({"matters", "account:5"})),
        (6, frozenset({"register"})),
    ]


def test_watcher_goes_on_where_it_was_after_the_database_failed(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def changed_since(last: int) -> list[tuple[int, str]]:
        asked.append(last)
        if len(asked) == 1:
            raise DatabaseError("gone")
        return [(last + 1, "matters")]

    monkeypatch.setattr(watching, "changed_since", changed_since)
    monkeypatch.setattr(watching, "last_change", lambda: 3)
    monkeypatch.setattr(watching, "_poller", lambda stop: lambda: None)
    monkeypatch.setattr(watching, "_listener", lambda: lambda: None)
    watcher = Watcher(lambda last, topics: told.put((last, topics)))
    watcher.start()
    assert told.get(timeout=5) == (4, frozenset({"matters"}))
    watcher.close()


@pytest.fixture
def watcher(told: Told) -> Iterator[Watcher]:
    found = Watcher(lambda last, topics: told.put((last, topics)))
    yield found
    found.close()
    found._thread.join(5)


@pytest.mark.django_db(transaction=True)
def test_watcher_hears_what_another_connection_commits(told: Told, watcher: Watcher) -> None:
    watcher.start()
    for _try in range(100):
        touch("matters", NOW)
        try:
            assert told.get(timeout=0.1)[1] == frozenset({"matters"})
        except queue.Empty:
            continue
        return
    pytest.fail(f"nothing heard on {connection.vendor}")


def test_poller_waits_until_the_version_changes(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = [1, 1, 1, 2, 3]
    monkeypatch.setattr(watching, "_change_count", lambda: versions.pop(0))
    wait = watching._poller(threading.Event())
    wait()
    assert versions == [3]


def test_poller_told_to_stop_waits_no_longer(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_change_count", lambda: 1)
    stop = threading.Event()
    wait = watching._poller(stop)
    stop.set()
    wait()
