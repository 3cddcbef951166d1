"""One verb on many matters: what would happen to each, then what did, and the way back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions import answering, handling, linking, topics
from xianxing.duties.matters.engine import Move, State, next_state
from xianxing.duties.matters.errors import MatterRefused
from xianxing.duties.matters.models import BulkRun, Matter
from xianxing.duties.matters.permissions import may_work_on_matter
from xianxing.office.access.models import Account
from xianxing.office.assignments.actions import withdraw
from xianxing.office.assignments.models import Assignment
from xianxing.office.ledger.actions import record, writing

MOST = 200
Way = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked: the verb and its particulars (handler, task, the matter to join into)."""

    verb: str
    handler: Account | None = None
    task: handling.Task | None = None
    into: Matter | None = None


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a verb would do to one matter: possible, or why not."""

    matter: Matter
    effect: str
    obstacle: str


def preview_bulk(account: Account, matters: Sequence[Matter], job: Job) -> tuple[Prospect, ...]:
    """Return what the verb would do to each matter; nothing is written."""
    return tuple(_prospect(account, matter, job) for matter in matters[:MOST])


def perform_bulk(
    *, actor: Account, matters: Sequence[Matter], job: Job, now: datetime
) -> tuple[BulkRun, dict[int, str]]:
    """Carry the verb out on each matter, one ledger entry each, and return the run and the refusals by id."""
    back: list[Way] = []
    refused: dict[int, str] = {}
    for matter in matters[:MOST]:
        obstacle = _prospect(actor, matter, job).obstacle
        if obstacle:
            refused[matter.pk] = obstacle
            continue
        try:
            back.append(VERBS[job.verb](actor, matter, job, now))
        except ValidationError as error:
            refused[matter.pk] = " ".join(error.messages)
    return BulkRun.objects.create(account=actor, verb=job.verb, back=back, done_at=now), refused


def undo_bulk(*, actor: Account, run: BulkRun, now: datetime) -> int:
    """Take a run back, and return how many matters were put back as they were.

    Raises:
        MatterRefused: it was taken back before, or its verb cannot be taken back.
    """
    if run.undone_at is not None:
        raise MatterRefused(_("这次批量操作已经撤销过"))
    if run.verb not in UNDO:
        raise MatterRefused(_("办结不能批量撤销；请逐件“重新办理”并写明理由"))
    undone = 0
    for way in run.back:
        matter = Matter.objects.filter(pk=way["matter"]).select_related("handler", "merged_into").first()
        if matter is not None and may_work_on_matter(actor, matter):
            undone += UNDO[run.verb](actor, matter, way, now)
    with writing():
        run.undone_at = now
        run.save(update_fields=["undone_at"])
        record("matters.bulk.undone", actor=actor, obj=run, now=now, label=str(undone))
    return undone


def _prospect(account: Account, matter: Matter, job: Job) -> Prospect:
    state = State(matter.state)
    moves = {"assign": Move.ASSIGN, "close": Move.CLOSE, "join": Move.MERGE}
    obstacle = ""
    if not may_work_on_matter(account, matter):
        obstacle = _("您不能办理此事项")
    elif job.verb in moves and next_state(state, moves[job.verb]) is None:
        obstacle = _("现为“%(state)s”，不能进行此操作") % {"state": matter.get_state_display()}
    elif job.verb == "topic" and not matter.topic_scores:
        obstacle = _("还没有建议的分类")
    elif job.verb == "handler" and not matter.is_open:
        obstacle = _("已经结束")
    elif job.verb == "join" and job.into is not None and matter.pk == job.into.pk:
        obstacle = _("这是并入的目标事项")
    return Prospect(matter, "" if obstacle else _effect(matter, job), obstacle)


def _effect(matter: Matter, job: Job) -> str:
    effects: Mapping[str, Callable[[], str]] = {
        "handler": lambda: _("经办人改为 %(name)s") % {"name": job.handler},
        "topic": lambda: _("分类确认为 %(topic)s") % {"topic": matter.topic_scores[0][0]},
        "assign": lambda: _("交办给 %(unit)s") % {"unit": job.task.owner if job.task else ""},
        "close": lambda: _("办结"),
        "join": lambda: _("并入 %(number)s") % {"number": job.into.number if job.into else ""},
    }
    return effects[job.verb]()


def _change_handler(actor: Account, matter: Matter, job: Job, now: datetime) -> Way:
    before = matter.handler_id
    if job.handler is not None:
        handling.set_handler(actor=actor, matter=matter, handler=job.handler, now=now)
    return {"matter": matter.pk, "handler": before}


def _confirm_topic(actor: Account, matter: Matter, _job: Job, now: datetime) -> Way:
    before = {"topic": matter.topic, "state": matter.topic_state}
    topics.confirm_topic(actor=actor, matter=matter, topic=matter.topic_scores[0][0], now=now)
    return {"matter": matter.pk, **before}


def _assign(actor: Account, matter: Matter, job: Job, now: datetime) -> Way:
    if job.task is None:
        raise MatterRefused(_("没有选定主办单位；请选择单位和时限"))
    assignment = handling.assign_matter(actor=actor, matter=matter, task=job.task, now=now)
    return {"matter": matter.pk, "assignment": assignment.pk}


def _close(actor: Account, matter: Matter, _job: Job, now: datetime) -> Way:
    answering.close_matter(actor=actor, matter=matter, now=now)
    return {"matter": matter.pk}


def _join(actor: Account, matter: Matter, job: Job, now: datetime) -> Way:
    if job.into is None:
        raise MatterRefused(_("没有选定并入的事项；请选择一件"))
    linking.join_matter(actor=actor, matter=matter, into=job.into, reason=_("批量并案"), now=now)
    return {"matter": matter.pk}


def _undo_handler(actor: Account, matter: Matter, way: Way, now: datetime) -> bool:
    earlier = Account.objects.filter(pk=way["handler"]).first()
    if not matter.is_open:
        return False
    if earlier is None:
        handling.release_matter(actor=actor, matter=matter, now=now)
    else:
        handling.set_handler(actor=actor, matter=matter, handler=earlier, now=now)
    return True


def _undo_topic(actor: Account, matter: Matter, way: Way, now: datetime) -> bool:
    topics.reopen_topic(actor=actor, matter=matter, topic=way["topic"], state=way["state"], now=now)
    return True


def _undo_assign(actor: Account, matter: Matter, way: Way, now: datetime) -> bool:
    assignment = Assignment.objects.filter(pk=way["assignment"], closed_at__isnull=True).first()
    if assignment is None:
        return False
    withdraw(actor=actor, assignment=assignment, reason=_("撤销批量交办"), now=now)
    return matter.pk > 0


def _undo_join(actor: Account, matter: Matter, _way: Way, now: datetime) -> bool:
    if matter.state != State.MERGED:
        return False
    linking.split_matter(actor=actor, matter=matter, reason=_("撤销批量并案"), now=now)
    return True


VERBS: Mapping[str, Callable[[Account, Matter, Job, datetime], Way]] = {
    "handler": _change_handler,
    "topic": _confirm_topic,
    "assign": _assign,
    "close": _close,
    "join": _join,
}
UNDO: Mapping[str, Callable[[Account, Matter, Way, datetime], bool]] = {
    "handler": _undo_handler,
    "topic": _undo_topic,
    "assign": _undo_assign,
    "join": _undo_join,
}
