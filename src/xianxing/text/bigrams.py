"""Search tokens for Chinese that both SQLite FTS5 and PostgreSQL `tsvector('simple')` can index.

Neither database cuts Chinese into words. Overlapping pairs of characters let every word of two or more
characters be found; single characters stand behind the pairs so that a one-character query is found too.
"""

import re

from xianxing.text.normalise import normalise

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")


def bigrams(text: str) -> list[str]:
    """Search tokens in text order: overlapping pairs of each Chinese run, other letters and digits whole.

    A Chinese run of one character gives that character. Tokens are lower case, letters and digits only.
    """
    return [token for run in _runs(text) for token in pairs(run)]


def index_form(text: str) -> str:
    """What to store in a full-text column: the pairs in order, then each distinct Chinese character."""
    runs = _runs(text)
    singles = sorted({character for run in runs if _IS_HAN.match(run) for character in run})
    return " ".join([token for run in runs for token in pairs(run)] + singles)


def query_form(text: str) -> str:
    """What to ask of a full-text column filled by `index_form`: tokens that must all be present.

    It holds no operator and no quote, so it goes as it is into FTS5 `MATCH` (all of the words) and into
    `plainto_tsquery('simple', ...)`. Empty when the text has no letter and no digit: nothing to ask.
    """
    return " ".join(dict.fromkeys(bigrams(text)))


def _runs(text: str) -> list[str]:
    return _RUN.findall(normalise(text).lower())


def pairs(run: str) -> list[str]:
    """The overlapping pairs of one run of Chinese characters; a single character or another run whole."""
    if len(run) == 1 or not _IS_HAN.match(run):
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)]
