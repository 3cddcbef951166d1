"""Wording that a synonym replacer broke: the right word is absent, its near-synonym stands where it cannot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from xianxing.engines.proofread.findings import Finding, Kind, Rule
from xianxing.engines.proofread.language.alphabet import MARGIN
from xianxing.engines.proofread.language.judge import judge
from xianxing.engines.proofread.language.speller import Speller

_SOURCE = "随附语言模型（法律法规与政府工作报告）；facts 第四节的缺词检验"
_GAIN = 4.0
_LEAST_ORDER = 3
_WORDS = 4
"""A text counts as washed when this many different words were replaced; fewer may be style."""

_SUM = 30.0


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    word: str
    right: str
    gain: float


def load_words() -> dict[str, tuple[str, ...]]:
    """Near-synonyms with the words they are put for. Source: this project's own list."""
    text = resources.files(__package__).joinpath("washed_words.txt").read_text(encoding="utf-8")
    rows = [line.split(" ") for line in text.splitlines() if not line.startswith("#")]
    return {word: tuple(rights.split("/")) for word, rights in rows}


def find(
    text: str, speller: Speller, words: Mapping[str, tuple[str, ...]] | None = None
) -> Iterator[Finding]:
    """Spots of one whole document where a near-synonym stands for a word that the document never uses.

    Nothing is found unless several different words fit the picture. Source: facts of this engine, section 4.
    """
    spots = list(_spots(text, speller, load_words() if words is None else words))
    if len({spot.word for spot in spots}) < _WORDS or sum(spot.gain for spot in spots) < _SUM:
        return
    for spot in sorted(spots, key=lambda each: each.start):
        times = np.exp(min(spot.gain, 12))
        why = (
            f"全文没有“{spot.right}”，此处“{spot.word}”的搭配在官方语料中少见，"
            f"换作“{spot.right}”的可能性高 {times:.0f} 倍"
        )
        sure = round(min(0.9, 1 - 1 / spot.gain), 3)
        yield Finding(spot.start, spot.end, spot.word, (spot.right,), Kind.WASHED, Rule(why, _SOURCE), sure)


def _spots(text: str, speller: Speller, words: Mapping[str, tuple[str, ...]]) -> Iterator[_Spot]:
    """The best replacement at each place, places in order and without overlap."""
    asked = _asked(text, words)
    best: dict[int, _Spot] = {}
    for spot in _weigh(text, asked, speller):
        if spot.start not in best or best[spot.start].gain < spot.gain:
            best[spot.start] = spot
    end = 0
    for start in sorted(best):
        if start >= end:
            end = best[start].end
            yield best[start]


def _asked(text: str, words: Mapping[str, tuple[str, ...]]) -> list[tuple[int, str, str]]:
    """Each place of a listed word with each original that the text never uses."""
    asked = []
    for word, rights in words.items():
        absent = [right for right in rights if right not in text]
        if absent:
            asked += [(place, word, right) for place in _occurrences(text, word) for right in absent]
    return asked


def _weigh(text: str, asked: Sequence[tuple[int, str, str]], speller: Speller) -> Iterator[_Spot]:
    reading = speller.alphabet.read(text)
    ids = np.concatenate([reading.ids, np.zeros(2 * MARGIN, dtype=np.int64)])
    real = np.flatnonzero(reading.places >= 0)
    for lengths in sorted({(len(word), len(right)) for _, word, right in asked}):
        group = [each for each in asked if (len(each[1]), len(each[2])) == lengths]
        at = np.searchsorted(reading.places[real], [place for place, _, _ in group])
        new = np.array([speller.alphabet.numbers(right) for _, _, right in group])
        verdicts = judge(speller.counts, ids, real[at], lengths[0], new)
        good = (verdicts.gain > _GAIN) & (verdicts.after >= np.maximum(verdicts.before, _LEAST_ORDER))
        for row in np.flatnonzero(good):
            place, word, right = group[row]
            yield _Spot(place, place + len(word), word, right, float(verdicts.gain[row]))


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
