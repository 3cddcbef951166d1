"""Claim jobs under a lease and run them."""

import logging
import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from traceback import format_exception

from django.db import transaction
from django.db.models import Q, QuerySet

from xianxing.office.duty import task_handler
from xianxing.office.jobs.backend import TASK_PREFIX, call_task
from xianxing.office.jobs.models import Job, JobState
from xianxing.office.jobs.runs import LEASE_SECONDS, Clock, held, running

logger = logging.getLogger("xianxing.jobs")

MOST_ATTEMPTS = 5
FIRST_RETRY_SECONDS = 10
LONGEST_ERROR = 8000


def worker_name() -> str:
    """Return the name of this process: host and process id, so that the dead can be told from the living."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def run_pending(*, now: datetime, limit: int = 100, worker: str = "", clock: Clock | None = None) -> int:
    """Run due jobs, highest priority first, until none is left or ``limit`` ran; return how many ran.

    A job that fails waits (10 s, then double) and runs again, five times at most; then it stays failed for
    the system officer. ``clock`` is what leases and ends are written by; ``now`` stands still without it.
    """
    clock = clock or (lambda: now)
    ran = 0
    while ran < limit:
        job = claim(now=clock(), worker=worker or worker_name())
        if job is None:
            break
        _run(job, clock)
        ran += 1
    return ran


def claim(*, now: datetime, worker: str) -> Job | None:
    """Take the next due job under a lease, or None when there is none.

    Waiting jobs whose time has come are due, and running ones whose lease has run out. SQLite has one writer
    at a time; PostgreSQL skips the rows that other workers are taking.
    """
    if not _ready(now).exists():
        return None
    with transaction.atomic():
        job = _ready(now).select_for_update(skip_locked=True).order_by("-priority", "run_after", "id").first()
        if job is None:
            return None
        job.attempts += 1
        job.worker = worker
        job.state, job.error = JobState.RUNNING, ""
        job.started_at = job.started_at or now
        job.lease_until = now + timedelta(seconds=LEASE_SECONDS)
        job.save(update_fields=["attempts", "worker", "state", "error", "started_at", "lease_until"])
    return job


def release_dead(*, worker: str, now: datetime, is_alive: Callable[[int], bool]) -> int:
    """Let jobs of this host's dead worker processes run at once instead of when their lease ends."""
    host = worker.rpartition(":")[0]
    freed = 0
    for job in Job.objects.filter(state=JobState.RUNNING, worker__startswith=f"{host}:"):
        if not is_alive(int(job.worker.rpartition(":")[2])):
            freed += held(job).update(lease_until=now)
    return freed


def _ready(now: datetime) -> QuerySet[Job]:
    return Job.objects.filter(
        Q(state=JobState.WAITING, run_after__lte=now) | Q(state=JobState.RUNNING, lease_until__lte=now)
    )


def _run(job: Job, clock: Clock) -> None:
    if job.attempts > MOST_ATTEMPTS:
        _end(job, clock, state=JobState.FAILED, error="执行进程多次中断，未能完成；请查看运行日志后再试")
        return
    try:
        with running(job, clock):
            result = _call(job)
    except Exception as error:  # any fault of one job must not stop the worker
        logger.exception("job %s failed", job)
        _note_failure(job, clock, error)
    else:
        _end(job, clock, state=JobState.FINISHED, result=result)


def _call(job: Job) -> object:
    """Return what a function of the standard task API returned; a manifest's handler returns nothing."""
    if job.name.startswith(TASK_PREFIX):
        return call_task(job)
    task_handler(job.name)(job.payload)
    return None


def _note_failure(job: Job, clock: Clock, error: Exception) -> None:
    path = f"{type(error).__module__}.{type(error).__qualname__}"
    text = f"{path}\n{''.join(format_exception(error))[-LONGEST_ERROR:]}"
    if job.attempts >= MOST_ATTEMPTS:
        _end(job, clock, state=JobState.FAILED, error=text)
        return
    wait = timedelta(seconds=FIRST_RETRY_SECONDS * 2 ** (job.attempts - 1))
    held(job).update(state=JobState.WAITING, run_after=clock() + wait, lease_until=None, error=text)


def _end(job: Job, clock: Clock, *, state: JobState, result: object = None, error: str = "") -> None:
    """Write the end, unless the handler ended the job itself or lost its lease."""
    held(job).update(state=state, finished_at=clock(), lease_until=None, result=result, error=error)
