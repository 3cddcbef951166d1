"""What a row may ask of one field; a field that is not asked about matches anything."""

from dataclasses import dataclass
from decimal import Decimal

from xianxing.engines.rulebook.fields import Value


@dataclass(frozen=True, slots=True)
class Equals:
    """The fact is this value (for a set: exactly these words)."""

    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """The fact is one of these values."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """The fact is none of these values."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """The number lies between: `at_least` and `at_most` are included, `above` and `below` are not."""

    at_least: Decimal | int | None = None
    above: Decimal | int | None = None
    at_most: Decimal | int | None = None
    below: Decimal | int | None = None


@dataclass(frozen=True, slots=True)
class HasAny:
    """The set holds at least one of these words."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasAll:
    """The set holds every one of these words."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasNone:
    """The set holds not one of these words."""

    values: tuple[str, ...]


Condition = Equals | OneOf | NoneOf | Range | HasAny | HasAll | HasNone
