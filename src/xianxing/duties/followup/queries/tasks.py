"""What a unit sees: its own tasks, with their lamps, in pages by limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from xianxing.duties.followup.engine.stages import ENDED, IN_THE_UNITS_HANDS
from xianxing.duties.followup.models import ItemStage, Task
from xianxing.duties.followup.permissions import own_tasks, visible_tasks
from xianxing.office.access.models import Account
from xianxing.office.duty import Text

PAGE_SIZE = 50


class Shelf(StrEnum):
    """The tabs of a unit's page."""

    TODO = "todo"
    ANSWERED = "answered"
    HELPING = "helping"
    ENDED = "ended"


SHELF_TITLES: Mapping[Shelf, Text] = {
    Shelf.TODO: _("待办理"),
    Shelf.ANSWERED: _("已反馈"),
    Shelf.HELPING: _("协办"),
    Shelf.ENDED: _("已了结"),
}


@dataclass(frozen=True, slots=True)
class TaskRows:
    """One page of tasks, and the mark from which the next goes on (empty at the end)."""

    rows: tuple[Task, ...]
    after: str


def list_tasks(account: Account, shelf: Shelf, *, after: str = "") -> TaskRows:
    """Return one page of a unit's tasks, the nearest limit first.

    Raises:
        ValueError: ``after`` is not a mark that an earlier page gave.
    """
    rows = shelved(account, shelf)
    if after:
        text, _bar, key = after.rpartition("|")
        moment = datetime.fromisoformat(text)
        if not key.isdigit() or moment.tzinfo is None:
            raise ValueError(f"{after!r}")
        rows = rows.filter(due_at__gte=moment).filter(Q(due_at__gt=moment) | Q(id__gt=int(key)))
    rows = rows.select_related("item__leader", "owner", "assignment").prefetch_related(
        "milestones", "extensions"
    )
    found = tuple(rows.order_by("due_at", "id")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return TaskRows(shown, f"{shown[-1].due_at.isoformat()}|{shown[-1].pk}" if len(found) > PAGE_SIZE else "")


def shelved(account: Account, shelf: Shelf) -> QuerySet[Task]:
    """Return the tasks of one tab."""
    mine = own_tasks(account)
    if shelf == Shelf.TODO:
        return mine.filter(stage__in=[*IN_THE_UNITS_HANDS])
    if shelf == Shelf.ANSWERED:
        return mine.filter(stage__in=(ItemStage.REPORTED, ItemStage.CHECKED))
    if shelf == Shelf.ENDED:
        return mine.filter(stage__in=[*ENDED])
    return visible_tasks(account).exclude(pk__in=mine.values("pk")).exclude(stage__in=[*ENDED])


def same_unit_tasks(account: Account, task: Task, *, today: date) -> QuerySet[Task]:
    """Return the other tasks of the unit of a task whose answer could serve it too, the latest first."""
    others = visible_tasks(account).filter(owner=task.owner_id, assignment__isnull=False).exclude(pk=task.pk)
    others = others.exclude(stage=ItemStage.DROPPED).filter(served_by__isnull=True)
    return others.filter(sent_at__date__gte=date(today.year - 1, 1, 1)).select_related("item").order_by("-id")
