"""Whether some boxes cover a region whole: exact, by splitting one axis after another."""

from collections.abc import Iterator
from dataclasses import dataclass

from xianxing.engines.rulebook.dimensions import Masks
from xianxing.engines.rulebook.space import Space


@dataclass(frozen=True, slots=True)
class Coverage:
    """Either a cell on each axis that no box holds, or the boxes that were enough to cover all."""

    gap: tuple[int, ...] | None
    used: int


def cover_region(space: Space, boxes: int, region: Masks) -> Coverage:
    """Whether the given boxes hold every point of the region, with a proof either way.

    `boxes` are bits of the space's boxes; `region` is a mask of cells for each axis.

    The region is split into the cells of one axis. A cell whose boxes include all boxes of another cell is
    covered whenever that other one is, so only the poorest cells are followed; a set of boxes that was
    already met with the same axes left is not followed twice.

    Source: tautology by cofactors and unate reduction (Brayton et al. 1984, espresso), over many values.
    """
    return _Search(space, region).cover(boxes)


class _Search:
    __slots__ = ("cells", "region", "seen", "space")

    def __init__(self, space: Space, region: Masks) -> None:
        self.space = space
        self.region = tuple(_cells(mask) for mask in region)
        self.seen: dict[tuple[int, int], int] = {}
        self.cells = [cells[0] for cells in self.region]

    def cover(self, boxes: int) -> Coverage:
        used = self._follow(boxes, (1 << len(self.region)) - 1)
        return Coverage(tuple(self.cells), 0) if used is None else Coverage(None, used)

    def _follow(self, alive: int, axes: int) -> int | None:
        """The boxes used, or None at a gap, whose cells then stand in `self.cells`."""
        if not alive:
            for axis in _cells(axes):
                self.cells[axis] = self.region[axis][0]
            return None
        found = self.seen.get((axes, alive))
        if found is None:
            found = self._split(alive, axes)
            if found is not None:
                self.seen[axes, alive] = found
        return found

    def _split(self, alive: int, axes: int) -> int | None:
        full, axes = self._drop_idle_axes(alive, axes)
        if full:
            return full & -full
        axis, poorest = self._choose_axis(alive, axes)
        used = 0
        for cell, boxes in poorest:
            self.cells[axis] = cell
            found = self._follow(boxes, axes & ~(1 << axis))
            if found is None:
                return None
            used |= found
        return used

    def _drop_idle_axes(self, alive: int, axes: int) -> tuple[int, int]:
        """The boxes that hold all that is left, and the axes on which some box holds only a part."""
        full, left = alive, 0
        for axis in _cells(axes):
            at = self.space.boxes_at[axis]
            whole = alive
            for cell in self.region[axis]:
                whole &= at[cell]
            full &= whole
            if whole != alive:
                left |= 1 << axis
            else:
                self.cells[axis] = self.region[axis][0]
        return full, left

    def _choose_axis(self, alive: int, axes: int) -> tuple[int, list[tuple[int, int]]]:
        """The axis with the fewest poorest cells and then the fewest boxes in them; those cells and boxes."""
        best_axis, best, best_weight = -1, list[tuple[int, int]](), (0, 0)
        for axis in _cells(axes):
            poorest = self._poorest(alive, axis)
            weight = len(poorest), sum(boxes.bit_count() for _, boxes in poorest)
            if best_axis < 0 or weight < best_weight:
                best_axis, best, best_weight = axis, poorest, weight
            if len(best) == 1:
                break
        return best_axis, best

    def _poorest(self, alive: int, axis: int) -> list[tuple[int, int]]:
        at = self.space.boxes_at[axis]
        held = {alive & at[cell]: cell for cell in reversed(self.region[axis])}
        poorest: list[tuple[int, int]] = []
        for boxes in sorted(held, key=int.bit_count):
            if all(kept & ~boxes for _, kept in poorest):
                poorest.append((held[boxes], boxes))
        return poorest


def _cells(mask: int) -> tuple[int, ...]:
    return tuple(_bits(mask))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
