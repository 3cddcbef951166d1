"""The sweep that fires what is due."""

import logging
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from xianxing.office.duty import timer_handler
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.actions import writing

logger = logging.getLogger("xianxing.jobs")

FIRST_RETRY_SECONDS = 10
LONGEST_RETRY_SECONDS = 3600


def fire_due(*, now: datetime, limit: int = 500) -> int:
    """Fire the timers that are due, earliest first, and return how many fired.

    Each is one transaction: mark it fired (only if nobody else has), run its handler, commit. A crash before
    the commit leaves it due, a crash after it leaves it fired, so any number of sweepers may run at any time.
    A handler that fails is rolled back with its mark, counted, and tried again later; the others go on.
    """
    due = list(_due(now).order_by("due_at", "id").values_list("pk", flat=True)[:limit])
    fired = [timer_id for timer_id in due if _fire(timer_id, now)]
    return len(fired)


def retry_seconds(failures: int) -> int:
    """Return the wait after so many failures: 10 s, doubled each time, an hour at most."""
    doublings = min(failures - 1, 12)
    return min(FIRST_RETRY_SECONDS << doublings, LONGEST_RETRY_SECONDS)


def _due(now: datetime) -> QuerySet[Timer]:
    waiting = Timer.objects.filter(fired_at__isnull=True, cancelled_at__isnull=True, due_at__lte=now)
    return waiting.filter(Q(retry_at__isnull=True) | Q(retry_at__lte=now))


def _fire(timer_id: int, now: datetime) -> bool:
    try:
        with writing():
            if not _due(now).filter(pk=timer_id).update(fired_at=now):
                return False
            timer = Timer.objects.get(pk=timer_id)
            timer_handler(timer.kind)(timer)
    except Exception as error:  # any fault of one handler must not stop the deadlines of the others
        logger.exception("timer %s failed", timer_id)
        _note_failure(timer_id, now, error)
        return False
    return True


def _note_failure(timer_id: int, now: datetime, error: Exception) -> None:
    with writing():
        row = Timer.objects.filter(pk=timer_id)
        row.update(failures=F("failures") + 1, last_error=f"{type(error).__name__}: {error}"[:2000])
        for timer in row:
            row.update(retry_at=now + timedelta(seconds=retry_seconds(timer.failures)))
