"""The search page: the index finds, the source decides."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.duty import manifests
from xianxing.office.search import reindex as rebuilding
from xianxing.office.search import shown
from xianxing.office.search.actions import index
from xianxing.office.search.models import Document
from xianxing.office.search.queries import find
from xianxing.office.search.shown import search_for

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HERE = "xianxing.office.search.tests.test_pages:notes"
SECRET = 3

pytestmark = pytest.mark.django_db


def notes(account: Account, ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """The source of the test: number 3 is for nobody."""
    return {each: (f"第{each}件", f"/n/{each}/", "做好防汛值守") for each in ids if each != SECRET}


def reindex(now: datetime) -> Iterator[Document]:
    """What a source keeps beside it, to be found and called."""
    for number in range(1, 3):
        yield index("t.note", number, title="重建", text="抗旱", audience=("office",), updated_at=now)


@pytest.fixture
def cast() -> Cast:
    return gather_cast()


@pytest.fixture(autouse=True)
def source(monkeypatch: pytest.MonkeyPatch) -> None:
    """One manifest more, with a source of notes."""
    extra = dataclasses.replace(manifests()[0], name="t", title="便笺", sources={"t.note": HERE})
    monkeypatch.setattr(shown, "manifests", lambda: (extra,))
    monkeypatch.setattr(rebuilding, "manifests", lambda: (extra,))


def put(number: int, *, kind: str = "t.note", audience: Sequence[str] = ("office",)) -> None:
    moment = NOW + timedelta(minutes=number)
    index(kind, number, title=f"第{number}件", text="防汛", audience=audience, updated_at=moment)


def test_search_shows_what_the_source_allows_with_marks(client: Client, cast: Cast) -> None:
    put(1)
    put(SECRET)
    client.force_login(cast.clerk)
    page = client.get(reverse("search:results"), {"q": "防汛"}).content.decode()
    assert "/n/1/" in page
    assert "做好<mark>防汛</mark>值守" in page
    assert "/n/3/" not in page


def test_search_by_another_unit_finds_nothing(client: Client, cast: Cast) -> None:
    put(1)
    client.force_login(cast.unit)
    page = client.get(reverse("search:results"), {"q": "防汛"}).content.decode()
    assert "/n/1/" not in page
    assert "没有找到" in page


def test_search_of_a_type_without_source_shows_nothing(cast: Cast) -> None:
    put(1, kind="t.lost")
    assert search_for(cast.clerk, "防汛", limit=9).groups == ()


def test_search_pages_go_on_with_the_mark(client: Client, cast: Cast) -> None:
    for number in (4, 5, 6):
        put(number)
    first = search_for(cast.clerk, "防汛", limit=2)
    second = search_for(cast.clerk, "防汛", limit=2, before=first.next_mark)
    ids = [found.object_id for answer in (first, second) for group in answer.groups for found in group.found]
    assert (ids, second.next_mark) == ([6, 5, 4], None)
    client.force_login(cast.clerk)
    address = reverse("search:results")
    page = client.get(
        address, {"q": "防汛", "type": "t.note", "before": str(first.next_mark)}
    ).content.decode()
    assert ("/n/4/" in page, "/n/5/" in page, "回到最新" in page) == (True, False, True)


@pytest.mark.parametrize("query", ["", "\x00", '"<script>', "x" * 5000])
def test_search_hostile_query_answers(client: Client, cast: Cast, query: str) -> None:
    client.force_login(cast.clerk)
    answer = client.get(reverse("search:results"), {"q": query, "type": "\x00", "before": "x~1"})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_reindex_empties_and_fills_from_what_lies_beside_the_sources() -> None:
    put(9)
    said: list[tuple[str, int]] = []
    assert rebuilding.reindex(now=NOW, report=lambda path, count: said.append((path, count))) == 2
    assert said == [(HERE.partition(":")[0], 2)]
    assert [hit.object_id for hit in find("抗旱", audience=("office",), limit=9)] == [2, 1]
    assert find("防汛", audience=("office",), limit=9) == []
    assert Document.objects.count() == 2
