"""Protect those who write in: who is accused, who stays away, who looked, and what is erased."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.states import save_matter
from xianxing.duties.matters.errors import GuardRefused
from xianxing.duties.matters.models import Accused, Matter, MatterKind, Recusal
from xianxing.duties.matters.permissions import may_reveal_sender
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.assignments.models import OPEN_STATES, Assignment
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.people.models import Organ, Person
from xianxing.office.register.actions import hide_entry, open_entry, restrict_entry, reveal_sender
from xianxing.office.register.corrections import erase_sender
from xianxing.office.register.models import Entry
from xianxing.office.register.senders import Sender


@writing()
def name_accused(
    *, actor: Account, matter: Matter, organ: Organ | None, person: Person | None, now: datetime
) -> Accused:
    """Write down whom an accusation is about; from now on they never see it, by no way.

    Raises:
        GuardRefused: the unit has this matter in hand already; take it back first.
    """
    in_hand = Assignment.objects.filter(
        object_type="matters.matter", object_id=matter.pk, state__in=OPEN_STATES
    )
    if organ is not None and in_hand.filter(Q(owner=organ) | Q(helpers=organ)).exists():
        raise GuardRefused(
            _("%(organ)s正在承办此事项；请先撤回交办，再登记为被反映单位") % {"organ": organ},
            ("信访工作条例#30",),
        )
    accused = Accused.objects.create(matter=matter, organ=organ, person=person)
    matter.is_restricted = True
    save_matter(matter, now=now)
    restrict_entries(actor=actor, matter=matter, now=now)
    _hide_entries(actor, matter, accused, now)
    change = Change(field="accused", before="", after=str(accused), private=True)
    record(
        "matters.accused.named",
        actor=actor,
        obj=matter,
        now=now,
        changes=[change],
        clauses=["信访工作条例#30"],
    )
    return accused


@writing()
def restrict_matter(*, actor: Actor, matter: Matter, now: datetime) -> None:
    """Treat a matter as an accusation: only the head and its handler see it until someone decides otherwise."""
    matter.kind, matter.is_restricted = MatterKind.ACCUSATION, True
    save_matter(matter, now=now)
    restrict_entries(actor=actor, matter=matter, now=now)
    record("matters.matter.restricted", actor=actor, obj=matter, now=now, clauses=["信访工作条例#30"])


def restrict_entries(*, actor: Actor, matter: Matter, now: datetime) -> None:
    """Keep the register entries behind a restricted matter out of the office's book and search."""
    for part in matter.participations.select_related("entry"):
        restrict_entry(actor=actor, entry=part.entry, reason=_("检举控告，限定知悉范围"), now=now)


def _hide_entries(actor: Actor, matter: Matter, accused: Accused, now: datetime) -> None:
    """Keep the entries from the accused themselves, should one of them head the office."""
    persons = Person.objects.filter(pk__in=[accused.person_id] if accused.person_id else [])
    if accused.organ_id:
        persons = Person.objects.filter(appointments__post__organ_id=accused.organ_id).distinct()
    for part in matter.participations.select_related("entry"):
        hide_entry(actor=actor, entry=part.entry, persons=list(persons), now=now)


def open_entries(*, actor: Actor, matter: Matter, now: datetime) -> None:
    """Show the register entries of a matter again, because it turned out not to be an accusation."""
    for part in matter.participations.select_related("entry"):
        open_entry(actor=actor, entry=part.entry, reason=_("确认不属于检举控告"), now=now)


@writing()
def declare_recusal(*, actor: Account, matter: Matter, person: Person, reason: str, now: datetime) -> Recusal:
    """Keep someone with a direct interest away from a matter; if it was in their hands it is in nobody's now."""
    recusal = Recusal.objects.create(matter=matter, person=person, reason=reason, declared_at=now)
    if matter.handler is not None and matter.handler.person_id == person.pk:
        matter.handler = None
    save_matter(matter, now=now)
    change = Change(field="recusal", before="", after=person.name)
    record(
        "matters.recusal.declared",
        actor=actor,
        obj=matter,
        now=now,
        reason=reason,
        changes=[change],
        clauses=["信访工作条例#28"],
    )
    return recusal


def look_at_sender(*, actor: Account, matter: Matter, entry: Entry, reason: str, now: datetime) -> Sender:
    """Return who wrote in; the look is in the ledger before it is answered.

    Raises:
        PermissionDenied: this account does not handle the matter.
    """
    require(may_reveal_sender, actor, matter)
    return reveal_sender(actor=actor, entry=entry, reason=reason, now=now)


@writing()
def erase_senders(*, actor: Actor, matter: Matter, reason: str, now: datetime) -> int:
    """Erase the identities behind a finished matter and return how many; the ledger stays verifiable."""
    if matter.is_open:
        raise GuardRefused(_("事项尚未办结，不能清除来信人信息；请办结后再清除"))
    erased = 0
    for part in matter.participations.select_related("entry"):
        if part.entry.erased_at is None:
            erase_sender(actor=actor, entry=part.entry, reason=reason, now=now)
            erased += 1
    record("matters.senders.erased", actor=actor, obj=matter, now=now, reason=reason, label=str(erased))
    return erased


@writing()
def note_sender_history(*, actor: Account, matter: Matter, now: datetime) -> None:
    """Write down that someone looked at what else the senders of a matter wrote."""
    record("matters.history.looked", actor=actor, obj=matter, now=now)
