"""When the hot issues are rebuilt: soon after something came in, and every night. Light: no engine is loaded."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from xianxing.office.jobs.actions import enqueue, set_timer
from xianxing.office.jobs.models import Job, JobState, Timer
from xianxing.office.ledger.actions import writing

REGROUP = "matters.regroup"
NIGHTLY = "matters.issues.nightly"
NIGHT = time(2, 30)
PATIENCE = timedelta(minutes=30)
PRIORITY = -1
"""After the reading of what came in, which the issues rest on."""


@writing()
def renew_issues(*, now: datetime, after: timedelta = PATIENCE) -> None:
    """Have the issues rebuilt after a while, unless that waits to be done by then already."""
    waiting = Job.objects.filter(name=REGROUP, state=JobState.WAITING, run_after__lte=now + after)
    if not waiting.exists():
        enqueue(REGROUP, {}, now=now, run_after=now + after, priority=PRIORITY)
    arm(now=now)


def arm(*, now: datetime) -> None:
    """Arm the nightly rebuilding unless it is armed."""
    if not Timer.objects.filter(key=NIGHTLY, fired_at__isnull=True, cancelled_at__isnull=True).exists():
        set_timer(NIGHTLY, NIGHTLY, next_night(now))


def renew_nightly(timer: Timer) -> None:
    """Have the issues rebuilt and arm the next night."""
    now = timer.fired_at or timer.due_at
    enqueue(REGROUP, {}, now=now, priority=PRIORITY)
    set_timer(NIGHTLY, NIGHTLY, next_night(now))


def next_night(now: datetime) -> datetime:
    """Return the next half past two at night."""
    local = timezone.localtime(now)
    tonight = timezone.make_aware(datetime.combine(local.date(), NIGHT))
    return tonight if tonight > now else tonight + timedelta(days=1)
