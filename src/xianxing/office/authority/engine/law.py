"""A law as data: articles, paragraphs, items, and the keys under which they are cited. Pure.

Source: 立法法 第六十五条 (编、章、节、条、款、项、目).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from xianxing.text.numerals import int_to_numeral


@dataclass(frozen=True, slots=True)
class Item:
    """One item （项） with its number; the points （目） below it are lines of its text."""

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
        items = [item.text for item in self.items]
        return "\n".join([self.text, *items] if self.text else items)


@dataclass(frozen=True, slots=True)
class Article:
    """One article （条）. ``inserted`` is the number after 之, 0 when there is none.

    ``division`` is the nearest heading above it, ``path`` all of them from 编 to 节.
    """

    number: int
    inserted: int
    label: str
    division: str
    paragraphs: tuple[Paragraph, ...]
    path: tuple[str, ...] = ()

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


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One citable piece of a law under its key."""

    key: str
    label: str
    text: str


def article_label(number: int, inserted: int) -> str:
    """Return how an article is written: 第一百二十条之一.

    Source: 立法技术规范（试行）（一）.
    """
    return f"第{int_to_numeral(number)}条" + (f"之{int_to_numeral(inserted)}" if inserted else "")


def clause_texts(code: str, law: ParsedLaw) -> Iterator[ClauseText]:
    """Return every citable piece of a law in order, each under the key that mirrors its citation.

    ``code#34`` is 第三十四条, ``code#22.2`` its second paragraph (a key of its own only where there are several),
    ``code#31.1(6)`` the sixth item of the first paragraph, ``code#120-1`` 第一百二十条之一.

    Source: 立法法 第六十五条.
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
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits.

    Source: FIPS 180-4.
    """
    return hashlib.sha256(text.encode()).hexdigest()
