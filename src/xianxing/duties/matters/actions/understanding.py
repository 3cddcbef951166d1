"""The job that reads new matters: topic, kind, urgency, place and look-alikes, all as suggestions.

Running it twice gives the same rows. An accusation is the one thing acted on at once: it is restricted, because
showing it to the wrong reader cannot be taken back.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.minds import Mind, current_mind, grouping_message
from xianxing.duties.matters.actions.protecting import restrict_matter
from xianxing.duties.matters.actions.renewing import renew_issues
from xianxing.duties.matters.engine import Kind
from xianxing.duties.matters.models import Link, LinkRelation, Matter, MatterKind, Risk, TopicState
from xianxing.duties.matters.permissions import visible_matters
from xianxing.engines import grouping, triage
from xianxing.engines.triage.types import Message, Verdict
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.ledger.actions import SYSTEM, writing
from xianxing.office.notices.actions import notify, touch

CHUNK = 200
LOOK_ALIKES = 5
TOLD_SINGLY = 3
KINDS = {
    triage.Kind.SUGGESTION: Kind.SUGGESTION,
    triage.Kind.ACCUSATION: Kind.ACCUSATION,
    triage.Kind.APPEAL: Kind.APPEAL,
    triage.Kind.INQUIRY: Kind.INQUIRY,
    triage.Kind.HELP: Kind.HELP,
    triage.Kind.COMPLAINT: Kind.COMPLAINT,
}
SETTLED_BY_PEOPLE = ("topic_state", "kind_confirmed", "is_restricted", "risk", "place")
TOPIC_STATES = {"auto": TopicState.AUTO, "suggest": TopicState.SUGGESTED, "ask": TopicState.ASKED}


def understand_matters(payload: Mapping[str, Any]) -> None:
    """Read the matters named in the payload that were not read yet, oldest first, a chunk a transaction."""
    now = timezone.now()
    ids = sorted(payload["matters"])
    if Matter.objects.filter(pk__in=ids, understood_at__isnull=True).exists():
        _understand_all(ids, now=now, report=_silent)
        renew_issues(now=now)


def understand_waiting(*, now: datetime, report: Callable[[int, int], None]) -> int:
    """Read every matter that was not read yet and return how many there were; for the command."""
    waiting = Matter.objects.filter(understood_at__isnull=True)
    ids = list(waiting.order_by("id").values_list("pk", flat=True))
    _understand_all(ids, now=now, report=report)
    return len(ids)


def understand_chunk(ids: Sequence[int], *, mind: Mind, now: datetime) -> None:
    """Read some matters and keep what was found; what a person decided meanwhile stays."""
    unread = Matter.objects.filter(pk__in=ids, understood_at__isnull=True)
    matters = list(unread.select_related("entry").order_by("received_at", "id"))
    messages = [Message(matter.title, matter.entry.text) for matter in matters]
    verdicts = mind.triage.classify_many(messages)
    accusations = set()
    for matter, message, verdict in zip(matters, messages, verdicts, strict=True):
        _note_topic(matter, verdict)
        if _note_kind(matter, message) == Kind.ACCUSATION:
            accusations.add(matter.pk)
        _note_urgency(matter, message)
        matter.place = matter.place or _place(matter)
        matter.understood_at = now
    free = [matter for matter in matters if matter.pk not in accusations and not matter.is_restricted]
    links = _without_restricted([link for matter in free for link in _look_alikes(mind, matter)])
    with writing():
        kept = _keep_all(matters, now)
        Link.objects.bulk_create(
            [link for link in links if link.matter_id in kept], batch_size=CHUNK, ignore_conflicts=True
        )
        accused = Matter.objects.filter(pk__in=accusations & kept, kind_confirmed=False)
        told = []
        for matter in accused.select_related("entry").order_by("id"):
            restrict_matter(actor=SYSTEM, matter=matter, now=now)
            told.append(matter.pk)
        _tell_heads(told, now)
        touch("matters", now)


def _understand_all(ids: Sequence[int], *, now: datetime, report: Callable[[int, int], None]) -> None:
    mind = current_mind(now)
    for start in range(0, len(ids), CHUNK):
        understand_chunk(ids[start : start + CHUNK], mind=mind, now=now)
        report(min(start + CHUNK, len(ids)), len(ids))


def _silent(_done: int, _total: int) -> None:
    pass


def _keep_all(matters: Sequence[Matter], now: datetime) -> set[int]:
    """Save what was read, and return the ids; what another process read first is left alone."""
    unread = Matter.objects.filter(pk__in=[matter.pk for matter in matters], understood_at__isnull=True)
    present = {matter.pk: matter for matter in unread.only(*SETTLED_BY_PEOPLE)}
    for matter in matters:
        if matter.pk in present:
            found = _found(matter, present[matter.pk])
            Matter.objects.filter(pk=matter.pk).update(understood_at=now, **found)
    return set(present)


def _found(matter: Matter, present: Matter) -> dict[str, Any]:
    """Return the fields that no person has settled since the matter was looked at."""
    found: dict[str, Any] = {}
    if present.topic_state != TopicState.CONFIRMED:
        found |= {
            "topic": matter.topic,
            "topic_state": matter.topic_state,
            "topic_scores": matter.topic_scores,
        }
    if not present.kind_confirmed and not present.is_restricted:
        found["kind"] = matter.kind
    if present.risk == Risk.GREEN:
        found["risk"] = matter.risk
    if not present.place:
        found["place"] = matter.place
    return found


def _note_topic(matter: Matter, verdict: Verdict) -> None:
    if matter.topic_state == TopicState.CONFIRMED:
        return
    matter.topic_scores = [[scored.label, round(scored.confidence, 4)] for scored in verdict.labels]
    matter.topic_state = TOPIC_STATES[verdict.decision]
    matter.topic = verdict.labels[0].label if verdict.labels and matter.topic_state == TopicState.AUTO else ""


def _note_kind(matter: Matter, message: Message) -> Kind | None:
    if matter.kind_confirmed:
        return None
    found = triage.suggest_kind(message).kind
    if found is None:
        return None
    matter.kind = MatterKind(KINDS[found])
    return KINDS[found]


def _note_urgency(matter: Matter, message: Message) -> None:
    if matter.risk == Risk.GREEN and triage.urgency_cues(message):
        matter.risk = Risk.YELLOW


def _place(matter: Matter) -> str:
    found = grouping.find_places(matter.title, matter.entry.text)
    return "".join([*found.districts[:1], *found.sites[:1]])[:100]


def _look_alikes(mind: Mind, matter: Matter) -> list[Link]:
    message = grouping_message(matter)
    if message.id in mind.index:
        suggestions = mind.index.suggest(message, LOOK_ALIKES)
    else:
        suggestions = mind.index.take(message, LOOK_ALIKES)
    return [_link(matter, suggestion) for suggestion in suggestions]


def _without_restricted(links: Sequence[Link]) -> list[Link]:
    """Return the links to matters that are not restricted: one that became so may still be in the index."""
    others = {link.other_id for link in links}
    open_to_all = set(Matter.objects.filter(pk__in=others, is_restricted=False).values_list("pk", flat=True))
    return [link for link in links if link.other_id in open_to_all]


def _link(matter: Matter, suggestion: grouping.Suggestion) -> Link:
    return Link(
        matter=matter,
        other_id=int(suggestion.id),
        relation=LinkRelation(suggestion.relation.value),
        similarity=suggestion.similarity,
        preticked=suggestion.pre_ticked,
        reasons=[reason.text for reason in suggestion.reasons],
    )


def _tell_heads(ids: Sequence[int], now: datetime) -> None:
    """Tell each head of the accusations that it may see: a few one by one, many in one line."""
    for head in accounts_with(Role.HEAD, on=timezone.localdate(now)):
        seen = list(visible_matters(head).filter(pk__in=ids).order_by("id"))
        if len(seen) > TOLD_SINGLY:
            text = _("%(n)s 件来件疑似检举控告，已限定知悉范围，请确认类别") % {"n": len(seen)}
            _tell(head, text, "/matters/?tab=open&kind=accusation", seen[0], now)
            continue
        for matter in seen:
            text = _("%(number)s 疑似检举控告，已限定知悉范围，请确认类别") % {"number": matter.number}
            _tell(head, text, f"/matters/{matter.pk}/", matter, now)


def _tell(head: Account, text: str, url: str, matter: Matter, now: datetime) -> None:
    notify(head, text=text, url=url, obj=matter, group_key="matters.accusation", now=now)
