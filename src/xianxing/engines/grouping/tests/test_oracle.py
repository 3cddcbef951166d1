"""The index against a slow version that compares the new message with every earlier one."""

from collections import Counter
from math import log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.grouping import SUGGEST_FROM, Index, Message
from xianxing.engines.grouping.judgement import compare, subject_of
from xianxing.engines.grouping.terms import WORD_SHARE, gram_counts, word_counts
from xianxing.engines.grouping.tests.cast import CAST, message_lists


def slow_cosine(collection: list[Counter[str]], one: Counter[str], other: Counter[str]) -> float:
    """TF-IDF cosine by its definition; term counts are capped at 15."""
    frequency = Counter(term for counts in collection for term in counts)

    def weigh(term: str, count: int) -> float:
        return (1 + log(min(count, 15))) * (log((1 + len(collection)) / (1 + frequency[term])) + 1)

    dot = sum(weigh(term, one[term]) * weigh(term, other[term]) for term in one.keys() & other.keys())
    norms = [sum(weigh(term, count) ** 2 for term, count in counts.items()) for counts in (one, other)]
    return dot / sqrt(norms[0] * norms[1]) if dot else 0.0


def slow_suggest(messages: list[Message], asked: Message) -> list[tuple[str, float]]:
    """Every other message from the band on, the most similar first."""
    words = {each.id: word_counts(each.title, each.text) for each in messages}
    grams = {each.id: gram_counts(each.title, each.text) for each in messages}
    asked_words, asked_grams = word_counts(asked.title, asked.text), gram_counts(asked.title, asked.text)
    found = []
    for each in messages:
        cosine = WORD_SHARE * slow_cosine(list(words.values()), asked_words, words[each.id])
        cosine += (1 - WORD_SHARE) * slow_cosine(list(grams.values()), asked_grams, grams[each.id])
        similarity = compare(subject_of(asked), subject_of(each), min(cosine, 1.0)).similarity
        if cosine and each.id != asked.id and similarity >= SUGGEST_FROM:
            found.append((each.id, similarity))
    return sorted(found, key=lambda pair: -pair[1])


@settings(deadline=None, max_examples=30)
@given(message_lists(), st.data())
def test_suggest_any_messages_agrees_with_the_slow_version(
    messages: list[Message], data: st.DataObject
) -> None:
    asked = data.draw(st.sampled_from([*messages, *CAST]))
    index = Index()
    index.add_all(messages)
    found = {each.id: each.similarity for each in index.suggest(asked, len(messages))}
    expected = dict(slow_suggest(messages, asked))
    certain = {name for name, value in expected.items() if abs(value - SUGGEST_FROM) > 1e-9}
    assert certain <= found.keys() <= expected.keys()
    assert found == pytest.approx({name: expected[name] for name in found})


@pytest.mark.parametrize("position", range(len(CAST)))
def test_suggest_the_cast_agrees_with_the_slow_version(position: int) -> None:
    index = Index()
    index.add_all(CAST)
    found = [(each.id, each.similarity) for each in index.suggest(CAST[position], len(CAST))]
    expected = slow_suggest(list(CAST), CAST[position])
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert [value for _, value in found] == pytest.approx([value for _, value in expected])
