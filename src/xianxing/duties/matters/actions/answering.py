"""Draft, return and sign replies; close, call back, reopen; review and recheck."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.clocks import start_clock, stop_clocks
from xianxing.duties.matters.actions.deciding import Approval, require_settling
from xianxing.duties.matters.actions.states import move_matter, save_matter
from xianxing.duties.matters.engine import Move, State
from xianxing.duties.matters.errors import GuardRefused, MoveRefused, ReplyRefused
from xianxing.duties.matters.models import Callback, ClockKind, Closure, Matter, Reopening, Reply
from xianxing.engines.triage.replies import is_empty_reply
from xianxing.office.access.models import Account
from xianxing.office.authority.models import Clause, Standing
from xianxing.office.ledger.actions import Actor, record, writing

REPLY_CLAUSE = "信访工作条例#32"
REVIEW_DAYS = 30


@dataclass(frozen=True, slots=True)
class Draft:
    """The four parts of a reply and its outcome (信访工作条例 32)."""

    request: str
    facts: str
    opinion: str
    outcome: str
    basis: Sequence[Clause]


@writing()
def propose_reply(*, actor: Account, matter: Matter, draft: Draft, now: datetime) -> Reply:
    """Put a reply up for signature.

    Raises:
        ReplyRefused: a part is missing, it explains nothing, or its basis is not in force.
    """
    require_full_reply(draft)
    reply = Reply.objects.create(
        matter=matter,
        request=draft.request,
        facts=draft.facts,
        opinion=draft.opinion,
        outcome=draft.outcome,
        drafted_by=actor,
        drafted_at=now,
    )
    reply.basis.set(draft.basis)
    clauses = [clause.key for clause in draft.basis]
    move_matter(actor=actor, matter=matter, move=Move.PROPOSE_REPLY, now=now, clauses=clauses)
    return reply


@writing()
def return_reply(*, actor: Account, reply: Reply, reason: str, now: datetime) -> None:
    """Send a reply back to who drafted it, with the reason."""
    reply.returned_reason, reply.returned_at = reason[:300], now
    reply.save(update_fields=["returned_reason", "returned_at"])
    move_matter(actor=actor, matter=reply.matter, move=Move.RETURN_REPLY, now=now, reason=reason)


@writing()
def sign_reply(*, actor: Account, reply: Reply, approval: Approval | None, now: datetime) -> None:
    """Sign a reply and give it to the person; the handling clock stops.

    Raises:
        AuthorityRefused: the office may not settle this matter and nobody approved.
        ReplyRefused: it was returned.
    """
    if reply.returned_at:
        raise ReplyRefused(_("此答复已退回修改；请审签新的答复稿"))
    matter = reply.matter
    require_settling(actor=actor, matter=matter, approval=approval, now=now)
    reply.approved_by, reply.approved_at = actor, now
    reply.save(update_fields=["approved_by", "approved_at"])
    matter.answered_at = now
    clauses = [REPLY_CLAUSE, *reply.basis.values_list("key", flat=True)]
    move_matter(actor=actor, matter=matter, move=Move.ANSWER, now=now, clauses=clauses)
    stop_clocks(matter=matter, kinds=(ClockKind.NOTICE, ClockKind.HANDLING), now=now)


@writing()
def close_matter(*, actor: Account, matter: Matter, now: datetime) -> Closure:
    """Close an answered matter; everyone who joined it is answered with it."""
    reply = matter.replies.filter(approved_at__isnull=False).last()
    closure = Closure.objects.create(matter=matter, reply=reply, closed_by=actor, closed_at=now)
    move_matter(actor=actor, matter=matter, move=Move.CLOSE, now=now)
    return closure


@dataclass(frozen=True, slots=True)
class Heard:
    """What a callback brought: None where the person was not reached or did not say."""

    reached: bool
    responded: bool | None
    settled: bool | None
    satisfied: bool | None
    note: str


@writing()
def record_callback(*, actor: Account, matter: Matter, heard: Heard, now: datetime) -> Callback:
    """Write down a callback.

    Raises:
        MoveRefused: the matter has not been answered.
    """
    if matter.state not in {State.ANSWERED, State.CLOSED, State.TERMINATED}:
        raise MoveRefused(_("事项尚未答复，不能回访；请先答复来信人"))
    callback = Callback.objects.create(
        matter=matter,
        reached=heard.reached,
        responded=heard.responded,
        settled=heard.settled,
        satisfied=heard.satisfied,
        note=heard.note,
        called_by=actor,
        called_at=now,
    )
    save_matter(matter, now=now)
    record("matters.callback.recorded", actor=actor, obj=matter, now=now)
    return callback


@writing()
def reopen_matter(*, actor: Account, matter: Matter, reason: str, now: datetime) -> Reopening:
    """Open a finished matter again, with the reason; the count of reopenings grows.

    Raises:
        ReplyRefused: no reason was given.
    """
    if not reason.strip():
        raise ReplyRefused(_("重新办理须写明理由；请补充理由"))
    if matter.state == State.CLOSED:
        refuse_after_recheck(matter)
    reopening = Reopening.objects.create(matter=matter, reason=reason, reopened_by=actor, reopened_at=now)
    matter.reopened += 1
    matter.answered_at = None
    move_matter(actor=actor, matter=matter, move=Move.REOPEN, now=now, reason=reason)
    # What is back at the door will be accepted once more, which starts the clock of handling itself.
    kind = ClockKind.NOTICE if matter.state == State.REGISTERED else ClockKind.HANDLING
    start_clock(actor=actor, matter=matter, kind=kind, started_on=timezone.localdate(now), now=now)
    return reopening


@writing()
def request_review(*, actor: Actor, matter: Matter, reason: str, now: datetime) -> None:
    """Take a request for review or, after a review, for recheck, within 30 days of the last written reply.

    Raises:
        GuardRefused: later than 30 days (信访工作条例 35, 36).
    """
    last = matter.answered_at
    clause = "信访工作条例#36" if reviewed(matter) else "信访工作条例#35"
    if last is None or timezone.localdate(now) > timezone.localdate(last) + timedelta(days=REVIEW_DAYS):
        raise GuardRefused(
            _("复查、复核须自收到书面答复之日起 30 日内提出，现已逾期或尚未答复；请告知来信人"), (clause,)
        )
    move, kind = (Move.RECHECK, ClockKind.RECHECK) if reviewed(matter) else (Move.REVIEW, ClockKind.REVIEW)
    move_matter(actor=actor, matter=matter, move=move, now=now, reason=reason, clauses=[clause])
    start_clock(actor=actor, matter=matter, kind=kind, started_on=timezone.localdate(now), now=now)


@writing()
def conclude_review(*, actor: Account, matter: Matter, opinion: str, now: datetime) -> None:
    """Give the opinion of a review or of a recheck; after a recheck the matter is at its end."""
    recheck = matter.state == State.RECHECKING
    move = Move.TERMINATE if recheck else Move.CONCLUDE_REVIEW
    clause = "信访工作条例#36" if recheck else "信访工作条例#35"
    matter.answered_at = now
    move_matter(actor=actor, matter=matter, move=move, now=now, reason=opinion, clauses=[clause])
    stop_clocks(matter=matter, kinds=(ClockKind.REVIEW, ClockKind.RECHECK), now=now)


def reviewed(matter: Matter) -> bool:
    """Return whether a review of the matter has been concluded."""
    return matter.clocks.filter(kind=ClockKind.REVIEW, stopped_at__isnull=False).exists()


def refuse_after_recheck(matter: Matter) -> None:
    """Return when the matter has not been through a recheck.

    Raises:
        GuardRefused: it has, so the same facts and reasons are not taken up again (信访工作条例 36).
    """
    if matter.clocks.filter(kind=ClockKind.RECHECK, stopped_at__isnull=False).exists():
        raise GuardRefused(
            _("此事项已经复核终结，以同一事实和理由提出的不再受理；如有新的事实请另行登记"),
            ("信访工作条例#36",),
        )


def require_full_reply(draft: Draft) -> None:
    """Return when a reply has its four parts and explains something.

    Raises:
        ReplyRefused: it does not; the message names what is missing.
    """
    parts = {_("诉求"): draft.request, _("事实和理由"): draft.facts, _("处理意见"): draft.opinion}
    missing = [name for name, text in parts.items() if not text.strip()]
    if missing:
        raise ReplyRefused(
            _("答复缺少：%(parts)s；请补齐后再送审") % {"parts": "、".join(missing)}, (REPLY_CLAUSE,)
        )
    if not draft.basis:
        raise ReplyRefused(_("答复没有写明依据；请至少选择一条现行有效的条款"), (REPLY_CLAUSE,))
    for clause in draft.basis:
        if clause.instrument.standing == Standing.REPEALED:
            raise ReplyRefused(
                _("%(clause)s已废止，不能作为依据；请改引现行规定") % {"clause": clause}, (REPLY_CLAUSE,)
            )
    verdict = is_empty_reply(f"{draft.facts}\n{draft.opinion}")
    if verdict.empty:
        reasons = "；".join(reason.text for reason in verdict.reasons)
        raise ReplyRefused(
            _("答复没有说明情况和理由（%(reasons)s）；请写明调查了什么、结果如何、为什么")
            % {"reasons": reasons},
            (REPLY_CLAUSE,),
        )
