"""Keeps the tables of background work small."""

from datetime import datetime, timedelta

from xianxing.office.jobs.actions import set_timer
from xianxing.office.jobs.models import Job, JobState, Timer

KEY = "jobs.rows.prune"
EVERY = timedelta(days=1)
KEEP_JOBS = timedelta(days=30)
KEEP_TIMERS = timedelta(days=400)


def arm(*, now: datetime) -> None:
    """Arm the daily pruning unless it is armed."""
    if not Timer.objects.filter(key=KEY, fired_at__isnull=True, cancelled_at__isnull=True).exists():
        set_timer(KEY, KEY, now + EVERY)


def prune(timer: Timer) -> None:
    """Remove finished jobs after a month, and ended timers after a year; arm the next."""
    now = timer.fired_at or timer.due_at
    Job.objects.filter(state=JobState.FINISHED, finished_at__lt=now - KEEP_JOBS).delete()
    Timer.objects.filter(fired_at__lt=now - KEEP_TIMERS).delete()
    Timer.objects.filter(cancelled_at__lt=now - KEEP_TIMERS).delete()
    set_timer(KEY, KEY, now + EVERY)
