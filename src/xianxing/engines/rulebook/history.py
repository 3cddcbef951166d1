"""Old decisions asked again: do they come out the same, and what would a new table change?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from xianxing.engines.rulebook.errors import RulebookError
from xianxing.engines.rulebook.evaluation import Decision, evaluate
from xianxing.engines.rulebook.fields import Given
from xianxing.engines.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision as it was kept, with the table that was in force."""

    table: Table
    decision: Decision


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A kept decision that its own table does not give again; `problem` says why there is no new one."""

    position: int
    recorded: Decision
    replayed: Decision | None
    problem: str = ""


class ChangeKind(StrEnum):
    """How far a new table moves a decision."""

    OUTCOME = "outcome"
    GROUNDS = "grounds"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Change:
    """Facts that the two tables decide differently; `problem` says why one side has no decision."""

    position: int
    kind: ChangeKind
    facts: Mapping[str, Given]
    before: Decision | None
    after: Decision | None
    problem: str = ""


def replay(decisions: Iterable[Recorded]) -> tuple[Mismatch, ...]:
    """The kept decisions that do not come out the same, with their place (from 0); empty when all do.

    Source: a decision is reproducible when the same table and facts give the same row, clauses and outcome.
    """
    mismatches: list[Mismatch] = []
    for position, kept in enumerate(decisions):
        replayed, problem = _ask(kept.table, kept.decision.facts)
        if replayed != kept.decision:
            mismatches.append(Mismatch(position, kept.decision, replayed, problem))
    return tuple(mismatches)


def compare(old: Table, new: Table, facts_seq: Iterable[Mapping[str, Given]]) -> tuple[Change, ...]:
    """What the new table would decide otherwise, case by case in order.

    A change of outcome or effect comes first in weight; GROUNDS means the same outcome by other clauses;
    FAILURE means that one of the tables cannot decide the facts. Cases that neither can decide are left out.

    Source: back-test of a rule change on closed cases.
    """
    changes: list[Change] = []
    for position, facts in enumerate(facts_seq):
        before, trouble_before = _ask(old, facts)
        after, trouble_after = _ask(new, facts)
        kind = _kind_of_change(before, after)
        if kind is not None:
            changes.append(Change(position, kind, facts, before, after, trouble_before or trouble_after))
    return tuple(changes)


def _ask(table: Table, facts: Mapping[str, Given]) -> tuple[Decision | None, str]:
    try:
        return evaluate(table, facts), ""
    except RulebookError as error:
        return None, str(error)


def _kind_of_change(before: Decision | None, after: Decision | None) -> ChangeKind | None:
    if before is None or after is None:
        return None if before is after else ChangeKind.FAILURE
    if (before.outcome, before.effect) != (after.outcome, after.effect):
        return ChangeKind.OUTCOME
    return None if before.clauses == after.clauses else ChangeKind.GROUNDS
