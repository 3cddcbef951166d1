"""Whether a stretch of tokens reads better when it is replaced by another of any length."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xianxing.engines.proofread.language.alphabet import MARGIN, Ints
from xianxing.engines.proofread.language.counts import Counts, Floats, around, to_logs
from xianxing.engines.proofread.language.keys import ORDER
from xianxing.engines.proofread.language.table import Bytes

_TOGETHER = 5_000
"""How many replacements are weighed at a time, so that memory does not grow with the text."""

_LOGS = to_logs(np.arange(256, dtype=np.uint8))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Of each replacement: the gain in log likelihood (mean of both directions), and what is attested.

    `before` and `after` are the longest counted windows (1 to 5) that reach over both edges of the stretch;
    `often` is the log count of the longest one after. Shapes: (n,).
    """

    gain: Floats
    before: Ints
    after: Ints
    often: Floats


def judge(counts: Counts, ids: Ints, starts: Ints, removed: int, tokens: Ints) -> Verdicts:
    """What is gained when the `removed` tokens from each start on become `tokens[k]`, shape (n, any).

    `ids` has `MARGIN` boundaries at either end and as many again to spare. Source: ADR 0012.
    """
    if len(starts) > _TOGETHER:
        parts = range(_TOGETHER, len(starts), _TOGETHER)
        pairs = zip(np.array_split(starts, parts), np.array_split(tokens, parts), strict=True)
        return _joined([judge(counts, ids, some, removed, new) for some, new in pairs])
    old = around(ids, starts, removed)
    new = np.concatenate([old[:, :MARGIN], tokens, old[:, MARGIN + removed :]], axis=1)
    before, after = _score(counts, old), _score(counts, new)
    old_order, _ = _longest(before[1], removed)
    new_order, often = _longest(after[1], tokens.shape[1])
    return Verdicts(after[0] - before[0], old_order, new_order, often)


def _joined(parts: Sequence[Verdicts]) -> Verdicts:
    return Verdicts(
        np.concatenate([part.gain for part in parts]),
        np.concatenate([part.before for part in parts]),
        np.concatenate([part.after for part in parts]),
        np.concatenate([part.often for part in parts]),
    )


def _score(counts: Counts, ids: Ints) -> tuple[Floats, Bytes]:
    levels = counts.levels(ids)
    logs = _LOGS[levels]
    forward, backward = counts.forward(levels, logs), counts.backward(levels, logs)
    total = (forward[:, MARGIN:].sum(axis=1) + backward[:, : ids.shape[1] - MARGIN].sum(axis=1)) / 2
    return total, levels


def _longest(levels: Bytes, length: int) -> tuple[Ints, Floats]:
    """The longest attested window that holds the token before, the stretch and the token behind, or a part of them.

    A stretch too long for one window is asked for by its two edges, and the shorter answer counts.
    """
    spans = [(MARGIN - 1, MARGIN + length + 1)]
    if length + 2 > ORDER:
        spans = [(MARGIN - 1, MARGIN + 2), (MARGIN + length - 2, MARGIN + length + 1)]
    best = np.full(levels.shape[1], ORDER, dtype=np.int64)
    often = np.full(levels.shape[1], 99.0, dtype=np.float32)
    for first, end in spans:
        order = np.ones(levels.shape[1], dtype=np.int64)
        log = np.zeros(levels.shape[1], dtype=np.float32)
        for size in range(end - first, ORDER + 1):
            found = levels[size - 1, :, max(end - size, 0) : first + 1].max(axis=1)
            order = np.where(found > 0, size, order)
            log = np.where(found > 0, _LOGS[found], log)
        best, often = np.minimum(best, order), np.minimum(often, log)
    return best, often
