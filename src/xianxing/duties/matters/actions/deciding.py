"""Ask the authority table, and stop what it does not allow unless a named approver lets it pass."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from xianxing.duties.matters.errors import AuthorityRefused, GuardRefused
from xianxing.duties.matters.models import Level, Matter, Override
from xianxing.duties.matters.permissions import may_approve_matter
from xianxing.duties.matters.wording import handler_wording
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.authority.actions import decide
from xianxing.office.authority.models import Decision
from xianxing.office.ledger.actions import Actor, Change, record

AUTHORITY = "matters.authority"
LADDER = (Level.OFFICE, Level.LEAD_UNIT, Level.COORDINATION, Level.LEADERS)


@dataclass(frozen=True, slots=True)
class Approval:
    """A named approver lets something pass that the table stops."""

    approver: Account
    reason: str


def authority_facts(matter: Matter) -> dict[str, Any]:
    """Return the facts that the authority table asks for."""
    return {
        "kind": matter.kind,
        "track": matter.track or "none",
        "risk": matter.risk,
        "level": matter.level,
        "amount": matter.amount or 0,
        "people_count": matter.people_count,
        "cross_department": matter.cross_department,
        "law_related": matter.law_related,
        "leader_involved": matter.leader_involved,
    }


def decide_authority(*, actor: Actor, matter: Matter, now: datetime) -> Decision:
    """Ask the published authority table, keep its decision on the matter and return it."""
    decision = decide(actor=actor, table=AUTHORITY, facts=authority_facts(matter), obj=matter, now=now)
    matter.decision = decision
    matter.save(update_fields=["decision"])
    return decision


def require_settling(*, actor: Account, matter: Matter, approval: Approval | None, now: datetime) -> None:
    """Return when the office may settle this matter itself, or an approver takes it on.

    Raises:
        AuthorityRefused: past the authority and nobody approved.
        GuardRefused: a law forbids it, so nobody may approve.
    """
    decision = decide_authority(actor=actor, matter=matter, now=now)
    if decision.outcome["may_settle"] or _has_gone_up(matter, decision):
        return
    message = _(
        "按权限表第“%(row)s”行，此事项应由%(who)s决定，办公室不得自行办结；请上报，或由负责人说明理由批准"
    ) % {
        "row": decision.row,
        "who": handler_wording(decision.outcome["handler"]),
    }
    _stop_or_override(
        actor=actor,
        matter=matter,
        decision=decision,
        move="settle",
        message=message,
        approval=approval,
        now=now,
    )


def require_escalation(
    *, actor: Account, matter: Matter, level: Level, approval: Approval | None, now: datetime
) -> Decision:
    """Return the decision when the table sends this matter up to the level, or an approver takes it on.

    Raises:
        AuthorityRefused: going up without need, and nobody approved.
    """
    decision = decide_authority(actor=actor, matter=matter, now=now)
    wanted = decision.outcome["escalate_to"]
    if wanted != "none" and LADDER.index(Level(wanted)) >= LADDER.index(level):
        return decision
    message = _(
        "按权限表第“%(row)s”行，此事项可在“%(level)s”一级办结，无需上交；请就地办理，或由负责人说明理由批准"
    ) % {
        "row": decision.row,
        "level": Level(wanted).label if wanted != "none" else Level(matter.level).label,
    }
    _stop_or_override(
        actor=actor,
        matter=matter,
        decision=decision,
        move="escalate",
        message=message,
        approval=approval,
        now=now,
    )
    return decision


def _has_gone_up(matter: Matter, decision: Decision) -> bool:
    wanted = decision.outcome["escalate_to"]
    return wanted != "none" and LADDER.index(Level(matter.level)) >= LADDER.index(Level(wanted))


def _stop_or_override(
    *,
    actor: Account,
    matter: Matter,
    decision: Decision,
    move: str,
    message: str,
    approval: Approval | None,
    now: datetime,
) -> None:
    clauses = tuple(clause["key"] for clause in decision.clauses)
    if decision.effect == "hard_deny":
        raise GuardRefused(message, clauses)
    if approval is None or not approval.reason.strip():
        raise AuthorityRefused(message, clauses)
    require(may_approve_matter, approval.approver, matter)
    Override.objects.create(
        matter=matter,
        decision=decision,
        move=move,
        approver=approval.approver,
        reason=approval.reason,
        approved_at=now,
    )
    change = Change(field="override", before=message, after=approval.approver.actor_name)
    record(
        "matters.authority.overridden",
        actor=actor,
        obj=matter,
        now=now,
        reason=approval.reason,
        clauses=clauses,
        changes=[change],
    )
