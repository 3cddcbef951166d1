"""A decision table: typed fields, ordered rows, and a clause for every row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from xianxing.engines.rulebook.conditions import Condition
from xianxing.engines.rulebook.dimensions import Dimension, cut_field
from xianxing.engines.rulebook.errors import BadTableError, RulebookError
from xianxing.engines.rulebook.fields import (
    MOST_PLACES,
    ChoiceField,
    Field,
    Given,
    NumberField,
    SetField,
    Value,
)
from xianxing.engines.rulebook.space import Space, lay_out


class Effect(StrEnum):
    """What a matching row does. Every deny goes before every other row, hard denies first."""

    DECIDE = "decide"
    DENY = "deny"
    HARD_DENY = "hard_deny"


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: when the conditions hold, this outcome, by these clauses.

    `order` settles which of several matching rows decides (the smallest). A row with `active` false stays
    in the table without effect; a hard deny cannot be switched off.
    """

    id: str
    order: int
    when: Mapping[str, Condition]
    then: Mapping[str, Given]
    clauses: tuple[str, ...]
    effect: Effect = Effect.DECIDE
    active: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A complete, checked table, ready to answer.

    `fields` are the facts it asks for, `outcome` the fields of its answer. A deny may leave outcome fields
    out; every other row must give them all (defaults fill in). `ranked` are the active rows in the order
    in which they take effect and `outcomes` their cleaned answers, place for place.

    Raises: BadTableError naming the row and the field.
    Source: DMN 1.3 chapter 8 (hit policy FIRST); denies first after XACML 3.0 deny-overrides.
    """

    name: str
    version: str
    fields: tuple[Field, ...]
    outcome: tuple[Field, ...]
    rows: tuple[Row, ...]
    ranked: tuple[Row, ...] = field(init=False, repr=False)
    outcomes: tuple[dict[str, Value], ...] = field(init=False, repr=False)
    space: Space = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for fields in (self.fields, self.outcome):
            _check_fields(fields)
        _check_rows(self.rows)
        ranked = rank_rows(self.rows)
        object.__setattr__(self, "ranked", ranked)
        object.__setattr__(self, "outcomes", tuple(_clean_outcome(self.outcome, row) for row in ranked))
        dimensions = {found.name: _cut(found, ranked) for found in self.fields}
        for row in ranked:
            _check_names(row.id, "条件", row.when, dimensions)
        object.__setattr__(self, "space", lay_out(dimensions, [(row.id, row.when) for row in ranked]))


def rank_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The active rows in the order they take effect: hard denies, denies, the rest, each by `order`.

    Rows with the same order keep their places. Source: XACML 3.0 deny-overrides, then DMN FIRST.
    """
    places = {Effect.HARD_DENY: 0, Effect.DENY: 1, Effect.DECIDE: 2}
    active = (row for row in rows if row.active)
    return tuple(sorted(active, key=lambda row: (places[row.effect], row.order)))


def _check_fields(fields: Iterable[Field]) -> None:
    seen: set[str] = set()
    for found in fields:
        if not found.name or found.name in seen:
            raise BadTableError(f"字段名“{found.name}”为空或重复；请改名")
        seen.add(found.name)
        try:
            _check_field(found)
        except RulebookError as error:
            raise BadTableError(f"字段定义有误：{error}") from None


def _check_field(found: Field) -> None:
    if isinstance(found, ChoiceField | SetField):
        unique = set(found.values)
        if not unique or "" in unique or len(unique) < len(found.values):
            raise BadTableError(f"字段“{found.name}”的值须非空且不重复；请改正")
    if isinstance(found, NumberField):
        if not 0 <= found.places <= MOST_PLACES:
            raise BadTableError(f"字段“{found.name}”的小数位数应为 0 至 {MOST_PLACES}；请改正")
        low, high = found.bounds()
        if low is not None and high is not None and high < low:
            raise BadTableError(f"字段“{found.name}”的上限小于下限；请改正")
    if found.default is not None:
        found.clean(found.default)


def _check_rows(rows: Iterable[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        if not row.id or row.id in seen:
            raise BadTableError(f"行号“{row.id}”为空或重复；请改名")
        seen.add(row.id)
        if not all(row.clauses) or not row.clauses:
            raise BadTableError(f"第 {row.id} 行没有依据；请至少填写一条条款编号")
        if row.effect is Effect.HARD_DENY and not row.active:
            raise BadTableError(f"第 {row.id} 行是硬性否决，不能停用；请恢复启用")


def _check_names(row: str, part: str, named: Iterable[str], allowed: Iterable[str]) -> None:
    known = set(allowed)
    for name in named:
        if name not in known:
            raise BadTableError(
                f"第 {row} 行的{part}用了未定义的字段“{name}”；可用 {'、'.join(sorted(known))}"
            )


def _cut(found: Field, rows: Iterable[Row]) -> Dimension:
    conditions = []
    for row in rows:
        condition = row.when.get(found.name)
        if condition is not None:
            conditions.append(condition)
            try:
                cut_field(found, [condition])
            except RulebookError as error:
                raise BadTableError(f"第 {row.id} 行：{error}") from None
    return cut_field(found, conditions)


def _clean_outcome(fields: tuple[Field, ...], row: Row) -> dict[str, Value]:
    _check_names(row.id, "结果", row.then, (found.name for found in fields))
    cleaned: dict[str, Value] = {}
    for found in fields:
        given = row.then.get(found.name)
        if given is None and row.effect is Effect.DECIDE:
            given = found.default
            if given is None:
                raise BadTableError(f"第 {row.id} 行的结果缺少字段“{found.name}”；请补上")
        if given is not None:
            try:
                cleaned[found.name] = found.clean(given)
            except RulebookError as error:
                raise BadTableError(f"第 {row.id} 行的结果：{error}") from None
    return cleaned
