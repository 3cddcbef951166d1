"""Divide an item into tasks and give them to units, after looking whether they are asked this already."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.ladder import arm_ladder, disarm_ladder
from xianxing.duties.followup.actions.scaling import scale_in_force
from xianxing.duties.followup.actions.states import clean_words, follow_tasks, move_task
from xianxing.duties.followup.engine.overlap import CLAUSE, Asked, Fault, Overlap, find_overlaps
from xianxing.duties.followup.engine.stages import ENDED, Step
from xianxing.duties.followup.errors import GuardRefused, MandateMissing, OverlapRefused, StepRefused
from xianxing.duties.followup.models import OPEN_STAGES, Item, ItemStage, Milestone, Task
from xianxing.duties.followup.permissions import visible_tasks
from xianxing.duties.followup.wording import FAULT_TITLES
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.assignments import actions as assignments
from xianxing.office.duty import knowledge
from xianxing.office.jobs.actions import cancel_timers
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.people.models import Organ

GUARD_CLAUSE = "信访工作条例#30"
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's part of an item: what, by when, and how it is known to be done."""

    title: str
    request: str
    measure: str
    owner: Organ
    due_at: datetime
    helpers: Sequence[Organ] = ()
    milestones: Sequence[tuple[str, date]] = field(default=())


@dataclass(frozen=True, slots=True)
class Found:
    """An overlap in words, with the task that it is about where there is one."""

    overlap: Overlap
    task: Task | None
    words: str


@writing()
def add_task(*, actor: Account, item: Item, part: Part, now: datetime) -> Task:
    """Add a task to an item; it is not sent yet.

    Raises:
        StepRefused: no words, the item has ended, or a milestone after the limit.
        ClassifiedMaterial: the words bear a mark of classification.
    """
    item.refresh_from_db()
    if item.stage in ENDED:
        raise StepRefused(_("事项已了结，不能再分解任务；请另行立项"))
    for title, due_on in part.milestones:
        if due_on > timezone.localdate(part.due_at):
            text = _("节点“%(title)s”的时限 %(due)s 晚于任务时限；请改正")
            raise StepRefused(text % {"title": title, "due": due_on})
    task = Task.objects.create(
        item=item,
        title=clean_words(part.title, _("任务"))[:200],
        request=clean_words(part.request, _("办理要求")),
        measure=clean_words(part.measure, _("办成的标准"))[:200],
        owner=part.owner,
        due_at=part.due_at,
    )
    task.helpers.set(part.helpers)
    for title, due_on in part.milestones:
        Milestone.objects.create(task=task, title=clean_words(title, _("节点"))[:100], due_on=due_on)
    changes = [Change("owner", "", str(part.owner)), Change("measure", "", task.measure)]
    record("followup.task.added", actor=actor, obj=task, now=now, changes=changes)
    follow_tasks(item, now=now)
    return task


@writing()
def send_task(*, actor: Account, task: Task, overlap_reason: str = "", now: datetime) -> None:
    """Give a task to its unit.

    In order: mandate, guards and overlaps are looked at; the assignment is made (its unit and helpers get a
    notice); the task is sent; the ladder is armed in place of the assignment's own reminders.

    Raises:
        MandateMissing: the item waits for approval (政府督查工作条例 11).
        GuardRefused: a unit may not know of what the item is about (信访工作条例 30).
        OverlapRefused: the unit is asked this already or too often, and no reason is given (15).
        AssignmentRefused: an abolished or own unit, or a limit that has passed.
    """
    task.refresh_from_db()
    _require_mandate(task.item)
    for organ in (task.owner, *task.helpers.all()):
        _refuse_unknowing(task.item, organ, timezone.localdate(now))
    found = overlaps_of(actor, task, today=timezone.localdate(now))
    reason = overlap_reason.strip()
    if found and not reason:
        words = "；".join(each.words for each in found)
        text = _("%(words)s。请并为一问或者撤下，确需另行督查的写明理由")
        raise OverlapRefused(text % {"words": words}, (CLAUSE,))
    _give(actor, task, now)
    task.overlap_reason = reason[:200] if found else ""
    changes = [Change("owner", "", str(task.owner)), Change("due_at", "", _written(task.due_at))]
    clauses = [CLAUSE] if found else []
    move_task(
        actor=actor, task=task, step=Step.SEND, now=now,
        reason=task.overlap_reason, clauses=clauses, changes=changes,
    )  # fmt: skip
    arm_ladder(task, now=now)


@writing()
def send_tasks(*, actor: Account, item: Item, overlap_reason: str = "", now: datetime) -> int:
    """Send every task of an item that was not sent yet, all or none, and return how many.

    Raises:
        StepRefused: there is none.
        FollowupRefused: one of them cannot be sent; see ``send_task``.
    """
    waiting = list(item.tasks.filter(stage=ItemStage.OPENED).select_related("owner", "item"))
    if not waiting:
        raise StepRefused(_("没有尚未交办的任务；请先分解任务"))
    for task in waiting:
        send_task(actor=actor, task=task, overlap_reason=overlap_reason, now=now)
    return len(waiting)


@writing()
def drop_task(*, actor: Account, task: Task, reason: str, now: datetime) -> None:
    """Take a task off, with the reason; a unit that has it is told.

    Raises:
        StepRefused: it has been checked or has ended, or there is no reason.
    """
    reason = clean_words(reason, _("理由"))
    task.refresh_from_db()
    move_task(actor=actor, task=task, step=Step.DROP, now=now, reason=reason)
    disarm_ladder(task, now=now)
    if task.assignment is not None and task.assignment.closed_at is None:
        assignments.withdraw(actor=actor, assignment=task.assignment, reason=reason, now=now)


def overlaps_of(actor: Account, task: Task, *, today: date) -> tuple[Found, ...]:
    """Return what speaks against sending a task, in words; of tasks that the actor may not see nothing is said."""
    frequency = scale_in_force().frequency
    since = timezone.now() - timedelta(days=frequency.days)
    earlier = visible_tasks(actor).filter(owner=task.owner_id, sent_at__isnull=False).exclude(pk=task.pk)
    earlier = earlier.filter(Q(stage__in=OPEN_STAGES) | Q(sent_at__gte=since)).select_related("item")
    tasks = {each.pk: each for each in earlier.order_by("-sent_at")[:LOOKED_AT]}
    new = _asked(task, today)
    found = find_overlaps(new, [_asked(each, today) for each in tasks.values()], frequency=frequency)
    return tuple(Found(each, tasks.get(each.key), _fault_words(each, tasks.get(each.key))) for each in found)


def _give(actor: Account, task: Task, now: datetime) -> None:
    asks = 1 + task.milestones.count() + task.item.quantities.count()
    instruction = _("%(request)s\n办成的标准：%(measure)s") % {
        "request": task.request,
        "measure": task.measure,
    }
    task.assignment = assignments.assign(
        actor=actor,
        obj=task,
        title=task.title,
        instruction=instruction,
        owner=task.owner,
        helpers=tuple(task.helpers.all()),
        due_at=task.due_at,
        now=now,
        files=tuple(task.item.files.all()),
        fields_asked=asks,
    )
    task.sent_at = now
    cancel_timers(task.assignment, now=now)


def _require_mandate(item: Item) -> None:
    if item.stage == ItemStage.PROPOSED:
        text = _("%(number)s 尚未批准立项，不得开展督查；请先报办公室负责人批准")
        raise MandateMissing(text % {"number": item.number}, ("政府督查工作条例#11.2",))


def _refuse_unknowing(item: Item, organ: Organ, on: date) -> None:
    knows = knowledge().get(item.source_type)
    if knows is None:
        return
    for account in accounts_with(Role.UNIT, organ_id=organ.pk, on=on):
        if not knows(account).filter(pk=item.source_id).exists():
            text = _("%(organ)s不得知悉此事项的来源，材料不得转给被反映的单位或者人员；请改选其他单位")
            raise GuardRefused(text % {"organ": organ}, (GUARD_CLAUSE,))


def _asked(task: Task, today: date) -> Asked:
    sent_on = timezone.localdate(task.sent_at) if task.sent_at else today
    item = task.item
    mandate = f"{item.source}:{item.leader_id or item.source_label or item.mandate}"
    words = f"{task.title} {task.request}"
    return Asked(task.pk, task.owner_id, words, mandate, sent_on, timezone.localdate(task.due_at))


def _fault_words(overlap: Overlap, task: Task | None) -> str:
    title = FAULT_TITLES[overlap.fault]
    if overlap.fault == Fault.TOO_OFTEN or task is None:
        return _("%(fault)s：近期向该单位交办将达 %(n)s 件") % {"fault": title, "n": overlap.count}
    text = _("%(fault)s：与 %(number)s“%(title)s”相近（%(percent)s%%）")
    percent = round(100 * overlap.likeness)
    return text % {"fault": title, "number": task.item.number, "title": task.title, "percent": percent}


def _written(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
