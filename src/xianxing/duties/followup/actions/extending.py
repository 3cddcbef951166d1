"""More time: the unit asks, the head decides."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.states import clean_words
from xianxing.duties.followup.engine.stages import IN_THE_UNITS_HANDS
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import Extension, Task
from xianxing.duties.followup.permissions import may_see_task
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.assignments import actions as assignments
from xianxing.office.assignments.ladder import unit_contacts
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.notices.actions import notify


@writing()
def ask_extension(*, actor: Account, task: Task, due_at: datetime, reason: str, now: datetime) -> Extension:
    """Ask for a later limit; the heads of the office are told.

    Raises:
        StepRefused: the task is not with the unit, one waits already, or the new limit is not later.
    """
    task.refresh_from_db()
    reason = clean_words(reason, _("延期理由"))
    if task.stage not in IN_THE_UNITS_HANDS:
        text = _("任务现为“%(stage)s”，不能申请延期")
        raise StepRefused(text % {"stage": task.get_stage_display()})
    if task.extensions.filter(decided_at__isnull=True).exists():
        raise StepRefused(_("已有一件延期申请等待审批；请等审批后再提"))
    if due_at <= max(task.due_at, now):
        text = _("申请延至 %(wanted)s，不晚于现在的时限 %(due)s；请改正")
        raise StepRefused(text % {"wanted": _written(due_at), "due": _written(task.due_at)})
    extension = Extension.objects.create(
        task=task, due_at=due_at, reason=reason, asked_at=now, asked_by=actor
    )
    change = Change("due_at", _written(task.due_at), _written(due_at))
    record("followup.extension.asked", actor=actor, obj=task, now=now, reason=reason, changes=[change])
    for head in accounts_with(Role.HEAD, on=timezone.localdate(now)):
        if may_see_task(head, task):
            _tell(head, task, _("申请延期：%(title)s"), now)
    return extension


@writing()
def grant_extension(*, actor: Account, extension: Extension, words: str, now: datetime) -> None:
    """Grant an extension: the limit moves, and the ladder begins anew towards it.

    Raises:
        StepRefused: it was decided already.
        WrongState: the unit has answered meanwhile.
    """
    _require_undecided(extension)
    extension.is_granted = True
    _keep(actor, extension, words, now)
    task, change = extension.task, Change("due_at", "", _written(extension.due_at))
    record(
        "followup.extension.granted", actor=actor, obj=task, now=now, reason=words.strip(), changes=[change]
    )
    if task.assignment is not None:
        assignments.postpone(
            actor=actor,
            assignment=task.assignment,
            due_at=extension.due_at,
            reason=extension.reason,
            now=now,
        )


@writing()
def refuse_extension(*, actor: Account, extension: Extension, words: str, now: datetime) -> None:
    """Refuse an extension with the reason; the limit and the ladder stay, and the unit is told.

    Raises:
        StepRefused: it was decided already, or there is no reason.
    """
    words = clean_words(words, _("审批意见"))
    _require_undecided(extension)
    extension.is_granted = False
    _keep(actor, extension, words, now)
    task = extension.task
    record("followup.extension.refused", actor=actor, obj=task, now=now, reason=words)
    if task.assignment is not None:
        for account in unit_contacts(task.assignment, timezone.localdate(now)):
            if may_see_task(account, task):
                _tell(account, task, _("延期未获同意：%(title)s"), now)


def _require_undecided(extension: Extension) -> None:
    extension.refresh_from_db()
    if extension.decided_at is not None:
        raise StepRefused(_("此申请已经审批；请刷新页面"))


def _keep(actor: Account, extension: Extension, words: str, now: datetime) -> None:
    extension.decided_at, extension.decided_by = now, actor
    extension.words = words.strip()[:200]
    extension.save()


def _tell(account: Account, task: Task, text: str, now: datetime) -> None:
    notify(
        account,
        text=text % {"title": task.title[:60]},
        url=f"/followup/tasks/{task.pk}/",
        obj=task,
        group_key=f"followup.extension:{task.pk}",
        now=now,
    )


def _written(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
