"""The one place where scikit-learn is used; typed at its edge."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from xianxing.engines.triage.arrays import Flags, Floats, Indices
from xianxing.engines.triage.features import Rows

_SOFTNESS = 1.0
"""C of the machine: the default of its authors, which is also the peer's."""

UNSEEN = -1.0
"""The margin of a label without an example: what a one-against-the-rest machine gives to "never"."""


@dataclass(frozen=True, slots=True)
class Margins:
    """A linear machine for all labels: weights (width, labels) and offsets (labels,)."""

    weights: Floats
    offsets: Floats

    def of(self, rows: Rows) -> Floats:
        """Margins (rows, labels): above 0 speaks for the label, -1 and less against it."""
        return rows.times(self.weights) + self.offsets


def fit_margins(rows: Rows, labels: Indices, count: int) -> Margins:
    """One-against-the-rest linear support vector machines; labels without an example get margin -1.

    `labels`: (rows,) places of labels, 0..count-1. One label alone leaves every margin at -1.
    Source: Fan et al. 2008, LIBLINEAR.
    """
    weights, offsets = np.zeros((rows.width, count)), np.full(count, UNSEEN)
    seen = np.unique(labels)
    if len(seen) > 1:
        matrix = csr_matrix((rows.values, rows.columns, rows.starts), shape=(len(labels), rows.width))
        machine = LinearSVC(C=_SOFTNESS, random_state=0).fit(matrix, labels)
        steepness, intercepts = machine.coef_, machine.intercept_
        if len(seen) == 2:
            steepness, intercepts = np.vstack([-steepness, steepness]), np.append(-intercepts, intercepts)
        weights[:, seen], offsets[seen] = steepness.T, intercepts
    return Margins(weights, offsets)


def subset(rows: Rows, kept: Flags) -> Rows:
    """The rows that are marked."""
    lengths = np.diff(rows.starts)
    inside = np.repeat(kept, lengths)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths[kept])])
    return Rows(starts, rows.columns[inside], rows.values[inside], rows.width)
