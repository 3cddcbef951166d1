"""The course of a paper that the office issues: states, moves and the article that asks for each.

Source: 党政机关公文处理工作条例 第五章 (拟制), 第六章 第二十五条 (发文办理), 第七章 (管理).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

RULES = "党政机关公文处理工作条例"


class State(StrEnum):
    """Where a paper stands."""

    DRAFTING = "drafting"
    CONSULTING = "consulting"
    REVIEWING = "reviewing"
    SIGNING = "signing"
    RECHECKING = "rechecking"
    REGISTERING = "registering"
    PRINTING = "printing"
    ISSUING = "issuing"
    ISSUED = "issued"
    ARCHIVED = "archived"
    VOIDED = "voided"
    REPEALED = "repealed"
    DROPPED = "dropped"


class Move(StrEnum):
    """What may happen to a paper."""

    CONSULT = "consult"
    GATHER = "gather"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    DECLINE = "decline"
    SIGN = "sign"
    REFER_BACK = "refer_back"
    PASS_RECHECK = "pass_recheck"  # noqa: S105 - not a password
    REGISTER = "register"
    PRINT = "print"
    ISSUE = "issue"
    ARCHIVE = "archive"
    VOID = "void"
    REPEAL = "repeal"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Step:
    """From which states a move goes where, and the article it follows."""

    sources: frozenset[State]
    target: State
    clause: str


def _step(target: State, clause: str, *sources: State) -> Step:
    return Step(frozenset(sources), target, f"{RULES}#{clause}")


STEPS: Mapping[Move, Step] = {
    Move.CONSULT: _step(State.CONSULTING, "19", State.DRAFTING, State.CONSULTING),
    Move.GATHER: _step(State.DRAFTING, "19", State.CONSULTING),
    Move.SUBMIT: _step(State.REVIEWING, "20", State.DRAFTING),
    Move.RETURN: _step(State.DRAFTING, "21", State.REVIEWING),
    Move.APPROVE: _step(State.SIGNING, "20", State.REVIEWING),
    Move.DECLINE: _step(State.DRAFTING, "22", State.SIGNING),
    Move.SIGN: _step(State.RECHECKING, "22", State.SIGNING),
    Move.REFER_BACK: _step(State.SIGNING, "25", State.RECHECKING),
    Move.PASS_RECHECK: _step(State.REGISTERING, "25", State.RECHECKING),
    Move.REGISTER: _step(State.PRINTING, "25", State.REGISTERING),
    Move.PRINT: _step(State.ISSUING, "25", State.PRINTING),
    Move.ISSUE: _step(State.ISSUED, "25", State.ISSUING),
    Move.ARCHIVE: _step(State.ARCHIVED, "27", State.ISSUED),
    Move.VOID: _step(State.VOIDED, "33", State.ISSUED, State.ARCHIVED),
    Move.REPEAL: _step(State.REPEALED, "33", State.ISSUED, State.ARCHIVED),
    Move.DROP: _step(
        State.DROPPED,
        "21",
        State.DRAFTING,
        State.CONSULTING,
        State.REVIEWING,
        State.SIGNING,
        State.RECHECKING,
        State.REGISTERING,
        State.PRINTING,
        State.ISSUING,
    ),
}

EDITABLE = frozenset({State.DRAFTING, State.CONSULTING, State.REVIEWING, State.RECHECKING})
"""Where words may change: before review ends, and at 复核, where a change of substance goes back to the signer."""
ENDED = frozenset({State.ISSUED, State.ARCHIVED, State.VOIDED, State.REPEALED, State.DROPPED})
OPEN = frozenset(State) - ENDED


class Bearing(StrEnum):
    """Which way a document goes. Source: 条例 第十五条 to 第十七条."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


class Gap(StrEnum):
    """Why a move may not be made although the state allows it."""

    NO_TITLE = "no_title"
    NO_BODY = "no_body"
    OPEN_CONSULTATION = "open_consultation"
    DISAGREEMENT = "disagreement"
    NO_SIGNER = "no_signer"
    NOT_PRINCIPAL = "not_principal"
    POINTS_MISSING = "points_missing"
    NO_OPINION = "no_opinion"
    SUBSTANCE_CHANGED = "substance_changed"
    NO_SERIES = "no_series"
    NO_RECIPIENTS = "no_recipients"
    NO_RENDITION = "no_rendition"
    NO_REASON = "no_reason"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the guards look at."""

    bearing: Bearing = Bearing.DOWN
    has_title: bool = True
    has_body: bool = True
    open_consultations: int = 0
    unsettled_differences: int = 0
    signers: int = 1
    principal_signs: bool = True
    points: int = 5
    opinion: str = "同意"
    substance_changed: bool = False
    series: str = "号"
    recipients: int = 1
    renditions: int = 1
    reason: str = ""


POINTS = 5
"""The five points of review. Source: 条例 第二十条."""
_NEED_REASON = frozenset({Move.RETURN, Move.DECLINE, Move.VOID, Move.REPEAL, Move.DROP, Move.REFER_BACK})


def moves_from(state: State) -> frozenset[Move]:
    """Every move that the state allows, guards aside."""
    return frozenset(move for move, step in STEPS.items() if state in step.sources)


def next_state(state: State, move: Move) -> State | None:
    """The state after a move, None when there is no such move from here."""
    step = STEPS[move]
    return step.target if state in step.sources else None


def gaps(move: Move, at: Circumstances) -> tuple[tuple[Gap, str], ...]:
    """What stands against a move, each with the article that asks for it; empty when nothing does."""
    found = [(gap, f"{RULES}#{clause}") for gap, clause in _gaps(move, at)]
    if move in _NEED_REASON and not at.reason.strip():
        found.append((Gap.NO_REASON, STEPS[move].clause))
    return tuple(found)


def _gaps(move: Move, at: Circumstances) -> list[tuple[Gap, str]]:
    checks: Mapping[Move, list[tuple[bool, Gap, str]]] = {
        Move.SUBMIT: [
            (not at.has_title, Gap.NO_TITLE, "9"),
            (not at.has_body, Gap.NO_BODY, "9"),
            (at.open_consultations > 0, Gap.OPEN_CONSULTATION, "19"),
        ],
        Move.APPROVE: [
            (at.points < POINTS, Gap.POINTS_MISSING, "20"),
            (at.open_consultations > 0, Gap.OPEN_CONSULTATION, "20"),
            (at.bearing is Bearing.DOWN and at.unsettled_differences > 0, Gap.DISAGREEMENT, "16"),
            (at.signers == 0, Gap.NO_SIGNER, "22"),
            (at.bearing is Bearing.UP and not at.principal_signs, Gap.NOT_PRINCIPAL, "22"),
        ],
        Move.SIGN: [(not at.opinion.strip(), Gap.NO_OPINION, "22")],
        Move.PASS_RECHECK: [(at.substance_changed, Gap.SUBSTANCE_CHANGED, "25")],
        Move.REGISTER: [
            (not at.series.strip(), Gap.NO_SERIES, "25"),
            (at.recipients == 0, Gap.NO_RECIPIENTS, "25"),
        ],
        Move.ISSUE: [(at.renditions == 0, Gap.NO_RENDITION, "25")],
    }
    return [(gap, clause) for stands, gap, clause in checks.get(move, []) if stands]
