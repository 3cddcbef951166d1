"""Read a law: chapters, articles, paragraphs and items. Pure.

Source: 立法法 第六十五条 (编、章、节、条、款、项、目), 行政法规制定程序条例 第六条.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xianxing.text.numerals import NUMERAL_CHARACTERS, int_to_numeral, numeral_to_int

_NUMERAL = f"[{NUMERAL_CHARACTERS}]"
_ARTICLE = re.compile(rf"\**第({_NUMERAL}+)条(?:之({_NUMERAL}+))?\**(?P<gap>[\s　]*)(?P<rest>.*)")
_DIVISION = re.compile(rf"#*\s*第{_NUMERAL}+[分编章节][\s　]*\S.*|#+\s.*")
_ITEM = re.compile(rf"[（(]({_NUMERAL}+)[)）][\s　]*(.*)")
_REFERENCE = re.compile(r"[第、和至及或规所的中之，。；]|规定")
"""What follows 第十条 when a sentence refers to it and no article begins."""

_INFO_END = "<!-- INFO END -->"


@dataclass(frozen=True, slots=True)
class Item:
    """One item （项） with its number."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph （款）: its own sentence, and the items that it introduces."""

    text: str
    items: tuple[Item, ...] = ()

    @property
    def whole(self) -> str:
        """The paragraph with its items, one a line."""
        return (
            "\n".join((self.text, *(item.text for item in self.items))) if self.text else _lines(self.items)
        )


@dataclass(frozen=True, slots=True)
class Article:
    """One article （条）. ``inserted`` is the number after 之, 0 when there is none."""

    number: int
    inserted: int
    label: str
    division: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The article whole, one paragraph or item a line, without its label."""
        return "\n".join(paragraph.whole for paragraph in self.paragraphs)

    @property
    def place(self) -> str:
        """The article as a key: 34, or 120-1 for 第一百二十条之一."""
        return f"{self.number}-{self.inserted}" if self.inserted else str(self.number)


@dataclass(frozen=True, slots=True)
class ParsedLaw:
    """A law. ``preamble`` stands between the enactment and the first article; ``unparsed`` fits nowhere."""

    title: str
    enactment: tuple[str, ...]
    preamble: tuple[str, ...]
    articles: tuple[Article, ...]
    unparsed: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    number: int
    inserted: int
    label: str
    division: str
    lines: list[str] = field(default_factory=list)


def parse_law(text: str) -> ParsedLaw:
    """Return the law that a text holds, as Markdown or as plain lines.

    An article begins where a line opens with its number and the number is larger than the last one; a line
    that opens with an earlier number, or runs on as a sentence, only refers to it. A line that looks like an
    article out of order is kept in the article it stands in and named in ``unparsed`` too.

    Source: 立法法 第六十五条.
    """
    head, body = _split_head([line.strip() for line in text.splitlines() if line.strip()])
    preamble: list[str] = []
    drafts: list[_Draft] = []
    unparsed: list[str] = []
    division = ""
    for line in body:
        opened = _open_article(line, drafts[-1] if drafts else None)
        if _is_division(line):
            division = re.sub(r"[\s　]+", " ", line.lstrip("# "))
        elif opened is not None:
            drafts.append(_Draft(opened.number, opened.inserted, opened.label, division, opened.lines))
        elif drafts:
            drafts[-1].lines.append(line)
            unparsed += [line] if _looks_like_article(line) else []
        else:
            preamble.append(line)
    title = head[0].lstrip("# ") if head else ""
    articles = tuple(_finish(draft) for draft in drafts)
    return ParsedLaw(title, tuple(head[1:]), tuple(preamble), articles, tuple(unparsed))


def _split_head(lines: list[str]) -> tuple[list[str], list[str]]:
    """Split off title and enactment: up to the mark, else the heading lines before anything else."""
    if _INFO_END in lines:
        end = lines.index(_INFO_END)
        return lines[:end], lines[end + 1 :]
    first = next((place for place, line in enumerate(lines) if _ARTICLE.match(line)), len(lines))
    while first and _is_division(lines[first - 1]) and first > 1:
        first -= 1
    return lines[:first], lines[first:]


def _open_article(line: str, last: _Draft | None) -> _Draft | None:
    found = _ARTICLE.fullmatch(line)
    if found is None:
        return None
    number, inserted = _integer(found[1]), _integer(found[2]) if found[2] else 0
    if not _follows(number, inserted, last):
        return None
    is_next = last is None or inserted or number == last.number + 1
    if not found["gap"] and (not is_next or _REFERENCE.match(found["rest"])):
        return None
    label = f"第{found[1]}条" + (f"之{found[2]}" if found[2] else "")
    return _Draft(number, inserted, label, "", [found["rest"]] if found["rest"] else [])


def _follows(number: int, inserted: int, last: _Draft | None) -> bool:
    if last is None:
        return inserted == 0
    if inserted:
        return number == last.number and inserted == last.inserted + 1
    return number > last.number


def _looks_like_article(line: str) -> bool:
    found = _ARTICLE.fullmatch(line)
    return bool(found and found["gap"] and found["rest"])


def _is_division(line: str) -> bool:
    return bool(_DIVISION.fullmatch(line)) and len(line) <= 60


def _finish(draft: _Draft) -> Article:
    return Article(draft.number, draft.inserted, draft.label, draft.division, tuple(_paragraphs(draft.lines)))


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    """Put items under the paragraph that introduces them; a line after items opens the next paragraph."""
    text, items = "", list[Item]()
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found is not None and _integer(found[1]) == len(items) + 1:
            items.append(Item(_integer(found[1]), line))
            continue
        if text or items:
            yield Paragraph(text, tuple(items))
        text, items = line, []
    if text or items:
        yield Paragraph(text, tuple(items))


def _integer(numeral: str) -> int:
    return numeral_to_int(numeral)


def _lines(items: tuple[Item, ...]) -> str:
    return "\n".join(item.text for item in items)


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One citable piece of a law under its key."""

    key: str
    label: str
    text: str


def clause_texts(code: str, law: ParsedLaw) -> Iterator[ClauseText]:
    """Return every citable piece of a law in order, each under the key that mirrors its citation.

    ``code#34`` is 第三十四条, ``code#22.2`` its second paragraph (a key of its own only where there are several),
    ``code#31.1(6)`` the sixth item of the first paragraph, ``code#120-1`` 第一百二十条之一.
    """
    for article in law.articles:
        key = f"{code}#{article.place}"
        yield ClauseText(key, article.label, article.text)
        is_single = len(article.paragraphs) == 1
        for number, paragraph in enumerate(article.paragraphs, start=1):
            place = f"{key}.{number}"
            label = article.label if is_single else f"{article.label}第{int_to_numeral(number)}款"
            if not is_single:
                yield ClauseText(place, label, paragraph.whole)
            for item in paragraph.items:
                name = f"{label}第{int_to_numeral(item.number)}项"
                yield ClauseText(f"{place}({item.number})", name, item.text)


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
