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

CHUNK = 8_000
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
    findings = [finding for part in stream(text, speller=speller, tables=tables) for finding in part.findings]
    findings.sort(key=lambda each: (each.start, each.end, each.kind))
    return Report(text, apply(text, findings), tuple(findings))


def stream(text: str, *, speller: Speller, tables: Tables = NO_TABLES) -> Iterator[Progress]:
    """The same findings part by part, lines first and the families of the whole document last.

    Source: DESIGN section 3.
    """
    start = 0
    for lines in _chunks(text):
        found = list(_read_lines(lines, start, speller, tables))
        start += sum(len(line) + 1 for line in lines)
        yield Progress(min(start, len(text)), len(text), tuple(_allowed(text, found, tables)))
    whole = [each for kind, find in _BY_DOCUMENT if kind not in tables.off for each in find(text)]
    if Kind.WASHED not in tables.off:
        whole += washed.find(text, speller)
    yield Progress(len(text), len(text), tuple(_allowed(text, whole, tables)))


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


def _chunks(text: str) -> Iterator[list[str]]:
    chunk: list[str] = []
    size = 0
    for line in text.split("\n"):
        chunk.append(line)
        size += len(line) + 1
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _read_lines(lines: Sequence[str], start: int, speller: Speller, tables: Tables) -> Iterator[Finding]:
    starts = [start]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for kind, find in _BY_MODEL:
        if kind not in tables.off:
            for at, found in zip(starts, find(lines, speller), strict=False):
                yield from (each.moved(at) for each in found)
    for kind, check in _BY_LINE:
        if kind not in tables.off:
            for at, line in zip(starts, lines, strict=False):
                yield from (each.moved(at) for each in check(line, tables))


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
