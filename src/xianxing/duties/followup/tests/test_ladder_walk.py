"""The ladder in the database over random walks: jumps of the clock, failing sweeps, returns, extensions, answers."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random

import pytest

from xianxing.duties.followup.actions import ladder
from xianxing.duties.followup.actions.answering import answer_task
from xianxing.duties.followup.actions.checking import return_task
from xianxing.duties.followup.engine.ladder import USUAL, place_rungs
from xianxing.duties.followup.models import Reminder, Task
from xianxing.duties.followup.tests.factories import NOW, sent, stage_of
from xianxing.office.access.tests.cast import Cast
from xianxing.office.assignments import actions as assignments
from xianxing.office.calendars.queries import calendar
from xianxing.office.jobs.timers import fire_due
from xianxing.office.ui.dates import local

pytestmark = pytest.mark.django_db


def broken(*_args: object, **_kwargs: object) -> None:
    raise RuntimeError("the process dies")


def expected_now(task: Task, now: datetime) -> set[str]:
    """Return the rungs of this round that must have been climbed by a moment."""
    assert task.armed_at is not None
    zone = local(now).tzinfo
    assert zone is not None
    placed = place_rungs(task.due_at, armed_at=task.armed_at, rungs=USUAL, calendar=calendar(), zone=zone)
    return {each.rung.key for each in placed if each.at <= now}


def act(office: Cast, task: Task, rng: Random, choice: float, now: datetime) -> None:
    """Answer, return or postpone the task, where that follows from its stage, or let it be."""
    in_hand = stage_of(task) in {"sent", "signed", "working"}
    task.refresh_from_db()
    assert task.assignment is not None
    if choice < 0.3 and in_hand:
        answer_task(actor=office.unit, task=task, text="已办。", now=now)
    elif choice < 0.4 and stage_of(task) == "reported":
        later = now + timedelta(days=6)
        return_task(actor=office.clerk, task=task, reason="不符", due_at=later, now=now)
    elif 0.4 <= choice < 0.5 and in_hand:
        later = now + timedelta(days=rng.randint(2, 9))
        assignment = task.assignment
        assignments.postpone(actor=office.clerk, assignment=assignment, due_at=later, reason="延后", now=now)


@pytest.mark.parametrize("seed", range(6))
def test_no_walk_repeats_or_loses_a_rung(office: Cast, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    rng = Random(seed)
    task, now, latest = sent(office), NOW, NOW
    fire_due(now=now)
    for _step in range(25):
        now = max(NOW, now + timedelta(hours=rng.randint(-60, 120)))
        latest = max(latest, now)
        choice = rng.random()
        if choice < 0.2:
            with monkeypatch.context() as crash:
                crash.setattr(ladder, "record", broken)
                fire_due(now=now)
            continue
        act(office, task, rng, choice, latest)
        moment = latest + timedelta(hours=2)
        while fire_due(now=moment):
            pass
        task.refresh_from_db()
        climbed = set(Reminder.objects.filter(task=task, round=task.round).values_list("rung", flat=True))
        if task.stage in {"sent", "signed", "working"}:
            assert climbed == expected_now(task, moment)
        latest = moment
    counted = Counter(Reminder.objects.values_list("task", "round", "rung"))
    assert set(counted.values()) <= {1}
