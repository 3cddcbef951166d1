"""Words: nothing is lost by cutting, and only meaning is kept by `words`."""

from hypothesis import given
from hypothesis import strategies as st

from xianxing.text import STOP_WORDS, cut, words


@given(st.text(max_size=80))
def test_cut_any_text_joins_to_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


def test_cut_sentence_gives_words_and_punctuation() -> None:
    assert cut("搅拌站噪音扰民，请处理") == ["搅拌站", "噪音", "扰民", "，", "请", "处理"]


def test_words_courtesies_and_punctuation_are_left_out() -> None:
    assert words("尊敬的领导：您好！小区附近的搅拌站噪音扰民。") == ["小区", "附近", "搅拌站", "噪音", "扰民"]


def test_words_latin_letters_are_folded() -> None:
    assert words("ＫＴＶ噪音 KTV") == ["ktv", "噪音", "ktv"]


def test_words_only_punctuation_gives_nothing() -> None:
    assert words("……！？\n") == []


@given(st.text(max_size=80))
def test_words_any_text_holds_no_stop_word(text: str) -> None:
    assert not STOP_WORDS & set(words(text))
