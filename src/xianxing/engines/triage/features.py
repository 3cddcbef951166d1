"""Messages as sparse rows of numbers: words (a title counts twice) and pairs of characters."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import log, sqrt

import numpy as np

from xianxing.engines.triage.arrays import Floats, Indices
from xianxing.engines.triage.reading import Reading

_PAIR = "\u0000"
"""Marks a pair of characters, so that it is not taken for a word of two characters."""

Counts = tuple[Counter[str], Counter[str]]
"""How often each word and each marked pair of characters stands in one message."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows: row i holds `columns[starts[i]:starts[i+1]]` with the values of the same places."""

    starts: Indices
    columns: Indices
    values: Floats
    width: int

    def times(self, weights: Floats) -> Floats:
        """The product with a dense matrix (width, k): (rows, k)."""
        products = np.vstack([self.values[:, None] * weights[self.columns], np.zeros((1, weights.shape[1]))])
        sums = np.add.reduceat(products, self.starts[:-1], axis=0)
        sums[self.starts[:-1] == self.starts[1:]] = 0.0
        return sums

    def beside(self, dense: Floats) -> "Rows":
        """The same rows with dense columns (rows, k) appended at the right."""
        added = dense.shape[1]
        ends = self.starts[1:]
        return Rows(
            self.starts + added * np.arange(len(self.starts)),
            np.insert(
                self.columns, np.repeat(ends, added), np.tile(self.width + np.arange(added), len(ends))
            ),
            np.insert(self.values, np.repeat(ends, added), dense.ravel()),
            self.width + added,
        )


class Vocabulary:
    """Token to column and inverse document frequency, learned once from confirmed messages."""

    __slots__ = ("_columns", "rarity", "tokens")

    def __init__(self, tokens: Sequence[str], rarity: Iterable[float]) -> None:
        self.tokens = tuple(tokens)
        self.rarity: tuple[float, ...] = tuple(rarity)
        self._columns: Mapping[str, int] = {token: column for column, token in enumerate(self.tokens)}

    @classmethod
    def of(cls, counts: Sequence[Counts]) -> "Vocabulary":
        """Every word, and every pair that stands in two messages or more, of the messages counted."""
        spread = Counter(chain.from_iterable(chain(*both) for both in counts))
        kept = sorted(token for token, count in spread.items() if count > 1 or not token.startswith(_PAIR))
        return cls(kept, (log((1 + len(counts)) / (1 + spread[token])) + 1 for token in kept))

    def column(self, token: str) -> int | None:
        """The column of a word or marked pair; None when no confirmed message held it."""
        return self._columns.get(token)

    def rows(self, counts: Iterable[Counts]) -> Rows:
        """Sublinear TF-IDF; words and pairs each of length one, so that neither drowns the other.

        Source: Salton and Buckley 1988, "Term-weighting approaches in automatic text retrieval".
        """
        rows = [self._half(words) + self._half(pairs) for words, pairs in counts]
        flat = list(chain.from_iterable(rows))
        return Rows(
            np.fromiter(accumulate(map(len, rows), initial=0), np.int64, len(rows) + 1),
            np.array([column for column, _ in flat], np.int64),
            np.array([value for _, value in flat], np.float64),
            len(self.tokens),
        )

    def _half(self, counts: Counter[str]) -> list[tuple[int, float]]:
        known = [
            (column, count) for token, count in counts.items() if (column := self.column(token)) is not None
        ]
        weighed = [(column, (1 + log(count)) * self.rarity[column]) for column, count in known]
        length = sqrt(sum(value * value for _, value in weighed))
        return [(column, value / length) for column, value in weighed]


def count_tokens(reading: Reading) -> Counts:
    """The words, those of the title twice, and the pairs of neighbouring letters of a message."""
    words = Counter((*reading.title_words, *reading.title_words, *reading.text_words))
    halves = (reading.title, reading.text)
    return words, Counter(_PAIR + half[at : at + 2] for half in halves for at in range(len(half) - 1))
