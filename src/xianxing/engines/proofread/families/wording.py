"""Order of characters and words, words that do not go together, and words said twice over."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from xianxing.engines.proofread.families.rewriting import Rewrite, line_findings
from xianxing.engines.proofread.findings import Finding, Kind, Rule, found
from xianxing.engines.proofread.language.alphabet import MARGIN, Ints
from xianxing.engines.proofread.language.judge import judge
from xianxing.engines.proofread.language.speller import Speller

_SOURCE = "随附语言模型（法律法规与政府工作报告）"
_SWAPPED = Rule("疑为语序颠倒", _SOURCE)
_GRAMMAR = "党政机关公文处理工作条例 第十九条（表述准确、文字精练）"
_GAIN = 7.0
_LEAST_ORDER = 4
_OFTEN = 1.6

_PHRASES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), instead, reason)
    for pattern, instead, reason in (
        (r"(?:目的|宗旨)是为了(?!什么)", "目的是", "“目的是”与“为了”杂糅"),
        (r"原因是(?:因为|由于)", "原因是", "“原因是”与“因为”杂糅"),
        (r"(?:是因为|是由于)[^，。；]{2,30}(?:造成|导致|引起|决定)的", "", "“是因为”与“造成的”杂糅"),
        (r"防止[^，。；]{0,16}(?:不再|不要|不)(?:发生|出现|重演)", "", "“防止”与否定词并用，意思相反"),
        (r"避免[^，。；]{0,16}(?:不再|不要|不)(?:发生|出现|重演)", "", "“避免”与否定词并用，意思相反"),
        (r"切忌(?:不要|勿|不可)", "切忌", "“切忌”与否定词并用"),
        (r"(?:涉及|关系)到关于", "涉及", "介词多余"),
        (r"涉及到(?=[一-鿿])", "涉及", "“涉及”已含“到”"),
        (r"凯旋归来", "凯旋", "“凯旋”已含“归来”"),
        (r"悬殊很大|悬殊较大", "悬殊", "“悬殊”已含“大”"),
        (r"亲眼目睹", "目睹", "“目睹”已含“亲眼”"),
        (r"免费赠送", "赠送", "“赠送”已含“免费”"),
        (r"报刊杂志", "报刊", "“报刊”已含“杂志”"),
        (r"过分溺爱", "溺爱", "“溺爱”已含“过分”"),
        (r"(?:非常|十分|很)(?:之)?极其", "极其", "程度副词叠用"),
        (r"更加(?:愈发|越发|更)", "更加", "程度副词叠用"),
        (r"被(?:受|遭受)(?=[一-鿿])", "受", "被动叠用"),
        (r"(?:围绕|以)[^，。；]{2,14}为中心(?:围绕)", "", "介词结构杂糅"),
        (r"本着[^，。；]{2,14}为(?:原则|目的)", "", "“本着……的原则”与“以……为原则”杂糅"),
        (r"在[^，。；]{2,10}(?:领导|帮助|支持)下，?使(?!用)", "", "介词“在……下”与“使”并用，缺主语"),
        (r"(?<![一-鿿])通过[^，。；]{2,16}，使(?:得)?(?!用)", "", "“通过”与“使”并用，缺主语"),
        (r"(?:大约|约)(?:估计|估算)", "估计", "概数词叠用"),
        (r"(?:各|每)个各", "各", "指代词叠用"),
        (r"不仅(?:仅)?[^，。；]{2,20}，但(?!愿)", "", "关联词不配：“不仅”配“而且”"),
        (r"虽然[^，。；]{2,20}，(?:而且|所以)", "", "关联词不配：“虽然”配“但是”"),
        (r"(?:提高|增强)(?:工作)?(?:步伐|规模)", "", "动宾不配：步伐宜“加快”，规模宜“扩大”"),
        (r"(?:加快|加强)(?:规模|水平)(?!化)", "", "动宾不配：规模宜“扩大”，水平宜“提高”"),
        (r"(?:降低|减少)(?:问题|矛盾)的(?:解决|化解)", "", "动宾不配"),
        (r"改善(?:了)?(?:人民)?生活水平", "提高生活水平", "动宾不配：水平宜“提高”"),
        (
            r"(?:取得|获得)(?:了)?(?:显著|重大|明显)?(?:的)?(?:作用|影响)(?=[，。；])",
            "",
            "动宾不配：作用宜“发挥”，影响宜“产生”",
        ),
        (
            r"(?:发挥|起到)(?:了)?(?:显著|重大|明显)?(?:的)?(?:成效|成果|成绩)(?=[，。；])",
            "",
            "动宾不配：成效宜“取得”",
        ),
    )
)


def find(lines: Sequence[str], speller: Speller) -> Iterator[list[Finding]]:
    """Neighbours that the counts want the other way round, and expressions that clash, for each line.

    Source: ADR 0012 for the order; 党政机关公文处理工作条例 第十九条 for the expressions.
    """
    for line, swapped in zip(lines, line_findings(lines, speller, Kind.WORDING, _swaps), strict=True):
        yield [*swapped, *_phrases(line)]


def _phrases(line: str) -> Iterator[Finding]:
    for pattern, instead, reason in _PHRASES:
        for mark in pattern.finditer(line):
            suggestions = (instead,) if instead else ()
            rule = Rule(reason, _GRAMMAR)
            yield found(line, mark.start(), mark.end(), Kind.WORDING, rule, *suggestions, confidence=0.6)


def _swaps(ids: Ints, speller: Speller) -> Iterator[Rewrite]:
    """Swapped characters, and swapped words of two characters."""
    han = speller.alphabet.is_han
    for size in (1, 2):
        inner = np.arange(MARGIN, len(ids) - 3 * MARGIN - 2 * size)
        block = ids[inner[:, None] + np.arange(-1, 2 * size + 1)]
        chinese = han[block[:, 1:-1]].all(axis=1)
        levels = speller.counts.levels(block)[1]
        odd = (levels[:, [0, size, 2 * size]] < _RARE).sum(axis=1) >= 2
        starts = inner[chinese & odd]
        if not len(starts):
            continue
        old = ids[starts[:, None] + np.arange(2 * size)]
        new = np.concatenate([old[:, size:], old[:, :size]], axis=1)
        verdicts = judge(speller.counts, ids, starts, 2 * size, new)
        good = (verdicts.gain > _GAIN) & (verdicts.after >= _LEAST_ORDER) & (verdicts.before <= 2)
        for at in np.flatnonzero(good & (verdicts.often > _OFTEN)):
            tokens = tuple(int(token) for token in new[at])
            yield Rewrite(int(starts[at]), 2 * size, tokens, float(verdicts.gain[at]), _SWAPPED)


_RARE = 30
"""A pair of characters counted less often than about six times may be a seam."""
