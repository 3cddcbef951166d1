"""Mediate a dispute with both sides' consent, and take a leader's instruction."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.states import save_matter
from xianxing.duties.matters.errors import GuardRefused, ReplyRefused
from xianxing.duties.matters.models import Matter, Mediation
from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.notices.actions import notify

CONFIRMATION_DAYS = 30


@dataclass(frozen=True, slots=True)
class Session:
    """One mediation: who, when, what was said, and what was agreed or advised."""

    parties: str
    consent: bool
    mediator: str
    held_on: date
    record: str
    agreement: str
    failed_advice: str


@writing()
def record_mediation(*, actor: Account, matter: Matter, session: Session, now: datetime) -> Mediation:
    """Write down a mediation; an agreement may be confirmed by a court within 30 days (人民调解法 33).

    Raises:
        GuardRefused: one side does not consent (信访工作条例 33).
        ReplyRefused: it failed and nobody was told what else they can do (人民调解法 26).
    """
    if not session.consent:
        raise GuardRefused(_("调解须双方自愿；一方不同意的，请改走其他办理途径"), ("信访工作条例#33",))
    if not session.agreement.strip() and not session.failed_advice.strip():
        raise ReplyRefused(
            _("未达成协议的，应告知仲裁、行政、司法等途径；请填写告知内容"), ("人民调解法#26",)
        )
    agreed = bool(session.agreement.strip())
    mediation = Mediation.objects.create(
        matter=matter,
        parties=session.parties,
        consent=session.consent,
        mediator=session.mediator,
        held_on=session.held_on,
        record=session.record,
        agreement=session.agreement,
        failed_advice=session.failed_advice,
        agreed_on=session.held_on if agreed else None,
        confirm_by=session.held_on + timedelta(days=CONFIRMATION_DAYS) if agreed else None,
    )
    save_matter(matter, now=now)
    change = Change(field="agreement", before="", after=session.agreement, private=True)
    record(
        "matters.mediation.recorded",
        actor=actor,
        obj=matter,
        now=now,
        changes=[change] if agreed else (),
        clauses=["信访工作条例#33", "人民调解法#33" if agreed else "人民调解法#26"],
    )
    return mediation


@writing()
def give_instruction(*, actor: Account, matter: Matter, text: str, now: datetime) -> None:
    """Write a leader's instruction on a matter and tell its handler."""
    save_matter(matter, now=now)
    record("matters.instruction.given", actor=actor, obj=matter, now=now, reason=text)
    if matter.handler is not None:
        notify(
            matter.handler,
            text=_("%(name)s批示：%(text)s") % {"name": actor.actor_name, "text": text[:120]},
            url=f"/matters/{matter.pk}/",
            obj=matter,
            group_key=f"matters.instruction:{matter.pk}",
            now=now,
        )
