"""Which job is running in this thread, and whose clock it goes by."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from xianxing.office.jobs.errors import NotRunningError
from xianxing.office.jobs.models import Job, JobState

LEASE_SECONDS = 300
"""How long a job may go without reporting progress before another worker takes it."""

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Run:
    """A job in hand."""

    job: Job
    clock: Clock


_current: ContextVar[Run | None] = ContextVar("xianxing_jobs_run", default=None)


def current_run() -> Run:
    """Return the run of this thread.

    Raises:
        NotRunningError: nothing is running in this thread.
    """
    run = _current.get()
    if run is None:
        raise NotRunningError("当前没有正在执行的后台任务；progress 与 finishing 只能在任务处理函数中调用")
    return run


def current_job() -> Job:
    """Return the job of this thread, for handlers that report progress.

    Raises:
        NotRunningError: nothing is running in this thread.
    """
    return current_run().job


@contextmanager
def running(job: Job, clock: Clock) -> Iterator[None]:
    """Make this the job of the thread while inside."""
    token = _current.set(Run(job, clock))
    try:
        yield
    finally:
        _current.reset(token)


def held(job: Job) -> QuerySet[Job]:
    """Return the job's row as long as this very attempt holds it; empty once the lease went elsewhere."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts)
