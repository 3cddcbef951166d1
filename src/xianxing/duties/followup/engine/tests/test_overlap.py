"""Repeated and multi-headed supervision (政府督查工作条例 15)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.followup.engine.overlap import (
    Asked,
    Fault,
    Frequency,
    asks_the_same,
    find_overlaps,
    likeness,
)

DAY = date(2026, 11, 23)
FREQUENCY = Frequency(most=3, days=30)
NEW = Asked(1, 7, "摸清防汛编织袋库存和缺口", "meeting", DAY, DAY + timedelta(days=10))


def earlier(key: int, **changes: object) -> Asked:
    return replace(NEW, key=key, sent_on=DAY - timedelta(days=2), **changes)  # type: ignore[arg-type]


def faults(*others: Asked) -> list[tuple[Fault, int]]:
    return [(each.fault, each.key) for each in find_overlaps(NEW, others, frequency=FREQUENCY)]


def test_same_question_on_the_same_mandate_is_repeated() -> None:
    assert faults(earlier(2, words="请摸清全市防汛编织袋的库存和缺口")) == [(Fault.REPEATED, 2)]


def test_same_question_on_another_mandate_comes_from_several_heads() -> None:
    assert faults(earlier(2, mandate="instruction")) == [(Fault.MULTIPLE, 2)]


def test_other_unit_other_question_or_other_time_is_no_overlap() -> None:
    over = earlier(4, due_on=DAY - timedelta(days=1))
    assert faults(earlier(2, unit=8), earlier(3, words="修复南环路路灯"), over) == []


def test_more_than_the_most_within_the_days_is_too_often() -> None:
    many = [earlier(key, words=f"另一件事{chr(0x4E00 + key * 37)}") for key in range(2, 5)]
    found = find_overlaps(NEW, many, frequency=FREQUENCY)
    assert [(each.fault, each.count) for each in found] == [(Fault.TOO_OFTEN, 4)]


def test_requests_before_the_days_are_not_counted() -> None:
    old = [replace(each, sent_on=DAY - timedelta(days=30)) for each in (earlier(2), earlier(3), earlier(4))]
    changed = [replace(each, words="另一件事") for each in old]
    assert find_overlaps(NEW, changed, frequency=FREQUENCY) == ()


def test_most_alike_comes_first() -> None:
    found = find_overlaps(NEW, [earlier(2, words="摸清编织袋库存"), earlier(3)], frequency=FREQUENCY)
    assert [each.key for each in found] == [3, 2]
    assert found[0].likeness == 1.0


def test_word_for_word_means_letters_and_digits() -> None:
    assert asks_the_same("摸清库存、和缺口。", "摸清库存，和缺口")
    assert not asks_the_same("摸清库存", "摸清缺口")


def test_likeness_of_nothing_is_nothing() -> None:
    assert likeness("", "摸清库存") == 0.0


@given(st.text(alphabet="摸清防汛编织袋库存缺口", min_size=2, max_size=12), st.text(max_size=12))
def test_likeness_is_even_handed_and_within_bounds(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, one) == 1.0
