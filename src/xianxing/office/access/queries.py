"""Accounts as the security officer sees them, and the ledger as the audit officer sees it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from xianxing.office.access.models import Account, Grant
from xianxing.office.duty import manifests
from xianxing.office.ledger.models import Entry

PAGE_SIZE = 100
OPEN_TO_AUDIT = ("access.", "people.", "calendars.", "ledger.", "jobs.", "authority.")


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One ledger entry as the audit officer sees it: of business only who, what verb, when and which."""

    sequence: int
    at: datetime
    actor: str
    wording: str
    object_type: str
    object_id: int
    label: str
    reason: str


def list_accounts(on: date) -> QuerySet[Account]:
    """Return every account with its roles of a day, in order of login name."""
    grants = Grant.objects.exclude(ends_on__lt=on).select_related("organ").order_by("id")
    return (
        Account.objects.select_related("person")
        .prefetch_related(Prefetch("grants", queryset=grants, to_attr="open_grants"))
        .order_by("username")
    )


def audit_lines(*, before: int | None, verb: str, actor_id: int | None) -> tuple[list[AuditLine], int | None]:
    """Return a page of the ledger, newest first, and the sequence number from which the next page goes on."""
    entries = Entry.objects.order_by("-sequence")
    if before is not None:
        entries = entries.filter(sequence__lt=before)
    if verb:
        entries = entries.filter(verb=verb)
    if actor_id is not None:
        entries = entries.filter(actor_id=actor_id)
    found = list(entries[: PAGE_SIZE + 1])
    wordings = {name: str(text) for manifest in manifests() for name, text in manifest.verbs.items()}
    lines = [_line(entry, wordings) for entry in found[:PAGE_SIZE]]
    return lines, lines[-1].sequence if len(found) > PAGE_SIZE else None


def _line(entry: Entry, wordings: dict[str, str]) -> AuditLine:
    is_open = entry.verb.startswith(OPEN_TO_AUDIT)
    return AuditLine(
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor_name,
        wording=wordings.get(entry.verb, entry.verb),
        object_type=entry.object_type,
        object_id=entry.object_id,
        label=entry.object_label if is_open else "",
        reason=entry.reason if is_open else "",
    )
