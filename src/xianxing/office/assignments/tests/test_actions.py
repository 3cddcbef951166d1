from datetime import timedelta

import pytest

from xianxing.office.access.tests.cast import Cast, make_organ
from xianxing.office.assignments.actions import (
    accept,
    contribute,
    grant_objection,
    object_,
    postpone,
    refuse_objection,
    remind,
    report,
    return_,
    sign,
    withdraw,
)
from xianxing.office.assignments.errors import (
    BadDueTime,
    ObjectionLate,
    WordsMissing,
    WrongState,
    WrongUnit,
)
from xianxing.office.assignments.models import Assignment, AssignmentState, ReportKind
from xianxing.office.assignments.queries import Asked, asked_of
from xianxing.office.assignments.tests.given import DUE, NOW, give, reported
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.files.models import StoredFile
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.queries import timeline
from xianxing.office.notices.models import Notice

pytestmark = pytest.mark.django_db


def waiting_timers() -> int:
    return Timer.objects.filter(fired_at__isnull=True, cancelled_at__isnull=True).count()


def told(text: str) -> set[str]:
    return {notice.account.username for notice in Notice.objects.filter(text__startswith=text)}


def test_assign_records_arms_and_tells_both_units(cast: Cast) -> None:
    assignment = give(cast, helpers=(cast.stranger_organ,))
    assert (assignment.state, assignment.object_type, assignment.fields_asked) == ("sent", "people.organ", 3)
    [line] = timeline(assignment)
    assert (line.verb, line.actor_name) == ("assignments.assignment.sent", "林科员")
    assert {change["field"]: change["after"] for change in line.changes} == {
        "owner": "住建局",
        "due_at": "2026-11-27 17:00",
        "helpers": "水利局",
    }
    assert waiting_timers() == 3
    assert told("收到交办") == {"unit", "stranger"}


def test_assign_to_an_accused_unit_is_refused_and_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(WrongUnit) as refusal:
        give(cast, excluded=(cast.unit_organ,))
    assert refusal.value.messages == [
        "住建局是被反映的单位或须回避，不能交其办理，也不能告知；请改选其他单位"
    ]
    assert not Assignment.objects.exists()
    assert not Notice.objects.exists()


def test_assign_to_a_helper_or_section_of_an_accused_unit_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongUnit):
        give(cast, helpers=(cast.stranger_organ,), excluded=(cast.stranger_organ,))
    section = make_organ("住建局物业科")
    section.parent = cast.unit_organ
    section.save()
    with pytest.raises(WrongUnit) as refusal:
        give(cast, owner=section, excluded=(cast.unit_organ,))
    assert refusal.value.messages[0].startswith("住建局物业科是被反映的单位")


def test_assign_past_an_accused_unit_is_allowed_to_others(cast: Cast) -> None:
    assert give(cast, excluded=(cast.stranger_organ,)).owner == cast.unit_organ


def test_assign_to_the_office_itself_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongUnit) as refusal:
        give(cast, owner=cast.office)
    assert refusal.value.messages == ["办公室就是本办公室；请直接办理，或改选其他单位"]


def test_assign_to_an_abolished_unit_is_refused(cast: Cast) -> None:
    cast.unit_organ.abolished_on = NOW.date()
    with pytest.raises(WrongUnit) as refusal:
        give(cast)
    assert refusal.value.messages == ["住建局已撤销；请改选现有单位"]


def test_assign_the_same_unit_twice_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongUnit) as refusal:
        give(cast, helpers=(cast.unit_organ,))
    expected = "同一单位只能出现一次；请把主办单位从协办单位中去掉，或去掉重复的单位"
    assert refusal.value.messages == [expected]


def test_assign_into_the_past_is_refused(cast: Cast) -> None:
    with pytest.raises(BadDueTime) as refusal:
        give(cast, due_at=NOW)
    assert refusal.value.messages == ["办理时限 2026-11-23 10:00 已经过去；请改为以后的时间"]


def test_assign_without_words_or_with_classified_words_is_refused(cast: Cast) -> None:
    with pytest.raises(WordsMissing) as refusal:
        give(cast, title="  ")
    assert refusal.value.messages == ["没有填写事项；请用一两句话写清楚"]
    with pytest.raises(ClassifiedMaterial):
        give(cast, title="机密★1年")


def test_sign_keeps_who_and_when_and_tells_the_sender(cast: Cast) -> None:
    assignment = give(cast)
    sign(actor=cast.unit, assignment=assignment, now=NOW)
    kept = Assignment.objects.get()
    assert (kept.state, kept.signed_by, kept.signed_at) == ("signed", cast.unit, NOW)
    assert told("已签收") == {"clerk"}


def test_sign_twice_is_refused_with_what_is_possible(cast: Cast) -> None:
    assignment = give(cast)
    stale = Assignment.objects.get()
    sign(actor=cast.unit, assignment=assignment, now=NOW)
    with pytest.raises(WrongState) as refusal:
        sign(actor=cast.unit, assignment=stale, now=NOW)
    assert refusal.value.messages == [
        "此件现为“已签收”，不能签收；现在可以：反馈、提交协办意见、提出异议、撤回、催办、调整时限"
    ]


def test_report_stops_the_reminders_and_keeps_text_and_files(cast: Cast) -> None:
    assignment = give(cast)
    sign(actor=cast.unit, assignment=assignment, now=NOW)
    file = StoredFile.objects.create(name="照片.png", sha256="b" * 64, size=1, stored_at=NOW)
    written = report(actor=cast.unit, assignment=assignment, text="已修好。", files=[file], now=NOW)
    assert (written.kind, written.text, list(written.files.all())) == (ReportKind.REPORT, "已修好。", [file])
    assert (assignment.state, waiting_timers()) == ("reported", 0)


def test_report_before_signing_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongState) as refusal:
        report(actor=cast.unit, assignment=give(cast), text="办了", now=NOW)
    assert refusal.value.messages[0].startswith("此件现为“已交办”，不能反馈；现在可以：签收、")


def test_report_without_text_leaves_the_state(cast: Cast) -> None:
    assignment = give(cast)
    sign(actor=cast.unit, assignment=assignment, now=NOW)
    with pytest.raises(WordsMissing):
        report(actor=cast.unit, assignment=assignment, text=" ", now=NOW)
    assert Assignment.objects.get().state == AssignmentState.SIGNED


def test_contribute_leaves_the_state_and_tells_owner_and_sender(cast: Cast) -> None:
    assignment = give(cast, helpers=(cast.stranger_organ,))
    contribute(actor=cast.stranger, assignment=assignment, text="水管已查。", now=NOW)
    assert (assignment.state, assignment.reports.get().kind) == ("sent", ReportKind.HELP)
    assert told("收到协办意见") == {"clerk", "unit"}


def test_return_counts_and_arms_the_ladder_again(cast: Cast) -> None:
    assignment = reported(cast)
    later = DUE + timedelta(days=7)
    return_(actor=cast.clerk, assignment=assignment, reason="缺照片", due_at=later, now=NOW)
    assert (assignment.state, assignment.returns, assignment.due_at) == ("returned", 1, later)
    assert waiting_timers() == 3
    line = timeline(assignment).get(verb="assignments.assignment.returned")
    assert line.reason == "缺照片"
    report(actor=cast.unit, assignment=assignment, text="补上照片。", now=NOW)
    assert assignment.state == AssignmentState.REPORTED


def test_return_without_reason_is_refused(cast: Cast) -> None:
    with pytest.raises(WordsMissing) as refusal:
        return_(actor=cast.clerk, assignment=reported(cast), reason="", now=NOW)
    assert refusal.value.messages == ["没有填写退回；请用一两句话写清楚"]


def test_accept_closes_and_nothing_follows(cast: Cast) -> None:
    assignment = reported(cast)
    accept(actor=cast.clerk, assignment=assignment, now=NOW)
    assert (assignment.state, assignment.closed_at) == ("done", NOW)
    with pytest.raises(WrongState) as refusal:
        withdraw(actor=cast.clerk, assignment=assignment, reason="不办了", now=NOW)
    assert refusal.value.messages == ["此件现为“已办结”，不能撤回；现在可以：无（已经了结）"]


def test_accept_before_a_report_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongState):
        accept(actor=cast.clerk, assignment=give(cast), now=NOW)


def test_withdraw_needs_a_reason_and_stops_the_reminders(cast: Cast) -> None:
    assignment = give(cast)
    with pytest.raises(WordsMissing):
        withdraw(actor=cast.clerk, assignment=assignment, reason="", now=NOW)
    withdraw(actor=cast.clerk, assignment=assignment, reason="重复交办", now=NOW)
    assert (Assignment.objects.get().state, waiting_timers()) == ("withdrawn", 0)


def test_object_within_five_working_days_goes_to_the_office(cast: Cast) -> None:
    assignment = give(cast)
    monday_after = NOW + timedelta(days=7)
    object_(actor=cast.unit, assignment=assignment, reason="不属于本局职责：路灯归城管", now=monday_after)
    assert (assignment.state, waiting_timers()) == ("declined", 0)
    line = timeline(assignment).get(verb="assignments.assignment.objected")
    assert line.clauses == ["信访工作条例 第二十三条第三款"]
    assert told("提出异议") == {"clerk", "head"}


def test_object_on_the_sixth_working_day_is_refused(cast: Cast) -> None:
    assignment = give(cast)
    with pytest.raises(ObjectionLate) as refusal:
        object_(actor=cast.unit, assignment=assignment, reason="不归我管", now=NOW + timedelta(days=8))
    expected = "交办已过 6 个工作日，异议须在 5 个工作日内提出；请与办公室商量"
    assert refusal.value.messages == [expected]
    assert Assignment.objects.get().state == AssignmentState.SENT


def test_object_without_reasons_is_refused(cast: Cast) -> None:
    with pytest.raises(WordsMissing):
        object_(actor=cast.unit, assignment=give(cast), reason=" ", now=NOW)


def test_grant_objection_frees_the_unit(cast: Cast) -> None:
    assignment = give(cast)
    object_(actor=cast.unit, assignment=assignment, reason="不归我管", now=NOW)
    grant_objection(actor=cast.head, assignment=assignment, reason="已核实", now=NOW)
    assert (assignment.state, assignment.closed_at) == ("withdrawn", NOW)
    assert told("异议已获同意") == {"unit"}


@pytest.mark.parametrize(("was_signed", "state"), [(False, "sent"), (True, "signed")])
def test_refuse_objection_gives_the_work_back_as_it_was(cast: Cast, was_signed: bool, state: str) -> None:
    assignment = give(cast)
    if was_signed:
        sign(actor=cast.unit, assignment=assignment, now=NOW)
    object_(actor=cast.unit, assignment=assignment, reason="不归我管", now=NOW)
    refuse_objection(actor=cast.head, assignment=assignment, reason="三定方案写明由你局负责", now=NOW)
    assert (Assignment.objects.get().state, waiting_timers()) == (state, 3)


def test_remind_counts_only_while_the_unit_has_to_act(cast: Cast) -> None:
    assignment = give(cast)
    remind(actor=cast.clerk, assignment=assignment, words="请今天反馈", now=NOW)
    remind(actor=cast.clerk, assignment=assignment, now=NOW)
    assert (Assignment.objects.get().reminders, told("催办")) == (2, {"unit"})
    sign(actor=cast.unit, assignment=assignment, now=NOW)
    report(actor=cast.unit, assignment=assignment, text="办了", now=NOW)
    with pytest.raises(WrongState):
        remind(actor=cast.clerk, assignment=assignment, now=NOW)


def test_postpone_moves_the_ladder(cast: Cast) -> None:
    assignment = give(cast)
    later = DUE + timedelta(days=7)
    postpone(actor=cast.clerk, assignment=assignment, due_at=later, reason="材料未到", now=NOW)
    assert Timer.objects.get(kind="assignments.due", cancelled_at__isnull=True).due_at == later
    with pytest.raises(BadDueTime):
        postpone(actor=cast.clerk, assignment=assignment, due_at=NOW, reason="改", now=NOW)
    with pytest.raises(WordsMissing):
        postpone(actor=cast.clerk, assignment=assignment, due_at=later, reason="", now=NOW)


def test_asked_of_counts_what_the_office_asks(cast: Cast) -> None:
    remind(actor=cast.clerk, assignment=give(cast), now=NOW)
    return_(actor=cast.clerk, assignment=reported(cast), reason="缺照片", now=NOW)
    give(cast, owner=cast.stranger_organ)
    give(cast, now=NOW - timedelta(days=40))
    day = NOW.date()
    assert asked_of(cast.unit_organ, since=day, until=day) == Asked(2, 6, 1, 1)
