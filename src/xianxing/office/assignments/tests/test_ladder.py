from datetime import UTC, datetime, timedelta

import pytest

from xianxing.engines.workclock import load_seed
from xianxing.office.access.models import Role
from xianxing.office.access.tests.cast import Cast, make_account
from xianxing.office.assignments.actions import report, sign, withdraw
from xianxing.office.assignments.ladder import DUE as DUE_KIND
from xianxing.office.assignments.ladder import DUE_SOON, OVERDUE, rungs
from xianxing.office.assignments.models import Assignment
from xianxing.office.assignments.tests.given import DUE, NOW, give
from xianxing.office.jobs.models import Timer
from xianxing.office.jobs.timers import fire_due
from xianxing.office.ledger.queries import timeline
from xianxing.office.notices.models import Notice

pytestmark = pytest.mark.django_db

LATE = DUE + timedelta(days=10)


def told(text: str) -> set[str]:
    return {notice.account.username for notice in Notice.objects.filter(text__startswith=text)}


def test_rungs_stand_on_working_mornings_around_the_due_moment() -> None:
    assert rungs(DUE, load_seed()) == {
        DUE_SOON: datetime(2026, 11, 26, 1, 0, tzinfo=UTC),
        DUE_KIND: DUE,
        OVERDUE: datetime(2026, 11, 30, 1, 0, tzinfo=UTC),
    }


def test_rungs_know_holidays_and_make_up_days() -> None:
    after_the_holiday = datetime(2026, 10, 9, 9, 0, tzinfo=UTC)
    found = rungs(after_the_holiday, load_seed())
    assert found[DUE_SOON] == datetime(2026, 10, 8, 1, 0, tzinfo=UTC)
    assert found[OVERDUE] == datetime(2026, 10, 10, 1, 0, tzinfo=UTC)


def test_ladder_climbs_from_unit_to_its_head_and_the_office(cast: Cast) -> None:
    make_account("chief", "陈局长", cast.unit_organ, Role.LEADER, is_head=True)
    assignment = give(cast)
    Notice.objects.all().delete()
    assert fire_due(now=datetime(2026, 11, 26, 1, 0, tzinfo=UTC)) == 1
    assert told("即将到期") == {"unit"}
    Notice.objects.all().delete()
    assert fire_due(now=DUE) == 1
    assert told("已到期") == {"unit"}
    Notice.objects.all().delete()
    assert fire_due(now=LATE) == 1
    assert told("已逾期") == {"unit", "chief", "clerk", "head"}
    assert Assignment.objects.get().reminders == 2
    verbs = [line.verb for line in timeline(assignment)]
    assert verbs == [
        "assignments.assignment.sent",
        "assignments.assignment.reminded",
        "assignments.assignment.escalated",
    ]


def test_ladder_fires_each_rung_once(cast: Cast) -> None:
    give(cast)
    assert [fire_due(now=LATE), fire_due(now=LATE)] == [3, 0]
    assert Assignment.objects.get().reminders == 2


def test_ladder_is_silent_after_an_answer(cast: Cast) -> None:
    assignment = give(cast)
    sign(actor=cast.unit, assignment=assignment, now=NOW)
    report(actor=cast.unit, assignment=assignment, text="办了", now=NOW)
    Notice.objects.all().delete()
    assert fire_due(now=LATE) == 0
    assert not Notice.objects.exists()


def test_ladder_rung_that_was_not_cancelled_does_nothing_when_settled(cast: Cast) -> None:
    assignment = give(cast)
    withdraw(actor=cast.clerk, assignment=assignment, reason="重复", now=NOW)
    Timer.objects.update(cancelled_at=None)
    Notice.objects.all().delete()
    assert fire_due(now=LATE) == 3
    assert not Notice.objects.exists()
    assert Assignment.objects.get().reminders == 0


def test_ladder_leaves_out_rungs_that_have_passed(cast: Cast) -> None:
    give(cast, due_at=NOW + timedelta(hours=2))
    kinds = Timer.objects.filter(cancelled_at__isnull=True).values_list("kind", flat=True)
    assert sorted(kinds) == [DUE_KIND, OVERDUE]
