"""An accusation stays away from the accused by every way in (信访工作条例 30), and from whoever need not know."""

from datetime import date

import pytest
from django.test import Client

from xianxing.duties.matters.actions.protecting import declare_recusal
from xianxing.duties.matters.models import Level, Matter
from xianxing.duties.matters.permissions import (
    may_reveal_sender,
    may_see_assigned_part,
    may_see_matter,
    visible_matters,
)
from xianxing.duties.matters.queries.finding import search_results
from xianxing.duties.matters.tests.factories import NOW, accepted, accusation, arrived, assigned, give
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import audience_of
from xianxing.office.access.tests.cast import Cast, make_account
from xianxing.office.assignments.models import Assignment
from xianxing.office.notices.models import Notice
from xianxing.office.register.permissions import visible_entries
from xianxing.office.search.queries import find
from xianxing.office.ui import palettes

pytestmark = pytest.mark.django_db
WORD = "收受好处"


def seen_by(cast: Cast, matter: Matter) -> set[str]:
    return {part for part, account in cast.accounts().items() if may_see_matter(account, matter)}


def ways_in(client: Client, account: Account, matter: Matter) -> dict[str, bool]:
    """Return by which ways an account learns of the matter."""
    client.force_login(account)
    hits = find(WORD, audience=audience_of(account), limit=20)
    pages = (
        "/today/",
        "/matters/?tab=all",
        "/assignments/",
        "/notices/",
        f"/search/?q={WORD}",
        "/matters/board/",
    )
    return {
        "detail": client.get(f"/matters/{matter.pk}/").status_code == 200,
        "list": visible_matters(account).filter(pk=matter.pk).exists(),
        "search": bool(hits),
        "source": bool(search_results(account, [matter.pk])),
        "palette": WORD in str(palettes.find(account, WORD)),
        "notices": Notice.objects.filter(account=account, text__contains=WORD).exists(),
        "assignments": Assignment.objects.filter(title__contains=WORD).exists(),
        "register": visible_entries(account).filter(pk=matter.entry_id).exists(),
        "pages": any(matter.title in client.get(page).content.decode() for page in pages),
        "export": matter.number.encode() in client.get("/matters/export/?form=csv").content,
    }


@pytest.mark.parametrize("part", ["unit", "stranger", "clerk", "leader", "system", "security", "audit"])
def test_accusation_reaches_nobody_but_the_head(office: Cast, client: Client, part: str) -> None:
    matter = accusation(office)
    found = ways_in(client, office.accounts()[part], matter)
    assert {way for way, open_ in found.items() if open_} == set()


def test_accusation_reaches_the_head_by_every_way(office: Cast, client: Client) -> None:
    found = ways_in(client, office.head, accusation(office))
    assert {"detail", "list", "search", "source", "palette", "register", "pages"} <= {
        way for way, open_ in found.items() if open_
    }


def test_usual_matter_is_seen_by_the_office_alone(office: Cast) -> None:
    matter = arrived()
    assert seen_by(office, matter) == {"head", "clerk"}


def test_restricted_matter_is_seen_by_its_handler_too(office: Cast) -> None:
    matter = accusation(office)
    Matter.objects.filter(pk=matter.pk).update(handler=office.clerk)
    assert seen_by(office, matter) == {"head", "clerk"}
    other = make_account("clerk2", "另科员", office.office, Role.STAFF)
    assert not may_see_matter(other, matter)


def test_leader_sees_what_came_up_to_the_leaders(office: Cast) -> None:
    matter = arrived()
    Matter.objects.filter(pk=matter.pk).update(level=Level.COORDINATION)
    assert not may_see_matter(office.leader, matter)
    Matter.objects.filter(pk=matter.pk).update(level=Level.LEADERS)
    assert may_see_matter(office.leader, matter)
    assert list(visible_matters(office.leader)) == [matter]


def test_recused_clerk_sees_it_no_more_and_has_it_no_more(office: Cast) -> None:
    matter = accepted(office)
    person = office.clerk.person
    assert person is not None
    assert matter.handler == office.clerk
    declare_recusal(actor=office.head, matter=matter, person=person, reason="亲属", now=NOW)
    assert matter.handler is None
    assert seen_by(office, matter) == {"head"}
    assert not may_reveal_sender(office.clerk, matter)


def test_accused_head_does_not_see_it_either(office: Cast) -> None:
    matter = arrived("举报办公室负责人")
    matter.accused.create(person=office.head.person)
    assert seen_by(office, matter) == {"clerk"}


def test_accused_office_hides_it_from_everyone_in_it(office: Cast) -> None:
    matter = arrived("举报办公室")
    matter.accused.create(organ=office.office)
    assert seen_by(office, matter) == set()


def test_assigned_part_is_for_the_unit_unless_accused(office: Cast) -> None:
    matter = assigned(office)
    assert may_see_assigned_part(office.unit, matter)
    assert not may_see_assigned_part(office.stranger, matter)
    assert not may_see_assigned_part(office.clerk, matter)
    matter.accused.create(organ=office.unit_organ)
    assert not may_see_assigned_part(office.unit, matter)


def test_assigned_part_is_for_helpers_too(office: Cast) -> None:
    matter = accepted(office)
    give(office, matter, helpers=(office.stranger_organ,))
    assert may_see_assigned_part(office.stranger, matter)


def test_sender_is_shown_to_the_handler_and_the_head(office: Cast) -> None:
    matter = accepted(office)
    other = make_account("clerk2", "另科员", office.office, Role.STAFF)
    assert may_see_matter(other, matter)
    asked = (office.head, office.clerk, other, office.leader, office.unit)
    assert [may_reveal_sender(account, matter) for account in asked] == [True, True, False, False, False]


def test_former_member_of_the_accused_unit_is_kept_away(office: Cast) -> None:
    moved = make_account("moved", "调来科员", office.office, Role.STAFF)
    matter = arrived("举报住建局")
    assert may_see_matter(moved, matter)
    assert moved.person is not None
    post = office.unit_organ.posts.get()
    post.appointments.create(person=moved.person, starts_on=date(2019, 1, 1), ends_on=date(2020, 1, 1))
    matter.accused.create(organ=office.unit_organ)
    assert not may_see_matter(moved, matter)
