"""核查 and 办结: an answer is looked at before it counts, and sent back when it does not hold."""

from datetime import datetime

from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.ladder import disarm_ladder
from xianxing.duties.followup.actions.states import clean_words, follow_tasks, move_task, save_item
from xianxing.duties.followup.engine.stages import ENDED, Step
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import Item, ItemStage, Task
from xianxing.office.access.models import Account
from xianxing.office.assignments import actions as assignments
from xianxing.office.ledger.actions import record, writing


@writing()
def check_task(*, actor: Account, task: Task, finding: str, now: datetime) -> None:
    """Write down what was found when the answer was held against the measure of done.

    Raises:
        StepRefused: there is no answer to check, or nothing was found out.
        ClassifiedMaterial: the finding bears a mark of classification.
    """
    task.refresh_from_db()
    task.finding = clean_words(finding, _("核查情况"))
    task.checked_at, task.checked_by = now, actor
    move_task(actor=actor, task=task, step=Step.CHECK, now=now, reason=task.finding)


@writing()
def return_task(*, actor: Account, task: Task, reason: str, due_at: datetime | None, now: datetime) -> None:
    """Return an answer as not done, with the reason and perhaps a new limit; the ladder begins anew.

    Raises:
        StepRefused: there is no answer, or no reason.
        BadDueTime: the new limit has passed.
    """
    _require_assignment(task)
    reason = clean_words(reason, _("退回理由"))
    assignment = task.assignment
    if assignment is not None:
        assignments.return_(actor=actor, assignment=assignment, reason=reason, due_at=due_at, now=now)
    task.refresh_from_db()


@writing()
def close_task(*, actor: Account, task: Task, now: datetime) -> None:
    """Close a checked task; the item ends with its last one.

    Raises:
        StepRefused: it was not checked.
    """
    _require_assignment(task)
    if task.stage != ItemStage.CHECKED:
        text = _("任务现为“%(stage)s”，办结前须先核查")
        raise StepRefused(text % {"stage": task.get_stage_display()})
    if task.assignment is not None:
        assignments.accept(actor=actor, assignment=task.assignment, now=now)
    task.refresh_from_db()


@writing()
def remind_unit(*, actor: Account, task: Task, words: str, now: datetime) -> None:
    """Remind the unit by hand, besides the ladder.

    Raises:
        WrongState: the unit has nothing to do at the moment.
    """
    _require_assignment(task)
    if task.assignment is not None:
        assignments.remind(actor=actor, assignment=task.assignment, words=words, now=now)


@writing()
def drop_item(*, actor: Account, item: Item, reason: str, now: datetime) -> None:
    """Drop an item with all its open tasks, with the reason; units that have one are told.

    Raises:
        StepRefused: it has ended, or there is no reason.
    """
    item.refresh_from_db()
    if item.stage in ENDED:
        raise StepRefused(_("事项已了结；请刷新页面"))
    reason = clean_words(reason, _("理由"))
    for task in item.tasks.select_related("assignment").exclude(stage__in=ENDED):
        if task.stage == ItemStage.CHECKED:
            raise StepRefused(_("“%(title)s”已核查；请先办结或者退回") % {"title": task.title})
        task.item = item
        move_task(actor=actor, task=task, step=Step.DROP, now=now, reason=reason)
        disarm_ladder(task, now=now)
        if task.assignment is not None and task.assignment.closed_at is None:
            assignments.withdraw(actor=actor, assignment=task.assignment, reason=reason, now=now)
    follow_tasks(item, now=now)
    if item.stage not in ENDED:
        item.stage, item.ended_at = ItemStage.DROPPED, now
        save_item(item, now=now)
    record("followup.item.dropped", actor=actor, obj=item, now=now, reason=reason)


def _require_assignment(task: Task) -> None:
    task.refresh_from_db()
    if task.assignment_id is None:
        raise StepRefused(_("任务尚未交办；请先交办"))
