"""How many people may accompany guests at a meal, by the rows of a rule pack."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.terms import Reason


@dataclass(frozen=True, slots=True)
class CompanionRow:
    """One row: up to `up_to` guests (None: any number) there may be `fixed` companions, or, without it,
    `base` plus the `ratio` of the guests above `over`, rounded down. `clause` is what the answer cites."""

    up_to: int | None
    clause: str
    fixed: int | None = None
    ratio: Fraction = Fraction(0)
    over: int = 0
    base: int = 0


@dataclass(frozen=True, slots=True)
class CompanionLimit:
    """The greatest number of companions, and how it was computed."""

    most: int
    reason: Reason


def companion_limit(guests: int, rows: Sequence[CompanionRow]) -> CompanionLimit:
    """The limit for that many guests by the first row that covers them.

    Raises: CastError for fewer than one guest, or when no row covers the number.
    Source: the clause of the row; 党政机关国内公务接待管理规定 (2013) 第十条 is 10 guests 3, above that one third.
    """
    if guests < 1:
        raise CastError(f"接待对象 {guests} 人；须在 1 人以上")
    for row in rows:
        if row.up_to is None or guests <= row.up_to:
            return CompanionLimit(_most(guests, row), Reason(_computed(guests, row), row.clause))
    raise CastError(f"规则没有覆盖 {guests} 位接待对象；请补充行")


def check_companions(guests: int, companions: int, rows: Sequence[CompanionRow]) -> Reason | None:
    """What is wrong with that many companions, with clause and numbers, or nothing.

    Raises: CastError as `companion_limit`. Source: the clause of the row.
    """
    limit = companion_limit(guests, rows)
    if companions <= limit.most:
        return None
    return Reason(
        f"陪餐 {companions} 人，超过上限 {limit.most} 人（{limit.reason.text}）；请减少 {companions - limit.most} 人",
        limit.reason.source,
    )


def _most(guests: int, row: CompanionRow) -> int:
    if row.fixed is not None:
        return row.fixed
    return row.base + int((guests - row.over) * row.ratio)


def _computed(guests: int, row: CompanionRow) -> str:
    if row.fixed is not None:
        return f"接待对象 {guests} 人，陪餐不超过 {row.fixed} 人"
    above = f"{guests}－{row.over}" if row.over else str(guests)
    base = f"{row.base}＋" if row.base else ""
    return (
        f"接待对象 {guests} 人，陪餐不超过 {base}（{above}）×{row.ratio} 向下取整，即 {_most(guests, row)} 人"
    )
