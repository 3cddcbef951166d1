"""Functions of the standard task API, for the tests."""

from django_tasks import task
from django_tasks.base import TaskContext


@task
def add(left: int, right: int) -> int:
    return left + right


@task(priority=5)
def break_down() -> None:
    raise ValueError("没有纸")


@task(takes_context=True)
def tell_attempt(context: TaskContext, word: str) -> str:
    return f"{word}{context.attempt}"


def plain() -> None:
    """Not a task."""
