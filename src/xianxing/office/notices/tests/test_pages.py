"""The pages of notices: one sees and reads one's own only."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.notices.actions import notify
from xianxing.office.notices.models import Notice
from xianxing.office.notices.queries import unread_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather_cast()


@pytest.fixture
def notice(cast: Cast) -> Notice:
    for _time in range(2):
        found = notify(
            cast.clerk, text="住建局已反馈", url="/matters/", obj=None, group_key="g", now=timezone.now()
        )
    return found


def test_list_shows_ones_own_with_its_count(client: Client, cast: Cast, notice: Notice) -> None:
    client.force_login(cast.clerk)
    page = client.get(reverse("notices:list")).content.decode()
    assert "住建局已反馈 等 2 件" in page


def test_list_of_another_account_shows_nothing(client: Client, cast: Cast, notice: Notice) -> None:
    client.force_login(cast.head)
    assert "住建局已反馈" not in client.get(reverse("notices:list")).content.decode()


def test_count_answers_the_number(client: Client, cast: Cast, notice: Notice) -> None:
    client.force_login(cast.clerk)
    assert client.get(reverse("notices:count")).json() == {"unread": 1}


def test_open_marks_read_and_goes_there(client: Client, cast: Cast, notice: Notice) -> None:
    client.force_login(cast.clerk)
    answer = client.post(reverse("notices:open", args=[notice.pk]))
    assert (answer.status_code, answer["Location"], unread_count(cast.clerk)) == (302, "/matters/", 0)


def test_open_of_another_account_is_not_found(client: Client, cast: Cast, notice: Notice) -> None:
    client.force_login(cast.head)
    answer = client.post(reverse("notices:open", args=[notice.pk]))
    assert (answer.status_code, unread_count(cast.clerk)) == (404, 1)


def test_open_that_points_outside_stays_here(client: Client, cast: Cast, notice: Notice) -> None:
    Notice.objects.update(url="//elsewhere.example/")
    client.force_login(cast.clerk)
    answer = client.post(reverse("notices:open", args=[notice.pk]))
    assert answer["Location"] == reverse("notices:list")


def test_open_by_get_is_refused_and_reads_nothing(client: Client, cast: Cast, notice: Notice) -> None:
    client.force_login(cast.clerk)
    assert client.get(reverse("notices:open", args=[notice.pk])).status_code == 405
    assert unread_count(cast.clerk) == 1


def test_read_all_leaves_what_came_after_the_page(client: Client, cast: Cast, notice: Notice) -> None:
    client.force_login(cast.clerk)
    client.post(reverse("notices:read_all"), {"shown_at": "2020-01-01T00:00:00+00:00"})
    assert unread_count(cast.clerk) == 1
    client.post(reverse("notices:read_all"), {"shown_at": timezone.now().isoformat()})
    assert unread_count(cast.clerk) == 0
