"""The reminder ladder (催办): which rung is due when, whom it tells, and that each is climbed exactly once.

The ladder of a task is a list of rungs with moments. Nothing here knows a clock: who asks says what time it is, and
what was climbed before. So a clock that jumps, a restart or a new holiday can neither repeat a rung nor lose one.

Source: 党政机关公文处理工作条例 (2012) 第二十四条 (催办); the office's own scale of rungs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from itertools import pairwise

from xianxing.engines.workclock import Calendar

MORNING = time(9, 0)
"""When a rung falls due: at the beginning of the office's day."""


class Told(StrEnum):
    """Whom a rung tells."""

    OWNER = "owner"
    OWNER_HEAD = "owner_head"
    OFFICE = "office"


class BadLadderError(ValueError):
    """A ladder without rungs, with two of the same day, or whose later rungs tell fewer."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One reminder: so many working days before (negative) or after the limit, and whom it tells."""

    offset: int
    told: tuple[Told, ...]

    @property
    def key(self) -> str:
        """The name under which it is written down that this rung was climbed: ``-2``, ``0``, ``+1``."""
        return f"{self.offset:+d}" if self.offset else "0"


USUAL = (
    Rung(-2, (Told.OWNER,)),
    Rung(0, (Told.OWNER,)),
    Rung(1, (Told.OWNER, Told.OWNER_HEAD)),
    Rung(3, (Told.OWNER, Told.OWNER_HEAD, Told.OFFICE)),
)
"""Two working days before and on the day to the unit, the day after to its head too, then to the office too."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A rung with the moment at which it falls due."""

    at: datetime
    rung: Rung


@dataclass(frozen=True, slots=True)
class Climb:
    """How far one round of a ladder has been climbed: since when, towards which limit, and which rungs."""

    armed_at: datetime
    due_at: datetime
    climbed: frozenset[str] = frozenset()
    answered: bool = False


def check_ladder(rungs: Sequence[Rung]) -> tuple[Rung, ...]:
    """Return the rungs in order of time.

    Raises:
        BadLadderError: none, two on one day, none on or after the limit, or a later one that tells fewer.

    Source: a reminder that goes up never leaves out whom it told before.
    """
    ordered = tuple(sorted(rungs, key=lambda rung: rung.offset))
    if not ordered:
        raise BadLadderError("催办至少要有一级")
    if len({rung.offset for rung in ordered}) < len(ordered):
        raise BadLadderError("同一天只能有一级催办")
    if ordered[-1].offset < 0:
        raise BadLadderError("到期当日或者逾期后至少要有一级催办")
    for earlier, later in pairwise(ordered):
        if not set(earlier.told) <= set(later.told):
            raise BadLadderError("越往后的催办告知的范围只能扩大")
    return ordered


def place_rungs(
    due_at: datetime, *, armed_at: datetime, rungs: Sequence[Rung], calendar: Calendar, zone: tzinfo
) -> tuple[Placed, ...]:
    """Return the rungs of a task with their moments, in order; those that had passed when it was armed are left out.

    A rung on the limit itself falls due at nine on that day, or on the last working day before a day of rest; one
    after the limit on working days alone, so that nobody is called on a holiday.

    Raises:
        OutOfCalendarError: the limit lies past 2199.

    Source: the office's scale; 全国年节及纪念日放假办法 第七条.
    """
    due_ordinal = due_at.astimezone(zone).toordinal()
    armed_here = armed_at.astimezone(zone)
    placed = []
    for rung in rungs:
        day = date.fromordinal(calendar.nth_worked_after(due_ordinal, rung.offset))
        moment = datetime.combine(day, MORNING, tzinfo=zone)
        if moment > armed_here:
            placed.append(Placed(moment, rung))
    return tuple(placed)


def due_now(climb: Climb, placed: Sequence[Placed], now: datetime) -> tuple[Rung, ...]:
    """Return the rungs to climb now, in order: whose moment has come and which were not climbed; none once answered.

    Source: exactly once, whatever the clock did in between.
    """
    if climb.answered:
        return ()
    return tuple(each.rung for each in placed if each.at <= now and each.rung.key not in climb.climbed)


def next_moment(climb: Climb, placed: Sequence[Placed]) -> datetime | None:
    """Return when the next rung that was not climbed falls due; None when there is nothing left. Source: ``due_now``."""
    if climb.answered:
        return None
    return next((each.at for each in placed if each.rung.key not in climb.climbed), None)


def climbed(climb: Climb, rungs: Sequence[Rung]) -> Climb:
    """Return the climb with some rungs written down as climbed. Source: ``due_now``."""
    return replace(climb, climbed=climb.climbed | {rung.key for rung in rungs})


def told_by(rungs: Sequence[Rung]) -> tuple[Told, ...]:
    """Return everyone whom some rungs tell, each once: several rungs at once make one notice. Source: ``Rung``."""
    return tuple(told for told in Told if any(told in rung.told for rung in rungs))
