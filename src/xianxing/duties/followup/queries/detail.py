"""Everything the page of one item or of one task shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from xianxing.duties.followup.engine.lamps import Lamp
from xianxing.duties.followup.models import Conclusion, Extension, Item, Quantity, Reading, Task
from xianxing.duties.followup.permissions import ITEM_TYPE, TASK_TYPE, visible_items, visible_tasks
from xianxing.duties.followup.queries.lights import Lights, lights_on
from xianxing.duties.followup.wording import FIELD_TITLES
from xianxing.office.access.models import Account
from xianxing.office.assignments.models import Report
from xianxing.office.ledger.models import Entry
from xianxing.office.ledger.queries import Line, lines


@dataclass(frozen=True, slots=True)
class Compared:
    """A quantity with what each unit says it is, and what was settled."""

    quantity: Quantity
    readings: tuple[Reading, ...]
    settled: Reading | None
    is_returned: bool

    @property
    def differs(self) -> bool:
        """Whether two units say different things and nobody has settled it since."""
        return self.settled is None and len({reading.value for reading in self.readings}) > 1

    @property
    def advised(self) -> Reading | None:
        """The reading of the latest day: what is usually right."""
        return max(self.readings, key=lambda reading: (reading.as_of, reading.pk), default=None)


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task with the lamp it shows today and the last word of its unit."""

    task: Task
    lamp: Lamp
    last_report: Report | None
    pending: Extension | None


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """One item with all that hangs on it."""

    item: Item
    tasks: tuple[ShownTask, ...]
    quantities: tuple[Compared, ...]
    timeline: tuple[Line, ...]

    @property
    def answered(self) -> int:
        """How many units have answered."""
        return sum(1 for shown in self.tasks if shown.task.stage in {"reported", "checked", "closed"})

    @property
    def differing(self) -> int:
        """How many quantities differ and wait for a choice."""
        return sum(1 for compared in self.quantities if compared.differs)

    @property
    def reminders(self) -> int:
        """How often the units were reminded by the ladder."""
        return sum(len(shown.task.reminders.all()) for shown in self.tasks)


def find_item(account: Account, pk: int) -> Item | None:
    """Return the item when it exists and the account may see it."""
    found = visible_items(account).select_related("lead", "leader", "handler__person", "approved_by__person")
    return found.filter(pk=pk).first()


def find_task(account: Account, pk: int) -> Task | None:
    """Return the task when it exists and the account may see it."""
    found = visible_tasks(account).select_related(
        "item__leader", "item__handler__person", "owner", "assignment", "checked_by__person"
    )
    return found.filter(pk=pk).first()


def item_detail(account: Account, item: Item, *, today: date) -> ItemDetail:
    """Return what the page of an item shows to an account that may see it."""
    lights = lights_on(today)
    found = visible_tasks(account).filter(item=item).select_related("owner", "assignment")
    tasks = tuple(found.order_by("id").prefetch_related(*_PARTS))
    return ItemDetail(
        item=item,
        tasks=tuple(show_task(task, lights) for task in tasks),
        quantities=compared_quantities(item),
        timeline=_timeline(item, tasks),
    )


def show_task(task: Task, lights: Lights) -> ShownTask:
    """Return a task with its lamp and the last word of its unit."""
    reports = list(task.assignment.reports.all()) if task.assignment else []
    pending = [each for each in task.extensions.all() if each.decided_at is None]
    return ShownTask(
        task, lights.of_task(task), reports[-1] if reports else None, pending[0] if pending else None
    )


def compared_quantities(item: Item) -> tuple[Compared, ...]:
    """Return the quantities of an item with their readings. Three queries."""
    readings = Prefetch("readings", Reading.objects.filter(is_current=True).select_related("organ"))
    found = item.quantities.prefetch_related(readings, "settlements__reading")
    return tuple(compare(quantity) for quantity in found)


def compare(quantity: Quantity) -> Compared:
    """Return a quantity with its readings; a settlement holds until a unit says something new."""
    readings = tuple(quantity.readings.all())
    last = max(quantity.settlements.all(), key=lambda settlement: settlement.pk, default=None)
    if last is None or any(reading.said_at > last.at for reading in readings):
        return Compared(quantity, readings, None, is_returned=False)
    return Compared(quantity, readings, last.reading, is_returned=last.reading is None)


def conclusions_of(task: Task) -> QuerySet[Conclusion]:
    """Return the conclusions about a task with their objections and rechecks."""
    found = task.conclusions.select_related("issued_by__person", "objection__decided_by__person")
    return found.prefetch_related("rechecks__by__person", "authors__person")


_PARTS = (
    "helpers",
    "milestones",
    "extensions",
    "reminders",
    Prefetch("assignment__reports", Report.objects.select_related("by__person").prefetch_related("files")),
)


def _timeline(item: Item, tasks: tuple[Task, ...]) -> tuple[Line, ...]:
    """Return what happened to an item and to its tasks, oldest first."""
    own = Entry.objects.filter(object_type=ITEM_TYPE, object_id=item.pk)
    parts = Entry.objects.filter(object_type=TASK_TYPE, object_id__in=[task.pk for task in tasks])
    return named_lines((own | parts).order_by("sequence"))


def named_lines(entries: QuerySet[Entry]) -> tuple[Line, ...]:
    """Return the lines of a timeline with the fields that changed named in the office's words."""
    found = tuple(lines(entries))
    for line in found:
        for change in line.changes:
            change["label"] = str(FIELD_TITLES.get(change["field"], change["field"]))
    return found
