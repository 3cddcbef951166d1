"""Probabilities and decisions."""

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.triage.arrays import Flags, Floats, Indices
from xianxing.engines.triage.blending import (
    EXPECTED_AUTO_ACCURACY,
    Blend,
    absent_penalty,
    auto_threshold,
    cold_blend,
    fit_blend,
)
from xianxing.engines.triage.types import Decision

NONE = np.zeros(3)


def right_when(count: int, wrong: list[int]) -> tuple[Floats, Flags]:
    """Confidences falling from 1 in even steps, right except at the given ranks."""
    right = np.ones(count, np.bool_)
    right[wrong] = False
    return np.linspace(1.0, 0.5, count), right


def test_cold_blend_of_more_labels_trusts_the_keywords_by_a_fixed_rule() -> None:
    assert cold_blend(15) == Blend(0.0, 3.3 + log(15), 0.92)
    assert cold_blend(100).cold > cold_blend(15).cold


def test_probabilities_without_evidence_are_even() -> None:
    shares = cold_blend(4).probabilities(np.zeros((2, 4)), np.zeros((2, 4)), np.zeros(4))
    assert shares.tolist() == [[0.25] * 4] * 2


def test_probabilities_follow_both_kinds_of_evidence() -> None:
    scores, margins = np.array([[0.5, 0.0, 0.0]]), np.array([[-1.0, 1.0, -1.0]])
    assert Blend(0.0, 6.0, 1.0).probabilities(scores, margins, NONE).argmax() == 0
    assert Blend(3.0, 1.0, 1.0).probabilities(scores, margins, NONE).argmax() == 1


def test_probabilities_of_huge_evidence_stay_finite() -> None:
    shares = Blend(1.0, 1.0, 1.0).probabilities(np.array([[1e6, 0.0, 0.0]]), np.zeros((1, 3)), NONE)
    assert shares.tolist() == [[1.0, 0.0, 0.0]]


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.lists(st.floats(-5, 5), min_size=3, max_size=3))
def test_probabilities_of_any_evidence_add_up_to_one(scores: list[float], margins: list[float]) -> None:
    shares = Blend(2.0, 6.0, 1.0).probabilities(np.array([scores]), np.array([margins]), NONE)
    assert shares.sum() == pytest.approx(1.0)
    assert (shares >= 0).all()


@pytest.mark.parametrize(
    ("best", "expected"),
    [
        ([0.92, 0.05, 0.01], Decision.AUTO),
        ([0.919, 0.05, 0.01], Decision.SUGGEST),
        ([0.25, 0.2, 0.15], Decision.SUGGEST),
        ([0.25, 0.2, 0.14], Decision.ASK),
        ([0.3, 0.1], Decision.ASK),
    ],
)
def test_decision_depends_on_the_best_and_on_the_first_three(best: list[float], expected: Decision) -> None:
    assert Blend(0.0, 6.0, 0.92).decide(np.array(best)) is expected


def test_absent_penalty_grows_with_what_was_confirmed_of_others() -> None:
    few, many = np.array([0, 1] * 10), np.array([0, 1] * 500)
    assert absent_penalty(few, 3).tolist() == [0.0, 0.0, -log(2)]
    assert absent_penalty(many, 3).tolist() == [0.0, 0.0, -log(51)]


def labels_of(count: int) -> Indices:
    return np.arange(count) % 3


def test_fit_blend_with_good_margins_trusts_the_learned() -> None:
    labels = labels_of(300)
    margins = np.where(np.eye(3)[labels] == 1, 1.0, -1.0)
    blend = fit_blend(np.zeros((300, 3)), margins, labels)
    assert blend.learned > 2
    assert blend.auto <= EXPECTED_AUTO_ACCURACY + 0.03


def test_fit_blend_with_useless_margins_trusts_the_keywords() -> None:
    labels = labels_of(300)
    blend = fit_blend(np.eye(3)[labels], np.random.default_rng(0).normal(size=(300, 3)), labels)
    assert blend.learned <= 1.0
    assert blend.cold >= 6


def test_fit_blend_with_few_examples_stays_near_the_start() -> None:
    labels = labels_of(3)
    blend = fit_blend(np.zeros((3, 3)), np.where(np.eye(3)[labels] == 1, -1.0, 1.0), labels)
    assert 0.25 <= blend.learned <= 1.0
    assert blend.cold in {4.0, 5.0}
    assert blend.auto >= 0.99


def test_auto_threshold_with_few_confirmations_asks_for_near_certainty() -> None:
    assert auto_threshold(*right_when(199, [])) == 0.99


def test_auto_threshold_with_enough_right_answers_opens_the_whole_range() -> None:
    assert auto_threshold(*right_when(200, [])) == 0.5


def test_auto_threshold_stops_before_the_errors() -> None:
    confidence, right = right_when(400, list(range(200, 400)))
    threshold = auto_threshold(confidence, right)
    above = confidence >= threshold
    assert above.sum() == 202
    assert right[above].sum() == 200


def test_auto_threshold_without_any_safe_range_lies_above_the_surest_error() -> None:
    confidence, right = right_when(300, list(range(1, 300, 4)))
    surest_error = confidence[1]
    assert surest_error < auto_threshold(confidence, right) < confidence[0]


def test_auto_threshold_never_cuts_through_equal_confidences() -> None:
    confidence = np.array([0.9] * 200 + [0.8] * 20)
    right = np.array([True] * 210 + [False] * 10)
    assert auto_threshold(confidence, right) == 0.9


def test_auto_threshold_with_a_certain_error_allows_nothing() -> None:
    confidence, right = right_when(250, [0, *range(10, 250, 3)])
    assert auto_threshold(confidence, right) > 1.0


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.integers(1, 400), st.floats(0.0, 1.0), st.integers(1, 20))
def test_auto_threshold_keeps_its_promise_on_what_it_saw(
    seed: int, count: int, skill: float, steps: int
) -> None:
    chance = np.random.default_rng(seed)
    confidence = chance.integers(0, steps + 1, count) / steps
    right = chance.random(count) < np.maximum(confidence, skill)
    surest = confidence >= auto_threshold(confidence, right)
    assert not surest.any() or right[surest].mean() >= EXPECTED_AUTO_ACCURACY
