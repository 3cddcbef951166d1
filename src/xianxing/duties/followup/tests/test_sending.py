"""Tasks are divided, looked at for overlaps and sent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from xianxing.duties.followup.actions.checking import drop_item
from xianxing.duties.followup.actions.scaling import change_scale
from xianxing.duties.followup.actions.sending import add_task, drop_task, overlaps_of, send_task
from xianxing.duties.followup.engine.ladder import USUAL
from xianxing.duties.followup.engine.overlap import Frequency
from xianxing.duties.followup.errors import GuardRefused, OverlapRefused, StepRefused
from xianxing.duties.followup.models import Source, Task
from xianxing.duties.followup.tests.factories import (
    DUE,
    NOW,
    added,
    checked,
    of_accusation,
    opened,
    part,
    sent,
    signed,
    stage_of,
    texts_for,
)
from xianxing.office.access.tests.cast import Cast
from xianxing.office.assignments import actions as assignments
from xianxing.office.assignments.models import Assignment
from xianxing.office.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_sent_task_has_an_assignment_and_the_item_follows(office: Cast) -> None:
    task = sent(office)
    assert task.assignment is not None
    assert (task.assignment.owner, task.assignment.due_at, task.assignment.fields_asked) == (
        office.unit_organ,
        DUE,
        1,
    )
    assert task.assignment.instruction.endswith("办成的标准：库存表有签字，缺口有来源")
    task.item.refresh_from_db()
    assert (task.item.stage, task.item.lead, task.item.due_on) == (
        "sent",
        office.unit_organ,
        date(2026, 12, 2),
    )
    assert texts_for(office.unit) == ["收到交办：摸清编织袋库存和缺口"]


def test_task_with_milestones_asks_more_fields(office: Cast) -> None:
    task = sent(office, milestones=(("完成盘点", date(2026, 11, 27)),))
    assert task.assignment is not None
    assert task.assignment.fields_asked == 2


def test_milestone_after_the_limit_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="节点“完成盘点”的时限 2026-12-03 晚于任务时限；请改正"):
        added(office, milestones=(("完成盘点", date(2026, 12, 3)),))


@pytest.mark.parametrize(
    ("field", "name"), [("title", "任务"), ("request", "办理要求"), ("measure", "办成的标准")]
)
def test_task_without_words_is_refused(office: Cast, field: str, name: str) -> None:
    with pytest.raises(StepRefused, match=f"请填写“{name}”"):
        added(office, None, **{field: " "})


def test_same_question_of_another_leader_is_stopped_before_it_is_sent(office: Cast) -> None:
    first = sent(office)
    other = added(office, opened(office, leader=office.leader.person))
    with pytest.raises(OverlapRefused) as refused:
        send_task(actor=office.clerk, task=other, now=NOW)
    words = f"多头督查：与 {first.item.number}“摸清编织袋库存和缺口”相近（100%）。"
    assert refused.value.messages == [words + "请并为一问或者撤下，确需另行督查的写明理由"]
    assert refused.value.clauses == ("政府督查工作条例#15.2",)
    assert Assignment.objects.count() == 1


def test_overlap_with_a_reason_is_sent_and_recorded(office: Cast) -> None:
    sent(office)
    other = added(office, opened(office))
    send_task(actor=office.clerk, task=other, overlap_reason="范围不同", now=NOW)
    assert other.overlap_reason == "范围不同"
    entry = Entry.objects.filter(verb="followup.task.sent").latest("sequence")
    assert (entry.reason, entry.clauses) == ("范围不同", ["政府督查工作条例#15.2"])


def test_other_unit_is_no_overlap(office: Cast) -> None:
    sent(office)
    other = added(office, owner=office.stranger_organ)
    assert overlaps_of(office.clerk, other, today=date(2026, 11, 23)) == ()


def test_asking_one_unit_too_often_is_stopped(office: Cast) -> None:
    change_scale(actor=office.head, lamps=(3, -1), rungs=USUAL, frequency=Frequency(1, 30), now=NOW)
    sent(office)
    other = added(office, title="修复南环路路灯", request="尽快修复。", measure="灯亮")
    with pytest.raises(OverlapRefused, match="过于频繁：近期向该单位交办将达 2 件"):
        send_task(actor=office.clerk, task=other, now=NOW)


def test_overlap_with_what_the_clerk_may_not_know_says_nothing(office: Cast) -> None:
    _matter, item = of_accusation(office)
    hidden = add_task(actor=office.head, item=item, part=part(office, owner=office.stranger_organ), now=NOW)
    send_task(actor=office.head, task=hidden, now=NOW)
    other = added(office, owner=office.stranger_organ)
    assert overlaps_of(office.clerk, other, today=date(2026, 11, 23)) == ()
    assert overlaps_of(office.head, other, today=date(2026, 11, 23)) != ()


def test_accused_unit_cannot_be_given_the_accusation(office: Cast) -> None:
    _matter, item = of_accusation(office)
    task = add_task(actor=office.head, item=item, part=part(office), now=NOW)
    with pytest.raises(GuardRefused) as refused:
        send_task(actor=office.head, task=task, now=NOW)
    assert refused.value.messages == [
        "住建局不得知悉此事项的来源，材料不得转给被反映的单位或者人员；请改选其他单位"
    ]
    assert texts_for(office.unit) == []


def test_accused_helper_cannot_be_told_either(office: Cast) -> None:
    _matter, item = of_accusation(office)
    given = replace(part(office), owner=office.stranger_organ, helpers=(office.unit_organ,))
    task = add_task(actor=office.head, item=item, part=given, now=NOW)
    with pytest.raises(GuardRefused):
        send_task(actor=office.head, task=task, now=NOW)


def test_withdrawn_assignment_frees_the_task_for_another_unit(office: Cast) -> None:
    task = signed(office)
    assert task.assignment is not None
    assignments.withdraw(actor=office.clerk, assignment=task.assignment, reason="改由水利局", now=NOW)
    task.refresh_from_db()
    assert task.stage == "opened"
    assert task.assignment_id is None
    assert Task.objects.filter(pk=task.pk, sent_at__isnull=True).exists()


def test_granted_objection_of_the_unit_frees_the_task(office: Cast) -> None:
    task = signed(office)
    assert task.assignment is not None
    assignments.object_(actor=office.unit, assignment=task.assignment, reason="不属本局职责", now=NOW)
    assignments.grant_objection(actor=office.clerk, assignment=task.assignment, reason="属实", now=NOW)
    assert stage_of(task) == "opened"


def test_dropped_task_is_taken_from_the_unit(office: Cast) -> None:
    task = signed(office)
    drop_task(actor=office.clerk, task=task, reason="不再需要", now=NOW + timedelta(hours=2))
    assert stage_of(task) == "dropped"
    assert texts_for(office.unit)[-1] == "已撤回，无需再办：摸清编织袋库存和缺口"
    task.item.refresh_from_db()
    assert task.item.stage == "dropped"


def test_dropped_item_drops_its_tasks(office: Cast) -> None:
    item = opened(office, source=Source.PLAN)
    task = signed(office, item)
    drop_item(actor=office.head, item=item, reason="并入专项工作", now=NOW + timedelta(hours=2))
    assert (item.stage, stage_of(task)) == ("dropped", "dropped")
    with pytest.raises(StepRefused, match="事项已了结；请刷新页面"):
        drop_item(actor=office.head, item=item, reason="再撤", now=NOW)


def test_item_without_tasks_can_be_dropped(office: Cast) -> None:
    item = opened(office)
    drop_item(actor=office.head, item=item, reason="误登", now=NOW)
    assert (item.stage, item.ended_at) == ("dropped", NOW)


def test_checked_task_keeps_its_item_from_being_dropped(office: Cast) -> None:
    task = checked(office)
    with pytest.raises(StepRefused, match="“摸清编织袋库存和缺口”已核查；请先办结或者退回"):
        drop_item(actor=office.head, item=task.item, reason="误登", now=NOW)


def test_task_is_not_added_to_an_ended_item(office: Cast) -> None:
    item = opened(office)
    drop_item(actor=office.head, item=item, reason="误登", now=NOW)
    with pytest.raises(StepRefused, match="事项已了结，不能再分解任务；请另行立项"):
        added(office, item)
