"""Chinese numerals read and written, checked against each other and against a slow reading."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.text import int_to_digits, int_to_numeral, numeral_to_int
from xianxing.text.numerals import LARGEST, NUMERAL_CHARACTERS

REFUSAL = "“{}”不是一亿亿以内的整数；请写成如“一百零五”“二〇二六”或“105”"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("一十五", 15),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        ("卌", 40),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百一十", 110),
        ("一百十五", 115),
        ("一百廿", 120),
        ("二百五", 250),
        ("三千六", 3600),
        ("壹仟贰佰叁拾肆", 1234),
        ("三万五", 35_000),
        ("十万零五", 100_005),
        ("百万", 1_000_000),
        ("一亿零三十", 100_000_030),
        ("一亿五", 150_000_000),
        ("一万亿", 10**12),
        ("九千九百九十九万亿", 9999 * 10**12),
        ("二〇二六", 2026),
        ("一二三四五", 12345),
        ("105", 105),
        ("007", 7),
    ],
)
def test_numeral_to_int_each_style_is_read(text: str, value: int) -> None:
    assert numeral_to_int(text) == value


MALFORMED = """
abc 一百零 一百零零五 十百 万 亿 二廿 三五百 零十 一千万万万 一亿亿 1万 一点五 十一十 １２ 99999999999999999
"""


@pytest.mark.parametrize("text", ["", *MALFORMED.split()])
def test_numeral_to_int_malformed_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是一亿亿以内的整数") as refusal:
        numeral_to_int(text)
    assert str(refusal.value) == REFUSAL.format(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "零"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1_010, "一千零一十"),
        (10_000, "一万"),
        (10_010, "一万零一十"),
        (100_000, "十万"),
        (20_005_000, "二千万五千"),
        (100_000_005, "一亿零五"),
        (10**12, "一万亿"),
    ],
)
def test_int_to_numeral_each_gap_is_written(value: int, text: str) -> None:
    assert int_to_numeral(value) == text


def test_int_to_digits_year_is_written_digit_by_digit() -> None:
    assert int_to_digits(2026) == "二〇二六"


@pytest.mark.parametrize("value", [-1, LARGEST + 1])
def test_int_to_numeral_outside_the_range_is_refused(value: int) -> None:
    message = f"{value} 超出可书写的范围；请给出 0 到 {LARGEST} 的整数"
    with pytest.raises(ValueError, match="超出可书写的范围") as refusal:
        int_to_numeral(value)
    assert str(refusal.value) == message
    with pytest.raises(ValueError, match="超出可书写的范围"):
        int_to_digits(value)


@given(st.integers(0, LARGEST))
def test_int_to_numeral_any_integer_is_read_back(value: int) -> None:
    written = int_to_numeral(value)
    assert numeral_to_int(written) == value
    assert set(written) <= set(NUMERAL_CHARACTERS)


@given(st.integers(0, LARGEST))
def test_int_to_digits_any_integer_is_read_back(value: int) -> None:
    assert numeral_to_int(int_to_digits(value)) == value


@given(st.text(alphabet=NUMERAL_CHARACTERS, max_size=8))
def test_numeral_to_int_any_characters_are_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert 0 <= numeral_to_int(text) <= LARGEST
