"""A unit answers from one page; an answer is checked, returned or closed; one answer serves every request."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from xianxing.duties.followup.actions import answering, checking, extending, linking
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import SameQuestion, Task
from xianxing.duties.followup.tests.factories import (
    DUE,
    NOW,
    answered,
    at,
    checked,
    opened,
    sent,
    signed,
    stage_of,
    texts_for,
)
from xianxing.office.access.tests.cast import Cast
from xianxing.office.assignments import actions as assignments
from xianxing.office.assignments.models import Report
from xianxing.office.files.actions import store
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.models import Entry

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=5)


def twin(office: Cast, **changes: object) -> Task:
    """Return a second request of another leader to the same unit."""
    other = opened(office, title="防汛物资督查", leader=office.leader.person)
    return sent(office, other, reason="范围不同", **changes)


def test_usual_way_ends_the_item(office: Cast) -> None:
    task = checked(office)
    checking.close_task(actor=office.clerk, task=task, now=LATER)
    task.item.refresh_from_db()
    assert (task.stage, task.item.stage, task.item.ended_at) == ("closed", "closed", LATER)
    verbs = list(
        Entry.objects.filter(verb__startswith="followup.").order_by("sequence").values_list("verb", flat=True)
    )
    assert verbs == [
        "followup.item.opened",
        "followup.task.added",
        "followup.task.sent",
        "followup.task.signed",
        "followup.task.reported",
        "followup.task.checked",
        "followup.task.closed",
        "followup.item.closed",
    ]


def test_item_ends_with_its_last_task(office: Cast) -> None:
    first = checked(office)
    second = sent(office, first.item, owner=office.stranger_organ)
    checking.close_task(actor=office.clerk, task=first, now=LATER)
    second.item.refresh_from_db()
    assert (second.item.stage, second.item.ended_at) == ("sent", None)


def test_answer_that_was_not_checked_cannot_be_closed(office: Cast) -> None:
    task = answered(office)
    with pytest.raises(StepRefused, match="任务现为“已反馈”，办结前须先核查"):
        checking.close_task(actor=office.clerk, task=task, now=LATER)


def test_answer_that_was_not_checked_cannot_be_accepted_on_the_page_of_tasks_either(office: Cast) -> None:
    task = answered(office)
    assert task.assignment is not None
    with pytest.raises(StepRefused, match="是督办任务，办结前须先核查；请在督办任务页填写核查情况"):
        assignments.accept(actor=office.clerk, assignment=task.assignment, now=LATER)


def test_check_without_a_finding_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="请填写“核查情况”"):
        checking.check_task(actor=office.clerk, task=answered(office), finding=" ", now=LATER)


def test_checked_answer_may_still_be_returned(office: Cast) -> None:
    task = checked(office)
    checking.return_task(actor=office.clerk, task=task, reason="抽查不符", due_at=None, now=LATER)
    assert (task.stage, task.returns, task.checked_at) == ("working", 1, None)
    task.item.refresh_from_db()
    assert task.item.is_returned


def test_answer_of_an_unsigned_task_signs_for_it(office: Cast) -> None:
    task = sent(office)
    answering.answer_task(actor=office.unit, task=task, text="已办。", now=LATER)
    assert task.stage == "reported"
    assert Entry.objects.filter(verb="followup.task.signed").count() == 1


def test_answer_with_a_mark_of_secrecy_is_refused_whole(office: Cast) -> None:
    task = sent(office)
    with pytest.raises(ClassifiedMaterial):
        answering.answer_task(actor=office.unit, task=task, text="机密★1年", now=LATER)
    assert stage_of(task) == "sent"


def test_progress_is_kept_and_moves_the_task_to_working(office: Cast) -> None:
    task = signed(office)
    answering.write_progress(actor=office.unit, task=task, text="已盘点三个库。", now=LATER)
    assert (task.stage, task.progress.get().text) == ("working", "已盘点三个库。")


def test_progress_before_signing_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="任务现为“已交办”，不能报告进展；现在可以：签收、收回、撤销"):
        answering.write_progress(actor=office.unit, task=sent(office), text="在办", now=LATER)


def test_milestone_is_reached_once(office: Cast) -> None:
    task = signed(office, milestones=(("完成盘点", date(2026, 11, 27)),))
    milestone = task.milestones.get()
    answering.reach_milestone(actor=office.unit, milestone=milestone, note="三库", now=LATER)
    assert (milestone.reached_at, milestone.note) == (LATER, "三库")
    with pytest.raises(StepRefused, match="此节点已经完成；请刷新页面"):
        answering.reach_milestone(actor=office.unit, milestone=milestone, note="", now=LATER)


def test_one_answer_serves_the_same_question_word_for_word(office: Cast) -> None:
    first, second = sent(office), twin(office)
    linking.link_tasks(actor=office.unit, task=second, answered_by=first, now=NOW)
    file = store(actor=office.unit, upload=ContentFile("名称,数\n".encode(), "库存.csv"), now=LATER)
    answering.answer_task(actor=office.unit, task=first, text="缺 12 万条。", files=(file,), now=LATER)
    assert (stage_of(first), stage_of(second)) == ("reported", "reported")
    report = Report.objects.get(assignment=second.assignment)
    assert report.text == f"与 {first.item.number} 一并答复：缺 12 万条。"
    assert list(report.files.all()) == [file]
    assert SameQuestion.objects.get().used_at == LATER


def test_different_question_waits_for_the_consent_of_whoever_asked(office: Cast) -> None:
    first = sent(office)
    second = twin(office, request="请说明编织袋缺口多大、何时补齐。")
    linking.link_tasks(actor=office.unit, task=second, answered_by=first, now=NOW)
    answering.answer_task(actor=office.unit, task=first, text="缺 12 万条。", now=LATER)
    assert stage_of(second) == "sent"
    assert texts_for(office.clerk)[-2] == "请同意一并答复：摸清编织袋库存和缺口"
    linking.agree_link(actor=office.clerk, task=second, now=LATER)
    assert stage_of(second) == "reported"


def test_link_by_the_one_who_asked_needs_no_further_consent(office: Cast) -> None:
    first, second = answered(office), twin(office, request="请说明缺口何时补齐。")
    linking.link_tasks(actor=office.clerk, task=second, answered_by=first, now=LATER)
    assert stage_of(second) == "reported"


def test_consent_without_a_link_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="没有等待同意的并答申请；请刷新页面"):
        linking.agree_link(actor=office.clerk, task=sent(office), now=NOW)


def test_tasks_of_two_units_are_not_linked(office: Cast) -> None:
    first, second = sent(office), sent(office, owner=office.stranger_organ)
    with pytest.raises(StepRefused, match="只有同一单位的两件任务才能一并答复；请改选"):
        linking.link_tasks(actor=office.clerk, task=second, answered_by=first, now=NOW)


def test_links_make_no_chain(office: Cast) -> None:
    first, second = sent(office), twin(office)
    third = twin(office)
    linking.link_tasks(actor=office.clerk, task=second, answered_by=first, now=NOW)
    with pytest.raises(StepRefused, match="其中一件已经并到别的任务；请直接并到最先的那件"):
        linking.link_tasks(actor=office.clerk, task=third, answered_by=second, now=NOW)
    linking.link_tasks(actor=office.clerk, task=third, answered_by=first, now=NOW)
    answering.answer_task(actor=office.unit, task=first, text="缺 12 万条。", now=LATER)
    assert {stage_of(each) for each in (first, second, third)} == {"reported"}


def test_answered_task_cannot_be_linked(office: Cast) -> None:
    first, second = sent(office), answered(office, owner=office.unit_organ, request="另问", title="另一件事")
    with pytest.raises(StepRefused, match="只有已交办、尚未反馈的任务才能并到另一件；请改选"):
        linking.link_tasks(actor=office.clerk, task=second, answered_by=first, now=NOW)


def test_refused_extension_tells_the_unit_and_keeps_the_limit(office: Cast) -> None:
    task = signed(office)
    extension = extending.ask_extension(
        actor=office.unit, task=task, due_at=DUE + timedelta(days=7), reason="人手不够", now=NOW
    )
    assert texts_for(office.head)[-1] == "申请延期：摸清编织袋库存和缺口"
    extending.refuse_extension(actor=office.head, extension=extension, words="汛期不等人", now=LATER)
    task.refresh_from_db()
    assert (task.due_at, extension.is_granted) == (DUE, False)
    assert texts_for(office.unit)[-1] == "延期未获同意：摸清编织袋库存和缺口"


def test_second_extension_waits_for_the_first(office: Cast) -> None:
    task = signed(office)
    for_ = {
        "actor": office.unit,
        "task": task,
        "due_at": DUE + timedelta(days=7),
        "reason": "人手",
        "now": NOW,
    }
    extending.ask_extension(**for_)  # type: ignore[arg-type]
    with pytest.raises(StepRefused, match="已有一件延期申请等待审批；请等审批后再提"):
        extending.ask_extension(**for_)  # type: ignore[arg-type]


def test_extension_to_an_earlier_moment_is_refused(office: Cast) -> None:
    with pytest.raises(
        StepRefused, match="申请延至 2026-12-01 09:00，不晚于现在的时限 2026-12-02 18:00；请改正"
    ):
        extending.ask_extension(
            actor=office.unit, task=signed(office), due_at=at(date(2026, 12, 1)), reason="人手", now=NOW
        )


def test_extension_decided_twice_is_refused(office: Cast) -> None:
    extension = extending.ask_extension(
        actor=office.unit, task=signed(office), due_at=DUE + timedelta(days=7), reason="人手", now=NOW
    )
    extending.grant_extension(actor=office.head, extension=extension, words="", now=NOW)
    with pytest.raises(StepRefused, match="此申请已经审批；请刷新页面"):
        extending.refuse_extension(actor=office.head, extension=extension, words="不行", now=NOW)
