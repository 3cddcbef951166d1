"""Places and what they belong to, against the table given."""

import re
from collections.abc import Iterator, Sequence

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found
from xianxing.engines.proofread.tables import Place

_SOURCE = "给定的行政区划表"


def find(text: str, places: Sequence[Place]) -> Iterator[Finding]:
    """Places that follow a parent which is not theirs, in one paragraph. Source: the table given."""
    parents: dict[str, set[str]] = {}
    for place in places:
        parents.setdefault(place.name, set()).add(place.parent)
    if not parents:
        return
    known = {parent for each in parents.values() for parent in each}
    names = "|".join(sorted(map(re.escape, known | parents.keys()), key=len, reverse=True))
    for pair in re.finditer(rf"(?=({names})({names}))", text):
        before, name = pair[1], pair[2]
        if name in parents and before in known and not _belongs(name, before, parents):
            right = sorted(parents[name])
            rule = Rule(f"{name}属于{'、'.join(right)}，不属于{before}", _SOURCE)
            yield found(text, pair.start(1), pair.end(1), Kind.PLACE, rule, *right, confidence=0.85)


def _belongs(name: str, above: str, parents: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    ask = [name]
    while ask:
        for parent in parents.get(ask.pop(), set()) - seen:
            if parent == above:
                return True
            seen.add(parent)
            ask.append(parent)
    return False
