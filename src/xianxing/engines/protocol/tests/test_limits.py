"""Companions at a meal, by the rows of a rule pack."""

from fractions import Fraction

import pytest

from xianxing.engines.protocol import CastError, CompanionRow, check_companions, companion_limit

NATIONAL = (
    CompanionRow(10, "规定 第十条", fixed=3),
    CompanionRow(None, "规定 第十条", ratio=Fraction(1, 3)),
)
LOCAL = (CompanionRow(5, "本地细则", fixed=2), *NATIONAL)
BUSINESS = (
    CompanionRow(5, "商务", ratio=Fraction(1)),
    CompanionRow(None, "商务", base=5, over=5, ratio=Fraction(1, 2)),
)


@pytest.mark.parametrize(
    ("guests", "most"), [(1, 3), (10, 3), (11, 3), (12, 4), (20, 6), (29, 9), (30, 10), (31, 10), (60, 20)]
)
def test_limit_is_three_up_to_ten_and_a_third_above(guests: int, most: int) -> None:
    assert companion_limit(guests, NATIONAL).most == most


@pytest.mark.parametrize(("guests", "most"), [(1, 2), (5, 2), (6, 3), (12, 4)])
def test_limit_follows_stricter_local_rows(guests: int, most: int) -> None:
    assert companion_limit(guests, LOCAL).most == most


def test_limit_counts_above_a_base() -> None:
    found = companion_limit(9, BUSINESS)
    assert (found.most, found.reason.text) == (
        7,
        "接待对象 9 人，陪餐不超过 5＋（9－5）×1/2 向下取整，即 7 人",
    )
    assert companion_limit(4, BUSINESS).reason.text == "接待对象 4 人，陪餐不超过 （4）×1 向下取整，即 4 人"


def test_check_passes_at_the_limit_and_names_clause_and_numbers_above_it() -> None:
    assert check_companions(12, 4, NATIONAL) is None
    found = check_companions(8, 5, NATIONAL)
    assert found is not None
    assert found.source == "规定 第十条"
    assert found.text == "陪餐 5 人，超过上限 3 人（接待对象 8 人，陪餐不超过 3 人）；请减少 2 人"


def test_limit_needs_a_guest_and_a_row() -> None:
    with pytest.raises(CastError, match=r"^接待对象 0 人；须在 1 人以上$"):
        companion_limit(0, NATIONAL)
    with pytest.raises(CastError, match=r"^规则没有覆盖 11 位接待对象；请补充行$"):
        companion_limit(11, NATIONAL[:1])
