"""Chinese numerals and integers, both ways."""

_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3,
    "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_SAME = {"拾": "十", "佰": "百", "仟": "千", "〇": "零", "○": "零"}
_PLAIN = str.maketrans(_TENS | _SAME)
_UNITS = (("亿", 10**8, 10**8), ("万", 10**4, 10**4), ("千", 1000, 10), ("百", 100, 10), ("十", 10, 10))
"""Unit, its value, and the bound below which its coefficient must stay."""

_WRITTEN = "零一二三四五六七八九"
_POSITIONAL = "〇一二三四五六七八九"

LARGEST = 10**16 - 1
"""The largest integer written and read: up to 万亿."""

NUMERAL_CHARACTERS = "".join((*_DIGITS, *_TENS, *"十百千万亿拾佰仟"))
"""Every character that a Chinese numeral may hold, for a character class of a regular expression."""


def numeral_to_int(text: str) -> int:
    """The integer that a numeral means, 0 to `LARGEST`.

    Reads 一百零五, 二〇二六 (digit by digit), 廿三, 壹仟, 三万五 (35,000), 一万亿, and ASCII digits.

    Raises: ValueError when the text is not a numeral in this range.
    """
    value = _read_digits(text) if _is_positional(text) else _read(text.translate(_PLAIN))
    if value is None or value > LARGEST:
        raise ValueError(f"“{text}”不是一亿亿以内的整数；请写成如“一百零五”“二〇二六”或“105”")
    return value


def int_to_numeral(value: int) -> str:
    """The integer in words: 105 gives 一百零五, 15 gives 十五.

    Raises: ValueError when the integer is outside 0 to `LARGEST`.
    """
    _require_in_range(value)
    written = _write(value)
    return written.removeprefix("一") if written.startswith("一十") else written


def int_to_digits(value: int) -> str:
    """The integer digit by digit, as years are written: 2026 gives 二〇二六.

    Raises: ValueError when the integer is outside 0 to `LARGEST`.
    """
    _require_in_range(value)
    return "".join(_POSITIONAL[int(digit)] for digit in str(value))


def _require_in_range(value: int) -> None:
    if not 0 <= value <= LARGEST:
        raise ValueError(f"{value} 超出可书写的范围；请给出 0 到 {LARGEST} 的整数")


def _is_positional(text: str) -> bool:
    return bool(text) and ((text.isascii() and text.isdigit()) or all(each in _DIGITS for each in text))


def _read_digits(text: str) -> int:
    return int("".join(str(_DIGITS.get(each, each)) for each in text))


def _read(text: str) -> int | None:
    """The value of a numeral with units, None when it is malformed."""
    for unit, value, bound in _UNITS:
        if unit in text:
            before, _, after = text.rpartition(unit)
            coefficient = 1 if not before and value < 10**4 else _read(before)
            remainder = _read_remainder(after, value)
            if coefficient is None or remainder is None or not 1 <= coefficient < bound or remainder >= value:
                return None
            return coefficient * value + remainder
    return _DIGITS.get(text)


def _read_remainder(text: str, unit_value: int) -> int | None:
    """What stands behind a unit: nothing, a smaller numeral, or one digit of the next unit (三万五)."""
    if not text:
        return 0
    if text in _DIGITS and text != "零" and unit_value > 10:
        return _DIGITS[text] * unit_value // 10
    return _read(text.removeprefix("零"))


def _write(value: int) -> str:
    for unit, unit_value, _ in _UNITS:
        if value >= unit_value:
            coefficient, rest = divmod(value, unit_value)
            return _write(coefficient) + unit + _write_rest(rest, unit_value)
    return _WRITTEN[value]


def _write_rest(rest: int, unit_value: int) -> str:
    if not rest:
        return ""
    return ("零" if rest < unit_value // 10 else "") + _write(rest)
