"""What an office needs before its first matter: content labels and the timers of the night."""

from datetime import datetime

from xianxing.duties.matters.actions.labels import seed_topics
from xianxing.duties.matters.actions.retention import TIMER_KEY, arm_retention
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.actions import SYSTEM, writing


def begin(now: datetime) -> None:
    """Seed what is missing; run at every start, it changes nothing the second time."""
    seed_topics(actor=SYSTEM, now=now)
    with writing():
        if not Timer.objects.filter(key=TIMER_KEY, fired_at__isnull=True).exists():
            arm_retention(now)
