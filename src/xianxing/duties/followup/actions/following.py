"""What a task does when its assignment moved, whoever moved it and on whichever page."""

from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.ladder import arm_ladder, disarm_ladder
from xianxing.duties.followup.actions.linking import serve_linked
from xianxing.duties.followup.actions.states import move_task
from xianxing.duties.followup.engine.stages import ENDED, Stage, Step
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import Task
from xianxing.duties.followup.permissions import TASK_TYPE
from xianxing.office.assignments.models import Assignment
from xianxing.office.ledger.actions import Change, NamedActor, record
from xianxing.office.ledger.models import Entry


def on_signed(entry: Entry) -> None:
    """The unit signed for it."""
    task = _task(entry)
    if task is not None:
        move_task(actor=_actor(entry), task=task, step=Step.SIGN, now=entry.at)


def on_reported(entry: Entry) -> None:
    """The unit answered: the ladder stops, and the answer serves every request that asks the same."""
    task = _task(entry)
    if task is None:
        return
    move_task(actor=_actor(entry), task=task, step=Step.REPORT, now=entry.at)
    disarm_ladder(task, now=entry.at)
    serve_linked(task, now=entry.at)


def on_returned(entry: Entry) -> None:
    """The answer was returned as not done: a new round of the ladder begins."""
    task = _task(entry)
    if task is None or task.assignment is None:
        return
    task.returns += 1
    task.due_at = Assignment.objects.values_list("due_at", flat=True).get(pk=entry.object_id)
    task.checked_at = task.checked_by = None
    move_task(actor=_actor(entry), task=task, step=Step.RETURN, now=entry.at, reason=entry.reason)
    arm_ladder(task, now=entry.at)


def on_accepted(entry: Entry) -> None:
    """The answer was accepted: the task is closed, once it was checked.

    Raises:
        StepRefused: nobody has checked it yet.
    """
    task = _task(entry)
    if task is None:
        return
    if task.stage != Stage.CHECKED:
        text = _("“%(title)s”是督办任务，办结前须先核查；请在督办任务页填写核查情况")
        raise StepRefused(text % {"title": task.title})
    move_task(actor=_actor(entry), task=task, step=Step.CLOSE, now=entry.at)


def on_taken_back(entry: Entry) -> None:
    """The assignment was withdrawn, or the unit's objection to it granted: the task can go to another unit."""
    task = _task(entry)
    if task is None or task.stage in ENDED:
        return
    task.assignment = task.sent_at = None
    move_task(actor=_actor(entry), task=task, step=Step.RECALL, now=entry.at, reason=entry.reason)
    disarm_ladder(task, now=entry.at)


def on_objection_refused(entry: Entry) -> None:
    """The work stays with the unit, and the ladder begins anew."""
    task = _task(entry)
    if task is not None:
        arm_ladder(task, now=entry.at)


def on_postponed(entry: Entry) -> None:
    """The limit moved: the task and its item follow, and the ladder begins anew."""
    task = _task(entry)
    if task is None:
        return
    task.due_at = Assignment.objects.values_list("due_at", flat=True).get(pk=entry.object_id)
    task.save(update_fields=["due_at"])
    changes = [Change(each["field"], each["before"], each["after"]) for each in entry.changes]
    record(
        "followup.task.postponed",
        actor=_actor(entry), obj=task, now=entry.at, reason=entry.reason, changes=changes,
    )  # fmt: skip
    arm_ladder(task, now=entry.at)


def _task(entry: Entry) -> Task | None:
    assignment = Assignment.objects.filter(pk=entry.object_id, object_type=TASK_TYPE).first()
    if assignment is None:
        return None
    found = Task.objects.select_related("item", "owner", "assignment")
    return found.filter(assignment_id=assignment.pk).first()


def _actor(entry: Entry) -> NamedActor:
    return NamedActor(entry.actor_name, entry.actor_id)
