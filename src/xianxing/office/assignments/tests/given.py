"""Work that the tests give out."""

from datetime import UTC, datetime

from xianxing.office.access.tests.cast import Cast
from xianxing.office.assignments.actions import assign, report, sign
from xianxing.office.assignments.models import Assignment
from xianxing.office.calendars.actions import seed
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.people.models import Organ

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 2026-11-23, 10:00 in Shanghai."""

DUE = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
"""Friday 2026-11-27, 17:00 in Shanghai."""


def know_the_calendar() -> None:
    """Put the packaged holidays into the database."""
    seed(actor=SYSTEM, now=NOW)


def give(
    cast: Cast,
    *,
    title: str = "核查路灯",
    owner: Organ | None = None,
    helpers: tuple[Organ, ...] = (),
    excluded: tuple[Organ, ...] = (),
    due_at: datetime = DUE,
    now: datetime = NOW,
) -> Assignment:
    """Return work that the clerk gave to the unit, about the office as an object."""
    return assign(
        actor=cast.clerk,
        obj=cast.office,
        title=title,
        instruction="请核查并书面反馈。",
        owner=owner or cast.unit_organ,
        helpers=helpers,
        due_at=due_at,
        now=now,
        excluded_organs=excluded,
        fields_asked=3,
    )


def reported(cast: Cast, *, now: datetime = NOW) -> Assignment:
    """Return work that the unit signed for and reported on."""
    assignment = give(cast, now=now)
    sign(actor=cast.unit, assignment=assignment, now=now)
    report(actor=cast.unit, assignment=assignment, text="已修好。", now=now)
    return assignment
