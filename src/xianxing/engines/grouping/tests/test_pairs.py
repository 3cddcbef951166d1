"""Batch pairs against the index."""

from collections import Counter

import pytest
from hypothesis import given, settings

from xianxing.engines.grouping import Message
from xianxing.engines.grouping import pairs as module
from xianxing.engines.grouping.pairs import alike_pairs
from xianxing.engines.grouping.postings import Postings
from xianxing.engines.grouping.terms import WORD_SHARE, gram_counts, word_counts
from xianxing.engines.grouping.tests.cast import message_lists


@settings(deadline=None, max_examples=25)
@given(message_lists())
def test_alike_pairs_without_common_terms_are_the_cosines_of_the_index(messages: list[Message]) -> None:
    words = [word_counts(each.title, each.text) for each in messages]
    grams = [gram_counts(each.title, each.text) for each in messages]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_COMMON_SHARE", 1.0)
        patch.setattr(module, "_CHUNK", 3)
        found = {(one, other): cosine for one, other, cosine in alike_pairs(words, grams, 1e-6)}
    expected = {
        (one, other): cosine
        for one in range(len(messages))
        for other, cosine in enumerate(cosines(words, grams, one))
        if one < other and cosine >= 1e-6
    }
    assert found == pytest.approx(expected)
    assert list(found) == sorted(found)


def cosines(words: list[Counter[str]], grams: list[Counter[str]], asked: int) -> list[float]:
    total = [0.0] * len(words)
    for terms, share in ((words, WORD_SHARE), (grams, 1 - WORD_SHARE)):
        postings = Postings()
        for counts in terms:
            postings.add(counts)
        exact = postings.exact(postings.query_slot(asked), range(len(terms)))
        total = [sum_ + share * float(cosine) for sum_, cosine in zip(total, exact, strict=True)]
    return total


def test_alike_pairs_a_common_term_makes_no_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_COMMON_FROM", 5)
    words = [Counter({"噪音": 1, str(number): 1}) for number in range(10)]
    grams: list[Counter[str]] = [Counter() for _ in words]
    assert list(alike_pairs(words, grams, 0.01)) == []


def test_alike_pairs_a_small_batch_keeps_its_common_terms() -> None:
    words = [Counter({"噪音": 1}) for _ in range(10)]
    grams: list[Counter[str]] = [Counter() for _ in words]
    assert len(list(alike_pairs(words, grams, 0.5))) == 45


def test_alike_pairs_of_nothing_is_nothing() -> None:
    assert list(alike_pairs([], [], 0.1)) == []
