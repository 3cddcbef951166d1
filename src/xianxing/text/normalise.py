"""One normal form for text that arrives from forms, spreadsheets, scans and web pages."""

import html
import re
import unicodedata

_KEPT = "！（），：；？～…²³"
"""NFKC would turn Chinese punctuation into ASCII and 10² into 102."""

_KEPT_RUN = re.compile(rf"([{_KEPT}\u2460-\u24ff\u3200-\u32ff]+)")
"""Circled and bracketed numbers stay as they are: ①2人 must not become 12人."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&nbsp(?![A-Za-z0-9])")
_LINE_END = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINE_EDGE = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")
_NOT_MATCHED = re.compile(r"(?P<point>(?<=\d)\.(?=\d))|[\W_]+")


def normalise(text: str) -> str:
    """Text in the product's normal form; normalising it again changes nothing.

    Full-width letters and digits become half-width, compatibility characters their plain form
    (㎡ becomes m2), HTML entities their character; invisible characters go; white space becomes single
    spaces, line ends ``\\n`` with at most one blank line. Chinese punctuation and circled numbers stay.

    Source: Unicode Standard Annex 15, form NFKC, with the exceptions of `_KEPT`.
    """
    previous = None
    while previous != text:
        previous = text
        text = _normalise_once(text)
    return text


def fold(text: str) -> str:
    """The text as a key for matching: normal form, case folded, without spaces and punctuation.

    A point between two digits stays, so that 3.5 and 35 remain apart.
    """
    return _NOT_MATCHED.sub(r"\g<point>", normalise(normalise(text).casefold()))


def _normalise_once(text: str) -> str:
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    parts = _KEPT_RUN.split(text)
    parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
    text = "".join(parts)
    text = _LINE_END.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text)
    text = _LINE_EDGE.sub("\n", text)
    return _BLANK_LINES.sub("\n\n", text).strip()
