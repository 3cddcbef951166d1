"""All rows of a table as boxes over its cells, each set of boxes held as the bits of one integer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import and_, or_

from xianxing.engines.rulebook.conditions import Condition
from xianxing.engines.rulebook.dimensions import Dimension, Masks
from xianxing.engines.rulebook.errors import BadTableError, RulebookError
from xianxing.engines.rulebook.fields import Value

Asked = Mapping[str, Condition]


@dataclass(frozen=True, slots=True)
class Space:
    """Boxes in the order in which rows take effect.

    `boxes`: a mask of cells for each axis; `row_of`: the rank of each box's row (a row that asks for any of
    several words has several boxes); `boxes_at[axis][cell]`: bits of the boxes that hold the cell;
    `boxes_of[rank]`: bits of the row's boxes.
    """

    names: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    sizes: tuple[int, ...]
    boxes: tuple[Masks, ...]
    row_of: tuple[int, ...]
    boxes_at: tuple[tuple[int, ...], ...]
    boxes_of: tuple[int, ...]

    def boxes_meeting(self, region: Masks) -> int:
        """Bits of the boxes that share a cell with the region on every axis.

        Source: two boxes meet where their sides meet on every axis.
        """
        sides = (
            reduce(or_, (held for cell, held in enumerate(at) if mask >> cell & 1))
            for at, mask in zip(self.boxes_at, region, strict=True)
        )
        return reduce(and_, sides, (1 << len(self.boxes)) - 1)

    def sample(self, cells: Sequence[int]) -> dict[str, Value]:
        """Facts that lie in these cells, one cell for each axis. Source: each dimension's `sample`."""
        facts: dict[str, Value] = {}
        start = 0
        for name, dimension in zip(self.names, self.dimensions, strict=True):
            end = start + len(dimension.sizes)
            facts[name] = dimension.sample(tuple(cells[start:end]))
            start = end
        return facts

    def ranks(self, boxes: int) -> Iterator[int]:
        """The ranks of the rows that own these boxes, rising, each once. Source: `row_of`."""
        last = -1
        while boxes:
            lowest = boxes & -boxes
            rank = self.row_of[lowest.bit_length() - 1]
            if rank != last:
                yield rank
            last = rank
            boxes ^= lowest


def lay_out(dimensions: Mapping[str, Dimension], rows: Sequence[tuple[str, Asked]]) -> Space:
    """The space of a table's rows, given by their id and conditions in the order they take effect.

    Raises: BadTableError naming the row and the field of a condition that cannot hold.
    Source: Calvanese et al. 2016, Semantics and analysis of DMN decision tables (rows as hyper-rectangles).
    """
    boxes: list[Masks] = []
    row_of: list[int] = []
    for rank, (row, asked) in enumerate(rows):
        for box in _boxes_of_row(dimensions, row, asked):
            boxes.append(box)
            row_of.append(rank)
    sizes = tuple(size for dimension in dimensions.values() for size in dimension.sizes)
    return Space(
        names=tuple(dimensions),
        dimensions=tuple(dimensions.values()),
        sizes=sizes,
        boxes=tuple(boxes),
        row_of=tuple(row_of),
        boxes_at=tuple(_index_axis(boxes, axis, size) for axis, size in enumerate(sizes)),
        boxes_of=_bits_of_rows(row_of, len(rows)),
    )


def _boxes_of_row(dimensions: Mapping[str, Dimension], row: str, asked: Asked) -> Iterator[Masks]:
    sides: list[tuple[Masks, ...]] = []
    for name, dimension in dimensions.items():
        condition = asked.get(name)
        try:
            sides.append(_whole(dimension) if condition is None else dimension.match(condition))
        except RulebookError as error:
            raise BadTableError(f"第 {row} 行：{error}") from None
    for chosen in product(*sides):
        yield tuple(mask for masks in chosen for mask in masks)


def _whole(dimension: Dimension) -> tuple[Masks, ...]:
    return (tuple((1 << size) - 1 for size in dimension.sizes),)


def _index_axis(boxes: Sequence[Masks], axis: int, size: int) -> tuple[int, ...]:
    at = [0] * size
    for place, box in enumerate(boxes):
        mask = box[axis]
        for cell in range(size):
            at[cell] |= (mask >> cell & 1) << place
    return tuple(at)


def _bits_of_rows(row_of: Sequence[int], count: int) -> tuple[int, ...]:
    bits = [0] * count
    for place, rank in enumerate(row_of):
        bits[rank] |= 1 << place
    return tuple(bits)
