"""The chain of stages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.followup.engine.stages import (
    CHAIN,
    ENDED,
    IN_THE_UNITS_HANDS,
    STEPS,
    Stage,
    Step,
    next_stage,
    stage_of_item,
    steps_from,
)


def test_usual_way_leads_from_opening_to_the_end() -> None:
    stage: Stage | None = Stage.OPENED
    walked = []
    for step in (Step.SEND, Step.SIGN, Step.PROGRESS, Step.REPORT, Step.CHECK, Step.CLOSE):
        assert stage is not None
        stage = next_stage(stage, step)
        walked.append(stage)
    assert tuple(walked) == CHAIN[1:]


@pytest.mark.parametrize("stage", sorted(ENDED))
def test_nothing_follows_from_an_end(stage: Stage) -> None:
    assert steps_from(stage) == ()


def test_report_without_signing_does_not_follow() -> None:
    assert next_stage(Stage.SENT, Step.REPORT) is None


@pytest.mark.parametrize("stage", [Stage.REPORTED, Stage.CHECKED])
def test_return_puts_the_work_back_into_the_units_hands(stage: Stage) -> None:
    assert next_stage(stage, Step.RETURN) == Stage.WORKING
    assert Stage.WORKING in IN_THE_UNITS_HANDS


def test_steps_from_reported() -> None:
    assert steps_from(Stage.REPORTED) == (Step.RETURN, Step.CHECK, Step.RECALL, Step.DROP)


def test_every_stage_but_the_ends_can_be_left() -> None:
    assert {stage for stage, _step in STEPS} == set(Stage) - ENDED - {Stage.PROPOSED}


def test_item_without_tasks_is_opened() -> None:
    assert stage_of_item([]) == Stage.OPENED


def test_item_with_all_tasks_dropped_is_dropped() -> None:
    assert stage_of_item([Stage.DROPPED, Stage.DROPPED]) == Stage.DROPPED


def test_item_stands_with_its_hindmost_open_task() -> None:
    assert stage_of_item([Stage.CLOSED, Stage.REPORTED, Stage.SIGNED]) == Stage.SIGNED


@given(st.lists(st.sampled_from([*CHAIN, Stage.DROPPED]), min_size=1))
def test_item_ends_exactly_when_every_task_has_ended(stages: list[Stage]) -> None:
    assert (stage_of_item(stages) in ENDED) == all(stage in ENDED for stage in stages)
