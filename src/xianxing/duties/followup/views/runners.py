"""How each verb's cleaned form becomes a call of its action."""

from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from xianxing.duties.followup.actions import (
    answering,
    checking,
    concluding,
    counting,
    extending,
    linking,
    opening,
    sending,
)
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.forms.fields import close_of
from xianxing.duties.followup.models import Conclusion, Extension, Item, Objection, ObjectionResult, Task
from xianxing.duties.followup.queries.waiting import open_conclusion, open_objection, open_rectification
from xianxing.office.access.models import Account
from xianxing.office.files.actions import store

Kept = TypeVar("Kept", Conclusion, Extension, Objection)


def approve(actor: Account, item: Item, form: Any, now: datetime) -> None:
    opening.approve_item(actor=actor, item=item, words=form.cleaned_data["words"], now=now)


def refuse(actor: Account, item: Item, form: Any, now: datetime) -> None:
    opening.refuse_item(actor=actor, item=item, reason=form.cleaned_data["reason"], now=now)


def divide(actor: Account, item: Item, form: Any, now: datetime) -> None:
    sending.add_task(actor=actor, item=item, part=form.part(), now=now)


def send_all(actor: Account, item: Item, form: Any, now: datetime) -> None:
    sending.send_tasks(actor=actor, item=item, overlap_reason=form.cleaned_data["overlap_reason"], now=now)


def ask_quantity(actor: Account, item: Item, form: Any, now: datetime) -> None:
    counting.ask_quantity(actor=actor, item=item, now=now, **form.cleaned_data)


def hand(actor: Account, item: Item, form: Any, now: datetime) -> None:
    opening.hand_item(actor=actor, item=item, handler=form.cleaned_data["handler"], now=now)


def drop_item(actor: Account, item: Item, form: Any, now: datetime) -> None:
    checking.drop_item(actor=actor, item=item, reason=form.cleaned_data["reason"], now=now)


def send(actor: Account, task: Task, form: Any, now: datetime) -> None:
    sending.send_task(actor=actor, task=task, overlap_reason=form.cleaned_data["overlap_reason"], now=now)


def check(actor: Account, task: Task, form: Any, now: datetime) -> None:
    checking.check_task(actor=actor, task=task, finding=form.cleaned_data["finding"], now=now)


def return_(actor: Account, task: Task, form: Any, now: datetime) -> None:
    due_on = form.cleaned_data["due_on"]
    checking.return_task(
        actor=actor,
        task=task,
        reason=form.cleaned_data["reason"],
        due_at=close_of(due_on) if due_on else None,
        now=now,
    )


def close(actor: Account, task: Task, _form: Any, now: datetime) -> None:
    checking.close_task(actor=actor, task=task, now=now)


def remind(actor: Account, task: Task, form: Any, now: datetime) -> None:
    checking.remind_unit(actor=actor, task=task, words=form.cleaned_data["words"], now=now)


def drop(actor: Account, task: Task, form: Any, now: datetime) -> None:
    sending.drop_task(actor=actor, task=task, reason=form.cleaned_data["reason"], now=now)


def link(actor: Account, task: Task, form: Any, now: datetime) -> None:
    linking.link_tasks(actor=actor, task=task, answered_by=form.cleaned_data["answered_by"], now=now)


def agree(actor: Account, task: Task, _form: Any, now: datetime) -> None:
    linking.agree_link(actor=actor, task=task, now=now)


def sign(actor: Account, task: Task, _form: Any, now: datetime) -> None:
    answering.sign_task(actor=actor, task=task, now=now)


def progress(actor: Account, task: Task, form: Any, now: datetime) -> None:
    answering.write_progress(actor=actor, task=task, text=form.cleaned_data["text"], now=now)


def milestone(actor: Account, _task: Task, form: Any, now: datetime) -> None:
    answering.reach_milestone(actor=actor, now=now, **form.cleaned_data)


def answer(actor: Account, task: Task, form: Any, now: datetime) -> None:
    files = [store(actor=actor, upload=each, now=now) for each in form.cleaned_data["uploads"]]
    answering.answer_task(actor=actor, task=task, text=form.cleaned_data["text"], files=files, now=now)


def ask_extension(actor: Account, task: Task, form: Any, now: datetime) -> None:
    extending.ask_extension(
        actor=actor,
        task=task,
        due_at=close_of(form.cleaned_data["due_on"]),
        reason=form.cleaned_data["reason"],
        now=now,
    )


def grant(actor: Account, task: Task, form: Any, now: datetime) -> None:
    extending.grant_extension(
        actor=actor, extension=_pending(task), words=form.cleaned_data["words"], now=now
    )


def refuse_extension(actor: Account, task: Task, form: Any, now: datetime) -> None:
    extending.refuse_extension(
        actor=actor, extension=_pending(task), words=form.cleaned_data["reason"], now=now
    )


def give_reading(actor: Account, _task: Task, form: Any, now: datetime) -> None:
    counting.give_reading(actor=actor, now=now, **form.cleaned_data)


def conclude(actor: Account, task: Task, form: Any, now: datetime) -> None:
    findings = concluding.Findings(**{**form.cleaned_data, "authors": tuple(form.cleaned_data["authors"])})
    concluding.issue_conclusion(actor=actor, task=task, findings=findings, now=now)


def object_(actor: Account, task: Task, form: Any, now: datetime) -> None:
    concluding.file_objection(
        actor=actor, conclusion=_found(open_conclusion(task)), reason=form.cleaned_data["reason"], now=now
    )


def decide(actor: Account, task: Task, form: Any, now: datetime) -> None:
    concluding.decide_objection(
        actor=actor,
        objection=_found(open_objection(task)),
        result=ObjectionResult(form.cleaned_data["result"]),
        decision=form.cleaned_data["decision"],
        now=now,
    )


def recheck(actor: Account, task: Task, form: Any, now: datetime) -> None:
    concluding.record_recheck(
        actor=actor,
        conclusion=_found(open_rectification(task)),
        is_done=form.cleaned_data["result"] == "done",
        text=form.cleaned_data["text"],
        now=now,
    )


def _pending(task: Task) -> Extension:
    return _found(task.extensions.filter(decided_at__isnull=True).first())


def _found(kept: Kept | None) -> Kept:
    """Return what a verb is about.

    Raises:
        StepRefused: somebody was faster.
    """
    if kept is None:
        raise StepRefused(_("已经处理；请刷新页面"))
    return kept
