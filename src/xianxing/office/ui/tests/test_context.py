from datetime import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast
from xianxing.office.notices.models import Notice
from xianxing.office.ui.context import Frame, frame


def frame_of(account: Account | AnonymousUser, path: str = "/ui/kit/") -> Frame:
    request = RequestFactory().get(path)
    request.user = account
    found = frame(request)["frame"]
    assert isinstance(found, Frame)
    return found


def add_notice(account: Account, *, read_at: datetime | None = None) -> None:
    now = timezone.now()
    Notice.objects.create(
        account=account,
        group_key="g",
        text="t",
        url="/",
        object_type="a.b",
        object_id=1,
        created_at=now,
        updated_at=now,
        read_at=read_at,
    )


def test_frame_of_a_visitor_asks_nothing_of_the_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    shown = frame_of(AnonymousUser())
    assert (shown.places, shown.unread, shown.name, shown.initial, shown.current_url) == ((), 0, "", "", "")


def test_frame_of_a_request_without_a_user_is_a_visitors() -> None:
    assert frame(RequestFactory().get("/"))["frame"].places == ()


def test_frame_counts_unread_notices_of_this_account_only(cast: Cast) -> None:
    add_notice(cast.head)
    add_notice(cast.head, read_at=timezone.now())
    add_notice(cast.stranger)
    assert frame_of(cast.head).unread == 1


def test_frame_before_it_is_shown_asks_nothing(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        frame_of(cast.head)


@pytest.mark.usefixtures("made_up")
def test_frame_shown_twice_asks_once(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shown = frame_of(cast.head)
    with django_assert_num_queries(2):
        assert [shown.places, shown.unread] == [shown.places, shown.unread]


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("path", "current"), [("/ui/kit/", "/ui/kit/"), ("/ui/kit/12/", "/ui/kit/"), ("/other/", "/")]
)
def test_frame_marks_the_place_that_the_page_lies_in(cast: Cast, path: str, current: str) -> None:
    assert frame_of(cast.head, path).current_url == current


def test_frame_has_the_name_and_its_first_character(cast: Cast) -> None:
    shown = frame_of(cast.head)
    assert (shown.name, shown.initial, str(shown.product)) == ("周主任", "周", "先行")


def test_frame_knows_the_language() -> None:
    with translation.override("en"):
        assert frame_of(AnonymousUser()).language == "en"


@pytest.mark.usefixtures("made_up")
def test_frame_has_the_commands_with_keys_that_this_account_may_open(cast: Cast) -> None:
    assert [(shortcut.keys, shortcut.url) for shortcut in frame_of(cast.head).keyed] == [("g d", "/ui/kit/")]
    assert frame_of(cast.stranger).keyed == ()


def test_now_of_the_frame_is_the_present() -> None:
    before = timezone.now()
    assert before <= frame(RequestFactory().get("/"))["now"] <= timezone.now()
