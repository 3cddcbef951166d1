"""How characters sound: syllables with tone, without, and as they are mixed up in speech and typing."""

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
_NEAR_FIRST = {"n": "l", "h": "f", "r": "l"}
_PLAIN = str.maketrans("āáǎàēéěèōóǒòīíǐìūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeooooiiiiuuuuvvvvvnnnm")


def readings(character: str) -> tuple[str, ...]:
    """The readings of a character with tone marks, the commonest first, at most three. Source: pypinyin (MIT)."""
    found: str = PINYIN_DICT.get(ord(character), "")
    return tuple(found.split(",")[:3]) if found else ()


def syllable(reading: str) -> str:
    """The reading without its tone. Source: GB/T 16159."""
    return reading.translate(_PLAIN)


def near(plain: str) -> str:
    """One form for syllables that are mixed up: zh and z, n and l, h and f, -ng and -n. Source: facts of this engine."""
    for long, short in _NEAR:
        plain = plain.replace(long, short)
    return _NEAR_FIRST.get(plain[:1], plain[:1]) + plain[1:]


def word_syllables(word: str) -> tuple[str, ...]:
    """The syllables of a word, read as a word where it is known. Source: pypinyin (MIT)."""
    return tuple(syllable(found[0]) for found in pinyin(word, style=Style.TONE, strict=False))
