"""The standard task API (``@task``, ``.enqueue()``, ``.get_result()``) on top of leased rows."""

from typing import Any, ParamSpec, TypeVar

from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from xianxing.office.jobs.actions import enqueue
from xianxing.office.jobs.models import Job, JobState

P = ParamSpec("P")
T = TypeVar("T")

TASK_PREFIX = "task:"
"""Before the path of a function that was enqueued through the standard task API."""

STATUS = {
    JobState.WAITING: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.FINISHED: TaskResultStatus.SUCCESSFUL,
    JobState.FAILED: TaskResultStatus.FAILED,
}


class LeasedBackend(BaseTaskBackend):
    """Keeps tasks as ``Job`` rows in the caller's transaction; a worker runs each at least once."""

    supports_defer = True
    supports_async_task = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[P, T], args: P.args, kwargs: P.kwargs) -> TaskResult[T]:  # type: ignore[valid-type]
        """Add the call to the caller's transaction and return its result, to be looked up later."""
        self.validate_task(task)
        job = enqueue(
            TASK_PREFIX + task.module_path,
            {"args": normalize_json(args), "kwargs": normalize_json(kwargs)},
            now=timezone.now(),
            run_after=task.run_after,
            priority=task.priority,
        )
        result = _result(job, task, self.alias)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Return the result of this id.

        Raises:
            TaskResultDoesNotExist: no task has it.
        """
        job = Job.objects.filter(task_id=result_id, name__startswith=TASK_PREFIX).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return _result(job, _task(job), self.alias)


def call_task(job: Job) -> object:
    """Call the function that the job names and return what it returned, as JSON."""
    task = _task(job)
    context = (TaskContext(task_result=_result(job, task, task.backend)),) if task.takes_context else ()
    return normalize_json(task.call(*context, *job.payload["args"], **job.payload["kwargs"]))


def _task(job: Job) -> Task[..., Any]:
    found = import_string(job.name.removeprefix(TASK_PREFIX))
    if not isinstance(found, Task):
        raise LookupError(f"{job.name!r} 不是用 @task 声明的函数；请检查程序版本")
    return found


def _result(job: Job, task: Task[..., T], alias: str) -> TaskResult[T]:
    result: TaskResult[T] = TaskResult(
        task=task,
        id=job.task_id,
        status=STATUS[JobState(job.state)],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        last_attempted_at=job.started_at,
        finished_at=job.finished_at,
        args=job.payload["args"],
        kwargs=job.payload["kwargs"],
        backend=alias,
        errors=_errors(job),
        worker_ids=[job.worker] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result


def _errors(job: Job) -> list[TaskError]:
    path, newline, traceback = job.error.partition("\n")
    return [TaskError(exception_class_path=path, traceback=traceback)] if newline else []
