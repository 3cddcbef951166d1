"""Characters too many, too few or twice."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from xianxing.engines.proofread.families.rewriting import Rewrite, line_findings
from xianxing.engines.proofread.findings import Finding, Kind, Rule, found
from xianxing.engines.proofread.language.alphabet import BOUNDARY, MARGIN, Ints
from xianxing.engines.proofread.language.judge import judge
from xianxing.engines.proofread.language.speller import Speller

_SOURCE = "随附语言模型（法律法规与政府工作报告）"
_EXTRA = Rule("疑有多余的字", _SOURCE)
_MISSING = Rule("疑有漏字", _SOURCE)
_DOUBLED = Rule("词语重复", "党政机关公文处理工作条例 第十九条（文字精练）")

_DELETE_GAIN, _DOUBLE_GAIN, _INSERT_GAIN = 21.0, 9.0, 7.0
_LEAST_ORDER = 4
_OFTEN = 2.2
_COMMON = 700
_FUNCTION = re.compile(
    r"(?<!目)(的|了|和|与|在|把|被|对|为|是|将|及|等|从|向|由|于|并|而|也|都|就)\1(?!确|士|日)"
)
_BLOCK = re.compile(r"([一-鿿]{2,4})\1")
_REDUPLICATED = re.compile(r"^(.)\1$|[一个件条批次项步层年天点滴家户村人代时处事种样阵句字]")


def find(lines: Sequence[str], speller: Speller) -> Iterator[list[Finding]]:
    """Single characters that the counts say are too many or missing, for each line. Source: ADR 0012."""
    return line_findings(lines, speller, Kind.OMISSION, _rewrites)


def doubled(line: str) -> Iterator[Finding]:
    """Function words and blocks of two to four characters that stand twice in a row. Source: the rule named."""
    for mark in _FUNCTION.finditer(line):
        yield found(line, mark.start(), mark.end(), Kind.OMISSION, _DOUBLED, mark[1], confidence=0.6)
    for mark in _BLOCK.finditer(line):
        if not _REDUPLICATED.search(mark[1]):
            yield found(line, mark.start(), mark.end(), Kind.OMISSION, _DOUBLED, mark[1], confidence=0.6)


def _rewrites(ids: Ints, speller: Speller) -> Iterator[Rewrite]:
    yield from _deletions(ids, speller)
    yield from _insertions(ids, speller)


def _deletions(ids: Ints, speller: Speller) -> Iterator[Rewrite]:
    han = speller.alphabet.is_han
    inner = np.arange(MARGIN, len(ids) - 3 * MARGIN)
    starts = inner[han[ids[inner]]]
    pairs = ids[starts[:, None] + np.array([-1, 0, 1])]
    seams = speller.counts.levels(pairs)[1]
    odd = (seams[:, 0] < _RARE) | (seams[:, 1] < _RARE)
    starts, left = starts[odd], seams[odd, 0]
    if len(starts):
        verdicts = judge(speller.counts, ids, starts, 1, np.zeros((len(starts), 0), dtype=np.int64))
        same = (ids[starts] == ids[starts - 1]) & (left < _RARE)
        needed = np.where(same, _DOUBLE_GAIN, _DELETE_GAIN)
        good = (verdicts.gain > needed) & (verdicts.after >= _LEAST_ORDER) & ((verdicts.before <= 2) | same)
        for at in np.flatnonzero(good & (verdicts.often > _OFTEN)):
            yield Rewrite(int(starts[at]), 1, (), float(verdicts.gain[at]), _EXTRA)


_RARE = 60
"""A pair of characters counted less often than about forty times may be a seam."""


def _insertions(ids: Ints, speller: Speller) -> Iterator[Rewrite]:
    han = speller.alphabet.is_han
    inner = np.arange(MARGIN, len(ids) - 3 * MARGIN)
    gaps = inner[han[ids[inner]] & han[ids[inner - 1]] & (ids[inner] != BOUNDARY)]
    seams = speller.counts.levels(ids[gaps[:, None] + np.arange(-2, 2)])[1]
    gaps = gaps[(seams[:, 1] == 0) & (seams[:, 0] > 0) & (seams[:, 2] > 0)]
    if not len(gaps):
        return
    common = np.argsort(-speller.counts.singles.astype(np.int64) * han, kind="stable")[:_COMMON]
    whom = np.repeat(np.arange(len(gaps)), len(common))
    tokens = np.tile(common, len(gaps))
    three = np.stack([ids[gaps[whom] - 1], tokens, ids[gaps[whom]]], axis=1)
    seen = np.flatnonzero(speller.counts.levels(three)[2][:, 0] > _RARE)
    whom, tokens = whom[seen], tokens[seen]
    if not len(whom):
        return
    verdicts = judge(speller.counts, ids, gaps[whom], 0, tokens[:, None])
    good = (verdicts.gain > _INSERT_GAIN) & (verdicts.after >= _LEAST_ORDER) & (verdicts.often > _OFTEN)
    best: dict[int, Rewrite] = {}
    for at in np.flatnonzero(good):
        start, gain = int(gaps[whom[at]]), float(verdicts.gain[at])
        if start not in best or best[start].gain < gain:
            best[start] = Rewrite(start, 0, (int(tokens[at]),), gain, _MISSING)
    yield from best.values()
