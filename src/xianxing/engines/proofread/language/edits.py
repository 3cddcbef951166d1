"""Proposed changes to a row of tokens, and what the counts say about each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xianxing.engines.proofread.language.alphabet import BOUNDARY, MARGIN, Ints
from xianxing.engines.proofread.language.confusions import SHAPES
from xianxing.engines.proofread.language.counts import Counts, Floats, around
from xianxing.engines.proofread.language.keys import ORDER
from xianxing.engines.proofread.language.table import Bytes

LEAST_GAIN, MOST_BEHIND = 0.0, 8.0
"""An edit must make the text likelier, and not be much worse than the best one at its place."""

_LONGEST_WORD = 5
_WORD_TOTAL = np.float32(np.log(6.0e7))
_ALONE = np.float32(1.0)
"""What a character that is no part of a word costs beside its frequency."""


@dataclass(frozen=True, slots=True)
class Edits:
    """Changes of one length: the tokens from `starts[k]` on become `tokens[k]`; `kinds` as in `Confusions`.

    Shapes: `starts` (n,), `tokens` (n, length), `kinds` (n,).
    """

    starts: Ints
    tokens: Ints
    kinds: Bytes

    def take(self, chosen: Ints) -> "Edits":
        """The edits at these places. Source: ADR 0012."""
        return Edits(self.starts[chosen], self.tokens[chosen], self.kinds[chosen])


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an edit, before or after: its blocks of tokens, levels, their logs and both likelihoods."""

    ids: Ints
    levels: Bytes
    logs: Floats
    forward: Floats
    backward: Floats

    def take(self, chosen: Ints) -> "Side":
        """The same for some of the edits. Source: ADR 0012."""
        return Side(
            self.ids[chosen],
            self.levels[:, chosen],
            self.logs[:, chosen],
            self.forward[chosen],
            self.backward[chosen],
        )


def weigh(counts: Counts, ids: Ints, edits: Edits, logs: Floats) -> tuple[Edits, Floats]:
    """The edits that make the text likelier, and what the ranking knows of each, one row an edit.

    `logs` turns a level into the log of its count. Source: ADR 0012 names every column.
    """
    length = edits.tokens.shape[1]
    before = _side(counts, around(ids, edits.starts, length), logs)
    after = _side(counts, _changed(ids, edits), logs)
    gain_forward = _total(after.forward, MARGIN) - _total(before.forward, MARGIN)
    gain_backward = _total(after.backward, 0, length + MARGIN) - _total(before.backward, 0, length + MARGIN)
    behind, ahead = _rivalry(edits, gain_forward + gain_backward)
    kept = np.flatnonzero((gain_forward + gain_backward > LEAST_GAIN) & (behind < MOST_BEHIND))
    edits, before, after = edits.take(kept), before.take(kept), after.take(kept)
    columns = [each[kept] for each in (gain_forward, gain_backward, behind, ahead)]
    columns += [*_weights(before, length), *_weights(after, length)]
    old_words = counts.word_levels(before.ids, _LONGEST_WORD)
    new_words = counts.word_levels(after.ids, _LONGEST_WORD)
    columns += [*_words(old_words, length, logs), *_words(new_words, length, logs)]
    old_cut, new_cut = _cuts(counts, before, old_words, logs), _cuts(counts, after, new_words, logs)
    columns += [new - old for old, new in zip(old_cut, new_cut, strict=True)]
    columns += _context(before, length)
    sounds, shapes = (part.astype(np.float32) for part in np.divmod(edits.kinds, SHAPES))
    columns += [sounds, shapes, np.full(len(kept), length, dtype=np.float32)]
    return edits, np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _changed(ids: Ints, edits: Edits) -> Ints:
    length = edits.tokens.shape[1]
    blocks = around(ids, edits.starts, length)
    blocks[:, MARGIN : MARGIN + length] = edits.tokens
    return blocks


def _side(counts: Counts, ids: Ints, logs: Floats) -> Side:
    levels = counts.levels(ids)
    found = logs[levels]
    return Side(ids, levels, found, counts.forward(levels, found), counts.backward(levels, found))


def _total(scores: Floats, first: int, end: int | None = None) -> Floats:
    total: Floats = scores[:, first:end].sum(axis=1)
    return total


def _rivalry(edits: Edits, gains: Floats) -> list[Floats]:
    """How far each edit stands below the best at its place, and how far the best is above the next."""
    order = np.lexsort((-gains, edits.starts))
    starts = edits.starts[order]
    first = np.concatenate([np.ones(min(len(starts), 1), dtype=np.bool_), starts[1:] != starts[:-1]])
    group = np.cumsum(first) - 1
    heads = np.flatnonzero(first)
    best = gains[order][heads]
    seconds = np.minimum(heads + 1, max(len(starts) - 1, 0))
    has_second = np.append(np.diff(heads) > 1, len(starts) - heads[-1:] > 1)
    lead = np.where(has_second, best - gains[order][seconds], 20.0)
    behind, ahead = np.zeros(len(gains), dtype=np.float32), np.zeros(len(gains), dtype=np.float32)
    behind[order] = best[group] - gains[order]
    ahead[order] = lead[group]
    return [behind, ahead]


def _weights(side: Side, length: int) -> list[Floats]:
    """Of one side: likelihoods at the place, the worst nearby, and how well its windows are attested."""
    inner = slice(MARGIN, MARGIN + length)
    columns = [side.forward[:, inner].mean(axis=1), side.backward[:, inner].mean(axis=1)]
    columns += [side.forward[:, MARGIN:].min(axis=1), side.backward[:, : MARGIN + length].min(axis=1)]
    columns.append(side.logs[0][:, inner].mean(axis=1))
    for order in range(2, ORDER + 1):
        covering = side.logs[order - 1][:, MARGIN - order + 1 : MARGIN + length]
        seen = side.levels[order - 1][:, MARGIN - order + 1 : MARGIN + length] > 0
        columns += [covering.max(axis=1), seen.sum(axis=1, dtype=np.float32)]
    columns += [side.logs[1][:, MARGIN - 1], side.logs[1][:, MARGIN + length - 1]]
    columns += [
        side.logs[2][:, MARGIN - 1],
        side.logs[2][:, MARGIN - 2],
        side.logs[2][:, MARGIN + length - 1],
    ]
    return columns


def _words(words: Sequence[Bytes], length: int, logs: Floats) -> list[Floats]:
    """The commonest word of the lexicon of two, three and four characters that covers the place."""
    return [logs[words[size - 2][:, MARGIN - size + 1 : MARGIN + length].max(axis=1)] for size in (2, 3, 4)]


def _cuts(counts: Counts, side: Side, words: Sequence[Bytes], logs: Floats) -> list[Floats]:
    """The best cut of the block into words: its log likelihood and how many words it has.

    Source: the most probable path over a word lattice, as jieba cuts.
    """
    width = side.ids.shape[1]
    alone = side.logs[0] - np.float32(np.log(counts.total)) - _ALONE
    score = [np.zeros(len(side.ids), dtype=np.float32)]
    number = [np.zeros(len(side.ids), dtype=np.float32)]
    for end in range(1, width + 1):
        best, pieces = score[-1] + alone[:, end - 1], number[-1] + 1
        for size in range(2, min(end, _LONGEST_WORD) + 1):
            level = words[size - 2][:, end - size]
            other = np.where(level > 0, score[end - size] + logs[level] - _WORD_TOTAL, -np.inf)
            better = other > best
            best, pieces = np.where(better, other, best), np.where(better, number[end - size] + 1, pieces)
        score.append(best)
        number.append(pieces)
    return [score[-1], number[-1]]


def _context(side: Side, length: int) -> list[Floats]:
    """How well the neighbours are attested without the place, and whether the sentence starts or ends there."""
    after = MARGIN + length
    columns = [
        side.logs[1][:, MARGIN - 2],
        side.logs[2][:, MARGIN - 3],
        side.logs[1][:, after],
        side.logs[2][:, after],
    ]
    columns += [side.forward[:, MARGIN - 1], side.backward[:, after]]
    columns += [side.logs[0][:, MARGIN - 1], side.logs[0][:, after]]
    edges = [side.ids[:, MARGIN - 1] == BOUNDARY, side.ids[:, after] == BOUNDARY]
    return columns + [edge.astype(np.float32) for edge in edges]
