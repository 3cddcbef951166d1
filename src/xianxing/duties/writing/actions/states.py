"""The one function that moves a paper along its course, and what follows each change of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from xianxing.duties.writing.engine.content import Content
from xianxing.duties.writing.engine.life import (
    ENDED,
    STEPS,
    Bearing,
    Circumstances,
    Move,
    State,
    gaps,
    moves_from,
    next_state,
)
from xianxing.duties.writing.errors import GuardRefused, MoveRefused
from xianxing.duties.writing.models import Paper, PaperState, Position
from xianxing.duties.writing.permissions import OBJECT_TYPE, audience
from xianxing.duties.writing.wording import gap_wording, move_wording
from xianxing.office.ledger.actions import Actor, Change, record
from xianxing.office.notices.actions import touch
from xianxing.office.search.actions import index

FRESH = ("state", "ended_at", "title", "content", "version_number", "way", "type", "form")
"""What is read again under the writer's lock before a paper moves."""
VERBS = {
    Move.CONSULT: "writing.paper.consulted",
    Move.GATHER: "writing.paper.gathered",
    Move.SUBMIT: "writing.paper.submitted",
    Move.RETURN: "writing.paper.returned",
    Move.APPROVE: "writing.paper.reviewed",
    Move.DECLINE: "writing.paper.declined",
    Move.SIGN: "writing.paper.signed",
    Move.REFER_BACK: "writing.paper.referred_back",
    Move.PASS_RECHECK: "writing.paper.rechecked",
    Move.REGISTER: "writing.paper.numbered",
    Move.PRINT: "writing.paper.printed",
    Move.ISSUE: "writing.paper.issued",
    Move.ARCHIVE: "writing.paper.archived",
    Move.VOID: "writing.paper.voided",
    Move.REPEAL: "writing.paper.repealed",
    Move.DROP: "writing.paper.dropped",
}


def circumstances(paper: Paper, *, reason: str = "", opinion: str = "") -> Circumstances:
    """Return what the guards look at, as the records of a paper say."""
    content = Content.of(paper.content)
    asked = list(paper.consultations.all())
    return Circumstances(
        bearing=Bearing(paper.way),
        has_title=bool(content.title.strip()),
        has_body=bool(content.body.strip()),
        open_consultations=sum(each.is_open for each in asked),
        unsettled_differences=sum(each.position == Position.OPPOSED and each.differs for each in asked),
        opinion=opinion,
        series=paper.series,
        reason=reason,
    )


def require_move(paper: Paper, move: Move, at: Circumstances) -> None:
    """Return when a paper may make a move; the state is read afresh, under the writer's lock.

    Raises:
        MoveRefused: the course has no such step from its state.
        GuardRefused: the regulations ask for something that is missing.
    """
    paper.refresh_from_db(fields=FRESH)
    state = State(paper.state)
    if next_state(state, move) is None:
        possible = "、".join(sorted(move_wording(each) for each in moves_from(state))) or _("没有")
        raise MoveRefused(
            _("文稿现为“%(state)s”，不能%(move)s；现在可以：%(possible)s")
            % {"state": PaperState(state).label, "move": move_wording(move), "possible": possible},
            (STEPS[move].clause,),
        )
    missing = gaps(move, at)
    if missing:
        text = "；".join(gap_wording(gap) for gap, _clause in missing)
        raise GuardRefused(
            _("不能%(move)s：%(gaps)s") % {"move": move_wording(move), "gaps": text},
            tuple(dict.fromkeys(clause for _gap, clause in missing)),
        )


def move_paper(
    *,
    actor: Actor,
    paper: Paper,
    move: Move,
    now: datetime,
    at: Circumstances | None = None,
    reason: str = "",
    changes: tuple[Change, ...] = (),
    fields: Sequence[str] = (),
) -> None:
    """Move a paper; call it inside ``writing()``. ``fields`` names what else the caller set on it.

    1. The move is checked against the state and the guards; 2. the new state is saved; 3. one ledger entry with
    the article is written; 4. search and open pages follow.

    Raises:
        MoveRefused, GuardRefused: see ``require_move``.
    """
    around = at or circumstances(paper, reason=reason)
    require_move(paper, move, replace(around, reason=around.reason or reason))
    before = PaperState(paper.state).label
    paper.state = STEPS[move].target
    if State(paper.state) in ENDED and paper.ended_at is None:
        paper.ended_at = now
    save_paper(paper, now=now, fields=("state", "ended_at", *fields))
    moved = Change(_("状态"), str(before), str(PaperState(paper.state).label))
    record(
        VERBS[move],
        actor=actor,
        obj=paper,
        now=now,
        label=str(paper),
        changes=(moved, *changes),
        reason=reason,
        clauses=[STEPS[move].clause],
    )


def save_paper(paper: Paper, *, now: datetime, fields: Sequence[str] = ()) -> None:
    """Save the named fields of a paper, put its words into the index, and tell open pages.

    Only what an action changed is written, so that a page opened earlier cannot undo a later step.
    """
    paper.updated_at = now
    paper.save(update_fields=[*fields, "updated_at"])
    paper.refresh_from_db(fields=("title", "number", "content"))
    index(
        OBJECT_TYPE,
        paper.pk,
        title=str(paper),
        text=Content.of(paper.content).whole(),
        audience=audience(paper),
        updated_at=now,
    )
    touch("papers", now)
    touch(f"paper:{paper.pk}", now)
