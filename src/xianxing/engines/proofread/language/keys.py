"""Keys of windows: a number of 64 bits for each run of one to five tokens."""

import numpy as np

from xianxing.engines.proofread.language.alphabet import Ints
from xianxing.engines.proofread.language.table import Keys

ORDER = 5
"""The longest window that is counted."""

WORD = ORDER + 1
"""Words of the lexicon have keys of their own kind, whatever their length."""

_BASE = np.uint64(0x2545F4914F6CDD1D)
_STEP = np.uint64(0x9E3779B97F4A7C15)
_SALT = 0xD6E8FEB86659FD93


def spread(ids: Ints) -> Keys:
    """A random-looking 64-bit value for each token. Source: Steele et al., SplitMix (2014)."""
    values = (ids.astype(np.uint64) + np.uint64(1)) * _STEP
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    return values


def extend(shorter: Keys, last: Keys) -> Keys:
    """The unsalted keys of windows that are `shorter` and one token more (a `spread` value). Source: ADR 0012."""
    return shorter * _BASE + last


def salted(unsalted: Keys, kind: int) -> Keys:
    """Keys that differ between kinds: a window's length, or `WORD`. Source: ADR 0012."""
    return unsalted ^ np.uint64(_SALT * kind % 2**64)


def run_keys(ids: Ints, length: int) -> Keys:
    """The unsalted key of each run of `length` tokens along the last axis. Source: ADR 0012."""
    return all_runs(ids, length)[-1]


def all_runs(ids: Ints, longest: int) -> list[Keys]:
    """The unsalted keys of each run of 1, 2, ... `longest` tokens along the last axis. Source: ADR 0012."""
    values = spread(ids)
    runs = [values]
    for step in range(1, longest):
        runs.append(extend(runs[-1][..., :-1], values[..., step:]))
    return runs
