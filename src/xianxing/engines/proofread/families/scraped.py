"""What a web page or a page layout left in a text, and the text without it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found

_SOURCE = "转抄来源须清理"
_BANNER = Rule("网站或文库的栏目、版权、下载提示", _SOURCE)
_PAGE = Rule("页码或页标混入正文", _SOURCE)
_FOOTER = Rule("每页重复的页眉页脚", _SOURCE)
_TITLE = Rule("标题重复", _SOURCE)
_BREAK = Rule("分段丢失：此处应另起一段", _SOURCE)
_JOIN = Rule("一句话被换行断开", _SOURCE)
_SPACE = Rule("汉字之间有多余空格", _SOURCE)
_ENTITY = Rule("网页代码残留", _SOURCE)

_ADDRESS = re.compile(r"[^\n。；]{0,20}(?:https?://|www\.)[\w./?=&%#-]+[^\n。；一-鿿]{0,6}", re.IGNORECASE)
_BANNERS = re.compile(
    r"^[^\n]{0,30}(?:文库|范文网|免费下载|点击下载|下载(?:本文|文档|积分)|上传者|本文(?:由|"
    r"来自|档|整理)|转载请注明|版权所有|"
    r"(?:责任)?编辑[：:]|来源[：:]|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|量)[：:]|上一[页篇]|"
    r"下一[页篇]|返回(?:首页|顶部|列表)|"
    r"当前位置|您的位置|扫一扫|分享到|打印本页|关闭窗口|相关推荐|猜你喜欢|会员|VIP|收藏本文|"
    r"字体[：:]|更多精彩|欢迎(?:下载|阅读))[^\n]{0,60}$",
    re.MULTILINE,
)
_PAGE_LINE = re.compile(
    r"^[ 　]*(?:第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|[-—–－]\s*\d{1,4}\s*[-—–－]|"
    r"\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+.*|\d{1,3})[ 　]*$",
    re.MULTILINE,
)
_PAGE_INSIDE = re.compile(
    r"(?<=[一-鿿，])(?<![第条款项件图表附例注编式组卷册号为是至和或及共有约近达到])(?:第\s*\d{1,4}\s*页\s"
    r"*(?:共\s*\d{1,4}\s*页)?|[-—]\s\d{1,4}\s[-—]|\d{1,3}、)(?=[一-鿿])"
)
_LOST = re.compile(
    r"(?<=[。；！？])[ 　]*(?=(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|"
    r"第[一二三四五六七八九十百]{1,5}[条章][ 　]|\d{1,2}[.．](?!\d)))(?!\n|^)"
)
_BROKEN = re.compile(r"(?<=[一-鿿，、])[ 　]*\n+[ 　]*(?=[一-鿿])")
_SPACES = re.compile(r"(?<=[一-鿿，。；：、])[ 　]{1,4}(?=[一-鿿，。；：、])")
_CODE = re.compile(
    r"&(?:nbsp|ldquo|rdquo|mdash|middot|amp|lt|gt|quot);?|</?(?:p|br|div|span|strong|b|a|font|"
    r"img|td|tr)\b[^<>\n]{0,80}>",
    re.IGNORECASE,
)
_ENTITIES = {
    "ldquo": "“",
    "rdquo": "”",
    "mdash": "—",
    "middot": "·",
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "quot": "”",
}
_LEVEL = re.compile(
    r"^[ 　]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第.{1,5}[条章]|\d{1,2}[.．、])"
)


def find(text: str) -> Iterator[Finding]:
    """What one whole document kept of the page it was copied from, without overlap, in order of place.

    The first suggestion is what to put in its place; an empty one removes it. Source: facts of this engine, section 4.
    """
    every = sorted(_all(text), key=lambda each: (each.start, -each.end))
    end = 0
    for each in every:
        if each.start >= end:
            end = each.end
            yield each


def clean(text: str, findings: Sequence[Finding]) -> str:
    """The text with the scraped findings, which must be those of `find` for it, replaced by their suggestion.

    Source: facts of this engine, section 4.
    """
    parts, at = [], 0
    for each in findings:
        if each.kind is Kind.SCRAPED:
            parts += [text[at : each.start], each.suggestions[0]]
            at = each.end
    return re.sub(r"\n{3,}", "\n\n", "".join((*parts, text[at:]))).strip("\n")


def _all(text: str) -> Iterator[Finding]:
    footers = _footers(text)
    yield from _whole_lines(text, _BANNERS, _BANNER, 0.85)
    yield from _whole_lines(text, _PAGE_LINE, _PAGE, 0.85)
    for footer in footers:
        yield from _whole_lines(
            text, re.compile(rf"^[ 　]*{re.escape(footer)}[ 　]*$", re.MULTILINE), _FOOTER, 0.8
        )
    yield from _titles(text)
    for pattern, rule, instead, sure in (
        (_ADDRESS, _BANNER, "", 0.7),
        (_PAGE_INSIDE, _PAGE, "", 0.7),
        (_LOST, _BREAK, "\n", 0.6),
        (_SPACES, _SPACE, "", 0.5),
    ):
        for mark in pattern.finditer(text):
            yield found(text, mark.start(), mark.end(), Kind.SCRAPED, rule, instead, confidence=sure)
    for mark in _CODE.finditer(text):
        word = mark[0].strip("&;").lower()
        yield found(
            text, mark.start(), mark.end(), Kind.SCRAPED, _ENTITY, _ENTITIES.get(word, ""), confidence=0.9
        )
    yield from _broken(text)


def _whole_lines(text: str, pattern: re.Pattern[str], rule: Rule, sure: float) -> Iterator[Finding]:
    for mark in pattern.finditer(text):
        end = mark.end() + (text[mark.end() : mark.end() + 1] == "\n")
        if mark.start() < mark.end():
            yield found(text, mark.start(), end, Kind.SCRAPED, rule, "", confidence=sure)


def _footers(text: str) -> list[str]:
    """Short lines that stand three times or more and are no level heading: what each page repeated."""
    lines = Counter(line.strip(" 　") for line in text.split("\n"))
    return [
        line
        for line, times in lines.items()
        if times >= 3 and 4 <= len(line) <= 40 and line[-1] not in "。；：，" and not _LEVEL.match(line)
    ]


def _titles(text: str) -> Iterator[Finding]:
    """A title that stands twice: on two lines that follow one another, or twice on its line."""
    places, at = [], 0
    for line in text.split("\n")[:12]:
        if line.strip(" 　"):
            places.append((at, line))
        at += len(line) + 1
    for (_, line), (start, following) in pairwise(places):
        if len(line.strip(" 　")) >= 6 and line.strip(" 　") == following.strip(" 　"):
            end = start + len(following)
            end += text[end : end + 1] == "\n"
            yield found(text, start, end, Kind.SCRAPED, _TITLE, "", confidence=0.85)
    for start, line in places[:3]:
        doubled = re.fullmatch(r"([^\n。]{6,60}?)[ 　_|-]*\1", line)
        if doubled:
            yield found(
                text, start + doubled.end(1), start + len(line), Kind.SCRAPED, _TITLE, "", confidence=0.85
            )


def _broken(text: str) -> Iterator[Finding]:
    """Line ends inside a sentence: the line is long, ends without a mark, and the next goes on."""
    for mark in _BROKEN.finditer(text):
        line = text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()]
        rest = text[mark.end() : mark.end() + 60].split("\n", maxsplit=1)[0]
        heading = _LEVEL.match(re.split("[。！？；]", line)[-1])
        goes_on = not heading and bool(re.search(r"[。，；、]", rest)) and not _LEVEL.match(rest)
        if len(line) >= 20 and goes_on and re.search(r"[，。；]", line):
            yield found(text, mark.start(), mark.end(), Kind.SCRAPED, _JOIN, "", confidence=0.6)
