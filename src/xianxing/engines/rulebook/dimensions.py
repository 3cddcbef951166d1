"""A field cut into cells: every value of a cell is treated alike by every row of the table.

A choice has a cell a word, a number a cell between two neighbouring cuts, a set two cells (absent,
present) for each of its words, on an axis of its own. A condition becomes one mask of cells an axis,
or several alternatives of such masks.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from xianxing.engines.rulebook.conditions import (
    Condition,
    Equals,
    HasAll,
    HasAny,
    HasNone,
    NoneOf,
    OneOf,
    Range,
)
from xianxing.engines.rulebook.errors import BadTableError
from xianxing.engines.rulebook.fields import (
    BooleanField,
    ChoiceField,
    Field,
    Given,
    NumberField,
    SetField,
    Value,
)

Masks = tuple[int, ...]
_BOTH, _ABSENT, _PRESENT = 0b11, 0b01, 0b10


class Dimension(Protocol):
    """What the engine needs of a field once it is cut."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of cells on each axis."""
        ...

    def locate(self, value: Value) -> tuple[int, ...]:
        """The cell of a clean value on each axis."""
        ...

    def sample(self, cells: tuple[int, ...]) -> Value:
        """A value that lies in these cells."""
        ...

    def match(self, condition: Condition) -> tuple[Masks, ...]:
        """The alternatives under which the condition holds."""
        ...


@dataclass(frozen=True, slots=True)
class WordDimension:
    """A choice, or yes and no: one axis with a cell for each value."""

    field: ChoiceField | BooleanField
    words: tuple[Value, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """One axis. Source: the field's list."""
        return (len(self.words),)

    def locate(self, value: Value) -> tuple[int, ...]:
        """The place of the word in the list. Source: the field's list."""
        return (self.words.index(value),)

    def sample(self, cells: tuple[int, ...]) -> Value:
        """The word of the cell. Source: the field's list."""
        return self.words[cells[0]]

    def match(self, condition: Condition) -> tuple[Masks, ...]:
        """One alternative. Raises: BadTableError, BadFactsError. Source: `conditions`."""
        if not isinstance(condition, Equals | OneOf | NoneOf):
            raise _unfit(self.field, "等于、属于、不属于")
        mask = sum(1 << self.words.index(self.field.clean(value)) for value in set(_listed(condition)))
        if isinstance(condition, NoneOf):
            mask ^= (1 << len(self.words)) - 1
        return (_some(mask, self.field),)


@dataclass(frozen=True, slots=True)
class NumberDimension:
    """A number: one axis with a cell before the first cut and one from each cut on."""

    field: NumberField
    cuts: tuple[int, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """One axis. Source: the cuts."""
        return (len(self.cuts) + 1,)

    def locate(self, value: Value) -> tuple[int, ...]:
        """The cell between the two cuts around the number. Source: the cuts."""
        return (bisect_right(self.cuts, self.field.scale_anywhere(value)),)

    def sample(self, cells: tuple[int, ...]) -> Value:
        """The smallest number of the cell, or its largest where it has no smallest. Source: the cuts."""
        if cells[0]:
            return self.field.unscale(self.cuts[cells[0] - 1])
        low, high = self.field.bounds()
        ceiling = self.cuts[0] - 1 if self.cuts else high
        return self.field.unscale(next((end for end in (low, ceiling) if end is not None), 0))

    def match(self, condition: Condition) -> tuple[Masks, ...]:
        """One alternative. Raises: BadTableError, BadFactsError. Source: `conditions`."""
        mask = 0
        for low, high in _spans(self.field, condition):
            first = 0 if low is None else bisect_right(self.cuts, low)
            last = len(self.cuts) if high is None else bisect_right(self.cuts, high)
            mask |= (1 << last + 1) - (1 << first)
        if isinstance(condition, NoneOf):
            mask ^= (1 << len(self.cuts) + 1) - 1
        return (_some(mask, self.field),)


@dataclass(frozen=True, slots=True)
class SetDimension:
    """A set: an axis for each word, with the cells absent and present."""

    field: SetField

    @property
    def sizes(self) -> tuple[int, ...]:
        """Two cells for each word. Source: the field's list."""
        return (2,) * len(self.field.values)

    def locate(self, value: Value) -> tuple[int, ...]:
        """1 for each word that is present. Source: the field's list."""
        held = self.field.clean(value)
        return tuple(int(word in held) for word in self.field.values)

    def sample(self, cells: tuple[int, ...]) -> Value:
        """The words whose cell is 1. Source: the field's list."""
        return frozenset(word for word, cell in zip(self.field.values, cells, strict=True) if cell)

    def match(self, condition: Condition) -> tuple[Masks, ...]:
        """One alternative, or one for each word of `HasAny`.

        Raises: BadTableError, BadFactsError. Source: `conditions`.
        """
        if isinstance(condition, Equals):
            return (self._masks(self.field.clean(condition.value), _PRESENT, _ABSENT),)
        if not isinstance(condition, HasAny | HasAll | HasNone):
            raise _unfit(self.field, "等于、含任一、含全部、不含")
        words = self.field.clean(condition.values)
        if not words:
            raise BadTableError(f"字段“{self.field.name}”的条件没有列出值；请列出或删去该条件")
        if isinstance(condition, HasAny):
            return tuple(self._masks((word,), _PRESENT, _BOTH) for word in sorted(words))
        wanted = _PRESENT if isinstance(condition, HasAll) else _ABSENT
        return (self._masks(words, wanted, _BOTH),)

    def _masks(self, words: Iterable[str], listed: int, others: int) -> Masks:
        named = frozenset(words)
        return tuple(listed if word in named else others for word in self.field.values)


def cut_field(field: Field, conditions: Iterable[Condition]) -> Dimension:
    """The field cut where any of the conditions changes its answer.

    Raises: BadTableError for a condition that the field cannot answer; BadFactsError for a value outside it.
    Source: DMN 1.3 section 8.2.8 (a table over finite domains); elementary intervals.
    """
    if isinstance(field, ChoiceField):
        return WordDimension(field, field.values)
    if isinstance(field, BooleanField):
        return WordDimension(field, (False, True))
    if isinstance(field, SetField):
        return SetDimension(field)
    spans = [span for condition in conditions for span in _spans(field, condition)]
    starts = {low for low, _ in spans if low is not None}
    after = {high + 1 for _, high in spans if high is not None}
    low, high = field.bounds()
    inside = (cut for cut in starts | after if (low is None or cut > low) and (high is None or cut <= high))
    return NumberDimension(field, tuple(sorted(inside)))


def _spans(field: NumberField, condition: Condition) -> list[tuple[int | None, int | None]]:
    if isinstance(condition, Equals | OneOf | NoneOf):
        return [(number, number) for number in map(field.scale, _listed(condition))]
    if not isinstance(condition, Range):
        raise _unfit(field, "等于、属于、不属于、范围")
    low, high = field.bounds()
    lows = [
        low,
        None if condition.at_least is None else field.scale_anywhere(condition.at_least),
        None if condition.above is None else field.scale_anywhere(condition.above) + 1,
    ]
    highs = [
        high,
        None if condition.at_most is None else field.scale_anywhere(condition.at_most),
        None if condition.below is None else field.scale_anywhere(condition.below) - 1,
    ]
    first = max((end for end in lows if end is not None), default=None)
    last = min((end for end in highs if end is not None), default=None)
    return [] if first is not None and last is not None and last < first else [(first, last)]


def _listed(condition: Equals | OneOf | NoneOf) -> tuple[Given, ...]:
    return (condition.value,) if isinstance(condition, Equals) else condition.values


def _some(mask: int, field: Field) -> Masks:
    if mask:
        return (mask,)
    raise BadTableError(f"字段“{field.name}”的条件永远不成立；请改正或删去该行")


def _unfit(field: Field, allowed: str) -> BadTableError:
    return BadTableError(f"字段“{field.name}”不支持这种条件；可用 {allowed}")
