"""Keep the figures of each night, so that the page can draw their trends."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from xianxing.duties.today.actions import keep_figures
from xianxing.duties.today.queries import all_figures
from xianxing.office.access.models import Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.jobs.actions import set_timer
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.models import Entry

TIMER = "today.figures"
NIGHT = time(23, 30)


def on_signed_in(entry: Entry) -> None:
    """Arm the nightly timer when the office is used, so that no set-up has to remember it."""
    _arm(entry.at)


def keep_nightly(timer: Timer) -> None:
    """Keep the figures of the day as the head sees them, and arm the next night."""
    at = timer.fired_at or timer.due_at
    keep_for_head(at)
    _arm(at + timedelta(hours=1))


def keep_for_head(at: datetime) -> int:
    """Keep the figures of a day as the head sees them; return how many, 0 while the office has no head."""
    today = timezone.localdate(at)
    heads = accounts_with(Role.HEAD, on=today)
    return keep_figures(all_figures(heads[0], today), on=today) if heads else 0


def _arm(after: datetime) -> None:
    night = timezone.make_aware(datetime.combine(timezone.localdate(after), NIGHT))
    if not Timer.objects.filter(key=TIMER, fired_at__isnull=True, cancelled_at__isnull=True).exists():
        set_timer(TIMER, TIMER, night if night > after else night + timedelta(days=1))
