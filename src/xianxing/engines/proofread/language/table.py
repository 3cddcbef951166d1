"""A map from 64-bit keys to one byte in 29.5 bits a key: an XOR filter that carries a value.

Source: Graf and Lemire, Xor Filters (2020); Chazelle et al., The Bloomier Filter (2004).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xianxing.engines.proofread.errors import BadModelError

Keys = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]
Slots = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint32]

_SPREAD = 1.24
_MIX = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53), np.uint64(0x9E3779B97F4A7C15))
_LOW = np.uint64(0xFFFFFFFF)
_TRIES = 8


@dataclass(frozen=True, slots=True)
class ByteTable:
    """The packed map. A key that was never stored answers 0, except once in 65,536 times."""

    cells: Words
    seed: int

    def get(self, keys: Keys) -> Bytes:
        """The value of each key, 0 for a key that is not stored. Shapes are equal. Source: ADR 0012."""
        slots, prints = _hash(keys, self.seed, len(self.cells) // 3)
        found = self.cells.take(slots[0])
        found ^= self.cells.take(slots[1])
        found ^= self.cells.take(slots[2])
        values = (found & np.uint32(0xFF)).astype(np.uint8)
        values[(found >> np.uint32(8)) != prints] = 0
        return values

    def packed(self) -> Bytes:
        """The cells as bytes, three a cell, to be written to a file. Source: ADR 0012."""
        return self.cells.view(np.uint8).reshape(-1, 4)[:, :3].copy()

    @staticmethod
    def unpacked(packed: Bytes, seed: int) -> "ByteTable":
        """The table whose `packed` this is. Source: ADR 0012."""
        whole = np.zeros((len(packed), 4), dtype=np.uint8)
        whole[:, :3] = packed
        return ByteTable(whole.view(np.uint32).reshape(-1), seed)


def build_table(keys: Keys, values: Bytes, *, say: Callable[[str], object]) -> ByteTable:
    """The table that answers `values[k]` for `keys[k]`; the keys are distinct, the values not 0.

    The same keys give the same bytes. `say` hears of each try.
    Raises: BadModelError when the keys are not distinct. Source: ADR 0012.
    """
    third = max(int(len(keys) * _SPREAD / 3) + 1, 16)
    for seed in range(_TRIES):
        slots, prints = _hash(keys, seed, third)
        order = _peel(np.stack(slots), 3 * third)
        say(f"table: {len(keys)} keys in {3 * third} cells, seed {seed}")
        if order is not None:
            wanted = (prints << np.uint32(8)) | values.astype(np.uint32)
            return ByteTable(_assign(np.stack(slots), wanted, order, 3 * third), seed)
    raise BadModelError("键有重复，建不成表；请先去重")


def _hash(keys: Keys, seed: int, third: int) -> tuple[tuple[Slots, Slots, Slots], Words]:
    mixed = keys + np.uint64(int(_MIX[2]) * (seed + 1) % 2**64)
    for factor, shift in ((_MIX[0], 33), (_MIX[1], 29), (_MIX[2], 32)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= factor
    mixed ^= mixed >> np.uint64(31)
    size = np.uint64(third)
    other = (mixed ^ (mixed >> np.uint64(17))) * _MIX[0]
    first = ((mixed & _LOW) * size) >> np.uint64(32)
    second = ((mixed >> np.uint64(32)) * size) >> np.uint64(32)
    last = ((other >> np.uint64(32)) * size) >> np.uint64(32)
    slots = first.astype(np.int64), second.astype(np.int64) + third, last.astype(np.int64) + 2 * third
    return slots, (other & np.uint64(0xFFFF)).astype(np.uint32)


def _peel(slots: Slots, cells: int) -> list[tuple[Slots, Slots]] | None:
    """Rounds of (key, its free cell), outermost first; None when a core cannot be peeled."""
    count = slots.shape[1]
    degree = np.bincount(slots.ravel(), minlength=cells)
    sums = np.bincount(slots.ravel(), weights=np.tile(np.arange(count, dtype=np.float64), 3), minlength=cells)
    rounds: list[tuple[Slots, Slots]] = []
    left = count
    while left:
        free = np.flatnonzero(degree == 1)
        keys, at = np.unique(sums[free].astype(np.int64), return_index=True)
        if not len(keys):
            return None
        rounds.append((keys, free[at]))
        touched = slots[:, keys].ravel()
        degree -= np.bincount(touched, minlength=cells)
        sums -= np.bincount(touched, weights=np.tile(keys.astype(np.float64), 3), minlength=cells)
        left -= len(keys)
    return rounds


def _assign(slots: Slots, wanted: Words, rounds: list[tuple[Slots, Slots]], cells: int) -> Words:
    out = np.zeros(cells, dtype=np.uint32)
    for keys, free in reversed(rounds):
        own = slots[:, keys]
        out[free] = 0
        out[free] = wanted[keys] ^ out[own[0]] ^ out[own[1]] ^ out[own[2]]
    return out
