"""Probabilities from two kinds of evidence, and the thresholds of the decision."""

from dataclasses import dataclass
from math import log

import numpy as np

from xianxing.engines.triage.arrays import Flags, Floats, Indices
from xianxing.engines.triage.types import Decision

EXPECTED_AUTO_ACCURACY = 0.97
"""What the office is promised for messages routed without a person."""

_COLD_AUTO = 0.92
_NEARLY_CERTAIN = 0.99
_COLD_SUGGEST = 0.6
_TRUSTED_FROM = 200
"""Confirmations below which a threshold found on them would be chance."""

_PRIOR_STRENGTH = 5.0
"""How hard the starting blend pulls, against the summed logarithm of the likelihood of the confirmations."""

_LEARNED_GRID = np.array([0.25, 0.5, 0.75, 1.0, 1.3, 1.6, 2.0, 2.4, 2.8, 3.3, 3.9, 4.6, 5.5, 6.5])
_COLD_GRID = np.array([0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0])
_START_LEARNED = 1.0


@dataclass(frozen=True, slots=True)
class Blend:
    """How much each evidence counts in the logarithm of the odds, and the confidence that allows `auto`."""

    learned: float
    cold: float
    auto: float

    def probabilities(self, scores: Floats, margins: Floats, absent: Floats) -> Floats:
        """(rows, labels), each row adding up to 1.

        `scores`: keywords, 0..1; `margins`: of the learned machine; `absent`: (labels,) added to the logarithm
        for labels nobody has confirmed yet (0 or negative).
        """
        return _softmax(self.cold * scores + self.learned * margins + absent)

    def decide(self, best_three: Floats) -> Decision:
        """What the office may do, from the probabilities of the three likeliest labels."""
        if best_three[0] >= self.auto:
            return Decision.AUTO
        return Decision.SUGGEST if best_three.sum() >= _COLD_SUGGEST else Decision.ASK


def cold_blend(labels: int) -> Blend:
    """The blend before anything is learned: deliberately modest.

    The keywords' factor is 3.3 + ln(labels), 6 for fifteen labels, which understates how often they are right;
    `auto` at .92 by that modest measure. Source: docs/engines/triage.md, "Confidence".
    """
    return Blend(0.0, _cold_factor(labels), _COLD_AUTO)


def absent_penalty(labels: Indices, count: int) -> Floats:
    """(count,) logarithms: 0 for a label already confirmed, else -ln(1 + n/20) after n confirmations."""
    penalty = np.full(count, -log(1 + len(labels) / 20))
    penalty[np.unique(labels)] = 0.0
    return penalty


def fit_blend(scores: Floats, margins: Floats, labels: Indices) -> Blend:
    """The blend under which the confirmed labels are likeliest, held near the starting blend while they are few.

    `margins` must come from machines that did not see the row they judge (cross-validation), else the
    confidences are too high. Source: Platt 1999 (one slope), extended to two kinds of evidence.
    """
    count = scores.shape[1]
    absent = absent_penalty(labels, count)
    start = _cold_factor(count)
    rows = np.arange(len(labels))

    def cost(learned: float, cold: float) -> float:
        likelihood = _softmax(cold * scores + learned * margins + absent)[rows, labels]
        pull = log(learned / _START_LEARNED) ** 2 + ((cold - start) / start) ** 2
        return float(-np.log(np.maximum(likelihood, 1e-12)).sum() + _PRIOR_STRENGTH * pull)

    learned, cold = min(
        ((float(a), float(b)) for a in _LEARNED_GRID for b in _COLD_GRID), key=lambda pair: cost(*pair)
    )
    probabilities = Blend(learned, cold, _COLD_AUTO).probabilities(scores, margins, absent)
    right = probabilities.argmax(axis=1) == labels
    return Blend(learned, cold, auto_threshold(probabilities.max(axis=1), right))


def auto_threshold(confidence: Floats, right: Flags) -> float:
    """The lowest confidence above which the accuracy is .97 with 95% assurance (Wilson's lower bound).

    Before 200 confirmations, or where no threshold keeps the promise: .99, or just above the highest
    confidence seen wrong if that is higher.
    Source: Wilson 1927; the choice of a threshold with a bound on its error is Geifman and El-Yaniv 2017.
    """
    wrong = confidence[~right]
    safe = max(_NEARLY_CERTAIN, float(np.nextafter(wrong.max(initial=0.0), 2.0)))
    if len(confidence) < _TRUSTED_FROM:
        return safe
    order = np.argsort(-confidence, kind="stable")
    hits = np.cumsum(right[order])
    kept = np.arange(1, len(order) + 1)
    falling = confidence[order]
    last_of_equals = np.append(falling[1:] != falling[:-1], True)
    good = np.flatnonzero(last_of_equals & (_wilson(hits / kept, kept) >= EXPECTED_AUTO_ACCURACY))
    return float(falling[good[-1]]) if len(good) else safe


def _wilson(share: Floats, count: Indices) -> Floats:
    z = 1.645
    spread = z * np.sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2)
    bound: Floats = (share + z * z / (2 * count) - spread) / (1 + z * z / count)
    return bound


def _cold_factor(labels: int) -> float:
    return 3.3 + log(labels)


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
