"""Cosines against a plain reading of their definition."""

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.grouping import postings as module
from xianxing.engines.grouping.postings import Postings

COUNTS = st.dictionaries(st.sampled_from("甲乙丙丁戊己"), st.integers(1, 20), max_size=5)
COLLECTIONS = st.lists(COUNTS, min_size=1, max_size=7)


def cosine(collection: list[dict[str, int]], one: dict[str, int], other: dict[str, int]) -> float:
    """The definition, slowly."""
    frequency = Counter(term for counts in collection for term in counts)

    def weigh(counts: dict[str, int]) -> dict[str, float]:
        return {
            term: (1 + log(min(count, 15))) * (log((1 + len(collection)) / (1 + frequency[term])) + 1)
            for term, count in counts.items()
        }

    first, second = weigh(one), weigh(other)
    norm = sqrt(sum(value**2 for value in first.values()) * sum(value**2 for value in second.values()))
    return sum(first[term] * second[term] for term in first.keys() & second.keys()) / norm if norm else 0.0


def build(collection: list[dict[str, int]]) -> Postings:
    postings = Postings()
    for counts in collection:
        postings.add(counts)
    return postings


@given(COLLECTIONS, COUNTS)
def test_exact_any_collection_is_the_definition(
    collection: list[dict[str, int]], asked: dict[str, int]
) -> None:
    postings = build(collection)
    found = postings.exact(postings.query(asked), range(len(collection)))
    assert found == pytest.approx([cosine(collection, asked, counts) for counts in collection], abs=1e-9)


@given(COLLECTIONS, COUNTS)
def test_rough_after_restoring_is_the_definition(
    collection: list[dict[str, int]], asked: dict[str, int]
) -> None:
    postings = Postings.restore(build(collection).export(range(len(collection))))
    found = postings.rough(postings.query(asked))
    assert found == pytest.approx([cosine(collection, asked, counts) for counts in collection], abs=1e-9)


@given(COLLECTIONS, COUNTS, st.data())
def test_remove_undoes_add(
    collection: list[dict[str, int]], extra: dict[str, int], data: st.DataObject
) -> None:
    postings = build(collection)
    asked = data.draw(COUNTS)
    before = postings.exact(postings.query(asked), range(len(collection)))
    postings.add(extra)
    postings.remove(len(collection))
    after = postings.exact(postings.query(asked), range(len(collection)))
    assert after == pytest.approx(before)
    assert postings.rough(postings.query(asked))[len(collection)] == 0.0


@given(COLLECTIONS)
def test_query_slot_is_the_query_of_the_stored_terms(collection: list[dict[str, int]]) -> None:
    postings = build(collection)
    by_slot = postings.exact(postings.query_slot(0), range(len(collection)))
    by_terms = postings.exact(postings.query(collection[0]), range(len(collection)))
    assert by_slot == pytest.approx(by_terms)


def test_export_leaves_other_slots_out() -> None:
    postings = build([{"甲": 1}, {"乙": 2}, {"甲": 3, "丙": 1}])
    rows = postings.export([0, 2])
    assert rows.terms == ["甲", "乙", "丙"]
    assert rows.lengths.tolist() == [1, 2]
    restored = Postings.restore(rows)
    assert restored.exact(restored.query({"乙": 1}), [0, 1]).tolist() == [0.0, 0.0]


def test_export_of_nothing_is_restored_as_nothing() -> None:
    restored = Postings.restore(Postings().export([]))
    assert restored.rough(restored.query({"甲": 1})).tolist() == []
    restored.add({"甲": 1})
    assert restored.exact(restored.query({"甲": 1}), [0]).tolist() == pytest.approx([1.0])


def test_rough_over_budget_reads_the_rarest_terms_first(monkeypatch: pytest.MonkeyPatch) -> None:
    collection = [{"甲": 1, "乙": 1}] + [{"甲": 1}] * 5
    postings = build(collection)
    monkeypatch.setattr(module, "_BUDGET", 3)
    found = postings.rough(postings.query({"甲": 1, "乙": 1}))
    assert found[0] > 0
    assert found[1:].tolist() == [0.0] * 5


def test_rough_one_term_over_budget_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    postings = build([{"甲": 1}, {"甲": 2}])
    monkeypatch.setattr(module, "_BUDGET", 0)
    assert np.all(postings.rough(postings.query({"甲": 1})) > 0)


def test_exact_message_without_terms_is_zero() -> None:
    postings = build([{}, {"甲": 1}])
    assert postings.exact(postings.query({}), [0, 1]).tolist() == [0.0, 0.0]
    assert postings.exact(postings.query({"甲": 1}), [0]).tolist() == [0.0]
