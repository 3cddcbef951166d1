"""Imports of tables: the latest ones, and whether the worker gave one up."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from xianxing.duties.matters.models import ImportRun, Matter
from xianxing.office.jobs.models import Job, JobState, Worker

SHOWN = 8
ALIVE = timedelta(seconds=30)


def recent_runs() -> QuerySet[ImportRun]:
    """Return the latest imports with their files and who began them."""
    return ImportRun.objects.select_related("file", "started_by__person").order_by("-id")[:SHOWN]


def failed_job(run: ImportRun) -> Job | None:
    """Return the job of an unfinished import that the worker gave up, if it did."""
    if run.finished_at:
        return None
    failed = Job.objects.filter(name="matters.import", state=JobState.FAILED, payload__run=run.pk)
    return failed.order_by("-id").first()


def is_worked_for(now: datetime) -> bool:
    """Return whether a worker of this office was heard of just now."""
    return Worker.objects.filter(seen_at__gte=now - ALIVE).exists()


def unread_count() -> int:
    """Return how many matters the machine has not read yet."""
    return Matter.objects.filter(understood_at__isnull=True).count()
