"""Laws by title, article and words, against the texts that were given."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found
from xianxing.engines.proofread.tables import Law
from xianxing.text import fold, int_to_numeral, numeral_to_int

_TITLE = re.compile(r"《([^《》\n]{2,60})》")
_ARTICLE = re.compile(r"\s*(第[一二三四五六七八九十百千零\d]{1,7}条)(之[一二三四五六七八九十])?")
_QUOTE = re.compile(r"[^。；\n]{0,12}?[：:，,]?\s*“([^“”\n]{8,400})”")
_LAW = re.compile(r"(?:法|条例|规定|办法|细则|规则|章程|准则|决定|解释)$")
_COUNTRY = "中华人民共和国"
_NEAR = 0.75
_SOURCE = "党政机关公文处理工作条例 第十九条（引用公文应当准确）"


def find(text: str, laws: Sequence[Law]) -> Iterator[Finding]:
    """Titles that are not those given, articles that do not exist, and quotes that differ, in one paragraph.

    Source: 党政机关公文处理工作条例 第十九条; the texts given.
    """
    known = {
        name: law for law in laws for name in (law.title, law.title.removeprefix(_COUNTRY), *law.short_titles)
    }
    for mark in _TITLE.finditer(text) if laws else ():
        law = known.get(mark[1])
        if law:
            yield from _article(text, mark.end(), law)
        elif _LAW.search(mark[1]):
            near = _nearest(mark[1], known)
            if near:
                rule = Rule(f"法规名称与给定文本不一致，应为《{near}》", _SOURCE)
                yield found(text, mark.start(1), mark.end(1), Kind.CITATION, rule, near, confidence=0.85)


def _nearest(title: str, known: dict[str, Law]) -> str | None:
    scored = [
        (SequenceMatcher(None, title, name).ratio(), name)
        for name in known
        if abs(len(name) - len(title)) <= 3
    ]
    best = max(scored, default=(0.0, ""))
    same_letters = best[0] == 1.0
    return best[1] if best[0] >= _NEAR and not same_letters else None


def _article(text: str, after: int, law: Law) -> Iterator[Finding]:
    mark = _ARTICLE.match(text, after)
    if mark is None or not law.articles:
        return
    number = _written(mark[1]) + (mark[2] or "")
    article = law.articles.get(number)
    if article is None:
        rule = Rule(f"《{law.title}》没有{number}", f"《{law.title}》")
        yield found(text, mark.start(1), mark.end(), Kind.CITATION, rule, confidence=0.85)
        return
    quote = _QUOTE.match(text, mark.end())
    if quote and fold(quote[1]) not in fold(article):
        suggestion = _closest(quote[1], article)
        rule = Rule(f"引文与《{law.title}》{number}不一致", f"《{law.title}》{number}")
        options = (suggestion,) if suggestion else ()
        yield found(text, quote.start(1), quote.end(1), Kind.CITATION, rule, *options, confidence=0.85)


def _written(number: str) -> str:
    digits = number[1:-1]
    return (
        f"第{int_to_numeral(int(digits))}条"
        if digits.isdecimal()
        else f"第{int_to_numeral(numeral_to_int(digits))}条"
    )


def _closest(quote: str, article: str) -> str | None:
    """The stretch of the article that the quote was meant to be, when there is one."""
    match = SequenceMatcher(None, article, quote, autojunk=False)
    blocks = [block for block in match.get_matching_blocks() if block.size >= 2]
    if not blocks or sum(block.size for block in blocks) < len(quote) / 2:
        return None
    first, last = blocks[0], blocks[-1]
    start = max(first.a - first.b, 0)
    end = min(last.a + last.size + len(quote) - last.b - last.size, len(article))
    return article[start:end]
