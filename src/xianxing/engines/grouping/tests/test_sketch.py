"""Keys and sketches, checked against the shingles themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.grouping.sketch import SHINGLE, SKETCH_SIZE, resemblance, sketch, text_key

SHORT = st.text(alphabet="搅拌站噪音扰民春晖新城", min_size=SHINGLE, max_size=40)


def shingles(text: str) -> set[str]:
    return {text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)}


def test_text_key_equal_texts_are_equal_and_others_not() -> None:
    assert text_key("搅拌站") == text_key("搅拌站")
    assert text_key("搅拌站") != text_key("搅拌厂")
    assert len(text_key("")) == 16


def test_sketch_long_text_is_bounded() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(1000))
    assert len(sketch(text)) == 4 * SKETCH_SIZE


def test_sketch_text_shorter_than_a_shingle_counts_as_one() -> None:
    assert len(sketch("噪音")) == 4
    assert resemblance(sketch("噪音"), sketch("噪音")) == 1.0


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", "搅拌站"), ("搅拌站", "")])
def test_resemblance_of_nothing_is_zero(one: str, other: str) -> None:
    assert resemblance(sketch(one), sketch(other)) == 0.0


@given(SHORT, SHORT)
def test_resemblance_short_texts_is_the_share_of_common_shingles(one: str, other: str) -> None:
    expected = len(shingles(one) & shingles(other)) / len(shingles(one) | shingles(other))
    if len(shingles(one) | shingles(other)) <= SKETCH_SIZE:
        assert resemblance(sketch(one), sketch(other)) == pytest.approx(expected)


@given(st.text(max_size=300), st.text(max_size=300))
def test_resemblance_any_texts_is_symmetric_and_a_share(one: str, other: str) -> None:
    first = resemblance(sketch(one), sketch(other))
    assert first == resemblance(sketch(other), sketch(one))
    assert 0.0 <= first <= 1.0


def test_resemblance_long_text_with_a_changed_word_stays_high() -> None:
    text = "".join(chr(0x4E00 + number * 7 % 5000) for number in range(600))
    assert resemblance(sketch(text), sketch(text[:300] + "改动" + text[302:])) > 0.9
    assert resemblance(sketch(text), sketch(text[::-1])) < 0.1
