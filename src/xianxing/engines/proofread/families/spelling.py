"""Wrong characters and words, by the language model; read until nothing more changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from xianxing.engines.proofread.families import known
from xianxing.engines.proofread.families.protected import protected
from xianxing.engines.proofread.findings import Finding, Kind, Rule
from xianxing.engines.proofread.language.alphabet import Ints, Reading
from xianxing.engines.proofread.language.confusions import NEAR_SOUND, SAME_SYLLABLE, SAME_TONE, SHAPES
from xianxing.engines.proofread.language.counts import Floats
from xianxing.engines.proofread.language.speller import Speller

SHOWN, SHORT_OF = 0.5, 0.1
"""Proposals less probable than the first, or short of what the line needs by more than the second, stay unsaid."""

FAMILIAR, STRANGE = (0.1, 0.65), (0.35, 0.93)
"""A line whose share of odd characters is the first figure needs the second as probability before it is changed.

Between the two the needed probability rises in a straight line: a text unlike those that were counted is changed
only on the strongest evidence. Chosen on textproof_dev and the training pairs, see docs/engines/proofread.md.
"""

_SHORTEST = 6
"""A line with fewer Chinese characters counts as strange: too little to judge by."""

_PASSES = 5
_SOURCE = "随附语言模型（法律法规与政府工作报告）"
_WHY = {
    SAME_TONE: Rule("疑为同音误字", _SOURCE),
    SAME_SYLLABLE: Rule("疑为音近误字（声调不同）", _SOURCE),
    NEAR_SOUND: Rule("疑为音近误字（声母或韵母相近）", _SOURCE),
}
_BY_SHAPE = Rule("疑为形近误字", _SOURCE)
_KNOWN = -1
_KNOWN_SCORE = 0.99
_KNOWN_RULE = Rule("常见错别字", "现代汉语词典（第7版）；本项目的错字表 known_errors.txt")
_ERRORS = known.load_errors()
_ERROR_PATTERN = known.error_pattern(_ERRORS)


@dataclass(frozen=True, slots=True)
class Change:
    """A proposed change of one line: `line[start:end]` becomes `instead`; `kind` as in `Confusions`, or `_KNOWN`."""

    start: int
    end: int
    instead: str
    kind: int
    score: float
    sure: bool


def find(lines: Sequence[str], speller: Speller) -> Iterator[list[Finding]]:
    """The findings of each line, in order of place; a sure one `applies`.

    Sure changes are made and the line is read again, until it stays; a line that never stays is left as it is.
    Source: ADR 0012.
    """
    first = _changes(lines, speller)
    settled = _settle(lines, first, speller)
    for line, changes, more in zip(lines, first, settled, strict=True):
        sure = {change.start: change for change in more}
        unsure = [
            change
            for change in changes
            if not change.sure and not any(_overlap(change, other) for other in more)
        ]
        chosen = sorted((*sure.values(), *unsure), key=lambda change: change.start)
        yield [_finding(line, change, applies=change.start in sure) for change in chosen]


def _settle(lines: Sequence[str], first: Sequence[list[Change]], speller: Speller) -> list[list[Change]]:
    """The sure changes of each line after as many readings as it takes, as differences from the first text."""
    made: list[list[Change]] = [[] for _ in lines]
    texts = list(lines)
    waiting = dict(enumerate(first))
    for _ in range(_PASSES):
        waiting = {at: [each for each in changes if each.sure] for at, changes in waiting.items()}
        waiting = {at: changes for at, changes in waiting.items() if changes}
        for at, changes in waiting.items():
            texts[at] = _apply(texts[at], changes)
            made[at] += changes
        order = list(waiting)
        waiting = dict(zip(order, _changes([texts[at] for at in order], speller), strict=True))
    for at, changes in waiting.items():
        if any(change.sure for change in changes):
            made[at] = []
            texts[at] = lines[at]
    return [_joined(line, text, changes) for line, text, changes in zip(lines, texts, made, strict=True)]


def _joined(line: str, text: str, changes: list[Change]) -> list[Change]:
    """The changes as differences between the line and its last text; those that overlap become one."""
    joined: list[Change] = []
    for change in sorted(changes, key=lambda each: each.start):
        if joined and change.start < joined[-1].end:
            last = joined.pop()
            end, score = max(last.end, change.end), max(last.score, change.score)
            joined.append(Change(last.start, end, "", change.kind, score, sure=True))
        else:
            joined.append(change)
    return [
        Change(each.start, each.end, text[each.start : each.end], each.kind, each.score, sure=True)
        for each in joined
        if text[each.start : each.end] != line[each.start : each.end]
    ]


def _apply(text: str, changes: Sequence[Change]) -> str:
    for change in changes:
        text = text[: change.start] + change.instead + text[change.end :]
    return text


def _changes(lines: Sequence[str], speller: Speller) -> list[list[Change]]:
    """For each line the best proposals that do not overlap and touch no name, in order of probability."""
    starts = np.cumsum([0] + [len(line) + 1 for line in lines])
    reading = speller.alphabet.read("\n".join(lines))
    needed = _needed(reading, starts, speller)
    kept = [list(protected(line)) for line in lines]
    found = [_known(line) for line in lines]
    for proposal in sorted(
        _proposals(reading, speller), key=lambda each: (-each.score, each.start, each.instead)
    ):
        at = int(np.searchsorted(starts, proposal.start, side="right")) - 1
        change = _moved(proposal, int(starts[at]), sure=proposal.score >= needed[at])
        if proposal.score < needed[at] - SHORT_OF:
            continue
        names = any(start < change.end and change.start < end for start, end in kept[at])
        if not names and not any(_overlap(change, other) for other in found[at]):
            found[at].append(change)
    return found


def _known(line: str) -> list[Change]:
    return [
        Change(start, start + len(instead), instead, _KNOWN, _KNOWN_SCORE, sure=True)
        for start, instead in known.find(line, _ERRORS, _ERROR_PATTERN)
    ]


def _needed(reading: Reading, starts: Ints, speller: Speller) -> Floats:
    """The probability that a change of each line needs, by the share of its characters that read oddly."""
    is_odd, is_han = speller.oddness(reading)
    real = np.flatnonzero(reading.places >= 0)
    line = np.searchsorted(starts, reading.places[real], side="right") - 1
    odd = np.bincount(line[is_odd[real]], minlength=len(starts))
    han = np.bincount(line[is_han[real]], minlength=len(starts))
    share = np.where(han < _SHORTEST, 1.0, odd / np.maximum(han, 1))
    return np.interp(share, (FAMILIAR[0], STRANGE[0]), (FAMILIAR[1], STRANGE[1])).astype(np.float32)


def _proposals(reading: Reading, speller: Speller) -> Iterator[Change]:
    for edits, scores in speller.rank(reading):
        length = edits.tokens.shape[1]
        for at in np.flatnonzero(scores >= SHOWN):
            places = reading.places[edits.starts[at] : edits.starts[at] + length]
            if places[-1] - places[0] == length - 1:
                instead = "".join(speller.alphabet.character(int(token)) for token in edits.tokens[at])
                start = int(places[0])
                yield Change(
                    start, start + length, instead, int(edits.kinds[at]), float(scores[at]), sure=False
                )


def _moved(change: Change, by: int, *, sure: bool) -> Change:
    return Change(change.start - by, change.end - by, change.instead, change.kind, change.score, sure=sure)


def _overlap(one: Change, other: Change) -> bool:
    return one.start < other.end and other.start < one.end


def _finding(line: str, change: Change, *, applies: bool) -> Finding:
    rule = _KNOWN_RULE if change.kind == _KNOWN else _WHY.get(change.kind // SHAPES, _BY_SHAPE)
    wrong = line[change.start : change.end]
    return Finding(
        change.start,
        change.end,
        wrong,
        (change.instead,),
        Kind.SPELLING,
        rule,
        round(change.score, 3),
        applies=applies,
    )
