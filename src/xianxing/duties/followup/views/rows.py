"""How items and tasks become rows of lists, tiles and steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianxing.duties.followup.engine.lamps import Lamp
from xianxing.duties.followup.engine.stages import CHAIN, Stage
from xianxing.duties.followup.models import Item, ItemStage, Task
from xianxing.duties.followup.queries.detail import ItemDetail
from xianxing.duties.followup.queries.lights import Lights
from xianxing.office.duty import Text
from xianxing.office.ui.dates import day_words, left_words

TONES = {
    Stage.PROPOSED: "amber",
    Stage.OPENED: "amber",
    Stage.SENT: "amber",
    Stage.SIGNED: "blue",
    Stage.WORKING: "blue",
    Stage.REPORTED: "red",
    Stage.CHECKED: "green",
    Stage.CLOSED: "green",
    Stage.DROPPED: "grey",
}
ROW_TONES = {Lamp.RED: "red", Lamp.AMBER: "amber", Lamp.GREEN: "", Lamp.OUT: ""}
SHORT: Mapping[Stage, Text] = {
    Stage.OPENED: gettext_lazy("立项"),
    Stage.SENT: gettext_lazy("交办"),
    Stage.SIGNED: gettext_lazy("签收"),
    Stage.WORKING: gettext_lazy("办理"),
    Stage.REPORTED: gettext_lazy("反馈"),
    Stage.CHECKED: gettext_lazy("核查"),
    Stage.CLOSED: gettext_lazy("办结"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list as the template draws it."""

    id: int
    url: str
    title: str
    number: str
    chip: str
    chip_tone: str
    note: str
    due: str
    tone: str
    is_urgent: bool
    is_unread: bool = False
    is_selected: bool = False


@dataclass(frozen=True, slots=True)
class Stat:
    """One tile of the strip under the heading."""

    title: str
    value: str
    tone: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StepMark:
    """One stage of the chain as ``ui/_steps.html`` shows it."""

    title: str
    is_done: bool
    is_current: bool


def item_row(item: Item, *, now: datetime, lights: Lights, selected: int | None, query: str) -> Row:
    """Return the row of an item."""
    lamp = lights.of_item(item)
    note = item.lead.short_name if item.lead else _("未分解")
    if item.is_returned:
        note = _("%(unit)s · 退回重办") % {"unit": note}
    return Row(
        id=item.pk,
        url=reverse("followup:detail", args=[item.pk]) + (f"?{query}" if query else ""),
        title=item.title,
        number=item.number,
        chip=str(item.get_stage_display()),
        chip_tone=TONES[Stage(item.stage)],
        note=note,
        due=day_words(item.due_on if item.is_open else item.updated_at, now),
        tone=ROW_TONES[lamp],
        is_urgent=lamp == Lamp.RED,
        is_unread=item.stage == ItemStage.REPORTED,
        is_selected=item.pk == selected,
    )


def task_row(task: Task, *, now: datetime, lights: Lights) -> Row:
    """Return the row of a task on its unit's page."""
    lamp = lights.of_task(task)
    leader = task.item.leader
    source = leader.name if leader else task.item.get_source_display()
    return Row(
        id=task.pk,
        url=reverse("followup:task", args=[task.pk]),
        title=task.title,
        number=task.item.number,
        chip=str(task.get_stage_display()) if not task.returns else _("退回重办"),
        chip_tone=TONES[Stage(task.stage)] if not task.returns else "red",
        note=source,
        due=day_words(task.due_at, now),
        tone=ROW_TONES[lamp],
        is_urgent=lamp == Lamp.RED,
        is_unread=task.stage == ItemStage.SENT,
    )


def stage_marks(target: Item | Task) -> tuple[StepMark, ...]:
    """Return the chain of stages with where the item or task stands; none for what was dropped or only proposed."""
    stage = Stage(target.stage)
    if stage not in CHAIN:
        return ()
    place = CHAIN.index(stage)
    last = len(CHAIN) - 1
    return tuple(
        StepMark(str(SHORT[each]), at < place or place == last, at == place and place != last)
        for at, each in enumerate(CHAIN)
    )


def item_stats(detail: ItemDetail, *, now: datetime) -> Sequence[Stat]:
    """Return the four tiles of an item's page."""
    item = detail.item
    late = item.is_open and item.due_on < now.date()
    returned = sum(shown.task.returns for shown in detail.tasks)
    left = left_words(item.due_on, now) if item.is_open else "—"
    return (
        Stat(_("距时限"), left, "red" if late else "", item.due_on.isoformat()),
        Stat(
            _("单位反馈"),
            f"{detail.answered} / {len(detail.tasks)}",
            "",
            _("退回 %(n)s 次") % {"n": returned} if returned else "",
        ),
        Stat(
            _("口径分歧"),
            _("%(n)s 项") % {"n": detail.differing},
            "red" if detail.differing else "",
            _("等您定") if detail.differing else "",
        ),
        Stat(_("自动催办"), _("%(n)s 次") % {"n": detail.reminders}, "", _("单位反馈后自动停止")),
    )
