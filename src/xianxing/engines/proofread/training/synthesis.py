"""Clean sentences damaged as people damage them, for the ranking to learn from. Chance comes from the seed."""

import random
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from xianxing.engines.proofread.language.alphabet import Alphabet
from xianxing.engines.proofread.language.confusions import (
    NEAR_SOUND,
    SAME_SYLLABLE,
    SAME_TONE,
    SHAPES,
    Confusions,
)
from xianxing.engines.proofread.training.corpora import Pair

_MIX = ((SAME_TONE, 0.45), (SAME_SYLLABLE, 0.25), (NEAR_SOUND, 0.08))
"""Share of errors by sound; the rest are by shape. Source: facts of this engine, measured on official documents."""

_DAMAGED = 0.5
_SECOND = 0.25
_WORDS = 0.12
_COMMON = 100


class Damager:
    """Turns right sentences into pairs by putting confusable characters and words into some of them."""

    def __init__(
        self, alphabet: Alphabet, confusions: Confusions, singles: Sequence[int], *, seed: int
    ) -> None:
        """A damager whose choices follow from the seed. Source: ADR 0012."""
        self._alphabet, self._confusions, self._singles = alphabet, confusions, singles
        self._random = random.Random(seed)  # noqa: S311
        self._wrong = self._by_kind()

    def damage(self, sentences: Sequence[str]) -> list[Pair]:
        """One pair a sentence; about half are left as they are. Source: ADR 0012."""
        return [Pair(self._damaged(sentence), sentence) for sentence in sentences]

    def _damaged(self, sentence: str) -> str:
        if self._random.random() > _DAMAGED:
            return sentence
        text = self._once(sentence)
        return self._once(text) if self._random.random() < _SECOND else text

    def _once(self, text: str) -> str:
        places = [at for at, each in enumerate(text) if "一" <= each <= "鿿"]
        if not places:
            return text
        at = self._random.choice(places)
        if self._random.random() < _WORDS and at + 1 < len(text):
            return self._word(text, at)
        groups = self._wrong.get(text[at], {})
        kind = self._kind()
        choices = groups.get(kind, [])
        return text[:at] + self._pick(choices) + text[at + 1 :] if choices else text

    def _word(self, text: str, at: int) -> str:
        numbers = np.array(self._alphabet.numbers(text[at : at + 2]))
        _, words = self._confusions.words_like(numbers[:1], numbers[1:])
        if not len(words):
            return text
        word = words[self._random.randrange(len(words))]
        return text[:at] + "".join(self._alphabet.character(int(each)) for each in word) + text[at + 2 :]

    def _kind(self) -> int:
        left = self._random.random()
        for kind, share in _MIX:
            left -= share
            if left < 0:
                return kind
        return 0

    def _pick(self, choices: Sequence[tuple[str, int]]) -> str:
        return self._random.choices([each for each, _ in choices], [weight for _, weight in choices])[0]

    def _by_kind(self) -> dict[str, dict[int, list[tuple[str, int]]]]:
        """For each right character what it is mistaken into, by kind; look-alikes are kind 0."""
        found: dict[str, dict[int, list[tuple[str, int]]]] = defaultdict(lambda: defaultdict(list))
        table = self._confusions
        for number, character in enumerate(
            self._alphabet.characters, len(self._alphabet) - len(self._alphabet.characters)
        ):
            for at in range(int(table.offsets[number]), int(table.offsets[number + 1])):
                right = self._alphabet.character(int(table.targets[at]))
                sound, shape = divmod(int(table.kinds[at]), SHAPES)
                weight = max(self._singles[number] - _COMMON // 2, 1)
                if sound:
                    found[right][sound].append((character, weight))
                if shape:
                    found[right][0].append((character, shape * shape))
        return found
