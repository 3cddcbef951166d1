"""The one function that changes the state of a matter."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from xianxing.duties.matters.engine import OPEN, Move, State, next_state
from xianxing.duties.matters.errors import MoveRefused
from xianxing.duties.matters.models import Matter, MatterState
from xianxing.duties.matters.permissions import audience
from xianxing.duties.matters.wording import move_wording
from xianxing.office.ledger.actions import Actor, Change, record
from xianxing.office.notices.actions import touch
from xianxing.office.search.actions import index

VERBS = {
    Move.ACCEPT: "matters.matter.accepted",
    Move.DECLINE: "matters.matter.declined",
    Move.FORWARD: "matters.matter.forwarded",
    Move.MERGE: "matters.matter.merged",
    Move.SPLIT: "matters.matter.split",
    Move.ASSIGN: "matters.matter.assigned",
    Move.PROPOSE_REPLY: "matters.reply.proposed",
    Move.RETURN_REPLY: "matters.reply.returned",
    Move.ANSWER: "matters.matter.answered",
    Move.CLOSE: "matters.matter.closed",
    Move.REOPEN: "matters.matter.reopened",
    Move.REVIEW: "matters.review.requested",
    Move.RECHECK: "matters.recheck.requested",
    Move.CONCLUDE_REVIEW: "matters.review.concluded",
    Move.TERMINATE: "matters.matter.terminated",
}


def move_matter(
    *,
    actor: Actor,
    matter: Matter,
    move: Move,
    now: datetime,
    reason: str = "",
    clauses: Sequence[str] = (),
    changes: Sequence[Change] = (),
) -> None:
    """Carry out one move of the table in ``engine``.

    In order: the new state, its moment and (where it ends) its end are saved, the search index follows, one
    ledger entry is written (its listeners run), and open pages are told. Call it inside ``writing()``.

    Raises:
        MoveRefused: the state has no such move.
    """
    before = State(matter.state)
    after = next_state(before, move)
    if after is None:
        raise MoveRefused(
            _("事项现为“%(state)s”，不能%(move)s；请刷新后按页面上可用的操作办理")
            % {"state": matter.get_state_display(), "move": move_wording(move)}
        )
    matter.state = MatterState(after)
    matter.ended_at = None if after in OPEN else now
    save_matter(matter, now=now)
    change = Change(field="state", before=str(MatterState(before).label), after=str(MatterState(after).label))
    changes = tuple(changes) if before == after else (change, *changes)
    record(VERBS[move], actor=actor, obj=matter, now=now, reason=reason, clauses=clauses, changes=changes)


def save_matter(matter: Matter, *, now: datetime) -> None:
    """Save a matter with the moment of its change, let the search index follow and tell the open pages."""
    matter.updated_at = now
    matter.save()
    index(
        "matters.matter",
        matter.pk,
        title=f"{matter.number} {matter.title}",
        text=f"{matter.entry.receipt_number} {matter.place} {matter.topic} {matter.entry.text}",
        audience=audience(matter),
        updated_at=now,
    )
    touch("matters", now)
    touch(f"matter:{matter.pk}", now)
