"""The linear machine behind its typed edge."""

import numpy as np
import pytest

from xianxing.engines.triage.arrays import Indices
from xianxing.engines.triage.features import Rows
from xianxing.engines.triage.linear import UNSEEN, fit_margins, subset


def identity(size: int) -> Rows:
    return Rows(np.arange(size + 1), np.arange(size), np.ones(size), size)


def places(*labels: int) -> Indices:
    return np.array(labels, np.int64)


@pytest.mark.parametrize("labels", [(0, 1, 2), (2, 0, 2), (1, 1, 0)])
def test_margins_of_the_learned_rows_are_highest_for_their_label(labels: tuple[int, ...]) -> None:
    rows = identity(3)
    margins = fit_margins(rows, places(*labels), 3).of(rows)
    assert margins.argmax(axis=1).tolist() == list(labels)


def test_margins_of_a_label_without_example_are_minus_one() -> None:
    rows = identity(4)
    assert fit_margins(rows, places(0, 2, 0, 2), 4).of(rows)[:, [1, 3]].tolist() == [[UNSEEN, UNSEEN]] * 4


def test_margins_of_two_labels_are_opposite() -> None:
    rows = identity(4)
    margins = fit_margins(rows, places(0, 1, 0, 1), 2).of(rows)
    assert np.allclose(margins[:, 0], -margins[:, 1])


def test_margins_of_a_single_label_stay_at_minus_one() -> None:
    rows = identity(2)
    assert fit_margins(rows, places(1, 1), 3).of(rows).tolist() == [[UNSEEN] * 3] * 2


def test_margins_learned_twice_are_the_same() -> None:
    rows = identity(6)
    first, second = (fit_margins(rows, places(0, 1, 2, 0, 1, 2), 3) for _ in range(2))
    assert first.weights.tolist() == second.weights.tolist()
    assert first.offsets.tolist() == second.offsets.tolist()


def test_subset_of_rows_keeps_the_marked_in_order() -> None:
    rows = Rows(np.array([0, 2, 2, 3]), np.array([0, 1, 2]), np.array([1.0, 2.0, 3.0]), 3)
    kept = subset(rows, np.array([True, True, False]))
    assert (kept.starts.tolist(), kept.columns.tolist(), kept.values.tolist()) == (
        [0, 2, 2],
        [0, 1],
        [1.0, 2.0],
    )
    assert subset(rows, np.array([False, False, True])).values.tolist() == [3.0]
