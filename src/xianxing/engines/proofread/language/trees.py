"""Boosted trees as flat arrays: trained once, asked for a row of candidates at a time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xianxing.engines.proofread.language.counts import Floats

Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees. A leaf is its own left and right; `roots` are the first nodes, `depth` the longest way."""

    feature: Places
    threshold: Floats
    left: Places
    right: Places
    value: Floats
    roots: Places
    depth: int
    base: float

    def scores(self, rows: Floats) -> Floats:
        """The probability of each row of features, shape (n, features), that its change is right.

        Source: Friedman, Greedy Function Approximation: A Gradient Boosting Machine (2001).
        """
        count = len(rows)
        at = np.tile(self.roots, (count, 1))
        offsets = (np.arange(count) * rows.shape[1])[:, None]
        flat = rows.ravel()
        for _ in range(self.depth):
            low = flat[offsets + self.feature[at]] <= self.threshold[at]
            at = np.where(low, self.left[at], self.right[at])
        raw = self.value[at].sum(axis=1, dtype=np.float64) + self.base
        scores: Floats = (1.0 / (1.0 + np.exp(-raw))).astype(np.float32)
        return scores
