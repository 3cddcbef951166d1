"""Exact and near duplicates: a key of the folded text and a sketch of its shingles.

Source: A. Z. Broder, "On the resemblance and containment of documents", 1997 (bottom-k sketches).
"""

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

SHINGLE = 5
SKETCH_SIZE = 64
NEAR_DUPLICATE_FROM = 0.70
"""Estimated share of common five-character shingles from which two texts count as one."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def text_key(folded: str) -> bytes:
    """16 bytes, equal for equal texts."""
    return blake2b(folded.encode(), digest_size=16).digest()


def sketch(folded: str) -> bytes:
    """The `SKETCH_SIZE` smallest shingle hashes, ascending, as uint32 bytes; shorter for a short text."""
    codes = np.frombuffer(folded.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    width = min(SHINGLE, codes.size)
    if not width:
        return b""
    hashes = np.zeros(codes.size - width + 1, dtype=np.uint64)
    for offset in range(width):
        hashes = (hashes + codes[offset : offset + hashes.size]) * _MULTIPLIER
        hashes ^= hashes >> _SHIFT
    smallest: npt.NDArray[np.uint64] = np.unique(hashes >> np.uint64(32))[:SKETCH_SIZE]
    return smallest.astype(np.uint32).tobytes()


def resemblance(one: bytes, other: bytes) -> float:
    """Estimated share of common shingles, 0..1, symmetric; exact up to `SKETCH_SIZE` shingles."""
    if not one or not other:
        return 0.0
    first = np.frombuffer(one, dtype=np.uint32)
    second = np.frombuffer(other, dtype=np.uint32)
    union = np.union1d(first, second)[:SKETCH_SIZE]
    shared = np.intersect1d(first, second, assume_unique=True)
    return float(np.isin(union, shared, assume_unique=True).sum() / union.size)
