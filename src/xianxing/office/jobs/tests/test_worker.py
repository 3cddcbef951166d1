"""The loop of a worker, with a clock and a stop of the test's own."""

import os
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError

from xianxing.office.jobs import worker
from xianxing.office.jobs.models import Worker

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class Stop(threading.Event):
    """Set after so many rests; a rest moves the clock instead of waiting."""

    def __init__(self, rests: int) -> None:
        super().__init__()
        self.now = NOW
        self.rests: list[float | None] = []
        self._left = rests

    def wait(self, timeout: float | None = None) -> bool:
        self.rests.append(timeout)
        self.now += timedelta(seconds=timeout or 0)
        if len(self.rests) >= self._left:
            self.set()
        return self.is_set()


@pytest.fixture
def sweeps(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """When timers were swept."""
    seen: list[datetime] = []

    def sweep(*, now: datetime) -> int:
        seen.append(now)
        return 0

    monkeypatch.setattr(worker, "fire_due", sweep)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    return seen


@pytest.mark.django_db
def test_worker_idle_sweeps_each_second_and_rests_between(sweeps: list[datetime]) -> None:
    stop = Stop(rests=11)
    worker.run(stop, clock=lambda: stop.now)
    assert sweeps == [NOW, NOW + timedelta(seconds=1), NOW + timedelta(seconds=2)]
    assert set(stop.rests) == {0.2}


@pytest.mark.django_db
def test_worker_beats_and_leaves_no_trace_at_its_end(
    sweeps: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    Worker.objects.create(name="silent:1", started_at=NOW, seen_at=NOW - timedelta(days=2))
    beats: list[datetime] = []
    beat = worker.beat

    def count_beat(name: str, *, started_at: datetime, now: datetime) -> None:
        beat(name, started_at=started_at, now=now)
        beats.append(Worker.objects.get().seen_at)

    monkeypatch.setattr(worker, "beat", count_beat)
    stop = Stop(rests=60)
    worker.run(stop, clock=lambda: stop.now)
    assert beats == [NOW, NOW + timedelta(seconds=10)]
    assert not Worker.objects.exists()


@pytest.mark.django_db
def test_worker_with_work_does_not_rest(sweeps: list[datetime], monkeypatch: pytest.MonkeyPatch) -> None:
    stop, left = Stop(rests=1), [1, 1, 1, 0]
    monkeypatch.setattr(worker, "run_pending", lambda **_given: left.pop(0))
    worker.run(stop, clock=lambda: stop.now)
    assert (left, stop.rests) == ([], [0.2])


@pytest.mark.django_db
def test_worker_goes_on_after_the_database_failed(
    sweeps: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [DatabaseError("gone")]

    def sweep(*, now: datetime) -> int:
        sweeps.append(now)
        if faults:
            raise faults.pop()
        return 0

    monkeypatch.setattr(worker, "fire_due", sweep)
    monkeypatch.setattr(worker, "connection", type("Closed", (), {"close": staticmethod(lambda: None)}))
    stop = Stop(rests=2)
    worker.run(stop, clock=lambda: stop.now)
    assert (len(sweeps), stop.rests) == (2, [2, 0.2])


def test_process_that_lives_is_alive() -> None:
    assert worker.is_alive(os.getpid())
    assert worker.is_alive(1)


def test_process_that_ended_is_not_alive() -> None:
    child = os.posix_spawn("/bin/true", ["/bin/true"], {})
    os.waitpid(child, 0)
    assert not worker.is_alive(child)


def test_process_of_another_user_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(process_id: int, number: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert worker.is_alive(1)
