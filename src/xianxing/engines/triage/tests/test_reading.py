"""One reading of a message."""

from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.triage.reading import Reading
from xianxing.engines.triage.types import Message


def test_reading_keeps_words_without_function_words_and_letters_without_punctuation() -> None:
    reading = Reading.of(Message("小区停水！", "您好，我们小区的ＰＭ2.5 很高。"))
    assert reading.title == "小区停水"
    assert reading.text == "您好我们小区的pm2.5很高"
    assert "小区" in reading.title_words
    assert not {"您好", "我们", "的", "很"} & set(reading.text_words)


def test_reading_of_nothing_is_empty() -> None:
    assert Reading.of(Message("", "，。！ ")) == Reading((), (), "", "")


@given(st.text(max_size=80))
def test_reading_of_any_text_keeps_its_words_in_its_letters(text: str) -> None:
    reading = Reading.of(Message("", text))
    assert all(word in reading.text for word in reading.text_words)
