"""The ladder climbs each rung exactly once, over any sequence of clock jumps, restarts and new holidays."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from xianxing.duties.followup.engine.ladder import (
    USUAL,
    BadLadderError,
    Climb,
    Placed,
    Rung,
    Told,
    check_ladder,
    climbed,
    due_now,
    next_moment,
    place_rungs,
    told_by,
)
from xianxing.engines.workclock import Calendar, DayKind, load_seed

ZONE = ZoneInfo("Asia/Shanghai")
DAYS = load_seed()
START = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)
OWNER = (Told.OWNER,)


def placed(due: datetime, armed: datetime = START, calendar: Calendar = DAYS) -> tuple[Placed, ...]:
    return place_rungs(due, armed_at=armed, rungs=USUAL, calendar=calendar, zone=ZONE)


def days_of(due: datetime) -> list[date]:
    return [each.at.astimezone(ZONE).date() for each in placed(due)]


def test_rungs_of_a_wednesday_limit() -> None:
    due = datetime(2026, 9, 23, 18, 0, tzinfo=ZONE)
    assert days_of(due) == [date(2026, 9, 21), date(2026, 9, 23), date(2026, 9, 24), date(2026, 9, 29)]


def test_rungs_step_over_the_october_holiday() -> None:
    due = datetime(2026, 9, 30, 18, 0, tzinfo=ZONE)
    assert days_of(due)[2:] == [date(2026, 10, 8), date(2026, 10, 10)]


def test_rung_of_a_limit_on_a_day_of_rest_falls_on_the_working_day_before() -> None:
    due = datetime(2026, 9, 19, 18, 0, tzinfo=ZONE)
    assert days_of(due)[1] == date(2026, 9, 18)


def test_rungs_that_had_passed_when_armed_are_left_out() -> None:
    due = datetime(2026, 9, 14, 18, 0, tzinfo=ZONE)
    assert [each.rung.key for each in placed(due)] == ["+1", "+3"]


def test_answered_climb_has_nothing_due_and_nothing_next() -> None:
    due = START + timedelta(days=9)
    climb = Climb(START, due, answered=True)
    assert due_now(climb, placed(due), due + timedelta(days=30)) == ()
    assert next_moment(climb, placed(due)) is None


def test_jump_over_the_whole_ladder_climbs_every_rung_in_order() -> None:
    due = START + timedelta(days=9)
    found = due_now(Climb(START, due), placed(due), due + timedelta(days=60))
    assert [rung.key for rung in found] == ["-2", "0", "+1", "+3"]
    assert told_by(found) == (Told.OWNER, Told.OWNER_HEAD, Told.OFFICE)


@pytest.mark.parametrize(
    ("rungs", "message"),
    [
        ([], "催办至少要有一级"),
        ([Rung(0, OWNER), Rung(0, OWNER)], "同一天只能有一级催办"),
        ([Rung(-1, OWNER)], "到期当日或者逾期后至少要有一级催办"),
        ([Rung(0, (Told.OFFICE,)), Rung(1, OWNER)], "越往后的催办告知的范围只能扩大"),
    ],
)
def test_bad_ladder_is_refused(rungs: list[Rung], message: str) -> None:
    with pytest.raises(BadLadderError, match=message):
        check_ladder(rungs)


def test_ladder_is_put_into_order() -> None:
    assert check_ladder([USUAL[2], USUAL[0], USUAL[3], USUAL[1]]) == USUAL


class LadderLife(RuleBasedStateMachine):
    """A task with its ladder, a clock that jumps, a process that dies, an office that adds holidays.

    ``kept`` is what a crash leaves: the climb as it was committed. ``log`` is every rung that was committed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.calendar = DAYS
        self.now = START
        self.latest = START
        self.round = 0
        self.kept = Climb(START, START + timedelta(days=8))
        self.log: list[tuple[int, str]] = []
        self.told_after_answer = 0

    @initialize(days=st.integers(1, 40))
    def send(self, days: int) -> None:
        self.kept = Climb(START, START + timedelta(days=days))

    @rule(hours=st.integers(-200, 900))
    def jump(self, hours: int) -> None:
        """The clock goes on, or back."""
        self.now = max(START, self.now + timedelta(hours=hours))

    @rule()
    def tick(self) -> None:
        """The sweep fires what is due and commits it."""
        ladder = self._placed()
        rungs = due_now(self.kept, ladder, self.now)
        self.kept = climbed(self.kept, rungs)
        self.log += [(self.round, rung.key) for rung in rungs]
        self.told_after_answer += len(rungs) if self.kept.answered else 0
        self._nothing_is_left_behind(ladder)

    @rule()
    def crash(self) -> None:
        """The process dies before the commit: what it wanted to climb is not kept."""
        climbed(self.kept, due_now(self.kept, self._placed(), self.now))

    @rule()
    def restart(self) -> None:
        """A new process knows only what was kept."""
        keys = [key for number, key in self.log if number == self.round]
        self.kept = Climb(self.kept.armed_at, self.kept.due_at, frozenset(keys), self.kept.answered)

    @rule()
    def answer(self) -> None:
        self.kept = Climb(self.kept.armed_at, self.kept.due_at, self.kept.climbed, answered=True)

    @rule(days=st.integers(1, 20))
    def return_or_postpone(self, days: int) -> None:
        """A new round towards a new limit, as a return or a granted extension makes it."""
        self.round += 1
        self.kept = Climb(self.now, self.now + timedelta(days=days))

    @rule(day=st.dates(date(2026, 9, 14), date(2026, 12, 31)), works=st.booleans())
    def change_calendar(self, day: date, works: bool) -> None:
        kind = DayKind.MAKE_UP if works else DayKind.STATUTORY_HOLIDAY
        self.calendar = Calendar({**self.calendar.days, day: kind}, self.calendar.official_years)

    @invariant()
    def no_rung_is_climbed_twice(self) -> None:
        assert len(self.log) == len(set(self.log))

    @invariant()
    def nobody_is_told_after_the_answer(self) -> None:
        assert self.told_after_answer == 0

    @invariant()
    def next_moment_is_that_of_the_first_rung_not_climbed(self) -> None:
        expected = [each.at for each in self._placed() if each.rung.key not in self.kept.climbed]
        assert next_moment(self.kept, self._placed()) == (
            expected[0] if expected and not self.kept.answered else None
        )

    def _placed(self) -> tuple[Placed, ...]:
        return placed(self.kept.due_at, self.kept.armed_at, self.calendar)

    def _nothing_is_left_behind(self, ladder: tuple[Placed, ...]) -> None:
        if self.kept.answered:
            return
        left = [each for each in ladder if each.at <= self.now and each.rung.key not in self.kept.climbed]
        assert left == []


LadderLife.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestLadderLife = LadderLife.TestCase
