"""The standard task API on leased rows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from xianxing.office.jobs.actions import enqueue
from xianxing.office.jobs.models import Job, JobState
from xianxing.office.jobs.running import run_pending
from xianxing.office.jobs.tests.sample_tasks import add, break_down, tell_attempt

LATER = datetime(2030, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_task_enqueued_runs_and_its_result_is_found() -> None:
    waiting = add.enqueue(2, right=3)
    assert waiting.status == TaskResultStatus.READY
    assert run_pending(now=timezone.now()) == 1
    found = add.get_result(waiting.id)
    assert (found.status, found.return_value, found.attempts, found.args, found.kwargs) == (
        TaskResultStatus.SUCCESSFUL,
        5,
        1,
        [2],
        {"right": 3},
    )


def test_task_failing_keeps_its_error() -> None:
    waiting = break_down.enqueue()
    run_pending(now=timezone.now())
    waiting.refresh()
    assert waiting.status == TaskResultStatus.READY
    assert (waiting.errors[0].exception_class, "没有纸" in waiting.errors[0].traceback) == (ValueError, True)


def test_task_gave_up_has_failed() -> None:
    waiting = break_down.enqueue()
    Job.objects.update(state=JobState.FAILED)
    waiting.refresh()
    assert (waiting.status, waiting.is_finished, Job.objects.get().priority) == (
        TaskResultStatus.FAILED,
        True,
        5,
    )


def test_task_with_context_is_told_its_attempt() -> None:
    waiting = tell_attempt.enqueue("第")
    run_pending(now=timezone.now())
    waiting.refresh()
    assert waiting.return_value == "第1"


def test_task_deferred_waits_for_its_time() -> None:
    waiting = add.using(run_after=LATER).enqueue(1, 1)
    assert (run_pending(now=LATER - timedelta(seconds=1)), run_pending(now=LATER)) == (0, 1)
    waiting.refresh()
    assert waiting.return_value == 2


def test_result_of_an_unknown_id_does_not_exist() -> None:
    job = enqueue("x", now=timezone.now())
    for result_id in ("nothing", job.task_id):
        with pytest.raises(TaskResultDoesNotExist):
            add.get_result(result_id)


def test_task_path_of_a_plain_function_is_refused() -> None:
    enqueue(
        "task:xianxing.office.jobs.tests.sample_tasks.plain", {"args": [], "kwargs": {}}, now=timezone.now()
    )
    run_pending(now=timezone.now())
    assert "不是用 @task 声明的函数" in Job.objects.get().error
