"""Conclusions, objections to them and what was put right (政府督查工作条例 16-18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.states import clean_words
from xianxing.duties.followup.engine.clocks import (
    OBJECTION_CLAUSE,
    RECTIFICATION_CLAUSE,
    decision_until,
    may_object,
    must_stay_away,
    objection_until,
)
from xianxing.duties.followup.errors import GuardRefused, LateRefused, StepRefused
from xianxing.duties.followup.models import Conclusion, Objection, ObjectionResult, Recheck, Task
from xianxing.duties.followup.permissions import may_see_task
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.calendars.queries import calendar
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.notices.actions import notify

CONCLUSION_CLAUSE = "政府督查工作条例#16"


@dataclass(frozen=True, slots=True)
class Findings:
    """A conclusion: what it says, who had a part in it, and what is to be put right by when."""

    text: str
    received_on: date
    authors: Sequence[Account] = ()
    rectify: str = ""
    rectify_until: date | None = None


@writing()
def issue_conclusion(*, actor: Account, task: Task, findings: Findings, now: datetime) -> Conclusion:
    """Give a conclusion to the unit of a task; its thirty days to object begin with the day it was received.

    Whoever issues it counts among those who took part in it. The unit is told.

    Raises:
        StepRefused: the task was never sent, or something is to be put right without a day.
        ClassifiedMaterial: the words bear a mark of classification.
    """
    if task.assignment_id is None:
        raise StepRefused(_("任务尚未交办，不能作出结论"))
    if bool(findings.rectify.strip()) != bool(findings.rectify_until):
        raise StepRefused(_("整改要求和整改时限要么都填，要么都不填"))
    until = objection_until(findings.received_on, calendar=calendar())
    conclusion = Conclusion.objects.create(
        task=task,
        text=clean_words(findings.text, _("督查结论")),
        received_on=findings.received_on,
        objection_until=until.due,
        is_provisional=until.provisional,
        rectify=findings.rectify.strip(),
        rectify_until=findings.rectify_until,
        issued_at=now,
        issued_by=actor,
    )
    conclusion.authors.set({actor, *findings.authors})
    changes = [Change("objection_until", "", until.due.isoformat())]
    if findings.rectify_until:
        changes.append(Change("rectify_until", "", findings.rectify_until.isoformat()))
    record(
        "followup.conclusion.issued",
        actor=actor, obj=task, now=now, reason=conclusion.text, changes=changes, clauses=[CONCLUSION_CLAUSE],
    )  # fmt: skip
    _tell(_contacts(task, now), task, _("收到督查结论：%(title)s"), now)
    return conclusion


@writing()
def file_objection(*, actor: Account, conclusion: Conclusion, reason: str, now: datetime) -> Objection:
    """Ask for a conclusion to be looked at again; its thirty days to decide begin. The heads are told.

    Raises:
        LateRefused: the thirty days to object are over.
        StepRefused: there is one already, or no reason.
    """
    today = timezone.localdate(now)
    if Objection.objects.filter(conclusion=conclusion).exists():
        raise StepRefused(_("对此结论已经提出过异议；请等复核决定"))
    if not may_object(conclusion.received_on, today, calendar=calendar()):
        text = _("异议须在收到结论之日起 30 日内提出，已于 %(until)s 截止；可以向作出结论的机关反映")
        raise LateRefused(text % {"until": conclusion.objection_until}, (OBJECTION_CLAUSE,))
    until = decision_until(today, calendar=calendar())
    objection = Objection.objects.create(
        conclusion=conclusion,
        reason=clean_words(reason, _("异议理由")),
        filed_at=now,
        filed_by=actor,
        decide_until=until.due,
    )
    task = conclusion.task
    change = Change("decide_until", "", until.due.isoformat())
    record(
        "followup.objection.filed",
        actor=actor, obj=task, now=now, reason=objection.reason, changes=[change], clauses=[OBJECTION_CLAUSE],
    )  # fmt: skip
    _tell(accounts_with(Role.HEAD, on=today), task, _("对督查结论提出异议：%(title)s"), now)
    return objection


@writing()
def decide_objection(
    *, actor: Account, objection: Objection, result: ObjectionResult, decision: str, now: datetime
) -> None:
    """Decide an objection; a revoked conclusion holds no more. The unit is told.

    Raises:
        GuardRefused: whoever decides took part in the conclusion.
        StepRefused: it was decided already, or there is no opinion.
    """
    objection.refresh_from_db()
    conclusion = objection.conclusion
    if objection.decided_at is not None:
        raise StepRefused(_("复核决定已经作出；请刷新页面"))
    authors = set(conclusion.authors.values_list("pk", flat=True))
    if must_stay_away(actor.pk, authors):
        text = _("%(name)s参与作出督查结论，复核中应当回避；请由未参与的人员决定")
        raise GuardRefused(text % {"name": actor}, (OBJECTION_CLAUSE,))
    objection.result, objection.decision = result, clean_words(decision, _("复核意见"))
    objection.decided_at, objection.decided_by = now, actor
    objection.save()
    if result == ObjectionResult.REVOKED:
        conclusion.revoked_at = now
        conclusion.save(update_fields=["revoked_at"])
    task = conclusion.task
    change = Change("result", "", str(result.label))
    record(
        "followup.objection.decided",
        actor=actor, obj=task, now=now, reason=objection.decision, changes=[change], clauses=[OBJECTION_CLAUSE],
    )  # fmt: skip
    _tell(_contacts(task, now), task, _("复核决定：%(title)s"), now)


@writing()
def record_recheck(
    *, actor: Account, conclusion: Conclusion, is_done: bool, text: str, now: datetime
) -> Recheck:
    """Write down whether what was asked was put right (政府督查工作条例 18).

    Raises:
        StepRefused: nothing was to be put right, the conclusion was revoked, or nothing was found out.
    """
    if not conclusion.rectify or conclusion.revoked_at is not None:
        raise StepRefused(_("此结论没有整改要求，或者已经撤销"))
    text = clean_words(text, _("核查情况"))
    recheck = Recheck.objects.create(conclusion=conclusion, is_done=is_done, text=text, at=now, by=actor)
    change = Change("rectified", "", _("整改到位") if is_done else _("整改不到位"))
    record(
        "followup.recheck.recorded",
        actor=actor, obj=conclusion.task, now=now, reason=text, changes=[change], clauses=[RECTIFICATION_CLAUSE],
    )  # fmt: skip
    _tell(_contacts(conclusion.task, now), conclusion.task, _("已核查整改情况：%(title)s"), now)
    return recheck


def _contacts(task: Task, now: datetime) -> list[Account]:
    return accounts_with(Role.UNIT, organ_id=task.owner_id, on=timezone.localdate(now))


def _tell(accounts: Sequence[Account], task: Task, text: str, now: datetime) -> None:
    for account in accounts:
        if may_see_task(account, task):
            notify(
                account,
                text=text % {"title": task.title[:60]},
                url=f"/followup/tasks/{task.pk}/",
                obj=task,
                group_key=f"followup.conclusion:{task.pk}",
                now=now,
            )
