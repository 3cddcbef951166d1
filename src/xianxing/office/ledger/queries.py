"""Timelines, and the check that nothing was altered, removed or reordered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.translation import gettext as _

from xianxing.office.duty import verbs
from xianxing.office.ledger.chain import GENESIS, Link, link_hash, seal_digest
from xianxing.office.ledger.models import Entry, Head, SealedValue


class FaultKind(Enum):
    """What is wrong with the chain at one place."""

    ALTERED = "altered"
    REMOVED = "removed"
    REORDERED = "reordered"
    SEAL_ALTERED = "seal_altered"


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken place: the sequence number where it shows, and what was found in words."""

    sequence: int
    kind: FaultKind
    message: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline, ready to show."""

    at: object
    actor: str
    wording: str
    verb: str
    changes: list[dict[str, str]]
    reason: str
    clauses: list[str]
    sequence: int


def timeline_of(object_type: str, object_id: int) -> models.QuerySet[Entry]:
    """Return the entries of one object, oldest first."""
    return Entry.objects.filter(object_type=object_type, object_id=object_id).order_by("sequence")


def timeline(obj: models.Model) -> models.QuerySet[Entry]:
    """Return the entries of one object, oldest first."""
    return timeline_of(obj._meta.label_lower, obj.pk)


def lines(entries: models.QuerySet[Entry]) -> list[Line]:
    """Return the entries as lines with the wording of their verbs; of sealed fields only that they changed."""
    wordings = verbs()
    return [
        Line(
            at=entry.at,
            actor=entry.actor_name,
            wording=str(wordings.get(entry.verb, entry.verb)),
            verb=entry.verb,
            changes=[_shown(change) for change in entry.changes],
            reason=entry.reason,
            clauses=entry.clauses,
            sequence=entry.sequence,
        )
        for entry in entries
    ]


def verify(report: Callable[[int], None] | None = None) -> tuple[Fault, ...]:
    """Return every fault of the chain in order; empty when it is whole.

    ``report`` is told the number of entries checked, every thousand.
    """
    return tuple(_chain_faults(report)) + tuple(_seal_faults())


def _shown(change: dict[str, str]) -> dict[str, str]:
    if "sealed" in change:
        return {"field": change["field"], "before": "", "after": _("（已更改，内容保密）")}
    return change


def _chain_faults(report: Callable[[int], None] | None) -> Iterator[Fault]:
    expected, previous = 1, GENESIS
    last_at = None
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence > expected:
            yield Fault(expected, FaultKind.REMOVED, _missing(expected, entry.sequence - 1))
        computed = link_hash(_link(entry))
        if computed != entry.hash:
            text = _("第 %(n)s 条的内容与其校验值不符：此条被改动过") % {"n": entry.sequence}
            yield Fault(entry.sequence, FaultKind.ALTERED, text)
        elif entry.sequence == expected and entry.previous_hash != previous:
            text = _("第 %(n)s 条没有接在前一条之后：顺序被调换或前一条被改写") % {"n": entry.sequence}
            yield Fault(entry.sequence, FaultKind.REORDERED, text)
        expected, previous, last_at = entry.sequence + 1, entry.hash, entry.at
        if report and entry.sequence % 1000 == 0:
            report(entry.sequence)
    yield from _head_faults(expected - 1, previous if last_at else GENESIS)


def _head_faults(last: int, last_hash: str) -> Iterator[Fault]:
    head = Head.objects.first() or Head()
    if head.sequence > last:
        yield Fault(last + 1, FaultKind.REMOVED, _missing(last + 1, head.sequence))
    elif head.sequence < last or head.hash != last_hash:
        text = _("链尾记录与最后一条（第 %(n)s 条）不符：链尾被改写") % {"n": last}
        yield Fault(last, FaultKind.ALTERED, text)


def _missing(first: int, last: int) -> str:
    if first == last:
        return _("缺少第 %(n)s 条：此条被删除") % {"n": first}
    return _("缺少第 %(first)s 至 %(last)s 条：这些条目被删除") % {"first": first, "last": last}


def _seal_faults() -> Iterator[Fault]:
    for sealed in SealedValue.objects.iterator(chunk_size=2000):
        if seal_digest(sealed.salt, sealed.value) != sealed.digest:
            text = _("%(type)s %(id)s 的保密内容与其校验值不符：内容被改动过")
            text = text % {"type": sealed.subject_type, "id": sealed.subject_id}
            yield Fault(0, FaultKind.SEAL_ALTERED, text)


def _link(entry: Entry) -> Link:
    return Link(**{name: getattr(entry, name) for name in Link.__slots__})
