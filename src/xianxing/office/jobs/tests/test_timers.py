"""Timers fire once, in order, and a failing one holds up nobody."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from xianxing.office.jobs import timers
from xianxing.office.jobs.actions import cancel_timer, cancel_timers, retry_timer, set_timer
from xianxing.office.jobs.models import Job, Timer
from xianxing.office.jobs.timers import fire_due, retry_seconds

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

Handler = Callable[[Timer], None]

pytestmark = pytest.mark.django_db


@pytest.fixture
def fired(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys that were fired, in order; the kind "fails" raises, "again" arms itself anew."""
    keys: list[str] = []

    def note(timer: Timer) -> None:
        keys.append(timer.key)

    def fail(timer: Timer) -> None:
        keys.append(timer.key)
        Job.objects.create(task_id=timer.key, name="x", run_after=NOW, enqueued_at=NOW)
        raise ValueError("缺少日历")

    def again(timer: Timer) -> None:
        keys.append(timer.key)
        set_timer(timer.key, timer.kind, timer.due_at + MINUTE)

    handlers: dict[str, Handler] = {"note": note, "fails": fail, "again": again}
    monkeypatch.setattr(timers, "timer_handler", handlers.__getitem__)
    return keys


def job() -> Job:
    return Job.objects.create(task_id="7", name="x", run_after=NOW, enqueued_at=NOW)


def test_timer_due_fires_once(fired: list[str]) -> None:
    set_timer("a", "note", NOW)
    assert (fire_due(now=NOW), fire_due(now=NOW), fired) == (1, 0, ["a"])
    assert Timer.objects.get().fired_at == NOW


def test_timer_not_due_waits(fired: list[str]) -> None:
    set_timer("a", "note", NOW + MINUTE)
    assert (fire_due(now=NOW), fired) == (0, [])


def test_timers_due_fire_in_order_of_moment(fired: list[str]) -> None:
    set_timer("late", "note", NOW)
    set_timer("early", "note", NOW - MINUTE)
    assert (fire_due(now=NOW), fired) == (2, ["early", "late"])


def test_timers_over_the_limit_fire_at_the_next_sweep(fired: list[str]) -> None:
    for number in range(3):
        set_timer(f"{number}", "note", NOW)
    assert [fire_due(now=NOW, limit=2), fire_due(now=NOW, limit=2)] == [2, 1]


def test_timer_armed_again_moves_instead_of_doubling(fired: list[str]) -> None:
    set_timer("a", "note", NOW)
    set_timer("a", "note", NOW + MINUTE)
    assert [fire_due(now=NOW), fire_due(now=NOW + MINUTE)] == [0, 1]
    assert Timer.objects.count() == 1


def test_timer_that_arms_itself_fires_at_each_moment(fired: list[str]) -> None:
    set_timer("a", "again", NOW)
    assert [fire_due(now=NOW), fire_due(now=NOW), fire_due(now=NOW + MINUTE)] == [1, 0, 1]


def test_timers_of_an_object_cancelled_do_not_fire(fired: list[str]) -> None:
    mine, other = job(), Job.objects.create(task_id="8", name="x", run_after=NOW, enqueued_at=NOW)
    set_timer("a", "note", NOW, mine)
    set_timer("b", "note", NOW, other)
    assert cancel_timers(mine) == 1
    assert (fire_due(now=NOW), fired) == (1, ["b"])


def test_timers_of_some_kinds_cancelled_leave_the_others(fired: list[str]) -> None:
    mine = job()
    set_timer("a", "note", NOW, mine)
    set_timer("b", "again", NOW, mine)
    assert cancel_timers(mine, kinds=("again",), now=NOW) == 1
    assert Timer.objects.get(key="b").cancelled_at == NOW
    assert (fire_due(now=NOW), fired) == (1, ["a"])


def test_timer_cancelled_by_key_and_armed_again_fires(fired: list[str]) -> None:
    set_timer("a", "note", NOW)
    assert (cancel_timer("a"), cancel_timer("a"), fire_due(now=NOW)) == (1, 0, 0)
    set_timer("a", "note", NOW)
    assert fire_due(now=NOW) == 1


def test_timer_failing_is_rolled_back_counted_and_does_not_block(fired: list[str]) -> None:
    set_timer("bad", "fails", NOW - MINUTE)
    set_timer("good", "note", NOW)
    assert (fire_due(now=NOW), fired) == (1, ["bad", "good"])
    bad = Timer.objects.get(key="bad")
    assert (bad.fired_at, bad.failures, bad.last_error) == (None, 1, "ValueError: 缺少日历")
    assert bad.retry_at == NOW + timedelta(seconds=10)
    assert not Job.objects.exists()


def test_timer_failing_waits_before_it_tries_again(fired: list[str]) -> None:
    set_timer("bad", "fails", NOW)
    moments = [NOW, NOW + timedelta(seconds=9), NOW + timedelta(seconds=10), NOW + timedelta(seconds=29)]
    for moment in moments:
        fire_due(now=moment)
    assert fired == ["bad", "bad"]
    assert Timer.objects.get().retry_at == NOW + timedelta(seconds=30)


def test_timer_failing_tries_at_once_when_asked(fired: list[str]) -> None:
    timer = set_timer("bad", "fails", NOW)
    fire_due(now=NOW)
    assert retry_timer(timer)
    fire_due(now=NOW)
    assert fired == ["bad", "bad"]


def test_timer_fired_is_not_tried_again_when_asked(fired: list[str]) -> None:
    timer = set_timer("a", "note", NOW)
    fire_due(now=NOW)
    assert not retry_timer(timer)


def test_timer_of_unknown_kind_is_kept_and_counted() -> None:
    set_timer("a", "nobody.knows", NOW)
    assert fire_due(now=NOW) == 0
    assert Timer.objects.get().last_error == "LookupError: no manifest names the timer kind 'nobody.knows'"


@pytest.mark.parametrize(("failures", "seconds"), [(1, 10), (2, 20), (9, 2560), (10, 3600), (500, 3600)])
def test_retry_seconds_double_up_to_an_hour(failures: int, seconds: int) -> None:
    assert retry_seconds(failures) == seconds
