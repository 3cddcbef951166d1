"""What earlier confirmations teach, beside the keywords."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from xianxing.engines.triage.arrays import Floats, Indices
from xianxing.engines.triage.blending import Blend, absent_penalty, fit_blend
from xianxing.engines.triage.features import Vocabulary, count_tokens
from xianxing.engines.triage.linear import UNSEEN, Margins, fit_margins, subset
from xianxing.engines.triage.reading import Reading

FEWEST = 10
"""Confirmations below which learning would only add noise to the keywords."""

_FOLDS = 5
_HALF_TRUST_AT = 500
"""Confirmations at which the keywords weigh half: what is learned from many leaves prior knowledge behind."""

_AT_ONCE = 500
"""Messages multiplied in one step: bounds the memory."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A vocabulary, a linear machine over it and the keyword scores times `trust`, and the blend of both."""

    vocabulary: Vocabulary
    machine: Margins
    trust: float
    blend: Blend
    absent: Floats

    def probabilities(self, readings: Sequence[Reading], scores: Floats) -> Floats:
        """(readings, labels) from the readings and their keyword scores (readings, labels)."""
        blocks = [
            self._block(readings[at : at + _AT_ONCE], scores[at : at + _AT_ONCE])
            for at in range(0, len(readings), _AT_ONCE)
        ]
        return np.vstack(blocks)

    def deciding(self, reading: Reading, label: int, most: int) -> tuple[str, ...]:
        """At most `most` words of the message that the machine learned to take for a label, strongest first."""
        columns = {word: self.vocabulary.column(word) for word in {*reading.title_words, *reading.text_words}}
        weighed = {
            word: self.vocabulary.rarity[column] * float(self.machine.weights[column, label])
            for word, column in columns.items()
            if column is not None
        }
        ranked = sorted(
            (word for word in weighed if weighed[word] > 0), key=lambda word: (-weighed[word], word)
        )
        return tuple(ranked[:most])

    def _block(self, readings: Sequence[Reading], scores: Floats) -> Floats:
        rows = self.vocabulary.rows(map(count_tokens, readings)).beside(self.trust * scores)
        return self.blend.probabilities(scores, self.machine.of(rows), self.absent)


def learn(readings: Sequence[Reading], labels: Indices, scores: Floats) -> Learned | None:
    """What the confirmed labels (places, (readings,)) teach; nothing (None) below ten or from one label only.

    `scores`: keyword scores (readings, labels); they are features too, so the machine learns how far to trust
    them. Source: Wolpert 1992, stacked generalisation.
    """
    if len(readings) < FEWEST or len(np.unique(labels)) < 2:
        return None
    counts = [count_tokens(reading) for reading in readings]
    vocabulary = Vocabulary.of(counts)
    trust = 1 / (1 + len(readings) / _HALF_TRUST_AT)
    rows = vocabulary.rows(counts).beside(trust * scores)
    labelled = scores.shape[1]
    folds = np.array([crc32((reading.title + reading.text).encode()) % _FOLDS for reading in readings])
    margins = np.full(scores.shape, UNSEEN)
    for held in np.unique(folds):
        seen = folds != held
        machine = fit_margins(subset(rows, seen), labels[seen], labelled)
        margins[~seen] = machine.of(subset(rows, ~seen))
    blend = fit_blend(scores, margins, labels)
    return Learned(
        vocabulary, fit_margins(rows, labels, labelled), trust, blend, absent_penalty(labels, labelled)
    )
