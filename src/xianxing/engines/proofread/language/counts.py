"""What the model has counted, and how likely that makes a token from its left and from its right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xianxing.engines.proofread.language.alphabet import MARGIN, Ints
from xianxing.engines.proofread.language.keys import ORDER, WORD, all_runs, salted
from xianxing.engines.proofread.language.table import Bytes, ByteTable, Keys

Floats = npt.NDArray[np.float32]

STEPS = 16.0
"""Levels to a factor of e: a count is stored as 1 + 16 ln(count), within 3 %."""

BACK = np.float32(np.log(0.4))
"""What each shorter context costs. Source: Brants et al., Large Language Models in Machine Translation (2007)."""

_LOGS = np.concatenate([[0.0], (np.arange(1, 256) - 1) / STEPS]).astype(np.float32)


def to_levels(counts: Ints) -> Bytes:
    """Counts of 1 or more as levels 1 to 255. Source: ADR 0012."""
    levels: Bytes = np.minimum(np.rint(np.log(counts) * STEPS) + 1, 255).astype(np.uint8)
    return levels


def to_logs(levels: Bytes) -> Floats:
    """The natural logarithm of the count of each level; 0 for level 0. Source: ADR 0012."""
    return _LOGS[levels]


@dataclass(frozen=True, slots=True)
class Counts:
    """The counted windows of two to five tokens, single tokens by number, and the words of the lexicon."""

    table: ByteTable
    singles: Bytes
    total: float

    def ask(self, keys: Sequence[Keys]) -> list[Bytes]:
        """The levels of several arrays of keys, looked up together: a call costs more than a key. Source: ADR 0012."""
        found = self.table.get(np.concatenate([each.ravel() for each in keys]))
        ends = np.cumsum([each.size for each in keys])[:-1]
        return [part.reshape(each.shape) for part, each in zip(np.split(found, ends), keys, strict=True)]

    def levels(self, ids: Ints) -> Bytes:
        """Levels of all windows in rows of tokens; shape (ORDER, *ids.shape), [n - 1, ..., k] starts at k.

        A window that does not fit in its row has level 0. Source: ADR 0012.
        """
        found = np.zeros((ORDER, *ids.shape), dtype=np.uint8)
        found[0] = self.singles[ids]
        runs = all_runs(ids, min(ORDER, ids.shape[-1]))
        keys = [salted(run, order) for order, run in enumerate(runs[1:], 2)]
        for order, part in enumerate(self.ask(keys) if keys else (), 2):
            found[order - 1, ..., : part.shape[-1]] = part
        return found

    def word_levels(self, ids: Ints, longest: int) -> list[Bytes]:
        """The lexicon's levels of each run of 2 to `longest` tokens along the last axis, 0 for no word.

        Source: ADR 0012.
        """
        return self.ask([salted(run, WORD) for run in all_runs(ids, longest)[1:]])

    def forward(self, levels: Bytes, logs: Floats) -> Floats:
        """Log likelihood of each token after those before it; the first four of a row are scored alike.

        Shapes: `levels` and `logs` as `levels` gives them; the answer is one row a row.
        Source: stupid backoff, Brants et al. (2007).
        """
        score: Floats = logs[0] - np.float32(np.log(self.total)) + BACK * (ORDER - 1)
        for order in range(2, ORDER + 1):
            width = levels.shape[-1] - order + 1
            seen = levels[order - 1, ..., :width] > 0
            step = logs[order - 1, ..., :width] - logs[order - 2, ..., :width] + BACK * (ORDER - order)
            tail = score[..., order - 1 :]
            np.copyto(tail, step, where=seen)
        return score

    def backward(self, levels: Bytes, logs: Floats) -> Floats:
        """Log likelihood of each token before those after it; the mirror of `forward`. Source: as `forward`."""
        score: Floats = logs[0] - np.float32(np.log(self.total)) + BACK * (ORDER - 1)
        for order in range(2, ORDER + 1):
            width = levels.shape[-1] - order + 1
            seen = levels[order - 1, ..., :width] > 0
            step = logs[order - 1, ..., :width] - logs[order - 2, ..., 1 : width + 1] + BACK * (ORDER - order)
            np.copyto(score[..., :width], step, where=seen)
        return score


def around(ids: Ints, starts: Ints, length: int) -> Ints:
    """The four tokens before each start, the `length` tokens from it and the four behind: (n, 8 + length)."""
    blocks: Ints = ids[starts[:, None] + np.arange(-MARGIN, length + MARGIN)]
    return blocks
