"""From rewrites of tokens to findings of lines: shared by the families that weigh changes of any length."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from xianxing.engines.proofread.findings import Finding, Kind, Rule
from xianxing.engines.proofread.language.alphabet import FIRST_FREE, MARGIN, Ints, Reading
from xianxing.engines.proofread.language.speller import Speller


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The `removed` tokens from `start` on become `tokens`, which gains so much log likelihood."""

    start: int
    removed: int
    tokens: tuple[int, ...]
    gain: float
    rule: Rule


def line_findings(
    lines: Sequence[str], speller: Speller, kind: Kind, rewrites: Callable[[Ints, Speller], Iterator[Rewrite]]
) -> Iterator[list[Finding]]:
    """The findings of each line, the best rewrites first and none overlapping. Source: ADR 0012."""
    text = "\n".join(lines)
    starts = np.cumsum([0] + [len(line) + 1 for line in lines])
    reading = speller.alphabet.read(text)
    ids = np.concatenate([reading.ids, np.zeros(2 * MARGIN, dtype=np.int64)])
    found: list[list[Finding]] = [[] for _ in lines]
    for rewrite in sorted(rewrites(ids, speller), key=lambda each: (-each.gain, each.start)):
        span = _span(reading, rewrite)
        if span and all(token >= FIRST_FREE for token in rewrite.tokens):
            line = int(np.searchsorted(starts, span[0], side="right")) - 1
            at = int(starts[line])
            suggestion = _suggestion(text[span[0] : span[1]], rewrite, speller)
            finding = _finding(text, span, suggestion, rewrite=rewrite, kind=kind).moved(-at)
            if not any(finding.start <= each.end and each.start <= finding.end for each in found[line]):
                found[line].append(finding)
    yield from found


def _span(reading: Reading, rewrite: Rewrite) -> tuple[int, int] | None:
    """The code points of the rewrite with one neighbour on the left when nothing is removed; None across a gap."""
    first = rewrite.start - (rewrite.removed == 0)
    last = rewrite.start + max(rewrite.removed, 1) - 1
    places = reading.places[first : last + 1]
    if int(places.min()) < 0 or int(places[-1] - places[0]) != len(places) - 1:
        return None
    return int(places[0]), int(places[-1]) + 1


def _suggestion(wrong: str, rewrite: Rewrite, speller: Speller) -> str:
    new = "".join(speller.alphabet.character(token) for token in rewrite.tokens)
    return new if rewrite.removed else wrong[:1] + new + wrong[1:]


def _finding(text: str, span: tuple[int, int], suggestion: str, *, rewrite: Rewrite, kind: Kind) -> Finding:
    wrong = text[span[0] : span[1]]
    sure = round(min(0.95, 1 - 2 / max(rewrite.gain, 4.0)), 3)
    return Finding(span[0], span[1], wrong, (suggestion,), kind, rewrite.rule, sure)
