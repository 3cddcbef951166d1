"""The stages of an item and of its tasks, and the steps between them.

Source: 政府督查工作条例 (2020) arts 11, 16, 18; 立项-交办-签收-办理-反馈-核查-办结 is the usual chain of 督查 work.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Stage(StrEnum):
    """Where an item or a task stands, in the order of the chain."""

    PROPOSED = "proposed"
    OPENED = "opened"
    SENT = "sent"
    SIGNED = "signed"
    WORKING = "working"
    REPORTED = "reported"
    CHECKED = "checked"
    CLOSED = "closed"
    DROPPED = "dropped"


CHAIN = (
    Stage.OPENED,
    Stage.SENT,
    Stage.SIGNED,
    Stage.WORKING,
    Stage.REPORTED,
    Stage.CHECKED,
    Stage.CLOSED,
)
"""立项-交办-签收-办理-反馈-核查-办结."""

ENDED = frozenset({Stage.CLOSED, Stage.DROPPED})
IN_THE_UNITS_HANDS = frozenset({Stage.SENT, Stage.SIGNED, Stage.WORKING})
"""The unit has to do something: only here does the ladder climb."""


class Step(StrEnum):
    """What moves a task from one stage to another."""

    SEND = "send"
    SIGN = "sign"
    PROGRESS = "progress"
    REPORT = "report"
    RETURN = "return"
    CHECK = "check"
    CLOSE = "close"
    RECALL = "recall"
    DROP = "drop"


STEPS: Mapping[tuple[Stage, Step], Stage] = {
    (Stage.OPENED, Step.SEND): Stage.SENT,
    (Stage.SENT, Step.SIGN): Stage.SIGNED,
    (Stage.SIGNED, Step.PROGRESS): Stage.WORKING,
    (Stage.WORKING, Step.PROGRESS): Stage.WORKING,
    (Stage.SIGNED, Step.REPORT): Stage.REPORTED,
    (Stage.WORKING, Step.REPORT): Stage.REPORTED,
    (Stage.REPORTED, Step.RETURN): Stage.WORKING,
    (Stage.CHECKED, Step.RETURN): Stage.WORKING,
    (Stage.REPORTED, Step.CHECK): Stage.CHECKED,
    (Stage.CHECKED, Step.CLOSE): Stage.CLOSED,
    **{
        (stage, Step.RECALL): Stage.OPENED
        for stage in (Stage.SENT, Stage.SIGNED, Stage.WORKING, Stage.REPORTED, Stage.CHECKED)
    },
    **{
        (stage, Step.DROP): Stage.DROPPED
        for stage in (Stage.OPENED, Stage.SENT, Stage.SIGNED, Stage.WORKING, Stage.REPORTED)
    },
}


def next_stage(stage: Stage, step: Step) -> Stage | None:
    """Return the stage that a step leads to, or None where it does not follow. Source: the chain above."""
    return STEPS.get((stage, step))


def steps_from(stage: Stage) -> tuple[Step, ...]:
    """Return the steps that follow from a stage, in the order of the table. Source: the chain above."""
    return tuple(step for (start, step) in STEPS if start == stage)


def stage_of_item(tasks: Iterable[Stage]) -> Stage:
    """Return where an item stands: with its hindmost open task; OPENED without tasks, CLOSED when all have ended.

    An item whose tasks were all dropped is DROPPED.

    Source: a decision is carried through when its last task is (条例 16).
    """
    stages = tuple(tasks)
    still_open = [stage for stage in stages if stage not in ENDED]
    if still_open:
        return min(still_open, key=CHAIN.index)
    if not stages:
        return Stage.OPENED
    return Stage.CLOSED if Stage.CLOSED in stages else Stage.DROPPED
