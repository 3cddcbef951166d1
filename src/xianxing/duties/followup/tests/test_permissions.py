"""A unit sees only its own tasks; an accused unit never sees an accusation through follow-up, by any way in."""

import pytest
from django.test import Client

from xianxing.duties.followup.actions.sending import add_task, send_task
from xianxing.duties.followup.models import Item, Task
from xianxing.duties.followup.permissions import (
    known_task_ids,
    may_answer_task,
    may_approve_item,
    may_change_scale,
    may_link_task,
    may_list_items,
    may_list_own_tasks,
    may_open_items,
    may_read_reports,
    may_see_item,
    may_see_task,
    may_work_on_item,
    own_tasks,
    visible_items,
    visible_tasks,
)
from xianxing.duties.followup.queries.figures import period_report
from xianxing.duties.followup.queries.finding import reindex, search_results
from xianxing.duties.followup.tests.factories import (
    NOW,
    added,
    answered,
    of_accusation,
    opened,
    part,
    sent,
    signed,
    texts_for,
)
from xianxing.duties.matters.actions.protecting import declare_recusal, name_accused
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import Predicate
from xianxing.office.access.roles import audience_of
from xianxing.office.access.tests.cast import Cast
from xianxing.office.assignments.queries import visible_assignments
from xianxing.office.search.queries import find

pytestmark = pytest.mark.django_db
WORD = "核查举报"


def who(cast: Cast, may: Predicate, obj: object = None) -> set[str]:
    return {name for name, account in cast.accounts().items() if may(account, obj)}


@pytest.mark.parametrize(
    ("may", "parts"),
    [
        (may_list_items, {"head", "clerk", "leader"}),
        (may_open_items, {"head", "clerk"}),
        (may_read_reports, {"head", "clerk", "leader"}),
        (may_change_scale, {"head"}),
        (may_list_own_tasks, {"unit", "stranger"}),
    ],
    ids=lambda given: getattr(given, "name", ""),
)
def test_pages_are_for(office: Cast, may: Predicate, parts: set[str]) -> None:
    assert who(office, may) == parts


def test_item_is_for_the_office_and_the_leaders(office: Cast) -> None:
    item = opened(office)
    assert who(office, may_see_item, item) == {"head", "clerk", "leader"}
    assert who(office, may_work_on_item, item) == {"head", "clerk"}
    assert who(office, may_approve_item, item) == {"head"}


def test_task_is_for_its_own_unit_and_no_other(office: Cast) -> None:
    task = sent(office)
    assert who(office, may_see_task, task) == {"head", "clerk", "leader", "unit"}
    assert who(office, may_answer_task, task) == {"unit"}
    assert who(office, may_link_task, task) == {"head", "clerk", "unit"}


def test_task_that_was_not_sent_is_unknown_to_its_unit(office: Cast) -> None:
    assert "unit" not in who(office, may_see_task, added(office))


def test_helping_unit_sees_the_task_and_does_not_answer_it(office: Cast) -> None:
    task = sent(office, helpers=(office.stranger_organ,))
    assert "stranger" in who(office, may_see_task, task)
    assert who(office, may_answer_task, task) == {"unit"}


def test_unit_sees_its_own_of_two_tasks_of_an_item(office: Cast, client: Client) -> None:
    item = opened(office)
    mine, other = sent(office, item), sent(office, item, owner=office.stranger_organ, title="修复水闸")
    assert list(own_tasks(office.unit)) == [mine]
    client.force_login(office.unit)
    assert "修复水闸" not in client.get("/followup/mine/").content.decode()
    assert client.get(f"/followup/tasks/{other.pk}/").status_code == 404
    assert client.post(f"/followup/tasks/{other.pk}/answer/", {"text": "冒领"}).status_code == 404
    assert client.get(f"/followup/{item.pk}/").status_code == 403


def test_unit_reads_no_other_unit_in_its_task(office: Cast, client: Client) -> None:
    item = opened(office)
    mine = sent(office, item)
    sent(office, item, owner=office.stranger_organ, title="修复水闸")
    client.force_login(office.unit)
    page = client.get(f"/followup/tasks/{mine.pk}/").content.decode()
    assert "修复水闸" not in page
    assert "水利局" not in page


def given_to_another(cast: Cast) -> tuple[Item, Task]:
    """Return an item about an accusation of the unit, and its task, which another unit has."""
    _matter, item = of_accusation(cast)
    task = add_task(
        actor=cast.head, item=item, part=part(cast, owner=cast.stranger_organ, title=f"{WORD}线索"), now=NOW
    )
    send_task(actor=cast.head, task=task, now=NOW)
    return item, task


def ways_in(client: Client, account: Account, item: Item, task: Task) -> set[str]:
    """Return by which ways an account learns of an item and its task."""
    client.force_login(account)
    pages = ("/today/", "/followup/?tab=all", "/followup/mine/", "/followup/differences/", "/assignments/",
             "/notices/", f"/search/?q={WORD}", "/followup/reports/")  # fmt: skip
    hits = find(WORD, audience=audience_of(account), limit=20)
    found = {
        "items": visible_items(account).filter(pk=item.pk).exists(),
        "tasks": visible_tasks(account).filter(pk=task.pk).exists(),
        "known": known_task_ids(account).filter(pk=task.pk).exists(),
        "assignments": visible_assignments(account).filter(object_id=task.pk).exists(),
        "source": bool(search_results(account, [hit.object_id for hit in hits])),
        "page": client.get(f"/followup/{item.pk}/").status_code == 200,
        "fragment": client.get(f"/followup/{item.pk}/fragment/").status_code == 200,
        "sheet": client.get(f"/followup/{item.pk}/sheet/").status_code == 200,
        "task page": client.get(f"/followup/tasks/{task.pk}/").status_code == 200,
        "verb": client.get(f"/followup/tasks/{task.pk}/link/").status_code == 200,
        "assignment page": client.get(f"/assignments/{task.assignment_id}/").status_code == 200,
        "notices": any(WORD in text for text in texts_for(account)),
        "pages": any(WORD in client.get(page).content.decode() for page in pages if page),
    }
    return {way for way, is_open in found.items() if is_open}


@pytest.mark.parametrize("part_", ["unit", "clerk", "leader", "system", "security", "audit"])
def test_accusation_reaches_neither_the_accused_nor_the_unknowing(
    office: Cast, client: Client, part_: str
) -> None:
    item, task = given_to_another(office)
    account = office.accounts()[part_]
    search_word_in_page = f"/search/?q={WORD}"
    client.force_login(account)
    page = client.get(search_word_in_page).content.decode()
    assert "线索" not in page
    assert ways_in(client, account, item, task) - {"pages"} == set()


def test_accusation_reaches_the_head_by_every_way(office: Cast, client: Client) -> None:
    item, task = given_to_another(office)
    found = ways_in(client, office.head, item, task)
    assert {"items", "tasks", "source", "page", "fragment", "sheet", "task page", "verb", "pages"} <= found


def test_unit_that_has_the_work_sees_its_task(office: Cast, client: Client) -> None:
    item, task = given_to_another(office)
    found = ways_in(client, office.stranger, item, task)
    assert {"tasks", "known", "assignments", "task page", "assignment page", "notices"} <= found
    assert "page" not in found


def test_unit_accused_later_loses_sight_of_its_task(office: Cast, client: Client) -> None:
    matter, item = of_accusation(office)
    task = add_task(actor=office.head, item=item, part=part(office, owner=office.stranger_organ), now=NOW)
    send_task(actor=office.head, task=task, now=NOW)
    assert may_see_task(office.stranger, task)
    name_accused(actor=office.head, matter=matter, organ=office.stranger_organ, person=None, now=NOW)
    assert not may_see_task(office.stranger, task)
    client.force_login(office.stranger)
    assert client.get(f"/followup/tasks/{task.pk}/").status_code == 404
    assert "摸清编织袋" not in client.get("/followup/mine/").content.decode()


def test_recused_head_sees_it_no_more(office: Cast) -> None:
    matter, item = of_accusation(office)
    person = office.head.person
    assert person is not None
    declare_recusal(actor=office.head, matter=matter, person=person, reason="亲属", now=NOW)
    assert not may_see_item(office.head, item)


def test_reports_count_only_what_the_reader_may_know(office: Cast) -> None:
    answered(office)
    given_to_another(office)
    first, last = NOW.date().replace(day=1), NOW.date()
    of_clerk = period_report(office.clerk, first, last, now=NOW)
    of_head = period_report(office.head, first, last, now=NOW)
    assert ([row.name for row in of_clerk.by_unit], of_clerk.sent) == (["住建局"], 1)
    assert ({row.name for row in of_head.by_unit}, of_head.sent) == ({"住建局", "水利局"}, 2)


def test_index_built_anew_finds_the_same(office: Cast) -> None:
    task = signed(office)
    before = [hit.object_id for hit in find("防汛物资", audience=audience_of(office.clerk), limit=5)]
    assert list(reindex(NOW)) == [task.item_id]
    assert [hit.object_id for hit in find("防汛物资", audience=audience_of(office.clerk), limit=5)] == before
