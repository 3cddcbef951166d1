"""The list: tabs, keyset pages, and a fixed number of queries however many rows there are."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xianxing.duties.followup.actions.checking import close_task, drop_item, return_task
from xianxing.duties.followup.models import Item, MandateKind, Source
from xianxing.duties.followup.queries import listing
from xianxing.duties.followup.queries.detail import item_detail
from xianxing.duties.followup.queries.listing import Filter, Tab, list_items, tab_counts
from xianxing.duties.followup.queries.tasks import Shelf, list_tasks
from xianxing.duties.followup.tests.factories import NOW, answered, checked, opened, sent, signed
from xianxing.office.access.tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def ids(office: Cast, tab: Tab, **kwargs: object) -> list[int]:
    wanted = Filter(tab, **kwargs)  # type: ignore[arg-type]
    return [item.pk for item in list_items(office.clerk, wanted, today=TODAY).rows]


def test_tabs_hold_what_they_say(office: Cast) -> None:
    plain = opened(office)
    Item.objects.filter(pk=plain.pk).update(due_on=TODAY + timedelta(days=60))
    near = opened(office, due_on=TODAY + timedelta(days=2))
    late = opened(office)
    Item.objects.filter(pk=late.pk).update(due_on=TODAY - timedelta(days=1))
    proposed = opened(office, mandate_kind=MandateKind.APPROVAL)
    to_check = answered(office).item
    back = answered(office, title="修复路灯", request="修复南环路路灯。")
    return_task(actor=office.clerk, task=back, reason="不亮", due_at=None, now=NOW)
    done = checked(office, title="清运垃圾", request="清运东门垃圾。")
    close_task(actor=office.clerk, task=done, now=NOW)
    dropped = opened(office)
    drop_item(actor=office.head, item=dropped, reason="误登", now=NOW)
    assert ids(office, Tab.NEAR) == [near.pk]
    assert ids(office, Tab.LATE) == [late.pk]
    assert ids(office, Tab.PROPOSED) == [proposed.pk]
    assert ids(office, Tab.CHECK) == [to_check.pk]
    assert ids(office, Tab.RETURNED) == [back.item_id]
    assert set(ids(office, Tab.ENDED)) == {done.item_id, dropped.pk}
    assert len(ids(office, Tab.ALL)) == 8
    assert len(ids(office, Tab.OPEN)) == len(ids(office, Tab.MINE)) == 6
    counts = tab_counts(office.clerk, today=TODAY)
    assert (counts[Tab.OPEN], counts[Tab.LATE], counts[Tab.CHECK]) == (6, 1, 1)


def test_filter_by_source_and_leader(office: Cast) -> None:
    given = opened(office, leader=office.leader.person, source=Source.PLAN)
    opened(office)
    assert office.leader.person is not None
    assert ids(office, Tab.ALL, exact={"source": "plan"}) == [given.pk]
    assert ids(office, Tab.ALL, exact={"leader": str(office.leader.person.pk)}) == [given.pk]
    assert len(ids(office, Tab.ALL, exact={"leader": "x"})) == 2


@pytest.mark.parametrize("tab", [Tab.OPEN, Tab.MINE])
def test_pages_follow_one_another_without_gap_or_repeat(
    office: Cast, monkeypatch: pytest.MonkeyPatch, tab: Tab
) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    made = {opened(office, due_on=TODAY + timedelta(days=day % 2)).pk for day in range(5)}
    seen: list[int] = []
    after = ""
    for _page in range(3):
        page = list_items(office.clerk, Filter(tab), today=TODAY, after=after)
        seen += [item.pk for item in page.rows]
        after = page.after
    assert after == ""
    assert len(seen) == 5
    assert set(seen) == made


@pytest.mark.parametrize("after", ["x", "2026-11-23|x", "nothing|5"])
def test_bad_mark_is_refused(office: Cast, after: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        list_items(office.clerk, Filter(Tab.OPEN), today=TODAY, after=after)


def test_bad_mark_is_not_found_on_the_page(office: Cast, client: Client) -> None:
    client.force_login(office.clerk)
    assert client.get("/followup/?after=x").status_code == 404
    client.force_login(office.unit)
    assert client.get("/followup/mine/?after=x").status_code == 404


def test_list_asks_as_often_for_one_as_for_many(office: Cast, client: Client) -> None:
    client.force_login(office.clerk)
    sent(office)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/followup/")
    for _more in range(6):
        sent(office, reason="范围不同")
    with CaptureQueriesContext(connection) as many:
        client.get("/followup/")
    assert len(many) == len(few)


def test_detail_asks_as_often_for_one_task_as_for_many(office: Cast) -> None:
    item = opened(office)
    signed(office, item)
    with CaptureQueriesContext(connection) as few:
        item_detail(office.clerk, item, today=TODAY)
    for place in range(4):
        sent(office, item, title=f"另一件{place}", request=f"另问第{place}样。", reason="范围不同")
    with CaptureQueriesContext(connection) as many:
        item_detail(office.clerk, item, today=TODAY)
    assert len(many) == len(few) <= 14


def test_search_finds_an_item_by_its_words(office: Cast, client: Client) -> None:
    opened(office)
    opened(office, title="修复南环路路灯")
    client.force_login(office.clerk)
    page = client.get("/followup/?q=防汛物资").content.decode()
    assert "全市防汛物资储备情况核查" in page
    assert "修复南环路路灯" not in page


def test_units_shelves(office: Cast) -> None:
    todo, done = sent(office), answered(office, title="修复路灯", request="修复南环路路灯。")
    helping = sent(office, owner=office.stranger_organ, helpers=(office.unit_organ,))
    found = {shelf: [task.pk for task in list_tasks(office.unit, shelf).rows] for shelf in Shelf}
    assert found == {
        Shelf.TODO: [todo.pk],
        Shelf.ANSWERED: [done.pk],
        Shelf.HELPING: [helping.pk],
        Shelf.ENDED: [],
    }
