"""Terms of a message."""

from xianxing.engines.grouping.terms import OPENING, WORDS_READ, gram_counts, word_counts


def test_word_counts_title_words_count_twice() -> None:
    assert word_counts("搅拌站扰民", "搅拌站噪音") == {"搅拌站": 3, "扰民": 2, "噪音": 1}


def test_word_counts_only_the_first_words_are_read() -> None:
    assert word_counts("", "噪音，" * (WORDS_READ + 50)) == {"噪音": WORDS_READ}


def test_gram_counts_title_and_opening_are_apart() -> None:
    assert gram_counts("新城A", "扰民") == {"新城": 1, "城a": 1, "新城a": 1, "扰民": 1}


def test_gram_counts_behind_the_opening_nothing_counts() -> None:
    assert gram_counts("", "。" * OPENING + "扰民") == {}


def test_gram_counts_of_nothing_is_empty() -> None:
    assert gram_counts("", "") == {}
    assert gram_counts("路", "") == {}
