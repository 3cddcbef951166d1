"""One answer serves every request that asks the same, with the consent of whoever asked differently."""

from datetime import datetime

from django.utils.translation import gettext as _

from xianxing.duties.followup.engine.overlap import asks_the_same
from xianxing.duties.followup.engine.stages import ENDED, IN_THE_UNITS_HANDS, Stage
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import SameQuestion, Task
from xianxing.duties.followup.permissions import may_see_item
from xianxing.office.access.models import Account
from xianxing.office.assignments import actions as assignments
from xianxing.office.assignments.models import Assignment, AssignmentState, Report, ReportKind
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.notices.actions import notify


@writing()
def link_tasks(*, actor: Account, task: Task, answered_by: Task, now: datetime) -> SameQuestion:
    """Say that the answer to ``answered_by`` serves ``task`` too.

    Word for word the same, or said by the one who asked, it holds at once; else the one who asked is told and
    must agree. Where the answer lies there already, it serves at once.

    Raises:
        StepRefused: another unit's task, one that has ended or is not sent, or a chain of links.
    """
    _refuse_unfit(task, answered_by)
    same_words = asks_the_same(task.request, answered_by.request)
    is_asker = actor.pk == task.item.handler_id
    link = SameQuestion(task=task, answered_by=answered_by, linked_at=now, linked_by=actor)
    if same_words or is_asker:
        link.agreed_at, link.agreed_by = now, actor
    link.save()
    change = Change("answered_by", "", str(answered_by.item))
    record("followup.task.linked", actor=actor, obj=task, now=now, changes=[change])
    if link.agreed_at:
        _serve_if_answered(link, now)
    elif task.item.handler is not None and may_see_item(task.item.handler, task.item):
        _ask(task.item.handler, task, now)
    return link


@writing()
def agree_link(*, actor: Account, task: Task, now: datetime) -> None:
    """Agree that another answer serves this request, on behalf of those who asked.

    Raises:
        StepRefused: no link waits for consent.
    """
    link = SameQuestion.objects.select_related("answered_by").filter(task=task, agreed_at=None).first()
    if link is None:
        raise StepRefused(_("没有等待同意的并答申请；请刷新页面"))
    link.agreed_at, link.agreed_by = now, actor
    link.save(update_fields=["agreed_at", "agreed_by"])
    record("followup.task.agreed", actor=actor, obj=task, now=now)
    _serve_if_answered(link, now)


def serve_linked(answered: Task, *, now: datetime) -> int:
    """Give the answer of a task to every request linked to it that still waits, and return how many it served.

    Each is signed for where it was not, answered with the same words and files, and noted as served.
    """
    links = SameQuestion.objects.filter(answered_by=answered, agreed_at__isnull=False, used_at=None)
    return sum(_serve(link, now) for link in links.select_related("task__item", "task__assignment"))


def _serve_if_answered(link: SameQuestion, now: datetime) -> None:
    if link.answered_by.stage in {Stage.REPORTED, Stage.CHECKED, Stage.CLOSED}:
        _serve(link, now)


def _serve(link: SameQuestion, now: datetime) -> bool:
    task = Task.objects.select_related("item", "assignment").get(pk=link.task_id)
    assignment, answer = task.assignment, _answer(link.answered_by)
    if task.stage not in IN_THE_UNITS_HANDS or assignment is None or answer is None:
        return False
    if assignment.state == AssignmentState.SENT:
        assignments.sign(actor=answer.by, assignment=assignment, now=now)
    text = _("与 %(number)s 一并答复：%(text)s") % {
        "number": link.answered_by.item.number,
        "text": answer.text,
    }
    files = tuple(answer.files.all())
    assignments.report(actor=answer.by, assignment=assignment, text=text, files=files, now=now)
    link.used_at = now
    link.save(update_fields=["used_at"])
    change = Change("answered_by", "", str(link.answered_by.item))
    record("followup.task.served", actor=answer.by, obj=task, now=now, changes=[change])
    return True


def _answer(task: Task) -> Report | None:
    given = Assignment.objects.filter(pk=task.assignment_id or 0)
    reports = Report.objects.filter(assignment__in=given, kind=ReportKind.REPORT)
    return reports.select_related("by__person").order_by("-id").first()


def _refuse_unfit(task: Task, answered_by: Task) -> None:
    if task.pk == answered_by.pk or task.owner_id != answered_by.owner_id:
        raise StepRefused(_("只有同一单位的两件任务才能一并答复；请改选"))
    if task.stage not in IN_THE_UNITS_HANDS or answered_by.stage in ENDED - {Stage.CLOSED}:
        raise StepRefused(_("只有已交办、尚未反馈的任务才能并到另一件；请改选"))
    if answered_by.assignment_id is None:
        raise StepRefused(_("“%(title)s”尚未交办；请改选") % {"title": answered_by.title})
    linked = SameQuestion.objects
    if linked.filter(task__in=(task, answered_by)).exists() or linked.filter(answered_by=task).exists():
        raise StepRefused(_("其中一件已经并到别的任务；请直接并到最先的那件"))


def _ask(account: Account, task: Task, now: datetime) -> None:
    notify(
        account,
        text=_("请同意一并答复：%(title)s") % {"title": task.title[:60]},
        url=f"/followup/tasks/{task.pk}/",
        obj=task,
        group_key=f"followup.link:{task.pk}",
        now=now,
    )
