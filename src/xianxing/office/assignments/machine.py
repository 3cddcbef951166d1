"""Which step follows from which state: one table, one refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianxing.office.assignments.errors import WrongState
from xianxing.office.assignments.models import Assignment, AssignmentState

S = AssignmentState


class Step(Enum):
    """What can be done with an assignment."""

    SIGN = "sign"
    REPORT = "report"
    HELP = "help"
    OBJECT = "object"
    GRANT = "grant"
    REFUSE = "refuse"
    RETURN = "return"
    ACCEPT = "accept"
    WITHDRAW = "withdraw"
    REMIND = "remind"
    POSTPONE = "postpone"


@dataclass(frozen=True, slots=True)
class Move:
    """A step: its name for users, where it starts, and where it leads (None: the state stays)."""

    title: str | Promise
    starts: tuple[AssignmentState, ...]
    leads_to: AssignmentState | None


IN_THE_UNITS_HANDS = (S.SENT, S.SIGNED, S.RETURNED)
"""The unit has to do something: only here is it reminded."""

UNSETTLED = (S.SENT, S.SIGNED, S.REPORTED, S.RETURNED, S.DECLINED)

MOVES: Mapping[Step, Move] = {
    Step.SIGN: Move(gettext_lazy("签收"), (S.SENT,), S.SIGNED),
    Step.REPORT: Move(gettext_lazy("反馈"), (S.SIGNED, S.RETURNED), S.REPORTED),
    Step.HELP: Move(gettext_lazy("提交协办意见"), UNSETTLED, None),
    Step.OBJECT: Move(gettext_lazy("提出异议"), (S.SENT, S.SIGNED), S.DECLINED),
    Step.GRANT: Move(gettext_lazy("同意异议"), (S.DECLINED,), S.WITHDRAWN),
    Step.REFUSE: Move(gettext_lazy("不同意异议"), (S.DECLINED,), S.SIGNED),
    Step.RETURN: Move(gettext_lazy("退回重办"), (S.REPORTED,), S.RETURNED),
    Step.ACCEPT: Move(gettext_lazy("办结"), (S.REPORTED,), S.DONE),
    Step.WITHDRAW: Move(gettext_lazy("撤回"), UNSETTLED, S.WITHDRAWN),
    Step.REMIND: Move(gettext_lazy("催办"), IN_THE_UNITS_HANDS, None),
    Step.POSTPONE: Move(gettext_lazy("调整时限"), IN_THE_UNITS_HANDS, None),
}


def may_follow(step: Step, state: str) -> bool:
    """Return whether the step follows from the state."""
    return state in MOVES[step].starts


def require_step(assignment: Assignment, step: Step) -> AssignmentState:
    """Return the state that the step leads to.

    Raises:
        WrongState: the step does not follow; the message names the state and what is possible instead.
    """
    move = MOVES[step]
    if not may_follow(step, assignment.state):
        possible = "、".join(
            str(other.title) for key, other in MOVES.items() if may_follow(key, assignment.state)
        )
        text = _("此件现为“%(state)s”，不能%(step)s；现在可以：%(possible)s")
        raise WrongState(
            text
            % {
                "state": assignment.get_state_display(),
                "step": move.title,
                "possible": possible or _("无（已经了结）"),
            }
        )
    return move.leads_to or AssignmentState(assignment.state)


def take_step(assignment: Assignment, step: Step) -> None:
    """Read the assignment afresh, inside the write transaction, and put the state that follows on it.

    Raises:
        WrongState: somebody was faster, or the step never followed.
    """
    assignment.refresh_from_db()
    assignment.state = require_step(assignment, step)
