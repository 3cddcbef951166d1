"""Counting windows of one to five tokens, and leaving out what is too rare to matter."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from xianxing.engines.proofread.language.alphabet import BOUNDARY, UNKNOWN, Alphabet, Bools, Ints
from xianxing.engines.proofread.language.counts import Counts, to_levels
from xianxing.engines.proofread.language.keys import ORDER, WORD, run_keys, salted
from xianxing.engines.proofread.language.table import Bytes, Keys, build_table

LEAST = {2: 1, 3: 1, 4: 2, 5: 4}
"""The smallest count that is kept, by length of window."""

_CHUNK = 20_000

_LEXICON_SHARE = 0.3
"""What one occurrence in the lexicon's frequencies is worth beside one in the corpora."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """Sentences and how many times each counts."""

    sentences: Sequence[str]
    weight: int


def choose_characters(corpora: Sequence[Weighted], lexicon: dict[str, int], drawn: Iterable[str]) -> str:
    """The characters that get a number of their own: seen three times, in a word, or drawn; in code-point order.

    Source: ADR 0012.
    """
    codes = np.zeros(0x30000, dtype=np.int64)
    for corpus in corpora:
        text = "".join(corpus.sentences)
        raw = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
        codes += np.bincount(raw[raw < 0x30000], minlength=0x30000)
    seen = {chr(code) for code in np.flatnonzero(codes >= 3)}
    seen |= {character for word, often in lexicon.items() if often >= 3 for character in word}
    seen.update(drawn)
    plain = Alphabet("")
    return "".join(sorted(each for each in seen if each.isprintable() and plain.numbers(each) == [UNKNOWN]))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of tokens with a weight each: shape (rows, tokens) and (rows,)."""

    ids: Ints
    weights: Ints


def count_windows(
    corpora: Sequence[Weighted], alphabet: Alphabet, lexicon: dict[str, int], *, say: Callable[[str], object]
) -> Counts:
    """The counts of all windows that are frequent enough, and the words of the lexicon. Source: ADR 0012."""
    rows = [_Rows(_ids(each.sentences, alphabet)[None], np.array([each.weight])) for each in corpora]
    words = _lexicon_rows(lexicon, alphabet)
    weighted = [_Rows(each.ids, np.rint(each.weights * _LEXICON_SHARE).astype(np.int64)) for each in words]
    singles = np.zeros(len(alphabet), dtype=np.int64)
    for each in [*rows, *weighted]:
        repeated = np.repeat(each.weights, each.ids.shape[1])
        singles += np.bincount(
            each.ids.ravel(), weights=np.broadcast_to(repeated, each.ids.size), minlength=len(alphabet)
        ).astype(np.int64)
    keys, levels = _lexicon_keys(words)
    all_keys, all_levels = [keys], [levels]
    for order in range(2, ORDER + 1):
        keys, often = _count([*rows, *weighted], order)
        kept = often >= LEAST[order]
        all_keys.append(keys[kept])
        all_levels.append(to_levels(often[kept]))
        say(f"order {order}: {int(kept.sum())} of {len(keys)} windows kept")
    table = build_table(np.concatenate(all_keys), np.concatenate(all_levels), say=say)
    total = float(singles.sum())
    return Counts(table, np.where(singles > 0, to_levels(np.maximum(singles, 1)), 0).astype(np.uint8), total)


def _count(rows: Sequence[_Rows], order: int) -> tuple[Keys, Ints]:
    keys, weights = [], []
    for each in rows:
        if each.ids.shape[1] >= order:
            found = salted(run_keys(each.ids, order), order)
            inside = _inside(each.ids, order)
            distinct, at = np.unique(found[inside], return_inverse=True)
            keys.append(distinct)
            weights.append(
                np.bincount(at, weights=np.broadcast_to(each.weights[:, None], found.shape)[inside])
            )
    every, at = np.unique(np.concatenate(keys), return_inverse=True)
    return every, np.bincount(at, weights=np.concatenate(weights)).astype(np.int64)


def _inside(ids: Ints, order: int) -> Bools:
    """Which windows hold no two boundaries side by side: those would be padding, not text."""
    pairs = (ids[:, 1:] == BOUNDARY) & (ids[:, :-1] == BOUNDARY)
    double = np.concatenate([np.zeros((len(ids), 1), dtype=np.int64), np.cumsum(pairs, axis=1)], axis=1)
    inside: Bools = double[:, order - 1 :] == double[:, : ids.shape[1] - order + 1]
    return inside


def _ids(sentences: Sequence[str], alphabet: Alphabet) -> Ints:
    chunks = [sentences[at : at + _CHUNK] for at in range(0, len(sentences), _CHUNK)]
    return np.concatenate([alphabet.read("\n".join(chunk)).ids for chunk in chunks])


def _lexicon_rows(lexicon: dict[str, int], alphabet: Alphabet) -> list[_Rows]:
    rows = []
    for length in range(2, 9):
        words = [word for word in lexicon if len(word) == length]
        if words:
            ids = np.array([alphabet.numbers(word) for word in words])
            rows.append(_Rows(ids, np.array([max(lexicon[word], 1) for word in words])))
    return rows


def _lexicon_keys(words: Sequence[_Rows]) -> tuple[Keys, Bytes]:
    if not words:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint8)
    keys = [salted(run_keys(each.ids, each.ids.shape[1])[:, 0], WORD) for each in words]
    distinct, at = np.unique(np.concatenate(keys), return_index=True)
    return distinct, to_levels(np.concatenate([each.weights for each in words])[at])
