"""Which characters a font file can draw."""

import struct
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The characters of a font as spans of code points, both ends included, in rising order."""

    spans: tuple[Span, ...]

    def __contains__(self, character: str) -> bool:
        at = bisect_right(self.spans, (ord(character), 0x110000)) - 1
        return at >= 0 and self.spans[at][0] <= ord(character) <= self.spans[at][1]


def read_coverage(path: Path, index: int = 0) -> Coverage:
    """The characters that face `index` of a font file has a glyph for; none for a file without a character map.

    Source: OpenType 1.9, `cmap` formats 4 and 12.
    """
    with path.open("rb") as file:
        content = file.read()
    offset = struct.unpack_from(">I", content, 12 + 4 * index)[0] if content[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", content, offset + 4)[0]
    for at in range(offset + 12, offset + 12 + 16 * tables, 16):
        tag, _, start, _ = struct.unpack_from(">4sIII", content, at)
        if tag == b"cmap":
            return Coverage(_map_spans(content, start))
    return Coverage(())


def _map_spans(content: bytes, start: int) -> tuple[Span, ...]:
    count = struct.unpack_from(">H", content, start + 2)[0]
    offsets = {struct.unpack_from(">I", content, start + 8 + 8 * each)[0] for each in range(count)}
    spans: set[Span] = set()
    for offset in offsets:
        format_number = struct.unpack_from(">H", content, start + offset)[0]
        if format_number == 12:
            spans.update(_groups(content, start + offset))
        elif format_number == 4:
            spans.update(_segments(content, start + offset))
    return _joined(sorted(spans))


def _groups(content: bytes, start: int) -> list[Span]:
    count = struct.unpack_from(">I", content, start + 12)[0]
    words = struct.unpack_from(f">{3 * count}I", content, start + 16)
    return [
        (first, last)
        for first, last, glyph in zip(words[::3], words[1::3], words[2::3], strict=True)
        if glyph or last > first
    ]


def _segments(content: bytes, start: int) -> list[Span]:
    """Spans of a format 4 table; a code point that leads to glyph 0 is not drawn."""
    half = struct.unpack_from(">H", content, start + 6)[0] // 2
    ends = struct.unpack_from(f">{half}H", content, start + 14)
    starts = struct.unpack_from(f">{half}H", content, start + 16 + 2 * half)
    deltas = struct.unpack_from(f">{half}H", content, start + 16 + 4 * half)
    base = start + 16 + 6 * half
    ranges = struct.unpack_from(f">{half}H", content, base)
    spans: list[Span] = []
    for at in range(half):
        if ranges[at] == 0:
            hole = -deltas[at] & 0xFFFF
            spans.extend(_without(starts[at], ends[at], hole))
            continue
        place = base + 2 * at + ranges[at]
        glyphs = (
            struct.unpack_from(f">{ends[at] - starts[at] + 1}H", content, place) if ends[at] != 0xFFFF else ()
        )
        spans.extend((starts[at] + step, starts[at] + step) for step, glyph in enumerate(glyphs) if glyph)
    return spans


def _without(first: int, last: int, hole: int) -> list[Span]:
    if not first <= hole <= last:
        return [(first, last)]
    return [span for span in ((first, hole - 1), (hole + 1, last)) if span[0] <= span[1]]


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for first, last in spans:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)
