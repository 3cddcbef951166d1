"""Makes the model file: counts from the corpora, confusions, and trees taught on damaged sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from xianxing.engines.proofread.language.alphabet import Alphabet, Bools
from xianxing.engines.proofread.language.confusions import Confusions
from xianxing.engines.proofread.language.counts import Counts, Floats
from xianxing.engines.proofread.language.model_file import format_model
from xianxing.engines.proofread.language.speller import Speller
from xianxing.engines.proofread.training.confusing import Shapes, build_confusions
from xianxing.engines.proofread.training.corpora import (
    LAWS,
    PAIRS,
    REPORTS,
    Pair,
    read_lexicon,
    read_pairs,
    read_sentences,
)
from xianxing.engines.proofread.training.counting import Weighted, choose_characters, count_windows
from xianxing.engines.proofread.training.ranking import gather, teach
from xianxing.engines.proofread.training.synthesis import Damager

SEED = 12
_REPORTS_WEIGHT, _PAIRS_WEIGHT = 2, 2
_PAIR_WEIGHTS = (0.7, 0.5, 1.0)
"""What a row from the law, medical and official pairs is worth beside one from damaged corpora."""


@dataclass(frozen=True, slots=True)
class _Lesson:
    """Counts that do not hold the sentences to be damaged, as the model will not hold what it reads."""

    counted: tuple[Weighted, ...]
    damaged: list[str]


def train(corpus: Path, lexicon_file: Path, *, shapes: Shapes, say: Callable[[str], object]) -> bytes:
    """The model file. The same files and versions give the same bytes; takes minutes, `say` hears of each step.

    Raises: BadCorpusError. Source: ADR 0012.
    """
    laws, reports = read_sentences(corpus, LAWS), read_sentences(corpus, REPORTS)
    pairs = [read_pairs(corpus / name) for name in PAIRS]
    lexicon = read_lexicon(lexicon_file)
    rights = [pair.right for each in pairs for pair in each]
    everything = (Weighted(laws, 1), Weighted(reports, _REPORTS_WEIGHT), Weighted(rights, _PAIRS_WEIGHT))
    alphabet = Alphabet(choose_characters(everything, lexicon, shapes))
    say(
        f"语料 {len(laws)} + {len(reports)} 句，句对 {len(rights)}，词表 {len(lexicon)}，字表 {len(alphabet)}"
    )
    counts = count_windows(everything, alphabet, lexicon, say=say)
    every_pair = [pair for each in pairs for pair in each]
    confusions = build_confusions(alphabet, counts.singles, lexicon=lexicon, shapes=shapes, pairs=every_pair)
    damager = Damager(alphabet, confusions, [int(each) for each in counts.singles], seed=SEED)
    parts = []
    for lesson in _lessons(laws, reports):
        taught = count_windows(lesson.counted, alphabet, lexicon, say=say)
        parts += _gather_all(taught, confusions, alphabet, pairs, damager.damage(lesson.damaged))
        say(f"排序样本 {sum(len(labels) for _, labels, _ in parts)}")
    rows, labels, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    return format_model(Speller(alphabet, counts, confusions, teach(rows, labels, weights)))


def _lessons(laws: Sequence[str], reports: Sequence[str]) -> tuple[_Lesson, ...]:
    """A rich one, where most of the register was counted, and a poor one, as for texts of another register."""
    most_laws = [sentence for at, sentence in enumerate(laws) if at % 60]
    rich = (Weighted(most_laws, 1), Weighted(reports[::4], _REPORTS_WEIGHT))
    poor = (Weighted(laws[::15], 1),)
    return (
        _Lesson(rich, [*reports[1::4], *laws[::120]]),
        _Lesson(poor, [*reports[2::4], *laws[7::150]]),
    )


def _gather_all(
    counts: Counts,
    confusions: Confusions,
    alphabet: Alphabet,
    pairs: Sequence[Sequence[Pair]],
    damaged: Sequence[Pair],
) -> list[tuple[Floats, Bools, Floats]]:
    """Rows of the pairs, of their right sides alone, and of the damaged sentences, with their weights."""
    found = []
    for each, weight in zip(pairs, _PAIR_WEIGHTS, strict=True):
        clean = [Pair(pair.right, pair.right) for pair in each if pair.wrong != pair.right]
        for lesson, worth in ((each, weight), (clean, 1.0)):
            rows, labels = gather(counts, confusions, alphabet, lesson)
            found.append((rows, labels, np.full(len(labels), worth, dtype=np.float32)))
    rows, labels = gather(counts, confusions, alphabet, damaged)
    found.append((rows, labels, np.ones(len(labels), dtype=np.float32)))
    return found
