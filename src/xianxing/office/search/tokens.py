"""What goes into the full-text index and what is asked of it. Pure.

A text is a row of runs: Chinese runs, and runs of other letters and digits. The index holds the
overlapping pairs of each Chinese run in order, then for each row of other runs an *edge*: the one Chinese
character before it, the runs, and the one after it (信 2026 12 号). A Chinese word is asked as the phrase
of its pairs, a mixed one (信〔2026〕12号, 12345热线) also as the phrase of its edges, so neighbours must be
neighbours in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from xianxing.text import bigrams, normalise
from xianxing.text.bigrams import pairs

LONGEST_QUERY = 200
MOST_PHRASES = 40
LONGEST_TOKEN = 100

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_AUDIENCE = re.compile(r"([a-z]+)(?::(\d+))?")

Phrase = tuple[str, ...]
"""Tokens that must stand one behind the other."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring runs of one script."""

    is_han: bool
    runs: tuple[str, ...]


def index_tokens(text: str) -> list[str]:
    """Return the tokens to index, in the order that phrases rely on; single characters come last."""
    stretches = _stretches(text)
    paired = [
        token for stretch in stretches if stretch.is_han for run in stretch.runs for token in pairs(run)
    ]
    edges = [token for edge in _edges(stretches) for token in edge]
    singles = {
        character for stretch in stretches if stretch.is_han for run in stretch.runs for character in run
    }
    return [token[:LONGEST_TOKEN] for token in (*paired, *edges, *sorted(singles))]


def query_phrases(query: str) -> tuple[Phrase, ...]:
    """Return the phrases that a text must hold, all of them; none when there is nothing to ask.

    Words stand apart by white space. Only letters and digits remain, so no operator can get in; what is
    longer than ``LONGEST_QUERY`` characters is cut.
    """
    found: dict[Phrase, None] = {}
    for word in normalise(query[:LONGEST_QUERY]).split():
        stretches = _stretches(word)
        for phrase in (*_words(stretches), *_edges(stretches)):
            found[tuple(token[:LONGEST_TOKEN] for token in phrase)] = None
    return tuple(found)[:MOST_PHRASES]


def audience_token(audience: str) -> str:
    """Return the index token of an audience: ``organ:12`` gives ``organ12``.

    Raises:
        ValueError: not of the form ``word`` or ``word:number``.
    """
    found = _AUDIENCE.fullmatch(audience)
    if found is None:
        raise ValueError(f"检索范围 {audience!r} 不合规定；应形如 office 或 organ:12")
    return found[1] + (found[2] or "")


def _stretches(text: str) -> list[_Stretch]:
    runs = _RUN.findall(normalise(text).lower())
    return [
        _Stretch(is_han, tuple(members))
        for is_han, members in groupby(runs, lambda run: bool(_IS_HAN.match(run)))
    ]


def _words(stretches: list[_Stretch]) -> Iterator[Phrase]:
    """Chinese runs; a single character only where no edge holds it."""
    for stretch in stretches:
        if stretch.is_han:
            yield from (tuple(bigrams(run)) for run in stretch.runs if len(run) > 1 or len(stretches) == 1)


def _edges(stretches: list[_Stretch]) -> Iterator[Phrase]:
    for at, stretch in enumerate(stretches):
        if not stretch.is_han:
            before = stretches[at - 1].runs[-1][-1:] if at else ""
            after = stretches[at + 1].runs[0][:1] if at + 1 < len(stretches) else ""
            yield tuple(token for token in (before, *stretch.runs, after) if token)
