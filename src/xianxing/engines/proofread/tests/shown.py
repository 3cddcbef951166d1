"""Findings in the short form that the tests compare."""

from collections.abc import Iterable

from xianxing.engines.proofread import Finding

Short = tuple[str, tuple[str, ...]]


def short(findings: Iterable[Finding]) -> list[Short]:
    """What was found wrong and what was suggested, in order."""
    return [(finding.wrong, finding.suggestions) for finding in findings]


def points_at(text: str, findings: Iterable[Finding]) -> bool:
    """Whether each finding's place holds what it says is wrong."""
    return all(text[each.start : each.end] == each.wrong for each in findings)
