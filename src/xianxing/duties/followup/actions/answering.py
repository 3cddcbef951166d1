"""What a unit does from its one page: sign, write how far it is, answer."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.states import clean_words, move_task
from xianxing.duties.followup.engine.stages import Step
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import ItemStage, Milestone, Progress, Task
from xianxing.office.access.models import Account
from xianxing.office.assignments import actions as assignments
from xianxing.office.files.models import StoredFile
from xianxing.office.ledger.actions import record, writing


@writing()
def sign_task(*, actor: Account, task: Task, now: datetime) -> None:
    """Sign for a task on behalf of its unit.

    Raises:
        StepRefused: it is not with the unit.
        WrongState: it was signed for already.
    """
    task.refresh_from_db()
    assignment = task.assignment
    if assignment is None:
        raise StepRefused(_("任务已收回；请刷新页面"))
    assignments.sign(actor=actor, assignment=assignment, now=now)
    task.refresh_from_db()


@writing()
def write_progress(*, actor: Account, task: Task, text: str, now: datetime) -> Progress:
    """Write how far the work is; the limit and the ladder stay.

    Raises:
        StepRefused: it was not signed for, or was answered already; or there are no words.
        ClassifiedMaterial: the words bear a mark of classification.
    """
    text = clean_words(text, _("进展"))
    task.refresh_from_db()
    move_task(actor=actor, task=task, step=Step.PROGRESS, now=now, reason=text)
    return Progress.objects.create(task=task, text=text, at=now, by=actor)


@writing()
def reach_milestone(*, actor: Account, milestone: Milestone, note: str, now: datetime) -> None:
    """Say that a milestone was reached.

    Raises:
        StepRefused: it was reached already, or the task is not with the unit.
    """
    milestone.refresh_from_db()
    task = milestone.task
    if milestone.reached_at is not None:
        raise StepRefused(_("此节点已经完成；请刷新页面"))
    if task.stage not in {ItemStage.SIGNED, ItemStage.WORKING}:
        text = _("任务现为“%(stage)s”，不能填报节点")
        raise StepRefused(text % {"stage": task.get_stage_display()})
    milestone.reached_at = now
    milestone.note = clean_words(note, _("说明"))[:200] if note.strip() else ""
    milestone.save(update_fields=["reached_at", "note"])
    record("followup.milestone.reached", actor=actor, obj=task, now=now, reason=str(milestone))


@writing()
def answer_task(
    *, actor: Account, task: Task, text: str, files: Sequence[StoredFile] = (), now: datetime
) -> None:
    """Answer a task with its evidence; one not signed for is signed for first.

    The answer serves every request that asks the same, the ladder stops, and the office is told.

    Raises:
        StepRefused: the task was taken back.
        WrongState: it was answered already.
        WordsMissing, ClassifiedMaterial: see ``assignments.report``.
    """
    task.refresh_from_db()
    assignment = task.assignment
    if assignment is None:
        raise StepRefused(_("任务已收回；请刷新页面"))
    if task.stage == ItemStage.SENT:
        assignments.sign(actor=actor, assignment=assignment, now=now)
    assignments.report(actor=actor, assignment=assignment, text=text, files=files, now=now)
    task.refresh_from_db()
