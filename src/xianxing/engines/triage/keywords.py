"""What a message is about by the names of the labels and the packaged keywords alone: no training."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log1p

import numpy as np

from xianxing.engines.triage.arrays import Floats
from xianxing.engines.triage.lexicon import DECISIVE, PLAIN, Theme
from xianxing.engines.triage.matching import Matcher
from xianxing.engines.triage.names import parts
from xianxing.engines.triage.reading import Reading
from xianxing.engines.triage.taxonomy import Taxonomy
from xianxing.text import fold

TITLE_WEIGHT = 3.0
"""A title is a summary: a word there counts as much as about twenty mentions in the text."""

_LENGTH_BONUS = 0.25
"""A longer word is less ambiguous: a quarter more for each character past two."""

_DAMPING = 3.0
"""Added to the length of the score vector, so that a single weak word cannot look like certainty."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Score for each label (0..1, by direction: long messages weigh no more) and the words it rests on."""

    scores: Floats
    found: Mapping[str, float]


class Keywords:
    """The words of every label of one level. Immutable after it is built."""

    __slots__ = ("_by_start", "_weights", "labels")

    def __init__(self, taxonomy: Taxonomy, level: int, themes: Iterable[Theme]) -> None:
        """Give each theme's words to the labels its names fit, and each label the words of its own names.

        Raises:
            TaxonomyError: the level is not 1, 2 or 3.
        """
        self.labels = taxonomy.at(level)
        self._weights = _diluted(_strengths(taxonomy, level, tuple(themes)))
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(self._weights, key=lambda word: (-len(word), word)):
            self._by_start.setdefault(word[:2], []).append(word)

    def weigh(self, reading: Reading) -> Evidence:
        """The score of each label for a message and the weight of each word found.

        Longest words first, none inside another: 公交车站 is not also 车站.
        """
        title, text = self._count(reading.title), self._count(reading.text)
        found = {
            word: (log1p(text[word]) + TITLE_WEIGHT * (word in title)) * (1 + _LENGTH_BONUS * (len(word) - 2))
            for word in dict.fromkeys([*title, *text])
        }
        total = np.zeros(len(self.labels))
        for word, weight in found.items():
            total += weight * self._weights[word]
        return Evidence(total / (float(np.linalg.norm(total)) + _DAMPING), found)

    def deciding(self, evidence: Evidence, label: int, most: int) -> tuple[str, ...]:
        """At most `most` words that speak for a label, the strongest first."""
        weighed = {word: weight * self._weights[word][label] for word, weight in evidence.found.items()}
        ranked = sorted(
            (word for word in weighed if weighed[word] > 0), key=lambda word: (-weighed[word], word)
        )
        return tuple(ranked[:most])

    def _count(self, text: str) -> Counter[str]:
        found: Counter[str] = Counter()
        end = 0
        for at in range(len(text) - 1):
            candidates = self._by_start.get(text[at : at + 2]) if at >= end else None
            word = next((word for word in candidates or () if text.startswith(word, at)), None)
            if word:
                found[word] += 1
                end = at + len(word)
        return found


def _strengths(taxonomy: Taxonomy, level: int, themes: tuple[Theme, ...]) -> dict[str, Floats]:
    labels = taxonomy.at(level)
    strengths: dict[str, Floats] = {}

    def raise_to(word: str, label: int, strength: float) -> None:
        row = strengths.setdefault(word, np.zeros(len(labels)))
        row[label] = max(row[label], strength)

    for place, path in enumerate(labels):
        for name, strength in [(path[-1], DECISIVE), *((name, PLAIN) for name in taxonomy.below(path))]:
            for part in parts(name):
                raise_to(fold(part), place, strength)
    matcher = Matcher(taxonomy, level)
    for theme in themes:
        for place, fit in matcher.places(theme):
            for word, strength in theme.words:
                raise_to(word, place, strength * fit)
    return strengths


def _diluted(strengths: Mapping[str, Floats]) -> dict[str, Floats]:
    """A word that several labels share tells less about each."""
    return {word: row * row / row.sum() for word, row in strengths.items() if len(word) > 1}
