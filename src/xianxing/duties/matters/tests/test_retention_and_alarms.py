"""What the timers do by themselves: identities are erased when their time is over, limits are called out."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from xianxing.duties.matters.actions.alarms import mark_overdue, warn_internal
from xianxing.duties.matters.actions.answering import close_matter
from xianxing.duties.matters.actions.protecting import erase_senders
from xianxing.duties.matters.actions.retention import (
    due_for_erasure,
    erase_overdue,
    hold_identities,
    retention_years,
    set_retention,
)
from xianxing.duties.matters.errors import GuardRefused, IntakeRefused
from xianxing.duties.matters.models import Matter
from xianxing.duties.matters.tests.factories import NOW, WANG, accepted, accusation, answered, arrived
from xianxing.office.access.tests.cast import Cast
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.models import Entry as LedgerEntry
from xianxing.office.ledger.queries import verify
from xianxing.office.notices.models import Notice

pytestmark = pytest.mark.django_db
FIVE_YEARS = timedelta(days=5 * 365 + 2)


def timer(kind: str, at: datetime, *, object_id: int = 0) -> Timer:
    return Timer(key=f"test:{kind}", kind=kind, due_at=at, fired_at=at, object_id=object_id)


def ended(office: Cast) -> Matter:
    matter = answered(office)
    close_matter(actor=office.clerk, matter=matter, now=NOW + timedelta(hours=3))
    matter.entry.sender_name = "王小明"
    matter.entry.save(update_fields=["sender_name"])
    return matter


def test_identities_are_kept_for_five_years_unless_the_head_sets_otherwise(office: Cast) -> None:
    assert retention_years() == 5
    set_retention(actor=office.head, years=3, now=NOW)
    assert retention_years() == 3


@pytest.mark.parametrize("years", [0, 31, -1])
def test_years_of_retention_out_of_bounds_are_refused(office: Cast, years: int) -> None:
    with pytest.raises(IntakeRefused, match=f"保留年数应为 1 至 30 年，现填 {years}；请改正"):
        set_retention(actor=office.head, years=years, now=NOW)
    assert retention_years() == 5


def test_night_erases_what_is_over_and_leaves_the_rest_and_the_chain_whole(office: Cast) -> None:
    old, held, running = ended(office), ended(office), accepted(office)
    hold_identities(actor=office.head, matter=held, reason="诉讼中", now=NOW)
    at = NOW + FIVE_YEARS
    assert list(due_for_erasure((at - timedelta(days=3)).date())) == []
    assert list(due_for_erasure(at.date())) == [old]
    erase_overdue(timer("matters.retention", at))
    for matter, name in ((old, ""), (held, "王小明")):
        matter.entry.refresh_from_db()
        assert (matter.entry.sender_name, matter.entry.erased_at is None) == (name, bool(name))
    running.entry.refresh_from_db()
    assert running.entry.erased_at is None
    assert verify() == ()
    assert list(due_for_erasure(at.date())) == []
    assert Timer.objects.get(key="matters.retention").due_at > at


def test_identities_of_an_open_matter_cannot_be_erased(office: Cast) -> None:
    matter = arrived(sender=WANG)
    with pytest.raises(GuardRefused, match="事项尚未办结，不能清除来信人信息"):
        erase_senders(actor=office.head, matter=matter, reason="本人要求", now=NOW)


@pytest.mark.parametrize(
    ("username", "status"), [("head", 200), ("clerk", 403), ("unit", 403), ("audit", 403)]
)
def test_page_of_retention_is_the_head_s(office: Cast, client: Client, username: str, status: int) -> None:
    client.force_login(getattr(office, username))
    assert client.get("/matters/retention/").status_code == status
    assert client.post("/matters/retention/years/", {"years": 7}).status_code == (
        302 if status == 200 else 403
    )
    assert retention_years() == (7 if status == 200 else 5)


def told(group_key: str) -> set[str]:
    return set(Notice.objects.filter(group_key=group_key).values_list("account__username", flat=True))


def test_internal_limit_tells_the_handler_and_the_legal_one_the_head_too(office: Cast) -> None:
    matter = accepted(office)
    clock = matter.clocks.filter(stopped_at__isnull=True)[0]
    warn_internal(timer("matters.clock.internal", NOW, object_id=clock.pk))
    assert told("matters.due") == {"clerk"}
    mark_overdue(timer("matters.clock.due", NOW, object_id=clock.pk))
    assert told("matters.overdue") == {"clerk", "head"}
    entry = LedgerEntry.objects.filter(verb="matters.matter.overdue").get()
    assert list(entry.clauses) == list(clock.clauses)


def test_limit_of_a_matter_that_nobody_has_tells_the_head(office: Cast) -> None:
    clock = arrived().clocks.filter(stopped_at__isnull=True)[0]
    warn_internal(timer("matters.clock.internal", NOW, object_id=clock.pk))
    assert told("matters.due") == {"head"}


def test_limit_of_a_clock_that_stopped_tells_nobody(office: Cast) -> None:
    matter = answered(office)
    clock = matter.clocks.filter(stopped_at__isnull=False)[0]
    warn_internal(timer("matters.clock.internal", NOW, object_id=clock.pk))
    mark_overdue(timer("matters.clock.due", NOW, object_id=clock.pk))
    assert told("matters.due") == told("matters.overdue") == set()
    assert not LedgerEntry.objects.filter(
        verb__in=("matters.matter.warned", "matters.matter.overdue")
    ).exists()


def test_limit_of_an_accusation_never_tells_the_accused_nor_the_rest_of_the_office(office: Cast) -> None:
    matter = accusation(office)
    clock = matter.clocks.filter(stopped_at__isnull=True)[0]
    mark_overdue(timer("matters.clock.due", NOW, object_id=clock.pk))
    assert told("matters.overdue") <= {"head"}
