"""Erase identities when their time is over, unless someone holds them with a reason."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.protecting import erase_senders
from xianxing.duties.matters.errors import IntakeRefused
from xianxing.duties.matters.models import Matter, RetentionHold, RetentionRule
from xianxing.office.access.models import Account
from xianxing.office.jobs.actions import set_timer
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.actions import SYSTEM, Change, record, writing

TIMER_KEY = "matters.retention"
PER_NIGHT = 500
NIGHT_HOUR = 2


def retention_years() -> int:
    """Return how many years identities are kept after the end."""
    rule = RetentionRule.objects.first()
    return rule.years if rule else 5


def due_for_erasure(on: date) -> QuerySet[Matter]:
    """Return the ended matters whose identities are past their time on a day and are not held."""
    limit = datetime.combine(on - timedelta(days=365 * retention_years()), datetime.min.time())
    ended = Matter.objects.filter(ended_at__lt=timezone.make_aware(limit), retention_hold__isnull=True)
    return ended.filter(participations__entry__erased_at__isnull=True).distinct().order_by("ended_at", "id")


@writing()
def set_retention(*, actor: Account, years: int, now: datetime) -> None:
    """Set how many years identities are kept.

    Raises:
        IntakeRefused: less than one year or more than thirty.
    """
    if not 1 <= years <= 30:
        raise IntakeRefused(_("保留年数应为 1 至 30 年，现填 %(n)s；请改正") % {"n": years})
    rule = RetentionRule.objects.first() or RetentionRule()
    change = Change(field="years", before=str(rule.years), after=str(years))
    rule.years = years
    rule.save()
    record("matters.retention.set", actor=actor, obj=rule, now=now, changes=[change])


@writing()
def hold_identities(*, actor: Account, matter: Matter, reason: str, now: datetime) -> None:
    """Keep the identities of a matter past their time."""
    RetentionHold.objects.update_or_create(
        matter=matter, defaults={"reason": reason[:300], "held_by": actor, "held_at": now}
    )
    record("matters.retention.held", actor=actor, obj=matter, now=now, reason=reason)


def erase_overdue(timer: Timer) -> None:
    """Erase what is past its time tonight, and set the timer for the next night."""
    now = timer.fired_at or timer.due_at
    for matter in due_for_erasure(timezone.localdate(now))[:PER_NIGHT]:
        erase_senders(actor=SYSTEM, matter=matter, reason=_("保存期限届满"), now=now)
    arm_retention(now)


def arm_retention(now: datetime) -> None:
    """Set the timer of the coming night."""
    night = timezone.localtime(now).replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    at = night if night > now else night + timedelta(days=1)
    set_timer(key=TIMER_KEY, kind="matters.retention", due_at=at)
