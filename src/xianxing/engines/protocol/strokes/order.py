"""Names in the order of strokes, by surname or by full name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.strokes.table import StrokeTable
from xianxing.engines.protocol.terms import Reason

_REMARK = re.compile(r"[（(][^）)]*[）)]")
_SEPARATORS = re.compile(r"[\s·•．・]+")

CharacterKey = tuple[int, str, int]
BLANK: CharacterKey = (0, "", 0)


class Method(StrEnum):
    """How names are compared after the first character."""

    SURNAME = "surname"
    FULL_NAME = "full_name"


METHOD_NAMES = {
    Method.SURNAME: "按姓氏笔画（单名视第二字为空，排在双名之前；党代会、政协）",
    Method.FULL_NAME: "按姓名笔画（逐字比较；人大）",
}


@dataclass(frozen=True, slots=True)
class StrokeRanking:
    """Names from the first on; `reasons` says for each neighbouring pair what decided; `ties` are the pairs
    that strokes and structure do not decide: they keep the order in which they were given."""

    names: tuple[str, ...]
    reasons: tuple[Reason, ...]
    ties: tuple[tuple[str, str], ...]


def stroke_order(
    names: Sequence[str], *, table: StrokeTable, method: Method = Method.SURNAME
) -> StrokeRanking:
    """The names in the order of strokes.

    Characters are compared by the number of strokes, then stroke by stroke (横竖撇点折), then by structure
    (left-right, top-bottom, whole). By surname, a name of two characters has a blank second character.
    Spaces, dots and remarks in brackets do not count.

    Raises: UnknownCharacterError for a character that is not in the table; CastError for an empty name.
    Source: S30; the published list of S31 as a check.
    """
    keyed = [(_key(name, table, method), name) for name in names]
    keyed.sort(key=lambda pair: pair[0])
    reasons, ties = [], []
    for (first_key, first), (second_key, second) in pairwise(keyed):
        text = _difference(first, second, first_key, second_key, method)
        if text:
            reasons.append(Reason(f"{first}在{second}之前：{text}", "S30"))
        elif written(first) != written(second):
            ties.append((first, second))
            reasons.append(
                Reason(f"{first}、{second}笔画笔顺都相同，结构未收录，保持原次序，请人工核对", "S30")
            )
        else:
            reasons.append(Reason(f"{first}、{second}同名，保持原次序", "S30"))
    return StrokeRanking(tuple(name for _, name in keyed), tuple(reasons), tuple(ties))


def written(name: str) -> str:
    """The characters of a name that count. Source: S30 (names are compared by their characters)."""
    return _SEPARATORS.sub("", _REMARK.sub("", name))


def _key(name: str, table: StrokeTable, method: Method) -> tuple[CharacterKey, ...]:
    characters = written(name)
    if not characters:
        raise CastError("名单中有空姓名；请删去或补全")
    keys = tuple(_character_key(character, name, table) for character in characters)
    if method is Method.SURNAME and len(keys) == 2:
        return keys[0], BLANK, keys[1]
    return keys


def _character_key(character: str, name: str, table: StrokeTable) -> CharacterKey:
    strokes = table.of(character, name)
    return len(strokes), strokes, table.places.get(character, 0)


def _difference(
    first: str,
    second: str,
    first_key: tuple[CharacterKey, ...],
    second_key: tuple[CharacterKey, ...],
    method: Method,
) -> str:
    """What tells two names apart, or nothing."""
    for at, (one, two) in enumerate(zip(first_key, second_key, strict=False)):
        if one != two:
            return _step(at, one, two, (_shown(first, at, method), _shown(second, at, method)))
    return "字数少者在前" if len(first_key) != len(second_key) else ""


def _shown(name: str, at: int, method: Method) -> str:
    characters = written(name)
    if method is Method.SURNAME and len(characters) == 2 and at:
        return characters[1] if at == 2 else ""
    return characters[at]


def _step(at: int, one: CharacterKey, two: CharacterKey, shown: tuple[str, str]) -> str:
    where = f"第 {at + 1} 字"
    if BLANK in (one, two):
        return f"{where}为空者在前（单名）"
    if one[0] != two[0]:
        return f"{where}{shown[0]} {one[0]} 画、{shown[1]} {two[0]} 画"
    if one[1] != two[1]:
        return f"{where}{shown[0]}、{shown[1]}同为 {one[0]} 画，起笔依横竖撇点折"
    return f"{where}{shown[0]}、{shown[1]}笔顺相同，依字形结构"
