"""Which characters and words are taken for one another: by sound, by shape, or because people did."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xianxing.engines.proofread.language.alphabet import Ints
from xianxing.engines.proofread.language.table import Bytes

Numbers = npt.NDArray[np.uint16]
Offsets = npt.NDArray[np.int32]

SHAPES = 16
"""Likeness of shape takes four bits, 0 to 15; the sound class stands above it."""

NO_SOUND, NEAR_SOUND, SAME_SYLLABLE, SAME_TONE = range(4)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Replacements of single tokens: token `whom[k]` of the row asked about may be `target[k]`, for `kind[k]`."""

    whom: Ints
    target: Ints
    kind: Bytes


@dataclass(frozen=True, slots=True)
class Confusions:
    """For each token the characters it may stand for, and words of two characters by the sound of both.

    `targets[offsets[t]:offsets[t + 1]]` belong to token t; `kinds` holds sound class x 16 + likeness.
    `sounds` gives each token's syllable, 0 for none; `word_keys` (sorted) and `words` run in parallel.
    """

    offsets: Offsets
    targets: Numbers
    kinds: Bytes
    sounds: Numbers
    word_keys: Offsets
    words: Numbers

    def of(self, tokens: Ints) -> Pairs:
        """All replacements of each token, in order of the tokens. Source: ADR 0012."""
        first = self.offsets[tokens].astype(np.int64)
        counts = self.offsets[tokens + 1].astype(np.int64) - first
        whom, at = _expand(first, counts)
        return Pairs(whom, self.targets[at].astype(np.int64), self.kinds[at])

    def words_like(self, first: Ints, second: Ints) -> tuple[Ints, Ints]:
        """Words that sound like each pair of tokens: which pair, and the word's tokens (n, 2). Source: ADR 0012."""
        keys = sound_key(self.sounds[first], self.sounds[second])
        low = np.searchsorted(self.word_keys, keys, side="left")
        high = np.searchsorted(self.word_keys, keys, side="right")
        high = np.where((self.sounds[first] > 0) & (self.sounds[second] > 0), high, low)
        whom, at = _expand(low, high - low)
        return whom, self.words[at].astype(np.int64)


def sound_key(first: Numbers, second: Numbers) -> Offsets:
    """One number for the syllables of two characters. Source: ADR 0012."""
    return first.astype(np.int32) * 1024 + second.astype(np.int32)


def _expand(first: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """For runs of `counts` entries from `first`: the run that each entry belongs to, and its place."""
    whom = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(whom)) - np.repeat(np.cumsum(counts) - counts, counts)
    return whom, np.repeat(first, counts) + within
