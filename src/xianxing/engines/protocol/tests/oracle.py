"""A slow, independent order of strokes: it reads the data anew and compares two names at a time."""

from collections.abc import Sequence
from importlib import resources


def read_rows(name: str) -> list[list[str]]:
    folder = resources.files("xianxing.engines.protocol.strokes")
    lines = folder.joinpath(name).read_text("utf-8").split("\n")
    return [line.split("\t") for line in lines if line and line[0] != "#"]


STROKES = {row[0]: row[1] for row in read_rows("strokes.tsv")}
TIED = [row[0] for row in read_rows("structure.tsv")]


def compare_characters(one: str, two: str) -> int:
    """-1, 0 or 1, as rules (a), (b), (c) say, one after the other."""
    first, second = STROKES[one], STROKES[two]
    if len(first) != len(second):
        return -1 if len(first) < len(second) else 1
    for left, right in zip(first, second, strict=True):
        if left != right:
            return -1 if "12345".index(left) < "12345".index(right) else 1
    for group in TIED:
        if one != two and one in group and two in group:
            return -1 if group.index(one) < group.index(two) else 1
    return 0


def compare_names(one: str, two: str, *, by_surname: bool) -> int:
    """-1, 0 or 1; rule (d): the next character, and by surname a blank for a single given name."""
    first, second = list(one), list(two)
    if by_surname:
        first = [one[0], "", one[1]] if len(one) == 2 else first
        second = [two[0], "", two[1]] if len(two) == 2 else second
    for left, right in zip(first, second, strict=False):
        if left == right:
            continue
        if "" in (left, right):
            return -1 if left == "" else 1
        found = compare_characters(left, right)
        if found:
            return found
    return (len(first) > len(second)) - (len(first) < len(second))


def slow_order(names: Sequence[str], *, by_surname: bool) -> list[str]:
    """Insertion sort that keeps equal names in the order given."""
    ordered: list[str] = []
    for name in names:
        at = len(ordered)
        while at and compare_names(name, ordered[at - 1], by_surname=by_surname) < 0:
            at -= 1
        ordered.insert(at, name)
    return ordered
