"""Thirty days to object, thirty to decide (政府督查工作条例 17)."""

from datetime import date

from xianxing.duties.followup.engine.clocks import decision_until, may_object, must_stay_away, objection_until
from xianxing.engines.workclock import load_seed

DAYS = load_seed()


def test_objection_ends_after_thirty_days_past_a_holiday() -> None:
    assert objection_until(date(2026, 9, 1), calendar=DAYS).due == date(2026, 10, 8)


def test_objection_is_possible_on_the_last_day_and_not_after() -> None:
    assert may_object(date(2026, 9, 1), date(2026, 10, 8), calendar=DAYS)
    assert not may_object(date(2026, 9, 1), date(2026, 10, 9), calendar=DAYS)


def test_decision_is_due_thirty_days_after_filing() -> None:
    assert decision_until(date(2026, 3, 2), calendar=DAYS).due == date(2026, 4, 1)


def test_decision_through_an_unannounced_year_is_provisional() -> None:
    assert decision_until(date(2026, 12, 20), calendar=DAYS).provisional


def test_author_must_stay_away() -> None:
    assert must_stay_away(3, {2, 3})
    assert not must_stay_away(1, {2, 3})
