from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone

NOW = datetime(2026, 11, 23, 6, 2, tzinfo=UTC)


def draw(source: str, **values: Any) -> str:
    return Template(source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ value|day:now }}", "今天"),
        ("{{ value|moment:now }}", "11-23 17:02"),
        ("{{ value|due:now }}", "今天 17:02"),
        ("{{ value|clock }}", "17:02"),
        ("{{ value|left:now }}", "余 3 时"),
        ("{{ value|ago:now }}", "11-23 17:02"),
        ("{{ value|iso }}", "2026-11-23T17:02+08:00"),
    ],
)
def test_time_filter_with_the_present_uses_it(source: str, words: str) -> None:
    assert draw(source, value=NOW + timedelta(hours=3), now=NOW) == words


@pytest.mark.parametrize("name", ["day", "moment", "due", "clock", "left", "ago", "iso"])
def test_time_filter_of_nothing_is_empty(name: str) -> None:
    assert draw("{{ value|" + name + " }}", value=None) == ""


def test_time_filter_without_the_present_asks_the_clock() -> None:
    assert draw("{{ value|day }} {{ value|ago }}", value=timezone.now()) == "今天 刚刚"


def test_iso_of_a_bare_day_has_no_clock() -> None:
    assert draw("{{ value|iso }}", value=NOW.date()) == "2026-11-23"


def test_marks_in_a_template_are_drawn() -> None:
    drawn = draw('{% icon "x" %}{% chip "特急" "red" %}{% lamp "amber" %}')
    assert drawn.count("<svg") == 2
    assert '<span class="chip chip-red">特急</span>' in drawn
    assert "临期" in drawn


def test_find_url_of_a_known_page_is_its_address() -> None:
    assert draw('{% find_url "ui:kit" %}') == "/ui/kit/"


def test_find_url_of_an_unknown_page_is_empty() -> None:
    assert draw('[{% find_url "nowhere:list" %}]') == "[]"


@pytest.mark.parametrize(
    ("path", "mark"),
    [("/ui/kit/", 'aria-current="page"'), ("/ui/kit/more/", 'aria-current="true"'), ("/ui/", "")],
)
def test_active_marks_the_page_and_what_lies_below(path: str, mark: str) -> None:
    assert draw('{% active "ui:kit" %}', request=RequestFactory().get(path)) == mark


def test_active_without_a_request_or_page_is_empty() -> None:
    assert draw('{% active "ui:kit" %}') == ""
    assert draw('{% active "nowhere:list" %}', request=RequestFactory().get("/")) == ""


def test_active_of_the_front_page_does_not_mark_every_page() -> None:
    assert draw('{% active "home" %}', request=RequestFactory().get("/ui/")) == ""


def test_capture_keeps_what_it_drew() -> None:
    source = "{% capture word %} {{ value }} {% endcapture %}[{{ word }}][{{ word }}]"
    assert draw(source, value="<先>") == "[&lt;先&gt;][&lt;先&gt;]"


def test_capture_without_a_name_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="capture takes one name"):
        Template("{% capture %}{% endcapture %}")


def test_undo_url_of_a_message_is_read_from_its_tags() -> None:
    kept = Message(constants.SUCCESS, "已办结", extra_tags="undo:/matters/1/undo/")
    assert draw("{{ message|undo_url }}", message=kept) == "/matters/1/undo/"
    assert draw("{{ message|undo_url }}", message=Message(constants.SUCCESS, "已保存")) == ""
