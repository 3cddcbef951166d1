"""Which of two values of a limit is the stricter one. Pure."""

from fractions import Fraction

CEILING, FLOOR, REQUIRED, FORBIDDEN = "ceiling", "floor", "required", "forbidden"
YES, NO = "yes", "no"


class BadValueError(ValueError):
    """A value that a limit cannot have; the message says what it may be."""


def clean_value(direction: str, value: str) -> str:
    """Return a value as it is kept: a number or fraction in lowest form, yes or no.

    Raises:
        BadValueError: it is neither.

    Source: decision.
    """
    plain = value.strip()
    if direction in {REQUIRED, FORBIDDEN}:
        if plain not in {YES, NO}:
            raise BadValueError("应为“是”或“否”")
        return plain
    number = _number(plain)
    if number < 0:
        raise BadValueError(f"“{plain}”小于 0；应为不小于 0 的数，如 3、0.15、1/3")
    return plain


def is_looser(direction: str, rule: str, office: str) -> bool:
    """Whether the office's value asks less than the rule's.

    Raises:
        BadValueError: one of them is no value of this direction.

    Source: 立法法 第九十九条 (what ranks lower must not contradict what ranks higher).
    """
    rule, office = clean_value(direction, rule), clean_value(direction, office)
    if direction in {REQUIRED, FORBIDDEN}:
        return rule == YES and office == NO
    if direction == CEILING:
        return _number(office) > _number(rule)
    return _number(office) < _number(rule)


def _number(text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise BadValueError(f"“{text}”不是数；请写成如 3、0.15 或 1/3") from None
