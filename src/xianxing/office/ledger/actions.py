"""The one way to write: one writer at a time, one entry for every verb."""

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from django.db import connection, models, transaction

from xianxing.office.duty import listeners, verbs
from xianxing.office.ledger.chain import Link, link_hash, seal_digest
from xianxing.office.ledger.models import Entry, Head, SealedValue

WRITER_LOCK = 20_260_901
"""The key of PostgreSQL's advisory lock that every write transaction takes."""


class Actor(Protocol):
    """Whoever does something: an account, the system, or the public."""

    @property
    def actor_id(self) -> int | None: ...

    @property
    def actor_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor without an account."""

    actor_name: str
    actor_id: int | None = None


SYSTEM = NamedActor("系统")
PUBLIC = NamedActor("来信人")


@dataclass(frozen=True, slots=True)
class Change:
    """One named field before and after. A private one is sealed: the chain holds only its digest."""

    field: str
    before: str
    after: str
    private: bool = False


@contextmanager
def writing() -> Iterator[None]:
    """Open a write transaction that no other write transaction runs beside.

    SQLite admits one writer by itself (its transactions begin IMMEDIATE); on PostgreSQL an advisory lock, held
    until the transaction ends, gives the same order. So numbers and the chain have no gap on either.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])
        yield


def record(
    verb: str,
    *,
    actor: Actor,
    obj: models.Model,
    now: datetime,
    label: str = "",
    changes: Sequence[Change] = (),
    reason: str = "",
    clauses: Sequence[str] = (),
) -> Entry:
    """Append one entry to the chain and tell the listeners of its verb, all in the caller's transaction.

    Raises:
        LookupError: no manifest names the verb.
        RuntimeError: called outside ``writing()``.
    """
    _require_place(verb)
    link = replace(
        _first_link(verb, actor=actor, obj=obj, now=now),
        object_label=(label or str(obj))[:200],
        changes=[_written(change, obj) for change in changes],
        reason=reason,
        clauses=list(clauses),
    )
    head = _lock_head()
    entry = _placed(head, link)
    entry.save(force_insert=True)
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save()
    for listener in listeners(verb):
        listener(entry)
    return entry


def record_many(
    verb: str, *, actor: Actor, objects: Sequence[models.Model], now: datetime, reason: str = ""
) -> list[Entry]:
    """Append one entry for each object to the chain, in order, with few queries; for imports.

    Listeners of the verb are told of each entry, as by ``record``.

    Raises:
        LookupError: no manifest names the verb.
        RuntimeError: called outside ``writing()``.
    """
    _require_place(verb)
    head = _lock_head()
    entries = []
    for obj in objects:
        link = _first_link(verb, actor=actor, obj=obj, now=now)
        entry = _placed(head, replace(link, reason=reason))
        head.sequence, head.hash = entry.sequence, entry.hash
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=200)
    head.save()
    for entry in entries:
        for listener in listeners(verb):
            listener(entry)
    return entries


def erase(*, actor: Actor, obj: models.Model, now: datetime, reason: str) -> int:
    """Erase the sealed texts about an object, record it, and return how many there were.

    The chain keeps their digests, so it still verifies (个人信息保护法 47).
    """
    count, _ = SealedValue.objects.filter(subject_type=obj._meta.label_lower, subject_id=obj.pk).delete()
    record("ledger.value.erased", actor=actor, obj=obj, now=now, reason=reason, label=f"{count}")
    return count


def _written(change: Change, obj: models.Model) -> dict[str, str]:
    if not change.private:
        return {"field": change.field, "before": change.before, "after": change.after}
    text = json.dumps([change.before, change.after], ensure_ascii=False)
    salt = secrets.token_hex(16)
    digest = seal_digest(salt, text)
    SealedValue.objects.create(
        digest=digest, salt=salt, value=text, subject_type=obj._meta.label_lower, subject_id=obj.pk
    )
    return {"field": change.field, "sealed": digest}


def _require_place(verb: str) -> None:
    if verb not in verbs():
        raise LookupError(f"台账动作 {verb!r} 未在任何清单中登记；请在所属模块的清单 verbs 中写明")
    if not connection.in_atomic_block:
        raise RuntimeError("台账只能在 writing() 之内写入；请把改动和记录放在同一事务")


def _lock_head() -> Head:
    return Head.objects.select_for_update().first() or Head.objects.create()


def _first_link(verb: str, *, actor: Actor, obj: models.Model, now: datetime) -> Link:
    return Link(
        sequence=0,
        at=now,
        actor_id=actor.actor_id,
        actor_name=actor.actor_name[:64],
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        object_label=str(obj)[:200],
        changes=[],
        reason="",
        clauses=[],
        previous_hash="",
    )


def _placed(head: Head, link: Link) -> Entry:
    placed = replace(link, sequence=head.sequence + 1, previous_hash=head.hash)
    return Entry(hash=link_hash(placed), **_columns(placed))


def _columns(link: Link) -> dict[str, object]:
    return {name: getattr(link, name) for name in Link.__slots__}
