"""Open matters by state, and limits by day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from xianxing.duties.matters.engine import OPEN, State
from xianxing.duties.matters.models import Matter, MatterState
from xianxing.duties.matters.permissions import visible_matters
from xianxing.duties.matters.queries.listing import count_up_to, due_between
from xianxing.office.access.models import Account

COLUMN_ROWS = 20
CELL_ROWS = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board: its state, how many stand in it, and the first of them."""

    state: State
    title: str
    count: int
    rows: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the calendar: the matters whose limit falls on it."""

    day: date
    rows: tuple[Matter, ...]
    more: int


def board_columns(account: Account) -> tuple[Column, ...]:
    """Return the columns of the board, two queries each."""
    columns = []
    for state in (state for state in State if state in OPEN):
        rows = visible_matters(account).filter(state=state)
        first = rows.select_related("lead").order_by("-updated_at", "-id")[:COLUMN_ROWS]
        columns.append(Column(state, str(MatterState(state).label), count_up_to(rows), tuple(first)))
    return tuple(columns)


def due_days(account: Account, first: date, *, weeks: int) -> tuple[tuple[DayCell, ...], ...]:
    """Return weeks of days with the limits that fall on each, in one query."""
    last = first + timedelta(days=7 * weeks - 1)
    by_day: dict[date, list[Matter]] = defaultdict(list)
    for matter in due_between(account, first, last)[:2000]:
        if matter.due_on:
            by_day[matter.due_on].append(matter)
    return tuple(
        tuple(_cell(first + timedelta(days=7 * week + day), by_day) for day in range(7))
        for week in range(weeks)
    )


def _cell(day: date, by_day: dict[date, list[Matter]]) -> DayCell:
    rows = by_day.get(day, [])
    return DayCell(day, tuple(rows[:CELL_ROWS]), max(0, len(rows) - CELL_ROWS))
