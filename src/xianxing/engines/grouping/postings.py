"""TF-IDF cosine over a growing collection: one inverted and one forward index in packed arrays.

A weight is `1 + ln(tf)` times the smoothed inverse document frequency in the present collection, so an added
or a removed message changes every similarity at once; only the norms by which candidates are picked may lag
behind. Source: G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Packed = npt.NDArray[np.uint32]

TF_BITS = 4
_TF_MAX = 15
_TF_WEIGHT: Floats = np.concatenate(([0.0], 1.0 + np.log(np.arange(1, _TF_MAX + 1))))
_BUDGET = 300_000
"""Postings read for one query, rarest terms first: it bounds the time; exact scores follow for the best."""


@dataclass(frozen=True, slots=True)
class Query:
    """Known terms of one message, `ids` ascending, with tf-idf `weights`, `idf`, and the norm with unknown terms.

    It holds for the collection as it was when the query was made.
    """

    ids: Ints
    weights: Floats
    idf: Floats
    norm: float


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Stored terms: `terms` by id, rows of `id << TF_BITS | tf` end to end, and the length of each row."""

    terms: list[str]
    packed: Packed
    lengths: Ints


class Postings:
    """Terms of one kind. The caller numbers messages by slot: 0, 1, 2, ... in the order of `add`."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._entries: list[array[int]] = []
        self._frequency = array("q")
        self._rows: list[array[int]] = []
        self._norms = array("d")
        self._live = 0
        self._measured = 0

    def add(self, counts: Mapping[str, int]) -> None:
        """Store the terms of the next slot."""
        row, slot = array("I"), len(self._rows)
        for term, count in counts.items():
            term_id, tf = self._term(term), min(count, _TF_MAX)
            row.append(term_id << TF_BITS | tf)
            self._entries[term_id].append(slot << TF_BITS | tf)
            self._frequency[term_id] += 1
        self._rows.append(row)
        self._live += 1
        self._norms.append(self._norm(row))
        if self._live >= 2 * self._measured:
            self._measure()

    def remove(self, slot: int) -> None:
        """Forget a slot: its terms no longer count and it scores zero."""
        for packed in self._rows[slot]:
            self._frequency[packed >> TF_BITS] -= 1
        self._rows[slot] = array("I")
        self._norms[slot] = np.inf
        self._live -= 1

    def query(self, counts: Mapping[str, int]) -> Query:
        """The terms of a message in the form in which the collection is asked."""
        known = sorted((self._ids[term], count) for term, count in counts.items() if term in self._ids)
        unknown = [min(count, _TF_MAX) for term, count in counts.items() if term not in self._ids]
        found = np.array(known, dtype=np.int64).reshape(-1, 2)
        unseen = _TF_WEIGHT[unknown] * (np.log(1 + self._live) + 1)
        return self._ask(found[:, 0], found[:, 1].clip(max=_TF_MAX), float((unseen**2).sum()))

    def query_slot(self, slot: int) -> Query:
        """The terms of a stored message."""
        row = np.sort(np.frombuffer(self._rows[slot], dtype=np.uint32))
        return self._ask((row >> TF_BITS).astype(np.int64), (row & _TF_MAX).astype(np.int64), 0.0)

    def rough(self, query: Query) -> Floats:
        """Cosine with every slot, (slots,), 0..1: common terms may be left out and norms may lag."""
        order = np.argsort(-query.idf, kind="stable")
        taken = order[: self._affordable(query.ids[order])]
        lists = [np.frombuffer(self._entries[term], dtype=np.uint32) for term in query.ids[taken].tolist()]
        if not lists:
            return np.zeros(len(self._rows))
        packed = np.concatenate(lists)
        strength = np.repeat((query.weights * query.idf)[taken], [each.size for each in lists])
        strength *= _TF_WEIGHT[packed & _TF_MAX]
        dots = np.bincount(packed >> TF_BITS, weights=strength, minlength=len(self._rows))
        scores: Floats = dots / (np.frombuffer(self._norms) * query.norm)
        return scores

    def exact(self, query: Query, slots: Sequence[int]) -> Floats:
        """Cosine with these slots, (len(slots),), 0..1, with the weights of the present collection."""
        rows = [np.frombuffer(self._rows[slot], dtype=np.uint32) for slot in slots]
        packed, owner = _flatten(rows)
        terms = packed >> TF_BITS
        weights = _TF_WEIGHT[packed & _TF_MAX] * self._idf(terms)
        at = np.searchsorted(query.ids, terms).clip(max=max(query.ids.size - 1, 0))
        shared = np.flatnonzero(query.ids[at] == terms) if query.ids.size else np.zeros(0, dtype=np.int64)
        products = weights[shared] * query.weights[at[shared]]
        dots = np.bincount(owner[shared], weights=products, minlength=len(rows))
        norms = np.sqrt(np.bincount(owner, weights=weights**2, minlength=len(rows))) * query.norm
        scores: Floats = np.divide(dots, norms, out=np.zeros(len(rows)), where=norms > 0)
        return scores.clip(0.0, 1.0)

    def export(self, slots: Sequence[int]) -> PackedRows:
        """The terms of these slots."""
        rows = [np.frombuffer(self._rows[slot], dtype=np.uint32) for slot in slots]
        lengths = np.array([row.size for row in rows], dtype=np.int64)
        return PackedRows(list(self._ids), _flatten(rows)[0], lengths)

    @classmethod
    def restore(cls, rows: PackedRows) -> "Postings":
        """The collection that `export` wrote, its slots numbered anew from 0."""
        postings = cls()
        postings._ids = {term: term_id for term_id, term in enumerate(rows.terms)}
        terms = rows.packed >> TF_BITS
        owner = np.repeat(np.arange(rows.lengths.size, dtype=np.uint32), rows.lengths)
        entries = (owner << TF_BITS | rows.packed & _TF_MAX)[np.argsort(terms, kind="stable")].astype(
            np.uint32
        )
        frequency = np.bincount(terms, minlength=len(rows.terms)).astype(np.int64)
        postings._entries = [array("I", part.tobytes()) for part in _cut(entries, frequency)]
        postings._frequency = array("q", frequency.tobytes())
        postings._rows = [array("I", part.tobytes()) for part in _cut(rows.packed, rows.lengths)]
        postings._live = len(postings._rows)
        postings._measure()
        return postings

    def _term(self, term: str) -> int:
        term_id = self._ids.get(term)
        if term_id is None:
            term_id = self._ids[term] = len(self._ids)
            self._entries.append(array("I"))
            self._frequency.append(0)
        return term_id

    def _affordable(self, ids: Ints) -> int:
        costs = np.cumsum([len(self._entries[term]) for term in ids])
        return max(1, int(np.searchsorted(costs, _BUDGET, side="right")))

    def _idf(self, ids: npt.NDArray[np.integer]) -> Floats:
        frequency = np.frombuffer(self._frequency, dtype=np.int64)[ids] if ids.size else np.zeros(0)
        idf: Floats = np.log((1 + self._live) / (1 + frequency)) + 1
        return idf

    def _ask(self, ids: Ints, tf: Ints, unseen: float) -> Query:
        idf = self._idf(ids)
        weights = _TF_WEIGHT[tf] * idf
        return Query(ids, weights, idf, float(np.sqrt((weights**2).sum() + unseen)))

    def _norm(self, row: "array[int]") -> float:
        packed = np.frombuffer(row, dtype=np.uint32)
        return float(np.linalg.norm(_TF_WEIGHT[packed & _TF_MAX] * self._idf(packed >> TF_BITS))) or np.inf

    def _measure(self) -> None:
        """Bring every norm up to date; called whenever the collection has doubled."""
        packed, owner = _flatten([np.frombuffer(row, dtype=np.uint32) for row in self._rows])
        weights = _TF_WEIGHT[packed & _TF_MAX] * self._idf(packed >> TF_BITS)
        norms = np.sqrt(np.bincount(owner, weights=weights**2, minlength=len(self._rows)))
        norms[norms == 0] = np.inf
        self._norms = array("d", norms.tobytes())
        self._measured = self._live


def _flatten(rows: Sequence[Packed]) -> tuple[Packed, Ints]:
    """Rows end to end and, for each entry, the number of its row."""
    packed = np.concatenate([np.zeros(0, dtype=np.uint32), *rows])
    return packed, np.repeat(np.arange(len(rows)), [row.size for row in rows])


def _cut(packed: npt.NDArray[np.integer], lengths: Ints) -> list[npt.NDArray[np.integer]]:
    ends = np.cumsum(lengths)
    return [packed[start:end] for start, end in zip(ends - lengths, ends, strict=True)]
