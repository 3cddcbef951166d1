"""The ladder in the database: one timer for each task, one row for each rung that was climbed.

A follow-up task has this ladder instead of the three usual reminders of its assignment, which are taken away: two
ladders would call the unit twice.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.scaling import scale_in_force
from xianxing.duties.followup.engine import ladder
from xianxing.duties.followup.engine.ladder import Climb, Rung, Told
from xianxing.duties.followup.engine.stages import IN_THE_UNITS_HANDS
from xianxing.duties.followup.models import Reminder, Task
from xianxing.duties.followup.permissions import may_see_task
from xianxing.duties.followup.wording import rung_words, told_words
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.assignments.machine import IN_THE_UNITS_HANDS as UNANSWERED
from xianxing.office.assignments.models import Assignment
from xianxing.office.calendars.queries import calendar
from xianxing.office.jobs.actions import cancel_timer, cancel_timers, enqueue, set_timer
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.actions import SYSTEM, Change, record, writing
from xianxing.office.ledger.models import Entry
from xianxing.office.notices.actions import notify, touch
from xianxing.office.people.models import Appointment

LADDER = "followup.ladder"
QUIET = "followup.quiet"
REPLACE = "followup.replace"
CHUNK = 500


def arm_ladder(task: Task, *, now: datetime) -> None:
    """Begin a new round of the ladder of a task towards its limit, and let the assignment's own reminders rest.

    The office re-arms those after its listeners have run, so they are cancelled by a timer that is due at once.
    """
    task.round += 1
    task.armed_at = now
    task.save(update_fields=["round", "armed_at"])
    _set_next(task)
    set_timer(f"{QUIET}:{task.pk}", QUIET, now, task)


def disarm_ladder(task: Task, *, now: datetime) -> None:
    """Take the ladder away: the unit has answered, or there is nothing to answer any more."""
    cancel_timer(_key(task), now=now)


def climb_ladder(timer: Timer) -> None:
    """Climb every rung whose moment has come and that was not climbed in this round, and set the next.

    Runs in the transaction that fires the timer, so a crash repeats nothing and loses nothing. In order: each rung
    gets its row and its ledger entry, the assignment counts it, those it tells get one notice, the timer goes on.
    """
    now = timer.fired_at or timer.due_at
    task = _waiting(timer.object_id)
    if task is None:
        return
    rungs = ladder.due_now(_climb(task), _placed(task), now)
    for rung in rungs:
        _note(task, rung, now)
    if rungs:
        Assignment.objects.filter(pk=task.assignment_id or 0).update(reminders=F("reminders") + len(rungs))
        _tell(task, rungs, now)
    _set_next(task)


def quiet_assignment(timer: Timer) -> None:
    """Cancel the usual reminders of the assignment of a task."""
    task = Task.objects.select_related("assignment").filter(pk=timer.object_id).first()
    if task is not None and task.assignment is not None:
        cancel_timers(task.assignment, now=timer.fired_at or timer.due_at)


def on_calendar_changed(entry: Entry) -> None:
    """Place the rungs of open tasks anew after the calendar changed, in the background."""
    enqueue(REPLACE, {"after": 0}, now=entry.at)


def replace_rungs(payload: Mapping[str, Any]) -> None:
    """Set the timers of open tasks to where their rungs stand now; a task a row, some hundreds a transaction."""
    after = int(payload.get("after", 0))
    while True:
        with writing():
            tasks = list(_all_waiting().filter(pk__gt=after).order_by("pk")[:CHUNK])
            for task in tasks:
                _set_next(task)
        if len(tasks) < CHUNK:
            return
        after = tasks[-1].pk


def _climb(task: Task) -> Climb:
    keys = frozenset(task.reminders.filter(round=task.round).values_list("rung", flat=True))
    return Climb(task.armed_at or task.due_at, task.due_at, keys)


def _placed(task: Task) -> tuple[ladder.Placed, ...]:
    return ladder.place_rungs(
        task.due_at,
        armed_at=task.armed_at or task.due_at,
        rungs=scale_in_force().rungs,
        calendar=calendar(),
        zone=timezone.get_default_timezone(),
    )


def _set_next(task: Task) -> None:
    moment = ladder.next_moment(_climb(task), _placed(task))
    if moment is None:
        cancel_timer(_key(task))
    else:
        set_timer(_key(task), LADDER, moment, task)


def _key(task: Task) -> str:
    return f"{LADDER}:{task.pk}"


def _waiting(task_id: int) -> Task | None:
    return _all_waiting().filter(pk=task_id).first()


def _all_waiting() -> QuerySet[Task]:
    found = Task.objects.filter(stage__in=[*IN_THE_UNITS_HANDS], assignment__state__in=UNANSWERED)
    return found.select_related("item__handler", "owner", "assignment")


def _note(task: Task, rung: Rung, now: datetime) -> None:
    Reminder.objects.create(task=task, round=task.round, rung=rung.key, told=list(rung.told), at=now)
    changes = [Change("rung", "", rung_words(rung)), Change("told", "", told_words(rung.told))]
    record("followup.task.reminded", actor=SYSTEM, obj=task, now=now, changes=changes)


def _tell(task: Task, rungs: tuple[Rung, ...], now: datetime) -> None:
    told, last = ladder.told_by(rungs), rungs[-1]
    accounts = {each.pk: each for each in _accounts(task, told, timezone.localdate(now))}
    text = _("催办（%(rung)s）：%(title)s") % {"rung": rung_words(last), "title": task.title[:60]}
    for account in accounts.values():
        if may_see_task(account, task):
            notify(
                account,
                text=text,
                url=f"/followup/tasks/{task.pk}/",
                obj=task,
                group_key=f"followup.ladder:{task.pk}",
                now=now,
            )
    touch(f"followuptask:{task.pk}", now)
    touch("followup", now)


def _accounts(task: Task, told: tuple[Told, ...], on: date) -> Iterable[Account]:
    """Return whom a rung reaches; one that would reach nobody in the unit goes to the office at once."""
    in_unit = accounts_with(Role.UNIT, organ_id=task.owner_id, on=on) if Told.OWNER in told else []
    heads = _unit_heads(task, on) if Told.OWNER_HEAD in told else []
    found = [*in_unit, *heads]
    if Told.OFFICE in told or not found:
        found += [*filter(None, [task.item.handler]), *accounts_with(Role.HEAD, on=on)]
    return found


def _unit_heads(task: Task, on: date) -> list[Account]:
    posts = Appointment.objects.filter(post__organ=task.owner, post__is_head=True, starts_on__lte=on)
    held = posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return list(Account.objects.filter(person__appointments__in=held, is_active=True).distinct())
