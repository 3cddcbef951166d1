"""Ask for background work, and set what must happen at a moment.

Two promises, which differ:

* A **timer** fires exactly once. Its handler runs in the transaction that marks it fired, so whatever it
  writes to the database happens with the mark or not at all.
* A **job** runs at least once. Its handler works outside any transaction (it may be slow) and may run again
  after a crash, so it must be idempotent. What must happen once goes inside ``finishing(job)``, which commits
  the effects together with the end of the job.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from xianxing.office.jobs.errors import LeaseLostError
from xianxing.office.jobs.models import Job, JobState, Timer
from xianxing.office.jobs.runs import LEASE_SECONDS, current_run, held
from xianxing.office.ledger.actions import writing

Payload = Mapping[str, Any]


def enqueue(
    name: str,
    payload: Payload | None = None,
    *,
    now: datetime,
    run_after: datetime | None = None,
    priority: int = 0,
) -> Job:
    """Add a job to the caller's transaction and return it: rolled back, it was never asked for.

    ``name`` is one of the manifests' ``tasks``; a higher ``priority`` runs first; ``payload`` must be JSON.
    """
    return Job.objects.create(
        task_id=str(uuid4()),
        name=name,
        payload=dict(payload or {}),
        priority=priority,
        run_after=run_after or now,
        enqueued_at=now,
    )


def set_timer(
    key: str, kind: str, due_at: datetime, obj: models.Model | None = None, payload: Payload | None = None
) -> Timer:
    """Arm the timer of this key, or arm it anew: a fired or cancelled one comes back with the new moment.

    ``kind`` is one of the manifests' ``timers``. The handler gets the timer; the moment of firing is its
    ``fired_at``.
    """
    timer, _created = Timer.objects.update_or_create(
        key=key,
        defaults={
            "kind": kind,
            "due_at": due_at,
            "object_type": obj._meta.label_lower if obj else "",
            "object_id": obj.pk if obj else 0,
            "payload": dict(payload or {}),
            "fired_at": None,
            "cancelled_at": None,
            "failures": 0,
            "last_error": "",
            "retry_at": None,
        },
    )
    return timer


def cancel_timers(obj: models.Model, *, kinds: Sequence[str] = (), now: datetime | None = None) -> int:
    """Cancel an object's timers that have not fired (of some kinds only, when given); return how many."""
    waiting = _waiting().filter(object_type=obj._meta.label_lower, object_id=obj.pk)
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    return waiting.update(cancelled_at=now or Now())


def cancel_timer(key: str, *, now: datetime | None = None) -> int:
    """Cancel the timer of this key if it has not fired; return 1 or 0."""
    return _waiting().filter(key=key).update(cancelled_at=now or Now())


def progress(job: Job, done: int, total: int) -> None:
    """Report how far a running job is, and extend its lease.

    Raises:
        NotRunningError: no job is running in this thread.
        LeaseLostError: another worker has the job; stop and write nothing.
    """
    lease_until = current_run().clock() + timedelta(seconds=LEASE_SECONDS)
    changed = held(job).update(progress_done=done, progress_total=total, lease_until=lease_until)
    if not changed:
        raise LeaseLostError(f"任务 {job} 的租约已失效，已由别的进程接手；此次结果不再写入")
    job.progress_done, job.progress_total, job.lease_until = done, total, lease_until


@contextmanager
def finishing(job: Job) -> Iterator[None]:
    """Commit the effects written inside together with the end of the job, so they happen exactly once.

    Raises:
        NotRunningError: no job is running in this thread.
        LeaseLostError: another worker has the job; nothing written inside is kept.
    """
    run = current_run()
    with writing():
        yield
        ended = held(job).update(state=JobState.FINISHED, finished_at=run.clock(), lease_until=None, error="")
        if not ended:
            raise LeaseLostError(f"任务 {job} 的租约已失效，已由别的进程接手；此次结果不再写入")


def retry_job(job: Job, *, now: datetime) -> bool:
    """Let a failed job run again from its first attempt; return whether it had failed."""
    failed = Job.objects.filter(pk=job.pk, state=JobState.FAILED)
    return bool(failed.update(state=JobState.WAITING, attempts=0, run_after=now, finished_at=None))


def retry_timer(timer: Timer) -> bool:
    """Let a failing timer try at the next sweep; return whether it was waiting."""
    return bool(_waiting().filter(pk=timer.pk).update(retry_at=None))


def _waiting() -> models.QuerySet[Timer]:
    return Timer.objects.filter(fired_at__isnull=True, cancelled_at__isnull=True)
