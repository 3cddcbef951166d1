from collections.abc import Sequence
from typing import Any

import pytest

from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast
from xianxing.office.search.queries import Hit, Mark
from xianxing.office.search.shown import Answer, Found, Group
from xianxing.office.ui import palettes
from xianxing.office.ui.tests.conftest import signed_in

MARK = Mark(1)


def found(object_type: str, title: str) -> Found:
    return Found(object_type, 1, "组", title, f"/{title}/", "细" * 100, ())


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[Account]:
    """Replace the search: it answers one matter and one person, and remembers who asked."""
    askers: list[Account] = []

    def search_for(account: Account, query: str, *, limit: int) -> Answer:
        askers.append(account)
        groups = (
            Group("matters.matter", "事项", (found("matters.matter", "供暖"),)),
            Group("people.person", "人员", (found("people.person", "王工"),)),
        )
        return Answer(groups, None)

    monkeypatch.setattr(palettes, "search_for", search_for)
    return askers


@pytest.mark.usefixtures("made_up")
def test_palette_without_words_shows_commands_only(cast: Cast, searched: list[Account]) -> None:
    groups = palettes.find(cast.head, "  ")
    assert [group.kind for group in groups] == ["commands"]
    assert searched == []


@pytest.mark.usefixtures("made_up")
def test_palette_with_words_shows_contents_and_people_of_this_account(
    cast: Cast, searched: list[Account]
) -> None:
    groups = palettes.find(cast.head, "供暖")
    assert [(group.kind, [item.title for item in group.items]) for group in groups] == [
        ("hits", ["供暖"]),
        ("people", ["王工"]),
    ]
    assert searched == [cast.head]
    assert groups[0].items[0].detail == "细" * 80


@pytest.mark.usefixtures("made_up", "searched")
def test_palette_finds_a_command_by_part_of_its_title(cast: Cast) -> None:
    commands = palettes.find(cast.head, "督办")[0]
    assert [(item.title, item.url, item.detail) for item in commands.items] == [
        ("新建督办", "/ui/kit/", "g d")
    ]


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("part", "shown"), [("head", True), ("clerk", False), ("stranger", False), ("audit", False)]
)
def test_palette_view_shows_a_guarded_command_to_the_head_only(cast: Cast, part: str, shown: bool) -> None:
    answer = signed_in(cast.accounts()[part]).get("/ui/palette/").json()
    titles = [item["title"] for item in answer["groups"][0]["items"]]
    assert ("新建督办" in titles) is shown
    assert ("给负责人" in titles) is shown


@pytest.mark.usefixtures("made_up")
def test_palette_view_shows_a_hit_only_where_its_source_does(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(query: str, *, audience: Sequence[str], **rest: Any) -> list[Hit]:
        return [Hit("people.nothing", 1, "不该看到的标题", MARK)]

    monkeypatch.setattr("xianxing.office.search.shown.find", find)
    answer = signed_in(cast.head).get("/ui/palette/?q=标题")
    assert answer.json() == {"groups": []}


def test_palette_view_with_hostile_words_answers(cast: Cast) -> None:
    answer = signed_in(cast.head).get("/ui/palette/", {"q": "\x00'\") OR 1=1 --" * 200})
    assert answer.status_code == 200


@pytest.mark.django_db
def test_palette_view_of_a_visitor_asks_to_sign_in(client: Any) -> None:
    assert client.get("/ui/palette/").headers["Location"].startswith("/accounts/login/")
