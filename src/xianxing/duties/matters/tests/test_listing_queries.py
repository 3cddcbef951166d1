"""The list and the page of a matter ask the database a fixed number of times, however much there is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xianxing.duties.matters.actions.bulk import Job, perform_bulk, preview_bulk, undo_bulk
from xianxing.duties.matters.engine import State
from xianxing.duties.matters.errors import MatterRefused
from xianxing.duties.matters.models import Matter
from xianxing.duties.matters.queries.figures import Counted, Share, period_report
from xianxing.duties.matters.queries.listing import Filter, Tab, filtered_matters, tab_counts
from xianxing.duties.matters.tests.factories import NOW, accepted, answered, arrived, assigned, closed
from xianxing.office.access.tests.cast import Cast
from xianxing.office.assignments.models import Assignment
from xianxing.office.ledger.queries import verify

pytestmark = pytest.mark.django_db


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", ["/matters/", "/matters/?tab=all", "/matters/board/"])
def test_list_asks_as_often_for_many_as_for_few(office: Cast, client: Client, address: str) -> None:
    client.force_login(office.head)
    for number in range(2):
        assigned(office, f"路灯{number}")
    client.get(address)
    few = queries(client, address)
    for number in range(2, 8):
        assigned(office, f"路灯{number}")
    assert queries(client, address) == few


def test_tabs_hold_what_they_name(office: Cast) -> None:
    today = NOW.date()
    mine, asked, ended = accepted(office), arrived(), closed(office)
    Matter.objects.filter(pk=asked.pk).update(risk="red")

    def held(tab: Tab) -> set[int]:
        return set(filtered_matters(office.clerk, Filter(tab=tab), today=today).values_list("pk", flat=True))

    assert held(Tab.OPEN) == {mine.pk, asked.pk}
    assert held(Tab.MINE) == {mine.pk}
    assert held(Tab.URGENT) == {asked.pk}
    assert held(Tab.ENDED) == {ended.pk}
    assert held(Tab.ALL) == {mine.pk, asked.pk, ended.pk}
    counts = tab_counts(office.clerk, today=today)
    assert (counts[Tab.OPEN], counts[Tab.URGENT], counts[Tab.MINE]) == (2, 1, 1)


def test_bulk_says_what_would_happen_does_it_and_takes_it_back(office: Cast) -> None:
    matter, done = accepted(office), closed(office)
    job = Job(verb="handler", handler=office.head)
    first, second = preview_bulk(office.clerk, [matter, done], job)
    assert (first.effect, first.obstacle) == ("经办人改为 周主任", "")
    assert (second.effect, second.obstacle) == ("", "已经结束")
    run, refused = perform_bulk(actor=office.clerk, matters=[matter, done], job=job, now=NOW)
    matter.refresh_from_db()
    assert (matter.handler, refused) == (office.head, {done.pk: "已经结束"})
    assert undo_bulk(actor=office.clerk, run=run, now=NOW) == 1
    matter.refresh_from_db()
    assert matter.handler == office.clerk
    with pytest.raises(MatterRefused, match="这次批量操作已经撤销过"):
        undo_bulk(actor=office.clerk, run=run, now=NOW)


def test_bulk_handler_of_a_matter_that_nobody_had_is_taken_back_to_nobody(office: Cast) -> None:
    matter = arrived()
    run, _refused = perform_bulk(
        actor=office.clerk, matters=[matter], job=Job(verb="handler", handler=office.head), now=NOW
    )
    matter.refresh_from_db()
    assert matter.handler == office.head
    assert undo_bulk(actor=office.clerk, run=run, now=NOW) == 1
    matter.refresh_from_db()
    assert matter.handler is None


def test_bulk_closing_is_not_taken_back(office: Cast) -> None:
    matter = answered(office)
    run, refused = perform_bulk(actor=office.clerk, matters=[matter], job=Job(verb="close"), now=NOW)
    assert (matter.state, refused) == (State.CLOSED, {})
    with pytest.raises(MatterRefused, match="办结不能批量撤销；请逐件“重新办理”并写明理由"):
        undo_bulk(actor=office.clerk, run=run, now=NOW)


def test_bulk_joining_and_its_undoing_leave_both_as_they_were(office: Cast) -> None:
    into, matter = accepted(office), arrived("路灯又不亮")
    job = Job(verb="join", into=into)
    run, refused = perform_bulk(actor=office.clerk, matters=[matter, into], job=job, now=NOW)
    assert refused == {into.pk: "这是并入的目标事项"}
    assert undo_bulk(actor=office.clerk, run=run, now=NOW) == 1
    matter.refresh_from_db()
    into.refresh_from_db()
    assert (matter.state, matter.merged_into, into.complainants) == (State.REGISTERED, None, 1)
    assert verify() == ()


def test_bulk_by_a_stranger_changes_nothing(office: Cast) -> None:
    matter = accepted(office)
    job = Job(verb="handler", handler=office.head)
    _run, refused = perform_bulk(actor=office.stranger, matters=[matter], job=job, now=NOW)
    assert refused == {matter.pk: "您不能办理此事项"}
    assert Assignment.objects.count() == 0


def test_figures_of_a_period_are_exact(office: Cast) -> None:
    closed(office)
    accepted(office)
    arrived("明天", at=NOW + timedelta(days=1))
    report = period_report(NOW.date(), NOW.date())
    assert (report.received, report.accepted, report.ended, report.declined) == (2, 2, 1, 0)
    assert report.settled_in_office == Share(1, 1)
    assert report.days_median == pytest.approx(2 / 24)
    assert report.by_kind == (Counted("求助", 2),)
    assert report.satisfied.value is None
