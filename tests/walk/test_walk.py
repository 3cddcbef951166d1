"""Every address as every part: the answers are those of the table, and no page breaks a rule of pages."""

import os

import pytest

from tests.walk.addresses import TABLE, address_names, read_table, written_table
from tests.walk.scene import Scene
from tests.walk.walking import Walk, Walker

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def walk(scene: Scene) -> Walk:
    """Return what a walk as every part found."""
    found = Walker(scene).walk()
    if os.environ.get("XIANXING_WRITE_WALK"):
        TABLE.write_text(written_table(found.answers), encoding="utf-8")
    return found


def test_table_names_every_address() -> None:
    assert {address.split(" ")[0] for address, _method in read_table()} == set(address_names())


def test_answers_are_those_of_the_table(walk: Walk) -> None:
    table = read_table()
    changed = {
        place: (table.get(place), found) for place, found in walk.answers.items() if table.get(place) != found
    }
    assert changed == {}
    assert set(table) == set(walk.answers)


def test_no_answer_is_a_failure(walk: Walk) -> None:
    assert {place: found for place, found in walk.answers.items() if "500" in found} == {}


def test_pages_hold_nothing_foreign_and_nothing_inline(walk: Walk) -> None:
    assert walk.faults == set()


def test_pages_open_in_english_too(scene: Scene, walk: Walk) -> None:
    english = Walker(scene, "en").walk(parts=("head",), methods=("GET",))
    chinese = {place: (found[1],) for place, found in walk.answers.items() if place[1] == "GET"}
    assert english.answers == chinese
    assert english.faults == set()
