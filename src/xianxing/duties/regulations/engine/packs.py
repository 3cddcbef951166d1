"""Packs of limits as data files: what a rule allows, from when, by which clause, and whether that was verified. Pure.

Source: 立法法 第五章 (what ranks lower may be stricter, not looser).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xianxing.duties.regulations.engine.errors import PackError
from xianxing.office.authority.engine.strictness import BadValueError, clean_value

_HEAD = frozenset({"name", "title", "note", "limit"})
_ROW = frozenset(
    {
        "name", "title", "unit", "direction", "value", "basis", "clause", "jurisdiction",
        "verified", "adopt", "may_loosen", "from", "to",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackRow:
    """One limit. ``is_verified``: its source's text was read. ``needs_adoption``: it is another place's."""

    name: str
    title: str
    unit: str
    direction: str
    value: str
    basis: str
    clause_key: str
    jurisdiction: str
    is_verified: bool
    needs_adoption: bool
    may_loosen: bool
    effective_from: date | None
    effective_to: date | None
    order_number: int


@dataclass(frozen=True, slots=True)
class Pack:
    """The limits of one field of work."""

    name: str
    title: str
    note: str
    rows: tuple[PackRow, ...]


def read_pack(text: str) -> Pack:
    """Return a pack from its TOML.

    Raises:
        PackError: something is missing, unknown, named twice, or no value of its direction.

    Source: TOML 1.0.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"规则包不是合格的 TOML：{error}") from error
    _refuse_unknown(found, _HEAD, "规则包")
    name = _word(found, "name", "规则包")
    rows = tuple(_row(each, place) for place, each in enumerate(found.get("limit", []), start=1))
    names = [row.name for row in rows]
    twice = sorted({each for each in names if names.count(each) > 1})
    if twice:
        raise PackError(f"规则包 {name} 里 {'、'.join(twice)} 写了两次；请改名")
    return Pack(name, _word(found, "title", name), str(found.get("note", "")), rows)


def _row(found: Mapping[str, Any], place: int) -> PackRow:
    where = f"第 {place} 条限额“{found.get('name', '')}”"
    _refuse_unknown(found, _ROW, where)
    direction = _word(found, "direction", where)
    try:
        value = clean_value(direction, _word(found, "value", where))
    except BadValueError as error:
        raise PackError(f"{where}的 value：{error}") from error
    return PackRow(
        name=_word(found, "name", where),
        title=_word(found, "title", where),
        unit=str(found.get("unit", "")),
        direction=direction,
        value=value,
        basis=_word(found, "basis", where),
        clause_key=str(found.get("clause", "")),
        jurisdiction=_word(found, "jurisdiction", where),
        is_verified=found.get("verified") is True,
        needs_adoption=found.get("adopt") is True,
        may_loosen=found.get("may_loosen") is True,
        effective_from=found.get("from"),
        effective_to=found.get("to"),
        order_number=place,
    )


def _word(found: Mapping[str, Any], key: str, where: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value.strip():
        raise PackError(f"{where}缺少 {key}；请补上")
    return value.strip()


def _refuse_unknown(found: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(found) - known)
    if unknown:
        raise PackError(f"{where}里有不认识的 {'、'.join(unknown)}；可用 {'、'.join(sorted(known))}")
