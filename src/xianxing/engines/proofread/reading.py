"""Reading a text: which family looks at what, in which order, and what is put into the corrected text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xianxing.engines.proofread.families import (
    citation,
    contradiction,
    listed,
    names,
    numbering,
    numbers,
    omission,
    pairing,
    particle,
    placeholder,
    places,
    punctuation,
    repetition,
    scraped,
    spelling,
    washed,
    wording,
)
from xianxing.engines.proofread.findings import Finding, Kind, Report
from xianxing.engines.proofread.language.speller import Speller
from xianxing.engines.proofread.tables import Tables

CHUNK = 4_000
"""Lines are read together until they hold this many characters."""

DOCUMENT_KINDS = frozenset({Kind.NUMBERING, Kind.CONTRADICTION, Kind.REPETITION, Kind.SCRAPED, Kind.WASHED})
"""Families that need the whole document; all others give the same for a text split at its line ends."""

_BY_MODEL: tuple[tuple[Kind, Callable[[Sequence[str], Speller], Iterator[list[Finding]]]], ...] = (
    (Kind.SPELLING, spelling.find),
    (Kind.OMISSION, omission.find),
    (Kind.WORDING, wording.find),
    (Kind.PARTICLE, particle.find),
)
_BY_LINE: tuple[tuple[Kind, Callable[[str, Tables], Iterator[Finding]]], ...] = (
    (Kind.OMISSION, lambda line, _: omission.doubled(line)),
    (Kind.PUNCTUATION, lambda line, _: punctuation.find(line)),
    (Kind.NUMBER, lambda line, _: numbers.find(line)),
    (Kind.PAIRING, lambda line, _: pairing.find(line)),
    (Kind.PLACEHOLDER, lambda line, _: placeholder.find(line)),
    (Kind.CITATION, lambda line, tables: citation.find(line, tables.laws)),
    (Kind.NAME, lambda line, tables: names.find(line, tables.organs, tables.holders)),
    (Kind.PLACE, lambda line, tables: places.find(line, tables.places)),
    (Kind.LISTED, lambda line, tables: listed.find(line, tables.listed or listed.STARTING_LIST)),
)
_BY_DOCUMENT: tuple[tuple[Kind, Callable[[str], Iterator[Finding]]], ...] = (
    (Kind.NUMBERING, numbering.find),
    (Kind.CONTRADICTION, contradiction.find),
    (Kind.REPETITION, repetition.find),
    (Kind.SCRAPED, scraped.find),
)

NO_TABLES = Tables()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading has come: code points read of all, and the findings of the part just read."""

    read: int
    total: int
    findings: tuple[Finding, ...]


def proofread(text: str, *, speller: Speller, tables: Tables = NO_TABLES) -> Report:
    """Every finding of a text in order of place, and the text with the sure ones applied.

    Source: DESIGN section 3; each finding names its own rule.
    """
    return proofread_many([text], speller=speller, tables=tables)[0]


def proofread_many(texts: Sequence[str], *, speller: Speller, tables: Tables = NO_TABLES) -> list[Report]:
    """The report of each text, as `proofread` gives it; many short texts together are read several times faster.

    Source: DESIGN section 3.
    """
    lines = [line for text in texts for line in text.split("\n")]
    by_line = iter([found for chunk in _chunks(lines) for found in _read_lines(chunk, speller, tables)])
    return [_report(text, by_line, speller, tables) for text in texts]


def stream(text: str, *, speller: Speller, tables: Tables = NO_TABLES) -> Iterator[Progress]:
    """The same findings part by part, lines first and the families of the whole document last.

    Source: DESIGN section 3.
    """
    start = 0
    for lines in _chunks(text.split("\n")):
        found = []
        for line, each in zip(lines, _read_lines(lines, speller, tables), strict=True):
            found += [finding.moved(start) for finding in each]
            start += len(line) + 1
        yield Progress(min(start, len(text)), len(text), tuple(_allowed(text, found, tables)))
    whole = _read_whole(text, speller, tables)
    yield Progress(len(text), len(text), tuple(_allowed(text, whole, tables)))


def _report(text: str, by_line: Iterator[list[Finding]], speller: Speller, tables: Tables) -> Report:
    findings, start = [], 0
    for line in text.split("\n"):
        findings += [finding.moved(start) for finding in next(by_line)]
        start += len(line) + 1
    allowed = [*_allowed(text, [*findings, *_read_whole(text, speller, tables)], tables)]
    allowed.sort(key=lambda each: (each.start, each.end, each.kind))
    return Report(text, apply(text, allowed), tuple(allowed))


def apply(text: str, findings: Sequence[Finding]) -> str:
    """The text with the first suggestion of each finding that `applies`; of two that overlap the first.

    Source: DESIGN section 3.
    """
    parts, at = [], 0
    for finding in findings:
        if finding.applies and finding.start >= at:
            parts += [text[at : finding.start], finding.suggestions[0]]
            at = finding.end
    return "".join((*parts, text[at:]))


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    size = 0
    for line in lines:
        chunk.append(line)
        size += len(line) + 1
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _read_lines(lines: Sequence[str], speller: Speller, tables: Tables) -> list[list[Finding]]:
    """What the families of single lines find in each line."""
    found: list[list[Finding]] = [[] for _ in lines]
    for kind, find in _BY_MODEL:
        if kind not in tables.off:
            for of_line, more in zip(found, find(lines, speller), strict=True):
                of_line.extend(more)
    for kind, check in _BY_LINE:
        if kind not in tables.off:
            for of_line, line in zip(found, lines, strict=True):
                of_line.extend(check(line, tables))
    return found


def _read_whole(text: str, speller: Speller, tables: Tables) -> list[Finding]:
    """What the families of whole documents find."""
    found = [each for kind, find in _BY_DOCUMENT if kind not in tables.off for each in find(text)]
    if Kind.WASHED not in tables.off:
        found += washed.find(text, speller)
    return found


def _allowed(text: str, findings: Sequence[Finding], tables: Tables) -> Iterator[Finding]:
    """The findings without those that touch a word the office has accepted."""
    spans = [span for word in tables.accepted for span in _spans(text, word)]
    for finding in findings:
        if not any(start < finding.end and finding.start < end for start, end in spans):
            yield finding


def _spans(text: str, word: str) -> Iterator[tuple[int, int]]:
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + 1)
