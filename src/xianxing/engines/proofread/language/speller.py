"""From a text to ranked changes of its characters: where it reads oddly, what could stand there, which is best."""

from dataclasses import dataclass

import numpy as np

from xianxing.engines.proofread.language.alphabet import MARGIN, Alphabet, Bools, Ints, Reading
from xianxing.engines.proofread.language.confusions import SAME_SYLLABLE, SHAPES, Confusions
from xianxing.engines.proofread.language.counts import Counts, Floats, around, to_logs
from xianxing.engines.proofread.language.edits import Edits, weigh
from xianxing.engines.proofread.language.keys import WORD, all_runs, salted
from xianxing.engines.proofread.language.trees import Trees

ODD = np.float32(-13.0)
"""Positions are looked at when the two log likelihoods of their token add up to less than this."""

KEPT = 8
"""How many proposals for one place go on to the full ranking."""

TOGETHER = 1_000
"""How many places are weighed at a time."""

_ALL_LOGS = to_logs(np.arange(256, dtype=np.uint8))


@dataclass(frozen=True, slots=True)
class Speller:
    """The model: alphabet, counts, confusions and the trees that rank."""

    alphabet: Alphabet
    counts: Counts
    confusions: Confusions
    trees: Trees

    def rank(self, reading: Reading) -> list[tuple[Edits, Floats]]:
        """Proposed edits of one token and of two, each with the probability that it is right.

        Source: ADR 0012.
        """
        return [
            (edits, self.trees.scores(rows))
            for edits, rows in propose(self.counts, self.confusions, self.alphabet, reading)
        ]

    def oddness(self, reading: Reading) -> tuple[Bools, Bools]:
        """For each token whether it reads oddly, and whether it is a Chinese character. Source: ADR 0012."""
        odd = np.zeros(len(reading.ids), dtype=np.bool_)
        odd[find_odd(self.counts, self.alphabet, reading.ids)] = True
        return odd, self.alphabet.is_han[reading.ids]


def propose(
    counts: Counts, confusions: Confusions, alphabet: Alphabet, reading: Reading
) -> list[tuple[Edits, Floats]]:
    """Edits worth ranking, single tokens first, then words of two, with their features. Source: ADR 0012."""
    ids = np.concatenate([reading.ids, np.zeros(2 * MARGIN, dtype=np.int64)])
    odd = find_odd(counts, alphabet, ids)
    both = np.unique(np.concatenate([odd, odd - 1]))
    pairs = both[alphabet.is_han[ids[both]] & alphabet.is_han[ids[both + 1]]]
    edits = [_single_edits(counts, confusions, ids, part) for part in _parts(odd)]
    edits += [_word_edits(counts, confusions, ids, part) for part in _parts(pairs)]
    return [weigh(counts, ids, each, _ALL_LOGS) for each in edits if len(each.starts)]


def _parts(places: Ints) -> list[Ints]:
    """The places in parts of at most `TOGETHER`, so that memory does not grow with the text."""
    return np.array_split(places, range(TOGETHER, len(places), TOGETHER))


def find_odd(counts: Counts, alphabet: Alphabet, ids: Ints) -> Ints:
    """Places of Chinese characters that read oddly from the left or from the right. Source: ADR 0012."""
    levels = counts.levels(ids)
    logs = _ALL_LOGS[levels]
    score = counts.forward(levels, logs) + counts.backward(levels, logs)
    return np.flatnonzero(alphabet.is_han[ids] & (score < ODD))


def _single_edits(counts: Counts, confusions: Confusions, ids: Ints, odd: Ints) -> Edits:
    pairs = confusions.of(ids[odd])
    edits = Edits(odd[pairs.whom], pairs.target[:, None], pairs.kind)
    return edits.take(_best(edits.starts, _support(counts, ids, edits)))


def _word_edits(counts: Counts, confusions: Confusions, ids: Ints, starts: Ints) -> Edits:
    whom, words = confusions.words_like(ids[starts], ids[starts + 1])
    starts = starts[whom]
    differ = (words[:, 0] != ids[starts]) & (words[:, 1] != ids[starts + 1])
    starts, words = starts[differ], words[differ]
    kinds = np.full(len(starts), SAME_SYLLABLE * SHAPES, dtype=np.uint8)
    edits = Edits(starts, words, kinds)
    return edits.take(_best(starts, _support(counts, ids, edits)))


def _support(counts: Counts, ids: Ints, edits: Edits) -> Floats:
    """How often the new tokens were counted with their neighbours: a quick sum of logs, 0 for never."""
    length = edits.tokens.shape[1]
    rows = around(ids, edits.starts, length)
    rows[:, MARGIN : MARGIN + length] = edits.tokens
    windows = all_runs(rows, 4)
    keys = [salted(windows[order - 1][:, MARGIN - order + 1 : MARGIN + length], order) for order in (2, 3)]
    keys += [salted(windows[size - 1][:, MARGIN - size + 1 : MARGIN + length], WORD) for size in (2, 3, 4)]
    logs = [_ALL_LOGS[levels] for levels in counts.ask(keys)]
    total: Floats = logs[0].sum(axis=1) + 2 * logs[1].sum(axis=1)
    for size, found in zip((2, 3, 4), logs[2:], strict=True):
        total += found.max(axis=1) * (size - 1)
    return total


def _best(starts: Ints, support: Floats) -> Ints:
    """Places of the best supported proposals of each start, those without support left out."""
    order = np.lexsort((-support, starts))
    order = order[support[order] > 0]
    ordered = starts[order]
    fresh = np.concatenate([np.ones(min(len(order), 1), dtype=np.bool_), ordered[1:] != ordered[:-1]])
    heads = np.flatnonzero(fresh)
    rank = np.arange(len(order)) - np.repeat(heads, np.diff(np.append(heads, len(order))))
    return order[rank < KEPT]
