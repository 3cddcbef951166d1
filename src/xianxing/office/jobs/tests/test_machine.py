"""Any order of arming, cancelling, clock jumps, crashes and lost leases keeps the two promises."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from xianxing.office.jobs import running, timers
from xianxing.office.jobs.actions import cancel_timer, enqueue, finishing, set_timer
from xianxing.office.jobs.models import Job, JobState, Timer, Worker
from xianxing.office.jobs.running import run_pending
from xianxing.office.jobs.runs import current_job

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KEYS = st.sampled_from(["a", "b", "c"])
SECONDS = st.integers(-30, 90)
MINUTE = timedelta(minutes=1)


class Crash(BaseException):
    """The process dies: nothing after this runs, as after kill -9."""


class Machine(RuleBasedStateMachine):
    """A model of timers and jobs beside the real rows. An effect is a ``Worker`` row, unique by its name."""

    def __init__(self) -> None:
        super().__init__()
        Timer.objects.all().delete()
        Job.objects.all().delete()
        Worker.objects.all().delete()
        self.now = START
        self.armed: dict[str, datetime] = {}
        self.arming = 0
        self.fired = 0
        self.jobs = 0
        self.crash_at = ""

    @rule(key=KEYS, seconds=SECONDS)
    def arm(self, key: str, seconds: int) -> None:
        self.arming += 1
        due_at = self.now + timedelta(seconds=seconds)
        set_timer(key, "effect", due_at, payload={"arming": self.arming})
        self.armed[key] = due_at

    @rule(key=KEYS)
    def cancel(self, key: str) -> None:
        assert cancel_timer(key) == (1 if self.armed.pop(key, None) else 0)

    @rule(seconds=st.integers(-60, 600))
    def jump(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(crash_at=st.sampled_from(["", "before", "after"]))
    def sweep(self, crash_at: str) -> None:
        self.crash_at = crash_at
        due = [key for key, due_at in self.armed.items() if due_at <= self.now]
        with patch.object(timers, "timer_handler", lambda kind: self.fire):
            try:
                assert timers.fire_due(now=self.now) == len(due)
            except Crash:
                return
        for key in due:
            del self.armed[key]
        self.fired += len(due)

    @rule()
    def ask(self) -> None:
        self.jobs += 1
        enqueue("effect", {"number": self.jobs}, now=self.now)

    @precondition(lambda self: self.jobs)
    @rule(crash_at=st.sampled_from(["", "before", "after"]))
    def work(self, crash_at: str) -> None:
        self.crash_at = crash_at
        with patch.object(running, "task_handler", lambda name: self.serve):
            try:
                run_pending(now=self.now, worker="here:1")
            except Crash:
                Job.objects.filter(state=JobState.RUNNING).update(lease_until=self.now, attempts=1)

    def fire(self, timer: Timer) -> None:
        self._die("before")
        name = f"timer {timer.payload['arming']}"
        Worker.objects.create(name=name, started_at=self.now, seen_at=self.now)
        self._die("after")

    def serve(self, payload: dict[str, Any]) -> None:
        self._die("before")
        with finishing(current_job()):
            Worker.objects.create(name=f"job {payload['number']}", started_at=self.now, seen_at=self.now)
        self._die("after")

    def _die(self, moment: str) -> None:
        if self.crash_at == moment:
            self.crash_at = ""
            raise Crash

    @invariant()
    def every_firing_left_one_effect(self) -> None:
        assert Worker.objects.filter(name__startswith="timer").count() == self.fired
        waiting = Timer.objects.filter(fired_at__isnull=True, cancelled_at__isnull=True)
        assert dict(waiting.values_list("key", "due_at")) == self.armed

    @invariant()
    def every_finished_job_left_one_effect(self) -> None:
        finished = Job.objects.filter(state=JobState.FINISHED).count()
        assert Worker.objects.filter(name__startswith="job").count() == finished

    def teardown(self) -> None:
        """Whatever happened, one calm pass at the end fires and finishes everything that is left."""
        self.crash_at = ""
        self.now += timedelta(days=1)
        self.sweep("")
        self.work("")
        self.every_firing_left_one_effect()
        assert Job.objects.filter(state=JobState.FINISHED).count() == self.jobs


@pytest.mark.slow
@pytest.mark.django_db
def test_timers_and_jobs_in_any_order_keep_their_promises() -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=checks
        ),
    )
