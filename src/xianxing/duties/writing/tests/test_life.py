"""Every transition of both courses, and every one that is none, against the tables of the regulations."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.writing.engine.incoming import CLAUSES, Act, Stand, acts_from, next_stand
from xianxing.duties.writing.engine.life import (
    EDITABLE,
    ENDED,
    OPEN,
    STEPS,
    Bearing,
    Circumstances,
    Gap,
    Move,
    State,
    gaps,
    moves_from,
    next_state,
)

S, M = State, Move
COURSE = {
    (S.DRAFTING, M.CONSULT): S.CONSULTING,
    (S.CONSULTING, M.CONSULT): S.CONSULTING,
    (S.CONSULTING, M.GATHER): S.DRAFTING,
    (S.DRAFTING, M.SUBMIT): S.REVIEWING,
    (S.REVIEWING, M.RETURN): S.DRAFTING,
    (S.REVIEWING, M.APPROVE): S.SIGNING,
    (S.SIGNING, M.DECLINE): S.DRAFTING,
    (S.SIGNING, M.SIGN): S.RECHECKING,
    (S.RECHECKING, M.REFER_BACK): S.SIGNING,
    (S.RECHECKING, M.PASS_RECHECK): S.REGISTERING,
    (S.REGISTERING, M.REGISTER): S.PRINTING,
    (S.PRINTING, M.PRINT): S.ISSUING,
    (S.ISSUING, M.ISSUE): S.ISSUED,
    (S.ISSUED, M.ARCHIVE): S.ARCHIVED,
    (S.ISSUED, M.VOID): S.VOIDED,
    (S.ARCHIVED, M.VOID): S.VOIDED,
    (S.ISSUED, M.REPEAL): S.REPEALED,
    (S.ARCHIVED, M.REPEAL): S.REPEALED,
    **{(state, M.DROP): S.DROPPED for state in OPEN},
}
ARTICLES = {
    M.CONSULT: "19", M.GATHER: "19", M.SUBMIT: "20", M.RETURN: "21", M.APPROVE: "20", M.DECLINE: "22",
    M.SIGN: "22", M.REFER_BACK: "25", M.PASS_RECHECK: "25", M.REGISTER: "25", M.PRINT: "25", M.ISSUE: "25",
    M.ARCHIVE: "27", M.VOID: "33", M.REPEAL: "33", M.DROP: "21",
}  # fmt: skip
W, A = Stand, Act
INCOMING = {
    (W.RECEIVED, A.REGISTER): W.REGISTERED,
    (W.REGISTERED, A.PASS): W.EXAMINED,
    (W.REGISTERED, A.SEND_BACK): W.RETURNED,
    (W.EXAMINED, A.CIRCULATE): W.READING,
    (W.READING, A.CIRCULATE): W.READING,
    (W.HANDLING, A.CIRCULATE): W.HANDLING,
    (W.EXAMINED, A.ASSIGN): W.HANDLING,
    (W.READING, A.ASSIGN): W.HANDLING,
    (W.HANDLING, A.ANSWER): W.ANSWERED,
    (W.READING, A.ARCHIVE): W.ARCHIVED,
    (W.ANSWERED, A.ARCHIVE): W.ARCHIVED,
    (W.RETURNED, A.ARCHIVE): W.ARCHIVED,
}


@pytest.mark.parametrize(("state", "move"), list(product(State, Move)))
def test_paper_moves_as_the_table_says_and_no_other_way(state: State, move: Move) -> None:
    assert next_state(state, move) == COURSE.get((state, move))
    assert (move in moves_from(state)) == ((state, move) in COURSE)


@pytest.mark.parametrize("move", list(Move))
def test_every_move_cites_its_article(move: Move) -> None:
    assert STEPS[move].clause == f"党政机关公文处理工作条例#{ARTICLES[move]}"


@pytest.mark.parametrize(("stand", "act"), list(product(Stand, Act)))
def test_incoming_goes_as_the_table_says_and_no_other_way(stand: Stand, act: Act) -> None:
    assert next_stand(stand, act) == INCOMING.get((stand, act))
    assert (act in acts_from(stand)) == ((stand, act) in INCOMING)


def test_every_act_on_incoming_cites_its_article() -> None:
    assert {act: key.rpartition("#")[2] for act, key in CLAUSES.items()} == {
        act: "27" if act is Act.ARCHIVE else "24" for act in Act
    }


@given(st.lists(st.sampled_from(list(Move)), max_size=40))
def test_no_course_leaves_its_end_except_to_be_voided(moves: list[Move]) -> None:
    state, was_signed = State.DRAFTING, 0
    for move in moves:
        after = next_state(state, move)
        if after is None:
            continue
        if move is Move.SIGN:
            was_signed += 1
        if after in {State.REGISTERING, State.PRINTING, State.ISSUING, State.ISSUED, State.ARCHIVED}:
            assert was_signed
        if state in ENDED:
            assert move in {Move.ARCHIVE, Move.VOID, Move.REPEAL}
        state = after


def test_words_may_change_only_before_the_number() -> None:
    assert {State.DRAFTING, State.CONSULTING, State.REVIEWING, State.RECHECKING} == EDITABLE
    assert set(State) == OPEN | ENDED


FULL = Circumstances(reason="理由")


@pytest.mark.parametrize("move", list(Move))
def test_nothing_stands_against_a_move_when_all_is_there(move: Move) -> None:
    assert gaps(move, FULL) == ()


@pytest.mark.parametrize(
    ("move", "changed", "gap", "article"),
    [
        (M.SUBMIT, {"has_title": False}, Gap.NO_TITLE, "9"),
        (M.SUBMIT, {"has_body": False}, Gap.NO_BODY, "9"),
        (M.SUBMIT, {"open_consultations": 1}, Gap.OPEN_CONSULTATION, "19"),
        (M.APPROVE, {"open_consultations": 1}, Gap.OPEN_CONSULTATION, "20"),
        (M.APPROVE, {"points": 4}, Gap.POINTS_MISSING, "20"),
        (M.APPROVE, {"unsettled_differences": 1}, Gap.DISAGREEMENT, "16"),
        (M.APPROVE, {"signers": 0}, Gap.NO_SIGNER, "22"),
        (M.APPROVE, {"bearing": Bearing.UP, "principal_signs": False}, Gap.NOT_PRINCIPAL, "22"),
        (M.SIGN, {"opinion": "　"}, Gap.NO_OPINION, "22"),
        (M.PASS_RECHECK, {"substance_changed": True}, Gap.SUBSTANCE_CHANGED, "25"),
        (M.REGISTER, {"series": " "}, Gap.NO_SERIES, "25"),
        (M.REGISTER, {"recipients": 0}, Gap.NO_RECIPIENTS, "25"),
        (M.ISSUE, {"renditions": 0}, Gap.NO_RENDITION, "25"),
        (M.RETURN, {"reason": " "}, Gap.NO_REASON, "21"),
        (M.DECLINE, {"reason": ""}, Gap.NO_REASON, "22"),
        (M.REFER_BACK, {"reason": ""}, Gap.NO_REASON, "25"),
        (M.VOID, {"reason": ""}, Gap.NO_REASON, "33"),
        (M.REPEAL, {"reason": ""}, Gap.NO_REASON, "33"),
        (M.DROP, {"reason": ""}, Gap.NO_REASON, "21"),
    ],
)
def test_guard_names_what_is_missing_and_its_article(
    move: Move, changed: dict[str, object], gap: Gap, article: str
) -> None:
    at = replace(FULL, **changed)  # type: ignore[arg-type]
    assert gaps(move, at) == ((gap, f"党政机关公文处理工作条例#{article}"),)


def test_difference_does_not_stop_what_goes_up() -> None:
    at = replace(FULL, bearing=Bearing.UP, unsettled_differences=2)
    assert gaps(Move.APPROVE, at) == ()
