import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.assignments.errors import WrongState
from xianxing.office.assignments.machine import MOVES, UNSETTLED, Step, may_follow, require_step
from xianxing.office.assignments.models import OPEN_STATES, Assignment, AssignmentState


def test_moves_name_every_step() -> None:
    assert set(MOVES) == set(Step)


def test_unsettled_states_are_the_models_open_states() -> None:
    assert {state.value for state in UNSETTLED} == set(OPEN_STATES)


def test_moves_never_leave_a_settled_state() -> None:
    settled = {AssignmentState.DONE, AssignmentState.WITHDRAWN}
    assert not [step for step, move in MOVES.items() if settled & set(move.starts)]


def test_moves_settle_from_every_open_state() -> None:
    assert all(may_follow(Step.WITHDRAW, state) for state in OPEN_STATES)


@given(st.lists(st.sampled_from(list(Step)), max_size=12))
def test_require_step_leads_only_where_the_table_says(steps: list[Step]) -> None:
    assignment = Assignment(state=AssignmentState.SENT)
    for step in steps:
        before = assignment.state
        if may_follow(step, before):
            assignment.state = require_step(assignment, step)
            assert assignment.state == (MOVES[step].leads_to or before)
        else:
            with pytest.raises(WrongState):
                require_step(assignment, step)
            assert assignment.state == before
