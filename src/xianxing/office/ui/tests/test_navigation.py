import pytest
from django.contrib.auth.models import AnonymousUser

from xianxing.office.access.tests.cast import Cast
from xianxing.office.ui.navigation import Badge, Shortcut, address_of, made_from, places, shortcuts

pytestmark = pytest.mark.usefixtures("made_up")


def test_places_of_the_head_are_all_installed_ones_in_order(cast: Cast) -> None:
    assert [place.title for place in places(cast.head)] == ["给所有人", "给负责人", "没有数字"]


def test_places_of_another_unit_leave_out_what_it_may_not_open(cast: Cast) -> None:
    assert [place.title for place in places(cast.stranger)] == ["给所有人", "没有数字"]


def test_places_of_a_visitor_are_none() -> None:
    assert places(AnonymousUser()) == ()


def test_badges_are_a_number_or_a_number_that_is_urgent(cast: Cast) -> None:
    assert [place.badge for place in places(cast.head)] == [Badge(14, False), Badge(3, True), None]


def test_shortcuts_of_the_head_are_pages_then_commands(cast: Cast) -> None:
    assert [shortcut.title for shortcut in shortcuts(cast.head)] == [
        "给所有人",
        "给负责人",
        "没有数字",
        "新建督办",
        "查日历",
    ]
    assert Shortcut("新建督办", "/ui/kit/", "g d") in shortcuts(cast.head)


def test_shortcuts_of_another_unit_leave_out_what_it_may_not_open(cast: Cast) -> None:
    titles = [shortcut.title for shortcut in shortcuts(cast.stranger)]
    assert titles == ["给所有人", "没有数字", "查日历"]


def test_made_from_an_object_is_what_the_visitor_may_open_with_the_object_named(cast: Cast) -> None:
    made = [(each.title, each.url) for each in made_from(cast.head, "matters.matter", 12)]
    assert made == [
        ("拟文", "/ui/kit/?about=matters.matter%3A12"),
        ("立项", "/ui/bell/?about=matters.matter%3A12"),
    ]
    assert [each.title for each in made_from(cast.stranger, "matters.matter", 12)] == ["立项"]
    assert made_from(AnonymousUser(), "matters.matter", 12) == ()


def test_address_of_a_page_that_is_not_installed_is_empty() -> None:
    assert address_of("nowhere:list") == ""
