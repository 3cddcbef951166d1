"""All pairs of a batch of messages that are alike at all, by products of sparse matrices."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from scipy.sparse import csr_matrix, hstack

from xianxing.engines.grouping.linkage import Edge
from xianxing.engines.grouping.terms import WORD_SHARE

_CHUNK = 256
_COMMON_SHARE = 0.05
_COMMON_FROM = 50
"""A term of more messages than either says little and makes the product dense."""

Counts = Mapping[str, int]


def alike_pairs(words: Sequence[Counts], grams: Sequence[Counts], floor: float) -> Iterator[Edge]:
    """Pairs (i, j, cosine) with i < j and a cosine from `floor` to 1, ascending.

    The cosine is that of `Index` but for the most common terms, which only count in
    norms.
    """
    if not words:
        return
    matrix = hstack([_weigh(words) * WORD_SHARE**0.5, _weigh(grams) * (1 - WORD_SHARE) ** 0.5]).tocsr()
    transposed = matrix.T.tocsr()
    for start in range(0, matrix.shape[0], _CHUNK):
        product = (matrix[start : start + _CHUNK] @ transposed).tocoo()
        rows = product.row + start
        kept = np.flatnonzero((product.data >= floor) & (rows < product.col))
        kept = kept[np.lexsort((product.col[kept], rows[kept]))]
        cosines = product.data[kept].clip(max=1.0)
        yield from zip(rows[kept].tolist(), product.col[kept].tolist(), cosines.tolist(), strict=True)


def _weigh(counts: Sequence[Counts]) -> "csr_matrix":
    """Rows of length 1 (before common terms leave): 1 + ln tf times the smoothed idf."""
    ids: dict[str, int] = {}
    columns = np.fromiter((ids.setdefault(term, len(ids)) for term in chain(*counts)), dtype=np.int64)
    tf = np.fromiter(chain.from_iterable(row.values() for row in counts), dtype=np.float64)
    lengths = np.array([len(row) for row in counts])
    frequency = np.bincount(columns, minlength=len(ids))
    data = (1 + np.log(tf)) * (np.log((1 + len(counts)) / (1 + frequency)) + 1)[columns]
    rows = np.repeat(np.arange(len(counts)), lengths)
    norms = np.sqrt(np.bincount(rows, weights=data**2, minlength=len(counts)))
    data /= norms[rows]
    data[frequency[columns] > max(_COMMON_FROM, _COMMON_SHARE * len(counts))] = 0.0
    matrix = csr_matrix((data, (rows, columns)), shape=(len(counts), len(ids)))
    matrix.eliminate_zeros()
    return matrix
