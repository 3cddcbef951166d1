"""Correct what was entered, and erase who sent it, without breaking the chain."""

import secrets
from dataclasses import dataclass, fields
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.files.classified import refuse_classified
from xianxing.office.ledger.actions import Actor, Change, erase, writing
from xianxing.office.register.actions import note, refuse_erased, required_reason, sender_of
from xianxing.office.register.errors import EntryRefused, NothingChanged
from xianxing.office.register.masking import mask_address, mask_contact, mask_name, mask_within
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.search import put_into_index
from xianxing.office.register.senders import Sender, sender_key
from xianxing.text import normalise

_LIMITS = {
    "title": 200,
    "source_reference": 80,
    "sender_name": 60,
    "sender_contact": 100,
    "sender_address": 200,
}
_SEALED = frozenset({"title", "text", "sender_name", "sender_contact", "sender_address"})
"""Fields whose old and new text may name a person: the chain keeps only their digest."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The fields to correct; one that is None stays as it is."""

    channel: Channel | None = None
    received_at: datetime | None = None
    title: str | None = None
    text: str | None = None
    sender_name: str | None = None
    sender_contact: str | None = None
    sender_address: str | None = None
    people_count: int | None = None
    source_reference: str | None = None


@writing()
def correct_entry(
    *, actor: Actor, entry: Entry, correction: Correction, reason: str, now: datetime
) -> tuple[Change, ...]:
    """Correct an entry and return what changed.

    Effects in order: the given fields are saved, the sender's key follows them, one ledger entry holds each
    field before and after, sealed where it may name a person.

    Raises:
        ReasonMissing, SenderErased, EntryRefused, NothingChanged: see ``errors``.
        ClassifiedMaterial: the new title or text bears a mark of classification.
    """
    reason = required_reason(reason)
    entry.refresh_from_db()
    changes = tuple(_apply(entry, name, value) for name, value in _given(entry, correction, now))
    if not changes:
        raise NothingChanged(_("没有改动任何内容；请改正后再保存"))
    if any(change.field.startswith("sender_") for change in changes):
        refuse_erased(entry)
        entry.sender_key = sender_key(sender_of(entry))
    entry.save(update_fields=[*(change.field for change in changes), "sender_key"])
    put_into_index(entry)
    note("register.entry.corrected", entry, actor=actor, now=now, changes=changes, reason=reason)
    return changes


@writing()
def erase_sender(*, actor: Actor, entry: Entry, reason: str, now: datetime) -> int:
    """Erase who sent an entry, for ever, and return how many sealed texts went with it.

    Effects in order: name, contact and address are emptied; where title or text repeat them they are masked;
    the key becomes a random one, so the entry still counts as one sender but can be linked to nobody; the
    query code stops working; the sealed texts of the ledger go (their digests stay, so the chain verifies);
    ``register.sender.erased`` is recorded. Attached files stay: whoever erases must look at them.

    Raises:
        ReasonMissing, SenderErased: see ``errors``.

    Source: 个人信息保护法 第四十七条.
    """
    reason = required_reason(reason)
    entry.refresh_from_db()
    refuse_erased(entry)
    sender = sender_of(entry)
    entry.title, entry.text = _masked(entry.title, sender), _masked(entry.text, sender)
    entry.sender_name = entry.sender_contact = entry.sender_address = entry.query_code_hash = ""
    entry.sender_key = secrets.token_hex(32) if entry.sender_key else ""
    entry.erased_at = now
    entry.save()
    sealed = erase(actor=actor, obj=entry, now=now, reason=reason)
    note("register.sender.erased", entry, actor=actor, now=now, reason=reason)
    put_into_index(entry)
    return sealed


def _given(entry: Entry, correction: Correction, now: datetime) -> list[tuple[str, object]]:
    """Return the fields that really differ, with their new values in normal form."""
    found: list[tuple[str, object]] = []
    for field in fields(correction):
        value = getattr(correction, field.name)
        if isinstance(value, str) and not isinstance(value, Channel):
            value = normalise(value)[: _LIMITS.get(field.name)]
        if value is not None and value != getattr(entry, field.name):
            _refuse_value(field.name, value, now)
            found.append((field.name, value))
    return found


def _refuse_value(name: str, value: object, now: datetime) -> None:
    if name in {"title", "text"}:
        refuse_classified(str(value), where=_("标题") if name == "title" else _("内容"))
    if name == "title" and not value:
        raise EntryRefused(_("标题不能改为空；请填写标题"))
    if isinstance(value, datetime) and value > now:
        raise EntryRefused(_("收到时间晚于现在；请改为实际收到的时间"))
    if isinstance(value, int) and value < 1:
        raise EntryRefused(_("人数至少为 1；请改正"))


def _apply(entry: Entry, name: str, value: object) -> Change:
    before = getattr(entry, name)
    setattr(entry, name, value)
    return Change(name, _written(name, before), _written(name, value), private=name in _SEALED)


def _written(name: str, value: object) -> str:
    if name == "channel":
        return str(Channel(str(value)).label)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return str(value)


def _masked(text: str, sender: Sender) -> str:
    text = mask_within(text, sender.name, mask_name(sender.name))
    text = mask_within(text, sender.contact, mask_contact(sender.contact))
    return mask_within(text, sender.address, mask_address(sender.address))
