"""Keeps the outbox short: open pages have fetched what changed an hour ago."""

from datetime import datetime, timedelta

from xianxing.office.jobs.actions import set_timer
from xianxing.office.jobs.models import Timer
from xianxing.office.notices.models import Notice, Outbox

KEY = "notices.outbox.prune"
EVERY = timedelta(hours=1)
KEEP_CHANGES = timedelta(hours=1)
KEEP_NOTICES = timedelta(days=180)


def arm(*, now: datetime) -> None:
    """Arm the hourly pruning unless it is armed."""
    if not Timer.objects.filter(key=KEY, fired_at__isnull=True, cancelled_at__isnull=True).exists():
        set_timer(KEY, KEY, now + EVERY)


def prune(timer: Timer) -> None:
    """Remove outbox rows after an hour and read notices after half a year; arm the next."""
    now = timer.fired_at or timer.due_at
    Outbox.objects.filter(at__lt=now - KEEP_CHANGES).delete()
    Notice.objects.filter(read_at__lt=now - KEEP_NOTICES).delete()
    set_timer(KEY, KEY, now + EVERY)
