"""Takes typed values out of JSON; each refusal names the place and what belongs there."""

import json
from decimal import Decimal

from xianxing.engines.rulebook.errors import BadTableError
from xianxing.engines.rulebook.fields import Given

Json = None | bool | int | float | Decimal | str | list["Json"] | dict[str, "Json"]


def parse_json(text: str | bytes) -> Json:
    """The JSON value, its fractions exact. Raises: ValueError, RecursionError. Source: RFC 8259."""
    found: Json = json.loads(text, parse_float=Decimal)
    return found


def take_given(found: Json, place: str) -> Given:
    """A fact or outcome value; a list becomes a set of words, a float the number it prints as.

    Raises: BadTableError naming the place. Source: docs/engines/rulebook.md.
    """
    if isinstance(found, list):
        return frozenset(take_words(found, place))
    if isinstance(found, float):
        return Decimal(repr(found))
    if found is None or isinstance(found, dict):
        raise BadTableError(f"{place} 为 {show_json(found)}；应为文字、数、true、false 或文字列表")
    return found


def take_object(found: Json, place: str, keys: set[str] | None = None) -> dict[str, Json]:
    """The object, with no other keys than these. Raises: BadTableError. Source: RFC 8259."""
    if not isinstance(found, dict):
        raise BadTableError(f"{place} 为 {show_json(found)}；应为 JSON 对象")
    unknown = sorted(found.keys() - keys) if keys is not None else []
    if unknown:
        raise BadTableError(
            f"{place} 有不认识的项 {'、'.join(unknown)}；可用 {'、'.join(sorted(keys or ()))}"
        )
    return found


def take_list(found: Json, place: str) -> list[Json]:
    """The list. Raises: BadTableError. Source: RFC 8259."""
    if isinstance(found, list):
        return found
    raise BadTableError(f"{place} 为 {show_json(found)}；应为列表")


def take_words(found: Json, place: str) -> tuple[str, ...]:
    """The list of words. Raises: BadTableError. Source: RFC 8259."""
    return tuple(take_word(word, f"{place} 的列表项") for word in take_list(found, place))


def take_word(found: Json, place: str) -> str:
    """The word. Raises: BadTableError. Source: RFC 8259."""
    if isinstance(found, str):
        return found
    raise BadTableError(f"{place} 为 {show_json(found)}；应为文字")


def take_integer(found: Json, place: str) -> int:
    """The whole number. Raises: BadTableError. Source: RFC 8259."""
    if isinstance(found, int) and not isinstance(found, bool):
        return found
    raise BadTableError(f"{place} 为 {show_json(found)}；应为整数")


def take_truth(found: Json, place: str) -> bool:
    """The truth value. Raises: BadTableError. Source: RFC 8259."""
    if isinstance(found, bool):
        return found
    raise BadTableError(f"{place} 为 {show_json(found)}；应为 true 或 false")


def take_number(found: Json, place: str) -> Decimal | int | None:
    """The exact number, also from text; None for null. Raises: BadTableError. Source: RFC 8259."""
    if found is None:
        return None
    if isinstance(found, int | Decimal) and not isinstance(found, bool):
        return found
    try:
        return Decimal(found if isinstance(found, str) else repr(found))
    except ArithmeticError:
        raise BadTableError(f"{place} 为 {show_json(found)}；应为数") from None


def show_json(found: object) -> str:
    """The value as it stands in the input, cut short for a message. Source: this engine's wording."""
    return "空" if found is None else json.dumps(found, ensure_ascii=False, default=str)[:60]
