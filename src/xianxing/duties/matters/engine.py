"""The life of a matter, pure: its kinds, tracks, states and the moves between them.

Source: 信访工作条例 (2022) arts 19, 22, 23, 29-36; the hotline kinds follow 广东省12345管理办法 (2022).
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What someone wants. The first three are those of 信访工作条例 29-31, the others those of a hotline."""

    SUGGESTION = "suggestion"
    ACCUSATION = "accusation"
    APPEAL = "appeal"
    INQUIRY = "inquiry"
    HELP = "help"
    COMPLAINT = "complaint"


class Track(StrEnum):
    """The six ways of an appeal (信访工作条例 31)."""

    LITIGATION = "litigation"
    ARBITRATION = "arbitration"
    PARTY = "party"
    ADMINISTRATIVE = "administrative"
    DUTY = "duty"
    PETITION = "petition"


class State(StrEnum):
    """Where a matter stands."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    WORKING = "working"
    REPLYING = "replying"
    ANSWERED = "answered"
    CLOSED = "closed"
    DECLINED = "declined"
    FORWARDED = "forwarded"
    MERGED = "merged"
    REVIEWING = "reviewing"
    RECHECKING = "rechecking"
    TERMINATED = "terminated"


class Move(StrEnum):
    """A verb that changes the state."""

    ACCEPT = "accept"
    DECLINE = "decline"
    FORWARD = "forward"
    MERGE = "merge"
    SPLIT = "split"
    ASSIGN = "assign"
    PROPOSE_REPLY = "propose_reply"
    RETURN_REPLY = "return_reply"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"
    REVIEW = "review"
    RECHECK = "recheck"
    CONCLUDE_REVIEW = "conclude_review"
    TERMINATE = "terminate"


OPEN = frozenset(
    {
        State.REGISTERED,
        State.ACCEPTED,
        State.WORKING,
        State.REPLYING,
        State.ANSWERED,
        State.REVIEWING,
        State.RECHECKING,
    }
)

MOVES: dict[tuple[State, Move], State] = {
    (State.REGISTERED, Move.ACCEPT): State.ACCEPTED,
    (State.REGISTERED, Move.DECLINE): State.DECLINED,
    (State.REGISTERED, Move.FORWARD): State.FORWARDED,
    (State.REGISTERED, Move.MERGE): State.MERGED,
    (State.ACCEPTED, Move.FORWARD): State.FORWARDED,
    (State.ACCEPTED, Move.MERGE): State.MERGED,
    (State.ACCEPTED, Move.ASSIGN): State.WORKING,
    (State.ACCEPTED, Move.PROPOSE_REPLY): State.REPLYING,
    (State.WORKING, Move.ASSIGN): State.WORKING,
    (State.WORKING, Move.MERGE): State.MERGED,
    (State.WORKING, Move.PROPOSE_REPLY): State.REPLYING,
    (State.REPLYING, Move.RETURN_REPLY): State.WORKING,
    (State.REPLYING, Move.ANSWER): State.ANSWERED,
    (State.ANSWERED, Move.CLOSE): State.CLOSED,
    (State.ANSWERED, Move.REOPEN): State.WORKING,
    (State.CLOSED, Move.REOPEN): State.WORKING,
    (State.DECLINED, Move.REOPEN): State.REGISTERED,
    (State.FORWARDED, Move.REOPEN): State.REGISTERED,
    (State.MERGED, Move.SPLIT): State.REGISTERED,
    (State.ANSWERED, Move.REVIEW): State.REVIEWING,
    (State.CLOSED, Move.REVIEW): State.REVIEWING,
    (State.REVIEWING, Move.CONCLUDE_REVIEW): State.CLOSED,
    (State.ANSWERED, Move.RECHECK): State.RECHECKING,
    (State.CLOSED, Move.RECHECK): State.RECHECKING,
    (State.RECHECKING, Move.TERMINATE): State.TERMINATED,
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a move is not allowed, with its clause where a law forbids it."""

    message: str
    clause: str = ""


def next_state(state: State, move: Move) -> State | None:
    """Return the state that a move leads to, or None where the life of a matter has no such move."""
    return MOVES.get((state, move))


def moves_from(state: State) -> tuple[Move, ...]:
    """Return the moves that a state allows, in the order of the table."""
    return tuple(move for (origin, move) in MOVES if origin == state)
