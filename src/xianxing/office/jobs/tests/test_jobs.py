"""Jobs run under a lease, at least once, and their effects once where they ask for it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from xianxing.office.jobs import queries, running, upkeep
from xianxing.office.jobs.actions import enqueue, finishing, progress, retry_job
from xianxing.office.jobs.errors import LeaseLostError, NotRunningError
from xianxing.office.jobs.models import Job, JobState, Timer, Worker
from xianxing.office.jobs.running import MOST_ATTEMPTS, claim, release_dead, run_pending
from xianxing.office.jobs.runs import LEASE_SECONDS, current_job
from xianxing.office.jobs.timers import fire_due

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LEASE = timedelta(seconds=LEASE_SECONDS)

Handler = Callable[[dict[str, Any]], object]

pytestmark = pytest.mark.django_db


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Handler]:
    """The handlers that jobs of the test find, by name."""
    found: dict[str, Handler] = {}
    monkeypatch.setattr(running, "task_handler", found.__getitem__)
    return found


def the_job() -> Job:
    return Job.objects.get()


def test_job_enqueued_runs_with_its_payload_once(handlers: dict[str, Handler]) -> None:
    seen: list[dict[str, Any]] = []
    handlers["note"] = seen.append
    enqueue("note", {"number": 7}, now=NOW)
    assert (run_pending(now=NOW), run_pending(now=NOW), seen) == (1, 0, [{"number": 7}])
    assert (the_job().state, the_job().finished_at, the_job().lease_until) == (JobState.FINISHED, NOW, None)


def test_job_of_a_transaction_rolled_back_was_never_asked_for(handlers: dict[str, Handler]) -> None:
    def ask_and_fail() -> None:
        with transaction.atomic():
            enqueue("note", now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask_and_fail()
    assert run_pending(now=NOW) == 0


def test_jobs_run_by_priority_then_by_time(handlers: dict[str, Handler]) -> None:
    seen: list[int] = []
    handlers["note"] = lambda payload: seen.append(payload["n"])
    enqueue("note", {"n": 2}, now=NOW, run_after=NOW - SECOND)
    enqueue("note", {"n": 1}, now=NOW, run_after=NOW - 2 * SECOND)
    enqueue("note", {"n": 0}, now=NOW, priority=1)
    enqueue("note", {"n": 9}, now=NOW, run_after=NOW + SECOND)
    assert (run_pending(now=NOW), seen) == (3, [0, 1, 2])


def test_run_pending_stops_at_its_limit(handlers: dict[str, Handler]) -> None:
    handlers["note"] = lambda payload: None
    for _time in range(3):
        enqueue("note", now=NOW)
    assert (run_pending(now=NOW, limit=2), run_pending(now=NOW, limit=2)) == (2, 1)


def test_job_under_a_lease_is_not_taken_until_the_lease_ends() -> None:
    enqueue("note", now=NOW)
    first = claim(now=NOW, worker="a:1")
    assert first is not None
    assert claim(now=NOW + LEASE - SECOND, worker="b:2") is None
    second = claim(now=NOW + LEASE, worker="b:2")
    assert second is not None
    assert (second.pk, second.worker, second.attempts, second.started_at) == (first.pk, "b:2", 2, NOW)


def test_job_failing_waits_longer_each_time_then_stays_failed(handlers: dict[str, Handler]) -> None:
    def fail(payload: dict[str, Any]) -> None:
        raise ValueError("没有纸")

    handlers["fails"] = fail
    enqueue("fails", now=NOW)
    waits, now = [], NOW
    while the_job().state != JobState.FAILED:
        assert run_pending(now=now) == 1
        waits.append((the_job().run_after - now).total_seconds())
        now = max(the_job().run_after, now)
    assert waits[:-1] == [10, 20, 40, 80]
    assert (the_job().attempts, the_job().finished_at) == (MOST_ATTEMPTS, now)
    assert the_job().error.startswith("builtins.ValueError\n")
    assert "没有纸" in the_job().error
    assert run_pending(now=now + LEASE) == 0


def test_job_failing_does_not_stop_the_next(handlers: dict[str, Handler]) -> None:
    seen: list[int] = []
    handlers["note"] = lambda payload: seen.append(1)
    enqueue("nobody.knows", now=NOW, priority=1)
    enqueue("note", now=NOW)
    assert (run_pending(now=NOW), seen) == (2, [1])


def test_job_failed_runs_again_when_asked(handlers: dict[str, Handler]) -> None:
    handlers["note"] = lambda payload: None
    job = enqueue("note", now=NOW)
    Job.objects.update(state=JobState.FAILED, attempts=5)
    assert (retry_job(job, now=NOW), retry_job(job, now=NOW)) == (True, False)
    assert (run_pending(now=NOW), the_job().state) == (1, JobState.FINISHED)


def test_job_whose_workers_keep_dying_fails_without_running(handlers: dict[str, Handler]) -> None:
    enqueue("note", now=NOW)
    Job.objects.update(state=JobState.RUNNING, attempts=MOST_ATTEMPTS, lease_until=NOW)
    run_pending(now=NOW)
    assert (the_job().state, the_job().error) == (
        JobState.FAILED,
        "执行进程多次中断，未能完成；请查看运行日志后再试",
    )


def test_progress_extends_the_lease(handlers: dict[str, Handler]) -> None:
    handlers["note"] = lambda payload: progress(current_job(), 3, 9)
    enqueue("note", now=NOW)
    run_pending(now=NOW)
    assert (the_job().progress_done, the_job().progress_total) == (3, 9)


def test_progress_after_the_lease_went_elsewhere_is_refused(handlers: dict[str, Handler]) -> None:
    faults: list[str] = []

    def slow(payload: dict[str, Any]) -> None:
        claim(now=NOW + LEASE, worker="other:2")
        with pytest.raises(LeaseLostError) as caught:
            progress(current_job(), 1, 2)
        faults.append(str(caught.value))

    handlers["slow"] = slow
    job = enqueue("slow", now=NOW)
    run_pending(now=NOW, worker="me:1")
    assert faults == [f"任务 {job} 的租约已失效，已由别的进程接手；此次结果不再写入"]
    assert (the_job().state, the_job().worker) == (JobState.RUNNING, "other:2")


def test_finishing_commits_effects_with_the_end(handlers: dict[str, Handler]) -> None:
    def write(payload: dict[str, Any]) -> None:
        with finishing(current_job()):
            Worker.objects.create(name="effect", started_at=NOW, seen_at=NOW)

    handlers["write"] = write
    enqueue("write", now=NOW)
    run_pending(now=NOW)
    assert (the_job().state, Worker.objects.count()) == (JobState.FINISHED, 1)


def test_finishing_after_the_lease_went_elsewhere_keeps_nothing(handlers: dict[str, Handler]) -> None:
    def write(payload: dict[str, Any]) -> None:
        claim(now=NOW + LEASE, worker="other:2")
        with finishing(current_job()):
            Worker.objects.create(name="effect", started_at=NOW, seen_at=NOW)

    handlers["write"] = write
    enqueue("write", now=NOW)
    run_pending(now=NOW, worker="me:1")
    assert (the_job().state, the_job().worker, Worker.objects.count()) == (JobState.RUNNING, "other:2", 0)


def test_progress_outside_a_job_is_refused() -> None:
    job = enqueue("note", now=NOW)
    with pytest.raises(NotRunningError):
        progress(job, 1, 2)
    with pytest.raises(NotRunningError), finishing(job):
        pass


def test_release_dead_frees_jobs_of_dead_workers_of_this_host_only() -> None:
    for worker in ("here:1", "here:2", "there:1"):
        enqueue("note", now=NOW)
        claim(now=NOW, worker=worker)
    freed = release_dead(worker="here:9", now=NOW + SECOND, is_alive=lambda process_id: process_id == 2)
    again = claim(now=NOW + SECOND, worker="here:9")
    assert (freed, again and again.attempts, claim(now=NOW + SECOND, worker="here:9")) == (1, 2, None)


def test_claim_of_nothing_costs_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        claim(now=NOW, worker="a:1")


def test_pruning_removes_old_rows_only(handlers: dict[str, Handler]) -> None:
    old, new = NOW - timedelta(days=500), NOW
    for moment in (old, new):
        enqueue("note", now=moment)
        Timer.objects.create(key=f"f{moment}", kind="x", due_at=moment, fired_at=moment)
        Timer.objects.create(key=f"c{moment}", kind="x", due_at=moment, cancelled_at=moment)
    Job.objects.update(state=JobState.FINISHED)
    Job.objects.filter(enqueued_at=old).update(finished_at=old)
    upkeep.arm(now=NOW - upkeep.EVERY)
    upkeep.arm(now=NOW)
    assert fire_due(now=NOW) == 1
    assert (Job.objects.count(), Timer.objects.exclude(key=upkeep.KEY).count()) == (1, 2)
    assert Timer.objects.get(key=upkeep.KEY).due_at == NOW + upkeep.EVERY


def test_health_counts_what_is_wrong() -> None:
    Worker.objects.create(name="a:1", started_at=NOW, seen_at=NOW)
    enqueue("note", now=NOW)
    Job.objects.update(state=JobState.FAILED)
    Timer.objects.create(key="late", kind="x", due_at=NOW - timedelta(minutes=6))
    Timer.objects.create(key="bad", kind="x", due_at=NOW, failures=2)
    state = queries.health(now=NOW)
    counts = (state.silent, state.failed_jobs, state.failing_timers, state.late_timers)
    assert (counts, queries.failure_count(None)) == ((False, 1, 1, 1), 2)
    assert queries.health(now=NOW + timedelta(seconds=61)).silent
