"""The lamps of a whole page: scale and calendar are asked once, not once a row."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from xianxing.duties.followup.actions.scaling import scale_in_force
from xianxing.duties.followup.engine.lamps import Lamp, LampScale, lamp_on
from xianxing.duties.followup.engine.stages import IN_THE_UNITS_HANDS, Stage
from xianxing.duties.followup.models import Item, Task
from xianxing.engines.workclock import Calendar
from xianxing.office.calendars.queries import calendar

_BEFORE_THE_ANSWER = IN_THE_UNITS_HANDS | {Stage.OPENED}


@dataclass(frozen=True, slots=True)
class Lights:
    """The lamps of a day."""

    today: date
    scale: LampScale
    calendar: Calendar

    def of_item(self, item: Item) -> Lamp:
        """Return the lamp of an item: by its limit, until it is proposed only, checked or over."""
        is_lit = Stage(item.stage) in _BEFORE_THE_ANSWER | {Stage.REPORTED}
        return self._on(item.due_on) if is_lit else Lamp.OUT

    def of_task(self, task: Task) -> Lamp:
        """Return the lamp of a task: by its limit, until its unit has answered."""
        is_lit = Stage(task.stage) in _BEFORE_THE_ANSWER
        return self._on(timezone.localdate(task.due_at)) if is_lit else Lamp.OUT

    def _on(self, due: date) -> Lamp:
        return lamp_on(due, self.today, scale=self.scale, calendar=self.calendar)


def lights_on(today: date) -> Lights:
    """Return the lamps of a day. Two queries."""
    return Lights(today, scale_in_force().lamps, calendar())
