"""Builds the table of confusions: by sound, by shape, and those that people made in the pairs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from xianxing.engines.proofread.language.alphabet import UNKNOWN, Alphabet
from xianxing.engines.proofread.language.confusions import (
    NEAR_SOUND,
    NO_SOUND,
    SAME_SYLLABLE,
    SAME_TONE,
    SHAPES,
    Confusions,
    Numbers,
    Offsets,
    sound_key,
)
from xianxing.engines.proofread.language.table import Bytes
from xianxing.engines.proofread.training.corpora import Pair
from xianxing.engines.proofread.training.sounds import near, readings, syllable, word_syllables

Ranked = dict[str, dict[str, int]]
"""For each character what it may stand for, with the kind."""

_MOST = {SAME_TONE: 60, SAME_SYLLABLE: 60, NEAR_SOUND: 40}
_FEW = {SAME_TONE: 8, SAME_SYLLABLE: 0, NEAR_SOUND: 0}
"""How many proposals by sound a common and a rare character have."""

_LEAST_LEVEL = 60
"""A character must have been counted about 40 times to be proposed."""

_LEAST_WORD = 8
_PARTICLES = frozenset("的地得")
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两零")
_PRONOUNS = frozenset("他她它")

Shapes = Mapping[str, Sequence[tuple[str, float]]]


def build_confusions(
    alphabet: Alphabet, singles: Bytes, *, lexicon: dict[str, int], shapes: Shapes, pairs: Iterable[Pair]
) -> Confusions:
    """The table for this alphabet; only characters that were counted often enough are proposed.

    Source: facts of this engine, section 3; readings from pypinyin, shapes drawn, ADR 0012.
    """
    han = [each for each in alphabet.characters if alphabet.is_han[alphabet.numbers(each)[0]]]
    often = {each: int(singles[alphabet.numbers(each)[0]]) for each in han}
    often = {each: level for each, level in often.items() if level >= _LEAST_LEVEL}
    ranked = _by_sound(alphabet, often)
    _add_shapes(ranked, shapes, often)
    _add_pairs(ranked, pairs, often)
    return _pack(alphabet, ranked, lexicon)


def _by_sound(alphabet: Alphabet, often: dict[str, int]) -> Ranked:
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    for character in sorted(often, key=lambda each: (-often[each], each)):
        for key in _sound_keys(character):
            groups[key].append(character)
    ranked: Ranked = {}
    for character in alphabet.characters:
        found: dict[str, int] = {}
        rare = character not in often
        for kind, sound in sorted(_sound_keys(character), reverse=True):
            for other in groups[kind, sound][: _FEW[kind] if rare else _MOST[kind]]:
                if other != character:
                    found.setdefault(other, kind * SHAPES)
        ranked[character] = found
    return ranked


def _sound_keys(character: str) -> set[tuple[int, str]]:
    keys = set()
    for reading in readings(character):
        plain = syllable(reading)
        keys |= {(SAME_TONE, reading), (SAME_SYLLABLE, plain), (NEAR_SOUND, near(plain))}
    return keys


def _add_shapes(ranked: Ranked, shapes: Shapes, often: dict[str, int]) -> None:
    for character, alike in shapes.items():
        if character in ranked:
            for other, score in alike:
                if other in often:
                    level = min(max(round((score - 0.6) * 40), 1), SHAPES - 1)
                    ranked[character][other] = ranked[character].get(other, NO_SOUND * SHAPES) + level


def _add_pairs(ranked: Ranked, pairs: Iterable[Pair], often: dict[str, int]) -> None:
    for pair in pairs:
        for wrong, right in zip(pair.wrong, pair.right, strict=True):
            if wrong != right and wrong in ranked and right in often:
                ranked[wrong].setdefault(right, NO_SOUND * SHAPES)


def _pack(alphabet: Alphabet, ranked: Ranked, lexicon: dict[str, int]) -> Confusions:
    offsets, targets, kinds = [0] * (len(alphabet) - len(alphabet.characters) + 1), [], []
    for character in alphabet.characters:
        for other, kind in sorted(ranked[character].items()):
            if not _is_barred(character, other):
                targets.append(alphabet.numbers(other)[0])
                kinds.append(kind)
        offsets.append(len(targets))
    names = sorted({syllable(first) for each in alphabet.characters for first in readings(each)[:1]})
    order = {name: at + 1 for at, name in enumerate(names)}
    sounds = np.zeros(len(alphabet), dtype=np.uint16)
    for character in alphabet.characters:
        sounds[alphabet.numbers(character)[0]] = order.get(syllable((*readings(character), "")[0]), 0)
    keys, words = _pack_words(alphabet, lexicon, order)
    return Confusions(
        np.array(offsets, dtype=np.int32),
        np.array(targets, dtype=np.uint16),
        np.array(kinds, dtype=np.uint8),
        sounds,
        keys,
        words,
    )


def _pack_words(
    alphabet: Alphabet, lexicon: dict[str, int], order: dict[str, int]
) -> tuple[Offsets, Numbers]:
    rows: list[tuple[int, int, int]] = []
    for word, often in lexicon.items():
        numbers = alphabet.numbers(word) if len(word) == 2 and often >= _LEAST_WORD else [UNKNOWN]
        syllables = word_syllables(word) if UNKNOWN not in numbers and all(alphabet.is_han[numbers]) else ()
        if len(syllables) == 2 and all(each in order for each in syllables):
            first, second = (np.array([order[each]], dtype=np.uint16) for each in syllables)
            rows.append((int(sound_key(first, second)[0]), numbers[0], numbers[1]))
    rows.sort()
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return table[:, 0].astype(np.int32), table[:, 1:].astype(np.uint16)


def _is_barred(wrong: str, right: str) -> bool:
    """Pairs that grammar or sense decides, not spelling; other families look at them."""
    return any({wrong, right} <= group for group in (_PARTICLES, _NUMERALS, _PRONOUNS))
