from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from xianxing.engines.workclock import load_seed
from xianxing.office.access.tests.cast import Cast
from xianxing.office.assignments.actions import accept, sign
from xianxing.office.assignments.machine import Step
from xianxing.office.assignments.models import Assignment
from xianxing.office.assignments.permissions import (
    may_act_on_assignment,
    may_answer_assignment,
    may_direct_assignment,
    may_help_assignment,
    may_see_assignment,
    may_see_tasks,
)
from xianxing.office.assignments.queries import (
    PAGE_SIZE,
    Shelf,
    assignments_of,
    shelf,
    shelf_counts,
    visible_assignments,
    waiting_for,
)
from xianxing.office.assignments.steps import offers
from xianxing.office.assignments.tests.given import DUE, NOW, give, reported

pytestmark = pytest.mark.django_db

DAYS = load_seed()


@pytest.fixture
def enter(client: Client, cast: Cast) -> Callable[[str], Client]:
    def sign_in(part: str) -> Client:
        client.force_login(cast.accounts()[part])
        return client

    return sign_in


def allowed(cast: Cast, predicate: Callable[..., bool], obj: object = None) -> set[str]:
    return {part for part, account in cast.accounts().items() if predicate(account, obj)}


def test_permissions_of_an_assignment_hold_for_owner_helper_and_office_only(cast: Cast) -> None:
    alone = give(cast)
    helped = give(cast, helpers=(cast.stranger_organ,))
    assert allowed(cast, may_see_assignment, alone) == {"head", "clerk", "unit"}
    assert allowed(cast, may_see_assignment, helped) == {"head", "clerk", "unit", "stranger"}
    assert allowed(cast, may_act_on_assignment, alone) == {"head", "clerk", "unit"}
    assert allowed(cast, may_answer_assignment, helped) == {"unit"}
    assert allowed(cast, may_help_assignment, helped) == {"stranger"}
    assert allowed(cast, may_direct_assignment, helped) == {"head", "clerk"}
    assert allowed(cast, may_see_tasks) == {"head", "clerk", "unit", "stranger"}


def test_visible_assignments_are_those_the_predicate_allows(cast: Cast) -> None:
    give(cast)
    give(cast, helpers=(cast.stranger_organ,))
    give(cast, owner=cast.stranger_organ)
    for account in cast.accounts().values():
        expected = {each.pk for each in Assignment.objects.all() if may_see_assignment(account, each)}
        assert {each.pk for each in visible_assignments(account)} == expected, account.username


def test_task_of_another_unit_is_as_if_it_were_not_there(cast: Cast, enter: Callable[[str], Client]) -> None:
    assignment = give(cast, title="只给住建局看")
    stranger = enter("stranger")
    assert stranger.get(reverse("assignments:task", args=[assignment.pk])).status_code == 404
    for step in Step:
        address = reverse("assignments:take", args=[assignment.pk, step.value])
        assert stranger.post(address, {"reason": "x", "text": "x"}).status_code == 404, step
    for which in Shelf:
        page = stranger.get(reverse("assignments:tasks"), {"shelf": which.value})
        assert "只给住建局看" not in page.content.decode()
    assert Assignment.objects.get().state == "sent"


@pytest.mark.parametrize("part", ["leader", "system", "security", "audit"])
def test_tasks_are_closed_to_leaders_and_officers(
    cast: Cast, enter: Callable[[str], Client], part: str
) -> None:
    assignment = give(cast)
    visitor = enter(part)
    assert visitor.get(reverse("assignments:tasks")).status_code == 403
    assert visitor.get(reverse("assignments:task", args=[assignment.pk])).status_code == 404


def test_unit_signs_and_reports_with_a_file(
    cast: Cast, enter: Callable[[str], Client], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    assignment, unit = give(cast), enter("unit")
    page = reverse("assignments:task", args=[assignment.pk])
    unit.post(reverse("assignments:take", args=[assignment.pk, "sign"]))
    upload = SimpleUploadedFile("情况.txt", "已修好".encode())
    done = {"text": "已修好。", "uploads": [upload]}
    answer = unit.post(reverse("assignments:take", args=[assignment.pk, "report"]), done, follow=True)
    assert "反馈已完成" in answer.content.decode()
    written = Assignment.objects.get().reports.get()
    file = written.files.get()
    address = reverse("assignments:file", args=[assignment.pk, file.pk])
    assert address in unit.get(page).content.decode()
    assert unit.get(address).status_code == 200
    assert enter("stranger").get(address).status_code == 404
    assert enter("clerk").get(address, {"look": "1"}).status_code == 200


def test_file_of_another_task_is_not_given(
    cast: Cast, enter: Callable[[str], Client], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    mine, theirs = give(cast), give(cast, owner=cast.stranger_organ)
    stranger = enter("stranger")
    stranger.post(reverse("assignments:take", args=[theirs.pk, "sign"]))
    upload = SimpleUploadedFile("甲.txt", b"text")
    stranger.post(
        reverse("assignments:take", args=[theirs.pk, "report"]), {"text": "好", "uploads": [upload]}
    )
    file = theirs.reports.get().files.get()
    assert enter("unit").get(reverse("assignments:file", args=[mine.pk, file.pk])).status_code == 404


@pytest.mark.parametrize(("part", "step"), [("unit", "accept"), ("unit", "withdraw"), ("clerk", "sign")])
def test_step_of_the_other_side_is_refused(
    cast: Cast, enter: Callable[[str], Client], part: str, step: str
) -> None:
    assignment = give(cast)
    address = reverse("assignments:take", args=[assignment.pk, step])
    assert enter(part).post(address, {"reason": "x"}).status_code == 403
    assert Assignment.objects.get().state == "sent"


def test_step_that_does_not_exist_is_not_found(cast: Cast, enter: Callable[[str], Client]) -> None:
    address = reverse("assignments:take", args=[give(cast).pk, "burn"])
    assert enter("clerk").post(address).status_code == 404


def test_step_with_faults_says_what_to_do(cast: Cast, enter: Callable[[str], Client]) -> None:
    assignment, unit = give(cast), enter("unit")
    address = reverse("assignments:take", args=[assignment.pk, "object"])
    assert "理由：" in unit.post(address, follow=True).content.decode()
    marked = unit.post(address, {"reason": "绝密★启用前"}, follow=True)
    assert "国家秘密标志" in marked.content.decode()
    assert Assignment.objects.get().state == "sent"


def test_offers_follow_state_and_side(cast: Cast) -> None:
    assignment = give(cast)
    assert [offer.step for offer in offers(cast.unit, assignment)] == [Step.SIGN, Step.OBJECT]
    assert [offer.step for offer in offers(cast.clerk, assignment)] == [
        Step.WITHDRAW,
        Step.REMIND,
        Step.POSTPONE,
    ]
    assert offers(cast.stranger, assignment) == ()


def test_shelves_hold_each_task_where_it_belongs(cast: Cast) -> None:
    to_sign = give(cast)
    in_hand = give(cast)
    sign(actor=cast.unit, assignment=in_hand, now=NOW)
    answered = reported(cast)
    done = reported(cast)
    accept(actor=cast.clerk, assignment=done, now=NOW)
    on_thursday, late = DUE - timedelta(days=1), DUE + timedelta(days=1)
    found = {
        which: [each.pk for each in shelf(cast.unit, which, now=on_thursday, days=DAYS).assignments]
        for which in Shelf
    }
    assert found == {
        Shelf.TO_SIGN: [to_sign.pk],
        Shelf.IN_HAND: [in_hand.pk],
        Shelf.DUE_SOON: [to_sign.pk, in_hand.pk],
        Shelf.OVERDUE: [],
        Shelf.ANSWERED: [answered.pk],
        Shelf.DONE: [done.pk],
    }
    counts = shelf_counts(cast.unit, now=late, days=DAYS)
    assert (counts[Shelf.OVERDUE], counts[Shelf.DUE_SOON]) == (2, 0)
    assert shelf(cast.stranger, Shelf.TO_SIGN, now=late, days=DAYS).assignments == ()
    assert (waiting_for(cast.unit), waiting_for(cast.clerk), waiting_for(cast.stranger)) == (2, 1, 0)
    assert waiting_for(cast.leader) == 0


@pytest.mark.parametrize("which", [Shelf.TO_SIGN, Shelf.DONE])
def test_shelf_pages_follow_each_other_without_gap_or_repeat(cast: Cast, which: Shelf) -> None:
    for number in range(PAGE_SIZE + 3):
        assignment = give(cast, due_at=DUE + timedelta(hours=number % 4))
        if which is Shelf.DONE:
            Assignment.objects.filter(pk=assignment.pk).update(closed_at=NOW)
    first = shelf(cast.unit, which, now=NOW, days=DAYS)
    second = shelf(cast.unit, which, now=NOW, days=DAYS, mark=first.next_mark)
    ids = [each.pk for each in (*first.assignments, *second.assignments)]
    assert (len(ids), len(set(ids)), second.next_mark) == (PAGE_SIZE + 3, PAGE_SIZE + 3, "")


def test_shelf_with_a_foreign_mark_is_its_first_page(cast: Cast) -> None:
    assignment = give(cast)
    assert shelf(cast.unit, Shelf.TO_SIGN, now=NOW, days=DAYS, mark="x~y").assignments == (assignment,)


def test_tasks_page_shows_shelves_to_unit_and_office(cast: Cast, enter: Callable[[str], Client]) -> None:
    give(cast, title="核查甲")
    for part in ("unit", "clerk"):
        page = enter(part).get(reverse("assignments:tasks"), {"shelf": "nonsense"}).content.decode()
        assert ("核查甲" in page, "待签收" in page) == (True, True)


def test_tasks_page_asks_a_constant_number_of_queries(
    cast: Cast,
    enter: Callable[[str], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(10):
        give(cast)
    unit = enter("unit")
    unit.get(reverse("assignments:tasks"))
    with django_assert_max_num_queries(12):
        unit.get(reverse("assignments:tasks"))


def test_panel_shows_units_and_their_last_word_in_three_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reported(cast)
    give(cast, owner=cast.stranger_organ, helpers=(cast.unit_organ,))
    with django_assert_max_num_queries(4):
        drawn = render_to_string(
            "assignments/_panel.html", {"assignments": assignments_of(cast.office), "now": NOW}
        )
    assert ("已修好。" in drawn, "协办 住建局" in drawn) == (True, True)
    empty = render_to_string("assignments/_panel.html", {"assignments": assignments_of(cast.unit_organ)})
    assert "还没有交办给任何单位" in empty
