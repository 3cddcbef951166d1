"""How alike two names of labels or themes are."""

import re
from itertools import pairwise

OTHER = "其他"
"""A label that means "none of its sisters" has no words of its own."""

_ENDING = re.compile(r"(?:部门|管理|工作|类|问题|事项|局|委|厅|办|处|科)+$")
_LISTED = re.compile(r"[、，,；;/（）()“”\s]+|(?<=..)[和与及](?=..)")


def parts(name: str) -> tuple[str, ...]:
    """The listed things of a name: 房产证登记、办理 gives 房产证登记 and 办理; 其他 gives none."""
    return tuple(part for part in _LISTED.split(name) if len(part) > 1 and part != OTHER)


def likeness(one: str, other: str) -> float:
    """0..1: 1 for the same name, .85 when endings such as 局 or 管理 make the difference, less for a part."""
    if one == other:
        return 1.0
    one, other = _stem(one), _stem(other)
    if one == other:
        return 0.85
    if len(min(one, other, key=len)) > 1 and (one in other or other in one):
        return 0.75
    return 0.7 * _shared_pairs(one, other)


def _stem(name: str) -> str:
    return _ENDING.sub("", name) or name


def _shared_pairs(one: str, other: str) -> float:
    first, second = set(pairwise(one)), set(pairwise(other))
    return 2 * len(first & second) / max(1, len(first) + len(second))
