"""The ladder in the database: one timer a task, each rung once, whatever the clock and the process do."""

from datetime import date, datetime, timedelta

import pytest

from xianxing.duties.followup.actions import extending
from xianxing.duties.followup.actions.answering import answer_task
from xianxing.duties.followup.actions.checking import return_task
from xianxing.duties.followup.actions.ladder import replace_rungs
from xianxing.duties.followup.actions.scaling import change_scale
from xianxing.duties.followup.actions.sending import add_task, send_task
from xianxing.duties.followup.engine.ladder import Rung, Told
from xianxing.duties.followup.engine.overlap import Frequency
from xianxing.duties.followup.models import Reminder, Task
from xianxing.duties.followup.tests.factories import (
    NOW,
    answered,
    at,
    of_accusation,
    part,
    sent,
    signed,
    texts_for,
)
from xianxing.duties.matters.actions.protecting import name_accused
from xianxing.office.access.models import Grant
from xianxing.office.access.tests.cast import Cast
from xianxing.office.assignments import actions as assignments
from xianxing.office.assignments.models import Assignment
from xianxing.office.calendars.actions import change_day
from xianxing.office.calendars.models import DayKind
from xianxing.office.jobs.models import Timer
from xianxing.office.jobs.timers import fire_due
from xianxing.office.ledger.models import Entry

pytestmark = pytest.mark.django_db
# The unit's limit is Wednesday 2026-12-02, so the rungs fall on 11-30, 12-02, 12-03 and 12-07.
BEFORE, ON, AFTER, LATE = date(2026, 11, 30), date(2026, 12, 2), date(2026, 12, 3), date(2026, 12, 7)


def climbed(task: Task) -> list[str]:
    return list(Reminder.objects.filter(task=task).values_list("rung", flat=True))


def sweep(moment: datetime) -> None:
    while fire_due(now=moment):
        pass


def reminders_of(office: Cast, part_: str) -> list[str]:
    return [text for text in texts_for(office.accounts()[part_]) if text.startswith("催办（")]


def test_ladder_climbs_day_by_day_to_unit_head_and_office(office: Cast) -> None:
    Grant.objects.filter(account=office.unit).update(ends_on=None)
    task = sent(office)
    for day, expected in ((BEFORE, ["-2"]), (ON, ["-2", "0"]), (AFTER, ["-2", "0", "+1"])):
        sweep(at(day))
        assert climbed(task) == expected
    assert reminders_of(office, "head") == []
    sweep(at(LATE))
    assert climbed(task) == ["-2", "0", "+1", "+3"]
    assert reminders_of(office, "head") == ["催办（逾期 3 个工作日）：摸清编织袋库存和缺口"]
    assert reminders_of(office, "stranger") == []


def test_usual_reminders_of_the_assignment_are_silent(office: Cast) -> None:
    task = sent(office)
    sweep(at(LATE, 23))
    fired = Timer.objects.filter(kind__startswith="assignments.", fired_at__isnull=False)
    assert not fired.exists()
    assert Assignment.objects.get(object_id=task.pk).reminders == 4


def test_one_jump_over_the_whole_ladder_climbs_all_with_one_notice(office: Cast) -> None:
    task = sent(office)
    sweep(at(date(2027, 1, 20)))
    assert climbed(task) == ["-2", "0", "+1", "+3"]
    assert reminders_of(office, "unit") == ["催办（逾期 3 个工作日）：摸清编织袋库存和缺口"]
    assert Entry.objects.filter(verb="followup.task.reminded").count() == 4


def test_sweeping_again_or_with_the_clock_put_back_repeats_nothing(office: Cast) -> None:
    task = sent(office)
    for moment in (at(ON), at(ON), at(BEFORE), at(ON, 12)):
        sweep(moment)
    assert climbed(task) == ["-2", "0"]


def test_failing_rung_is_tried_again_and_climbed_once(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    task = sent(office)
    path = "xianxing.duties.followup.actions.ladder.notify"
    with monkeypatch.context() as broken:
        broken.setattr(path, lambda *_args, **_kwargs: 1 // 0)
        fire_due(now=at(BEFORE))
    assert climbed(task) == []
    sweep(at(BEFORE) + timedelta(minutes=5))
    assert climbed(task) == ["-2"]


def test_answer_stops_the_ladder(office: Cast) -> None:
    task = sent(office)
    sweep(at(BEFORE))
    answer_task(actor=office.unit, task=task, text="缺 12 万条。", now=at(ON, 8))
    sweep(at(LATE))
    assert climbed(task) == ["-2"]


def test_return_begins_a_new_round_without_the_usual_reminders(office: Cast) -> None:
    task = answered(office)
    return_task(actor=office.clerk, task=task, reason="没有签字", due_at=at(LATE, 18), now=at(BEFORE))
    assert (task.returns, task.stage, task.round) == (1, "working", 2)
    sweep(at(date(2026, 12, 10)))
    assert climbed(task) == ["-2", "0", "+1", "+3"]
    assert not Timer.objects.filter(kind__startswith="assignments.", fired_at__isnull=False).exists()


def test_objection_to_the_assignment_pauses_and_its_refusal_begins_anew(office: Cast) -> None:
    task = signed(office)
    assert task.assignment is not None
    assignments.object_(actor=office.unit, assignment=task.assignment, reason="不属本局职责", now=NOW)
    sweep(at(BEFORE))
    assert climbed(task) == []
    assignments.refuse_objection(
        actor=office.clerk, assignment=task.assignment, reason="属本局", now=at(BEFORE, 10)
    )
    sweep(at(ON))
    assert climbed(task) == ["0"]


def test_granted_extension_moves_the_ladder(office: Cast) -> None:
    task = signed(office)
    later = at(date(2026, 12, 16), 18)
    extension = extending.ask_extension(
        actor=office.unit, task=task, due_at=later, reason="库房待盘点", now=NOW
    )
    extending.grant_extension(actor=office.head, extension=extension, words="", now=NOW)
    task.refresh_from_db()
    assert task.due_at == later
    sweep(at(LATE))
    assert climbed(task) == []
    sweep(at(date(2026, 12, 14)))
    assert climbed(task) == ["-2"]


def test_new_holiday_moves_the_rungs_not_yet_climbed(office: Cast) -> None:
    task = sent(office)
    sweep(at(BEFORE))
    change_day(actor=office.head, day=AFTER, kind=DayKind.STATUTORY, name="调休", now=at(ON, 10))
    replace_rungs({"after": 0})
    sweep(at(AFTER))
    assert climbed(task) == ["-2", "0"]
    sweep(at(date(2026, 12, 4)))
    assert climbed(task) == ["-2", "0", "+1"]


def test_office_sets_its_own_ladder(office: Cast) -> None:
    everyone = (Told.OWNER, Told.OWNER_HEAD, Told.OFFICE)
    change_scale(actor=office.head, lamps=(5, 0), rungs=[Rung(0, everyone)], frequency=Frequency(), now=NOW)
    task = sent(office)
    sweep(at(LATE))
    assert climbed(task) == ["0"]
    assert reminders_of(office, "head") == ["催办（到期当日）：摸清编织袋库存和缺口"]


def test_rung_that_reaches_nobody_in_the_unit_goes_to_the_office(office: Cast) -> None:
    Grant.objects.filter(account=office.stranger).delete()
    task = sent(office, owner=office.stranger_organ)
    sweep(at(BEFORE))
    assert climbed(task) == ["-2"]
    assert reminders_of(office, "clerk") == ["催办（到期前 2 个工作日）：摸清编织袋库存和缺口"]


def test_unit_accused_later_is_not_called_any_more(office: Cast) -> None:
    matter, item = of_accusation(office)
    task = add_task(actor=office.head, item=item, part=part(office, owner=office.stranger_organ), now=NOW)
    send_task(actor=office.head, task=task, now=NOW)
    name_accused(actor=office.head, matter=matter, organ=office.stranger_organ, person=None, now=NOW)
    sweep(at(LATE))
    assert climbed(task) == ["-2", "0", "+1", "+3"]
    assert reminders_of(office, "stranger") == []
