"""What is waiting, what runs, what failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from xianxing.office.jobs.models import Job, JobState, Timer, Worker

SILENT_AFTER = timedelta(seconds=60)
LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Health:
    """The state of background work at a moment."""

    workers: tuple[Worker, ...]
    silent: bool
    """No worker has been heard of for a minute."""
    failed_jobs: int
    failing_timers: int
    late_timers: int
    """Due for more than five minutes and not fired."""


def health(*, now: datetime) -> Health:
    """Return whether background work goes on as it should."""
    workers = tuple(Worker.objects.order_by("name"))
    waiting = Timer.objects.filter(fired_at__isnull=True, cancelled_at__isnull=True)
    return Health(
        workers=workers,
        silent=not any(worker.seen_at >= now - SILENT_AFTER for worker in workers),
        failed_jobs=Job.objects.filter(state=JobState.FAILED).count(),
        failing_timers=waiting.filter(failures__gt=0).count(),
        late_timers=waiting.filter(due_at__lt=now - LATE_AFTER).count(),
    )


def failing_timers(limit: int = 100) -> QuerySet[Timer]:
    """Return the timers whose handler failed and that will try again, the earliest due first."""
    waiting = Timer.objects.filter(fired_at__isnull=True, cancelled_at__isnull=True, failures__gt=0)
    return waiting.order_by("due_at", "id")[:limit]


def next_timers(limit: int = 50) -> QuerySet[Timer]:
    """Return the timers that fire next."""
    return Timer.objects.filter(fired_at__isnull=True, cancelled_at__isnull=True).order_by("due_at", "id")[
        :limit
    ]


def failed_jobs(limit: int = 100) -> QuerySet[Job]:
    """Return the jobs that gave up, the latest first."""
    return Job.objects.filter(state=JobState.FAILED).order_by("-id")[:limit]


def open_jobs(limit: int = 50) -> QuerySet[Job]:
    """Return the jobs that run or wait, in the order they are taken."""
    waiting = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING)
    return Job.objects.filter(waiting).order_by("-priority", "run_after", "id")[:limit]


def failure_count(_account: object) -> int:
    """Return how many jobs gave up and how many timers keep failing, for the badge of the page."""
    return len(failed_jobs()) + len(failing_timers())
