"""What the machine knows, kept in the worker process and rebuilt from the database when it is stale.

The web process never imports this module: the classifier's libraries take seconds to load.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from xianxing.duties.matters.actions.labels import seed_topics
from xianxing.duties.matters.grouped import MEMORY_DAYS
from xianxing.duties.matters.models import LearnedTopics, Matter, Topic, TopicState
from xianxing.engines import grouping
from xianxing.engines.triage.errors import StateError
from xianxing.engines.triage.taxonomy import Taxonomy
from xianxing.engines.triage.triage import Triage
from xianxing.engines.triage.types import Confirmation, Message
from xianxing.office.ledger.actions import SYSTEM

LEARN_EVERY = 20
MOST_CONFIRMATIONS = 5000
OVERLAP = 1000
READ_AT_ONCE = 500


@dataclass(slots=True)
class Mind:
    """The classifier and the index of earlier messages of one worker process."""

    triage: Triage
    topics_sha256: str
    taught: int
    index: grouping.Index = field(default_factory=grouping.Index)
    newest: int = 0
    """The highest id that was looked at for the index."""


_minds: list[Mind] = []


def current_mind(now: datetime) -> Mind:
    """Return this process's mind, built or taught anew where the office's labels or confirmations moved on."""
    rows = _topics(now)
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()
    if not _minds or _minds[0].topics_sha256 != digest:
        _minds[:] = [_build(rows, digest)]
    mind = _minds[0]
    _catch_up(mind, now)
    count = Matter.objects.filter(topic_state=TopicState.CONFIRMED).count()
    if count - mind.taught >= LEARN_EVERY:
        mind.triage = mind.triage.learn(_confirmations(mind.triage.names))
        mind.taught = count
        _keep(mind, now)
    return mind


def forget_minds() -> None:
    """Drop what this process knows; the next question builds it again."""
    _minds.clear()


def grouping_message(matter: Matter) -> grouping.Message:
    """Return a matter as the grouping engine reads it; senders are compared by their key, never by name."""
    entry = matter.entry
    return grouping.Message(
        id=str(matter.pk),
        time=matter.received_at,
        title=matter.title,
        text=entry.text,
        complainant=entry.sender_key or None,
    )


def _build(rows: Iterable[tuple[str, str, str]], digest: str) -> Mind:
    kept = LearnedTopics.objects.filter(topics_sha256=digest).order_by("-id").first()
    triage, taught = _restored(kept) if kept else (None, 0)
    return Mind(triage or Triage(Taxonomy(rows)), digest, taught)


def _topics(now: datetime) -> list[tuple[str, str, str]]:
    rows = Topic.objects.values_list("first", "second", "third")
    if not rows.exists():
        seed_topics(actor=SYSTEM, now=now)
    return list(rows.all())


def _catch_up(mind: Mind, now: datetime) -> None:
    """Put into the index what other processes read since; some ids back, because they do not end in order."""
    since = now - timedelta(days=MEMORY_DAYS)
    known = Matter.objects.filter(created_at__gte=since, is_restricted=False, understood_at__isnull=False)
    ids = list(known.filter(pk__gt=mind.newest - OVERLAP).order_by("id").values_list("pk", flat=True))
    missing = [pk for pk in ids if str(pk) not in mind.index]
    for start in range(0, len(missing), READ_AT_ONCE):
        rows = known.filter(pk__in=missing[start : start + READ_AT_ONCE]).select_related("entry")
        mind.index.add_all(grouping_message(matter) for matter in rows.order_by("id"))
    mind.newest = max(mind.newest, ids[-1]) if ids else mind.newest


def _restored(kept: LearnedTopics) -> tuple[Triage | None, int]:
    try:
        return Triage.from_bytes(bytes(kept.state)), kept.confirmations
    except StateError:
        return None, 0


def _confirmations(names: Iterable[str]) -> list[Confirmation]:
    known = set(names)
    confirmed = Matter.objects.filter(topic_state=TopicState.CONFIRMED, topic__in=known)
    rows = confirmed.order_by("-updated_at").values_list("title", "entry__text", "topic")[:MOST_CONFIRMATIONS]
    return [Confirmation(Message(title, text), topic) for title, text, topic in rows]


def _keep(mind: Mind, now: datetime) -> None:
    LearnedTopics.objects.update_or_create(
        topics_sha256=mind.topics_sha256,
        defaults={"state": mind.triage.to_bytes(), "confirmations": mind.taught, "learned_at": now},
    )
