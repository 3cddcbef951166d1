"""What the timers of the clocks do: warn at the internal limit, mark at the legal one."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.models import Clock, Matter
from xianxing.duties.matters.permissions import may_see_matter
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.actions import SYSTEM, Change, record
from xianxing.office.notices.actions import notify, touch


def warn_internal(timer: Timer) -> None:
    """Tell the handler, or the head where nobody has it, that the internal limit is reached."""
    clock = _running(timer)
    if clock is None:
        return
    _tell(clock.matter, _("%(title)s 已到内部时限"), "matters.due", timer)
    change = Change(field="internal_due_on", before="", after=clock.internal_due_on.isoformat())
    record("matters.matter.warned", actor=SYSTEM, obj=clock.matter, now=_fired_at(timer), changes=[change])


def mark_overdue(timer: Timer) -> None:
    """Write down that the legal limit has passed, and tell the handler and the head."""
    clock = _running(timer)
    if clock is None:
        return
    _tell(clock.matter, _("%(title)s 已超过法定时限"), "matters.overdue", timer)
    change = Change(field="due_on", before="", after=clock.due_on.isoformat())
    record(
        "matters.matter.overdue",
        actor=SYSTEM,
        obj=clock.matter,
        now=_fired_at(timer),
        changes=[change],
        clauses=clock.clauses,
    )


def _running(timer: Timer) -> Clock | None:
    found = Clock.objects.filter(pk=timer.object_id, stopped_at__isnull=True)
    return found.select_related("matter__handler").first()


def _tell(matter: Matter, text: str, group_key: str, timer: Timer) -> None:
    now = _fired_at(timer)
    for account in _listeners(matter, timer):
        if may_see_matter(account, matter):
            notify(
                account,
                text=text % {"title": matter.title[:60]},
                url=f"/matters/{matter.pk}/",
                obj=matter,
                group_key=group_key,
                now=now,
            )
    touch(f"matter:{matter.pk}", now)


def _listeners(matter: Matter, timer: Timer) -> list[Account]:
    heads = accounts_with(Role.HEAD, on=timezone.localdate(_fired_at(timer)))
    if matter.handler is None:
        return heads
    if timer.kind == "matters.clock.due":
        return [matter.handler, *(head for head in heads if head != matter.handler)]
    return [matter.handler]


def _fired_at(timer: Timer) -> datetime:
    return timer.fired_at or timer.due_at
