"""Words that are wrong wherever they stand: the errors that dictionaries of errors list."""

import re
from collections.abc import Iterator, Mapping
from importlib import resources


def load_errors() -> dict[str, str]:
    """Each wrong form with the right one of equal length. Source: this project's own list."""
    text = resources.files(__package__).joinpath("known_errors.txt").read_text(encoding="utf-8")
    return dict(line.split(" ") for line in text.splitlines())


def error_pattern(errors: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern for all wrong forms, the longest first. Source: this project's own list."""
    return re.compile("|".join(sorted(map(re.escape, errors), key=lambda each: (-len(each), each))))


def find(line: str, errors: Mapping[str, str], pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Where the characters that differ stand in one line, and what should stand there.

    Source: this project's own list.
    """
    for mark in pattern.finditer(line):
        wrong, right = mark[0], errors[mark[0]]
        differ = [at for at, (one, other) in enumerate(zip(wrong, right, strict=True)) if one != other]
        yield mark.start() + differ[0], right[differ[0] : differ[-1] + 1]
