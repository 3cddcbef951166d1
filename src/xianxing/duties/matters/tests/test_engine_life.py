"""Random lives of a matter: whatever is tried, it stands where the table says and its clocks and ledger agree."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from xianxing.duties.matters.actions import answering, handling, linking
from xianxing.duties.matters.engine import MOVES, OPEN, Kind, Move, State, moves_from, next_state
from xianxing.duties.matters.models import ClockKind, Matter
from xianxing.duties.matters.tests.factories import NOW, accepted, arrived, full_draft, give, open_the_office
from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.ledger.actions import PUBLIC
from xianxing.office.ledger.queries import verify

pytestmark = pytest.mark.slow
TRIED = [move for move in Move if move not in {Move.RECHECK, Move.TERMINATE}]


def attempt(cast: Cast, matter: Matter, move: Move, now: datetime) -> None:
    """Try one move as the page would."""
    clerk, head = cast.clerk, cast.head
    reply = matter.replies.last()
    if move is Move.ACCEPT:
        handling.accept_matter(actor=clerk, matter=matter, kind=Kind.HELP, track=None, now=now)
    elif move is Move.DECLINE:
        handling.decline_matter(
            actor=clerk, matter=matter, reason="不属职权", clause="信访工作条例#22", advice="请诉讼", now=now
        )
    elif move is Move.FORWARD:
        handling.forward_matter(actor=clerk, matter=matter, organ=cast.stranger_organ, reason="管辖", now=now)
    elif move is Move.ASSIGN:
        give(cast, matter)
    elif move is Move.PROPOSE_REPLY:
        answering.propose_reply(actor=clerk, matter=matter, draft=full_draft(), now=now)
    elif move is Move.RETURN_REPLY and reply:
        answering.return_reply(actor=head, reply=reply, reason="写明时间", now=now)
    elif move is Move.ANSWER and reply:
        answering.sign_reply(actor=head, reply=reply, approval=None, now=now)
    else:
        attempt_ending(cast, matter, move, now)


def attempt_ending(cast: Cast, matter: Matter, move: Move, now: datetime) -> None:
    """Try one of the moves that end a matter or open it again."""
    clerk, head = cast.clerk, cast.head
    if move is Move.MERGE:
        linking.join_matter(actor=clerk, matter=matter, into=accepted(cast, "另一件"), reason="同", now=now)
    elif move is Move.SPLIT:
        linking.split_matter(actor=clerk, matter=matter, reason="不同", now=now)
    elif move is Move.CLOSE:
        answering.close_matter(actor=clerk, matter=matter, now=now)
    elif move is Move.REOPEN:
        answering.reopen_matter(actor=clerk, matter=matter, reason="反复", now=now)
    elif move is Move.REVIEW:
        answering.request_review(actor=PUBLIC, matter=matter, reason="不服", now=now)
    elif move is Move.CONCLUDE_REVIEW:
        answering.conclude_review(actor=head, matter=matter, opinion="维持", now=now)


class LivesAtRandom(TestCase):
    """A matter and any sequence of verbs."""

    @settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
    @given(moves=st.lists(st.sampled_from(TRIED), min_size=3, max_size=10))
    def test_life_any_sequence_keeps_state_end_and_clocks_in_step(self, moves: list[Move]) -> None:
        open_the_office()
        cast = gather_cast()
        matter = arrived()
        reached = {MOVES[move] for move in MOVES}
        for number, move in enumerate(moves):
            before = State(matter.state)
            try:
                attempt(cast, matter, move, NOW + timedelta(hours=number + 1))
            except ValidationError:
                matter = Matter.objects.get(pk=matter.pk)
                assert matter.state == before
                continue
            matter = Matter.objects.get(pk=matter.pk)
            assert State(matter.state) in reached | {before}
            self.check(matter)
        assert verify() == ()

    def check(self, matter: Matter) -> None:
        running = list(matter.clocks.filter(stopped_at__isnull=True))
        kinds = [clock.kind for clock in running]
        assert (matter.ended_at is None) == (State(matter.state) in OPEN)
        assert len(set(kinds)) == len(kinds)
        assert matter.due_on == min((clock.due_on for clock in running), default=None)
        if matter.state == State.REGISTERED:
            assert kinds == [ClockKind.NOTICE]
        if State(matter.state) not in OPEN:
            assert kinds == []


def test_moves_from_lists_the_moves_of_the_table() -> None:
    assert moves_from(State.ANSWERED) == (Move.CLOSE, Move.REOPEN, Move.REVIEW, Move.RECHECK)
    assert moves_from(State.TERMINATED) == ()
    assert next_state(State.CLOSED, Move.ASSIGN) is None


def test_every_state_is_reached_and_every_move_is_somewhere() -> None:
    assert set(MOVES.values()) == set(State)
    assert {move for _state, move in MOVES} == set(Move)
