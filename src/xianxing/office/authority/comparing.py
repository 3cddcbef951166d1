"""Two versions of a table side by side."""

from dataclasses import dataclass

from xianxing.engines.rulebook import Table
from xianxing.office.authority.wording import ShownRow, shown_rows


@dataclass(frozen=True, slots=True)
class Pair:
    """One row in both versions; None on the side that does not have it."""

    before: ShownRow | None
    after: ShownRow | None

    @property
    def state(self) -> str:
        """``added``, ``removed``, ``changed`` or ``same``."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "same" if self.before == self.after else "changed"


def side_by_side(before: Table, after: Table) -> tuple[Pair, ...]:
    """Return the rows of both versions in the new order, removed rows after the row they followed."""
    old = {row.id: row for row in shown_rows(before)}
    new = {row.id: row for row in shown_rows(after)}
    order = list(new)
    place = 0
    for name in old:
        if name in new:
            place = order.index(name) + 1
        else:
            order.insert(place, name)
            place += 1
    return tuple(Pair(old.get(name), new.get(name)) for name in order)
