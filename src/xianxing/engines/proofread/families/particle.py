"""的, 地 and 得: which of the three the words around it call for."""

from collections.abc import Iterator, Sequence

import numpy as np

from xianxing.engines.proofread.findings import Finding, Kind, Rule
from xianxing.engines.proofread.language.alphabet import MARGIN
from xianxing.engines.proofread.language.counts import around
from xianxing.engines.proofread.language.judge import judge
from xianxing.engines.proofread.language.speller import Speller

_PARTICLES = "的地得"
_RULE = Rule("定语后用“的”，状语后用“地”，补语前用“得”", "现代汉语词典（第7版）；《暂拟汉语教学语法系统》")
_GAIN = 7.0
_LEAST_ORDER = 4
_OFTEN = 1.0


def find(lines: Sequence[str], speller: Speller) -> Iterator[list[Finding]]:
    """Particles that the counts contradict and that are no part of a word (目的, 土地), for each line. Source: ADR 0012."""
    found: list[list[Finding]] = [[] for _ in lines]
    text = "\n".join(lines)
    starts = np.cumsum([0] + [len(line) + 1 for line in lines])
    reading = speller.alphabet.read(text)
    ids = np.concatenate([reading.ids, np.zeros(2 * MARGIN, dtype=np.int64)])
    numbers = np.array(speller.alphabet.numbers(_PARTICLES))
    places = np.flatnonzero(np.isin(ids, numbers))
    words = speller.counts.word_levels(around(ids, places, 1), 2)[0][:, MARGIN - 1 : MARGIN + 1]
    places = places[words.max(axis=1, initial=0) == 0]
    for number, particle in zip(numbers, _PARTICLES, strict=True):
        asked = places[ids[places] != number]
        if len(asked):
            verdicts = judge(speller.counts, ids, asked, 1, np.full((len(asked), 1), number))
            good = (
                (verdicts.gain > _GAIN)
                & (verdicts.after >= _LEAST_ORDER)
                & (verdicts.after > verdicts.before)
            )
            for at in np.flatnonzero(good & (verdicts.often > _OFTEN)):
                place = int(reading.places[asked[at]])
                line = int(np.searchsorted(starts, place, side="right")) - 1
                start = place - int(starts[line])
                sure = round(float(1 - 1 / verdicts.gain[at]), 3)
                wrong = lines[line][start]
                found[line].append(
                    Finding(start, start + 1, wrong, (particle,), Kind.PARTICLE, _RULE, min(sure, 0.95))
                )
    yield from found
