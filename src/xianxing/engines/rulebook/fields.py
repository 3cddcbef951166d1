"""The closed vocabulary: what a fact or an outcome may be."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from xianxing.engines.rulebook.errors import BadFactsError

Value = str | bool | int | Decimal | frozenset[str]
Given = str | bool | int | Decimal | Collection[str]

MOST_PLACES = 12
_LARGEST_EXPONENT = 30


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of a list of words."""

    name: str
    values: tuple[str, ...]
    default: Given | None = None

    def clean(self, given: Given) -> str:
        """The word itself. Raises: BadFactsError. Source: the field's own list."""
        if isinstance(given, str) and given in self.values:
            return given
        raise _refuse(self.name, given, "、".join(self.values))


@dataclass(frozen=True, slots=True)
class BooleanField:
    """Yes or no."""

    name: str
    default: Given | None = None

    def clean(self, given: Given) -> bool:
        """The truth value itself. Raises: BadFactsError. Source: the field's kind."""
        if isinstance(given, bool):
            return given
        raise _refuse(self.name, given, "是（true）、否（false）")


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number with a fixed count of decimal places; with none it is a whole number.

    A number with places may also be given as text, which keeps it exact on its way through JSON.
    `minimum` and `maximum` are included; None leaves that side open.
    """

    name: str
    places: int = 0
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    default: Given | None = None

    def clean(self, given: Given) -> Decimal | int:
        """The number in the field's own places. Raises: BadFactsError. Source: the field's bounds."""
        return self.unscale(self.scale(given))

    def scale(self, given: Given) -> int:
        """The number counted in units of the last decimal place, so that bands meet without a gap.

        Raises: BadFactsError for anything else, for more decimal places and outside the bounds.
        Source: the field's own places and bounds.
        """
        scaled = self.scale_anywhere(given)
        low, high = self.bounds()
        if (low is not None and scaled < low) or (high is not None and scaled > high):
            raise _refuse(self.name, given, self.shape())
        return scaled

    def scale_anywhere(self, given: Given) -> int:
        """As `scale`, but the bounds do not matter. Raises: BadFactsError. Source: the field's places."""
        unit: int = 10**self.places
        exact = _parse_decimal(given) if isinstance(given, str) and self.places else given
        if isinstance(exact, int) and not isinstance(exact, bool) and abs(exact) < 10**_LARGEST_EXPONENT:
            return exact * unit
        if isinstance(exact, Decimal) and exact.is_finite() and abs(exact.adjusted()) < _LARGEST_EXPONENT:
            top, bottom = exact.as_integer_ratio()
            scaled, rest = divmod(top * unit, bottom)
            if not rest:
                return scaled
        raise _refuse(self.name, given, self.shape())

    def unscale(self, scaled: int) -> Decimal | int:
        """The number that `scale` counted. Source: the field's places."""
        if not self.places:
            return scaled
        digits = tuple(map(int, str(abs(scaled))))
        return Decimal((int(scaled < 0), digits, -self.places))

    def bounds(self) -> tuple[int | None, int | None]:
        """Smallest and largest scaled number. Raises: BadFactsError. Source: `minimum`, `maximum`."""
        low = None if self.minimum is None else self.scale_anywhere(self.minimum)
        high = None if self.maximum is None else self.scale_anywhere(self.maximum)
        return low, high

    def shape(self) -> str:
        """What the field accepts, in words. Source: the field itself."""
        kind = f"至多 {self.places} 位小数的数" if self.places else "整数"
        low = "" if self.minimum is None else f"，不小于 {self.minimum}"
        high = "" if self.maximum is None else f"，不大于 {self.maximum}"
        return kind + low + high


@dataclass(frozen=True, slots=True)
class SetField:
    """Any number of words from a list, none included."""

    name: str
    values: tuple[str, ...]
    default: Given | None = None

    def clean(self, given: Given) -> frozenset[str]:
        """The words as a set. Raises: BadFactsError. Source: the field's own list."""
        if isinstance(given, str | bool | int | Decimal) or not set(given) <= set(self.values):
            raise _refuse(self.name, given, f"由 {'、'.join(self.values)} 组成的集合")
        return frozenset(given)


Field = ChoiceField | BooleanField | NumberField | SetField


def show(given: object) -> str:
    """A value as a person reads it in a message. Source: this engine's wording."""
    if isinstance(given, bool):
        return "是" if given else "否"
    if isinstance(given, frozenset | set | tuple | list):
        return f"［{'、'.join(sorted(map(str, given)))}］"
    return str(given)[:60]


def _parse_decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError:
        return Decimal("NaN")


def _refuse(name: str, given: object, allowed: str) -> BadFactsError:
    return BadFactsError(f"字段“{name}”的值为 {show(given)}；应为 {allowed}")
