"""The functions that change the stage of a task and of its item."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.engine.stages import ENDED, Stage, Step, next_stage, stage_of_item, steps_from
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import Item, ItemStage, Task
from xianxing.duties.followup.permissions import ITEM_TYPE, audience
from xianxing.duties.followup.wording import step_words
from xianxing.office.files.classified import refuse_classified
from xianxing.office.ledger.actions import SYSTEM, Actor, Change, record
from xianxing.office.notices.actions import touch
from xianxing.office.search.actions import index

VERBS = {
    Step.SEND: "followup.task.sent",
    Step.SIGN: "followup.task.signed",
    Step.PROGRESS: "followup.task.progressed",
    Step.REPORT: "followup.task.reported",
    Step.RETURN: "followup.task.returned",
    Step.CHECK: "followup.task.checked",
    Step.CLOSE: "followup.task.closed",
    Step.RECALL: "followup.task.recalled",
    Step.DROP: "followup.task.dropped",
}


def move_task(
    *,
    actor: Actor,
    task: Task,
    step: Step,
    now: datetime,
    reason: str = "",
    clauses: Sequence[str] = (),
    changes: Sequence[Change] = (),
) -> None:
    """Carry out one step of the table in ``engine.stages``.

    In order: the new stage and the moments that go with it are saved, one ledger entry is written, the item
    follows its tasks, and open pages are told. Call it inside ``writing()``.

    Raises:
        StepRefused: the stage has no such step.
    """
    before = Stage(task.stage)
    after = next_stage(before, step)
    if after is None:
        possible = "、".join(step_words(each) for each in steps_from(before)) or _("无（已经了结）")
        text = _("任务现为“%(stage)s”，不能%(step)s；现在可以：%(possible)s")
        raise StepRefused(
            text % {"stage": task.get_stage_display(), "step": step_words(step), "possible": possible}
        )
    task.stage = ItemStage(after)
    if step == Step.REPORT:
        task.reported_at = now
    task.closed_at = now if after in ENDED else None
    task.save()
    change = Change("stage", str(ItemStage(before).label), str(ItemStage(after).label))
    record(
        VERBS[step],
        actor=actor,
        obj=task,
        now=now,
        reason=reason,
        clauses=clauses,
        changes=tuple(changes) if before == after else (change, *changes),
    )
    touch(f"followuptask:{task.pk}", now)
    follow_tasks(task.item, now=now)


def follow_tasks(item: Item, *, now: datetime) -> None:
    """Let an item stand where its tasks stand: stage, limit, lead unit, whether something was returned, its end.

    When the last task ends, ``followup.item.closed`` is recorded.
    """
    tasks = list(item.tasks.select_related("owner"))
    item.refresh_from_db()
    if item.stage in {ItemStage.PROPOSED, ItemStage.DROPPED}:
        save_item(item, now=now)
        return
    before = item.stage
    item.stage = ItemStage(stage_of_item(Stage(task.stage) for task in tasks))
    waiting = [task for task in tasks if task.stage not in ENDED]
    if waiting:
        item.due_on = max(timezone.localdate(task.due_at) for task in waiting)
    item.lead = tasks[0].owner if tasks else None
    item.is_returned = any(task.returns and task.stage == ItemStage.WORKING for task in tasks)
    item.ended_at = now if Stage(item.stage) in ENDED else None
    save_item(item, now=now)
    if item.stage == ItemStage.CLOSED != before:
        record("followup.item.closed", actor=SYSTEM, obj=item, now=now)


def save_item(item: Item, *, now: datetime) -> None:
    """Save an item with the moment of its change, let the search index follow and tell the open pages."""
    item.updated_at = now
    item.save()
    index_item(item)
    touch("followup", now)
    touch(f"followup:{item.pk}", now)


def stir_item(item: Item, *, now: datetime) -> None:
    """Note that something about an item changed and nothing of itself: read it afresh, so that nothing is undone."""
    item.refresh_from_db()
    save_item(item, now=now)


def index_item(item: Item) -> None:
    """Put an item into the search index."""
    index(
        ITEM_TYPE,
        item.pk,
        title=str(item),
        text=f"{item.source_label} {item.mandate} {item.content}",
        audience=audience(item),
        updated_at=item.updated_at,
    )


def clean_words(text: str, name: str) -> str:
    """Return a text without the white space around it; ``name`` is the field, for messages.

    Raises:
        StepRefused: there is no text.
        ClassifiedMaterial: it bears a mark of classification.
    """
    text = text.strip()
    if not text:
        raise StepRefused(_("请填写“%(name)s”") % {"name": name})
    refuse_classified(text, where=name)
    return text
