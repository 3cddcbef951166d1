"""A worker's mind for the tests: the classifier is built once a run, the index is empty for each test."""

from datetime import datetime

from xianxing.duties.matters.actions import minds
from xianxing.duties.matters.actions.minds import Mind, current_mind

_built: list[Mind] = []


def fresh_mind(now: datetime) -> Mind:
    """Return this process's mind as it is after a start."""
    minds.forget_minds()
    if _built:
        minds._minds[:] = [Mind(_built[0].triage, _built[0].topics_sha256, 0)]
    mind = current_mind(now)
    if not _built:
        _built.append(Mind(mind.triage, mind.topics_sha256, 0))
    return mind
