"""Text as a row of numbers, cut into the sentences that the model counts over."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BOUNDARY, UNKNOWN, DIGIT, LATIN = range(4)
FIRST_FREE = 4
"""The number of the first character that stands for itself."""

MARGIN = 4
"""Boundaries before the first and after every sentence: no window of five reaches across them."""

_SPACE = -1
_PLANES = 0x30000
_FULL_WIDTH = dict(zip(',;:!?()"', "，；：！？（）”", strict=True)) | {"“": "”", "‘": "’", "'": "’"}
_ENDS = "。！？；…"
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = " \t\xa0\u3000\u200b\ufeff"
LONGEST_SENTENCE = 2_000
"""A sentence without an end mark is cut here, so that memory stays bounded on one endless line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the model reads it: `ids[k]` is the token read at `text[places[k]]`; boundaries have place -1."""

    ids: Ints
    places: Ints


class Alphabet:
    """Which character has which number. Digits share one, Latin letters another, and their runs are one token."""

    def __init__(self, characters: str) -> None:
        """An alphabet whose `characters[k]` has the number `FIRST_FREE + k`. Source: ADR 0012."""
        self.characters = characters
        table = np.full(_PLANES, UNKNOWN, dtype=np.int64)
        for at, character in enumerate(characters):
            table[ord(character)] = FIRST_FREE + at
        for half, full in _FULL_WIDTH.items():
            table[ord(half)] = table[ord(full)]
        _fill(table, "0123456789０１２３４５６７８９", DIGIT)
        letters = [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
        _fill(table, "".join(map(chr, letters)), LATIN)
        _fill(table, _LINE_ENDS, BOUNDARY)
        _fill(table, _SPACES, _SPACE)
        self._table = table
        self._ends = table[[ord(mark) for mark in _ENDS]]
        size = FIRST_FREE + len(characters)
        self.is_han: Bools = np.zeros(size, dtype=np.bool_)
        self.is_han[FIRST_FREE:] = [0x4E00 <= ord(character) <= 0x9FFF for character in characters]

    def __len__(self) -> int:
        """How many numbers there are, those of boundary, unknown, digit and Latin included."""
        return FIRST_FREE + len(self.characters)

    def numbers(self, word: str) -> list[int]:
        """The number of each character of a word, without sentence cuts. Source: ADR 0012."""
        return [int(each) for each in self._table[_codes(word)]]

    def character(self, number: int) -> str:
        """The character that has this number, which must not be below `FIRST_FREE`. Source: ADR 0012."""
        return self.characters[number - FIRST_FREE]

    def read(self, text: str) -> Reading:
        """The text as tokens: runs of digits or letters are one, spaces are none, sentences are set apart.

        Source: ADR 0012; a sentence ends at 。！？；… and at a line end.
        """
        raw = self._table[_codes(text)]
        places = np.flatnonzero(raw != _SPACE)
        ids = raw[places]
        run = (ids[1:] == ids[:-1]) & ((ids[1:] == DIGIT) | (ids[1:] == LATIN))
        keep = np.concatenate([np.ones(min(len(ids), 1), dtype=np.bool_), ~run])
        ids, places = ids[keep], places[keep]
        ends = np.isin(ids, self._ends)
        ends[LONGEST_SENTENCE - 1 :: LONGEST_SENTENCE] = True
        repeats = np.where(ids == BOUNDARY, MARGIN, np.where(ends, MARGIN + 1, 1))
        return _set_apart(ids, places, repeats)


def _set_apart(ids: Ints, places: Ints, repeats: Ints) -> Reading:
    total = int(repeats.sum()) + 2 * MARGIN
    out_ids = np.full(total, BOUNDARY, dtype=np.int64)
    out_places = np.full(total, -1, dtype=np.int64)
    first = MARGIN + np.cumsum(repeats) - repeats
    real = ids != BOUNDARY
    out_ids[first[real]] = ids[real]
    out_places[first[real]] = places[real]
    return Reading(out_ids, out_places)


def _codes(text: str) -> Ints:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    return np.where(codes < _PLANES, codes, 0xFFFF)


def _fill(table: Ints, characters: str, number: int) -> None:
    table[[ord(character) for character in characters]] = number
