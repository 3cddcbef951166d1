"""Sparse rows."""

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.triage.arrays import Floats
from xianxing.engines.triage.features import Rows, Vocabulary, count_tokens
from xianxing.engines.triage.reading import Reading

PAIR = "\u0000"


def reading(*words: str, letters: str = "") -> Reading:
    return Reading((), words, "", letters)


def rows_of(vocabulary: Vocabulary, *readings: Reading) -> Rows:
    return vocabulary.rows(map(count_tokens, readings))


def dense(rows: Rows) -> Floats:
    return rows.times(np.eye(rows.width))


@st.composite
def sparse(draw: st.DrawFn) -> Rows:
    width = draw(st.integers(1, 6))
    columns = [draw(st.lists(st.integers(0, width - 1), unique=True)) for _ in range(draw(st.integers(1, 5)))]
    flat = [column for row in columns for column in row]
    values = [float(draw(st.integers(-3, 3))) for _ in flat]
    starts = np.cumsum([0, *map(len, columns)])
    return Rows(starts.astype(np.int64), np.array(flat, np.int64), np.array(values, np.float64), width)


def test_vocabulary_keeps_every_word_but_only_pairs_seen_twice() -> None:
    readings = [reading("停水", letters="停水了"), reading("招生", letters="停水吧")]
    assert Vocabulary.of([count_tokens(each) for each in readings]).tokens == (f"{PAIR}停水", "停水", "招生")


def test_vocabulary_rarity_follows_how_many_messages_hold_a_word() -> None:
    vocabulary = Vocabulary.of([count_tokens(each) for each in (reading("共有", "独有"), reading("共有"))])
    assert dict(zip(vocabulary.tokens, vocabulary.rarity, strict=True)) == {
        "共有": log(3 / 3) + 1,
        "独有": log(3 / 2) + 1,
    }


def test_vocabulary_column_of_an_unknown_word_is_none() -> None:
    vocabulary = Vocabulary(("停水",), (1.0,))
    assert vocabulary.column("停水") == 0
    assert vocabulary.column("招生") is None


def test_rows_of_known_words_have_length_one_and_dampened_counts() -> None:
    vocabulary = Vocabulary(("停水", "水压"), (1.0, 1.0))
    length = sqrt((1 + log(2)) ** 2 + 1)
    assert dense(rows_of(vocabulary, reading("停水", "停水", "水压"))).tolist() == [
        [pytest.approx((1 + log(2)) / length), pytest.approx(1 / length)]
    ]


def test_rows_of_words_and_pairs_have_length_one_each() -> None:
    vocabulary = Vocabulary(("停水", f"{PAIR}停水"), (1.0, 5.0))
    assert dense(rows_of(vocabulary, reading("停水", letters="停水"))).tolist() == [[1.0, 1.0]]


def test_rows_count_a_title_twice() -> None:
    vocabulary = Vocabulary(("停水", "水压"), (1.0, 1.0))
    titled = dense(rows_of(vocabulary, Reading(("停水",), ("水压",), "", "")))
    twice = dense(rows_of(vocabulary, reading("停水", "停水", "水压")))
    assert titled.tolist() == twice.tolist()


def test_rows_never_pair_the_end_of_a_title_with_the_text() -> None:
    vocabulary = Vocabulary((f"{PAIR}水请",), (1.0,))
    assert dense(rows_of(vocabulary, Reading((), (), "停水", "请修"))).tolist() == [[0.0]]


def test_rows_without_a_known_word_are_empty() -> None:
    vocabulary = Vocabulary(("停水",), (1.0,))
    rows = rows_of(vocabulary, reading("招生"), reading("停水"), reading())
    assert dense(rows).tolist() == [[0.0], [1.0], [0.0]]


def test_rows_times_without_any_value_is_nothing() -> None:
    rows = rows_of(Vocabulary(("停水",), (1.0,)), reading("招生"))
    assert rows.times(np.ones((1, 2))).tolist() == [[0.0, 0.0]]


@given(sparse(), st.integers(1, 3))
def test_rows_times_agrees_with_a_plain_product(rows: Rows, width: int) -> None:
    full = np.zeros((len(rows.starts) - 1, rows.width))
    for at in range(len(full)):
        for place in range(rows.starts[at], rows.starts[at + 1]):
            full[at, rows.columns[place]] += rows.values[place]
    weights = np.arange(rows.width * width, dtype=np.float64).reshape(rows.width, width)
    assert rows.times(weights).tolist() == (full @ weights).tolist()


@given(sparse(), st.integers(1, 3))
def test_rows_beside_dense_columns_hold_both(rows: Rows, added: int) -> None:
    columns = np.arange((len(rows.starts) - 1) * added, dtype=np.float64).reshape(-1, added)
    both = rows.beside(columns)
    assert both.width == rows.width + added
    assert dense(both).tolist() == np.hstack([dense(rows), columns]).tolist()
