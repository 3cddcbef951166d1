from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from xianxing.office.access.tests.cast import gather_cast
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.people.actions import abolish_organ, appoint, end_appointment
from xianxing.office.people.lookup import find_people
from xianxing.office.people.models import Appointment, ColumnMeaning, Handover, Organ, Person
from xianxing.office.people.queries import (
    find_organ,
    head_of,
    history_of,
    organ_tree,
    path_to,
    posts_of,
    roster,
    who_holds,
)
from xianxing.office.people.sources import index_person, reindex, shown_people
from xianxing.office.people.tests.given import NOW, SINCE, TODAY, organ, person, placed, post
from xianxing.office.search.queries import find

pytestmark = pytest.mark.django_db


def _names(text: str, *, sees_phones: bool = False) -> list[str]:
    return [found.name for found in find_people(text, on=TODAY, sees_phones=sees_phones)]


def test_roster_is_in_rank_order_whatever_the_order_of_entry(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    here = organ("住建局")
    deputy = post(here, "副局长", order=3)
    placed("丁", "A4", deputy, order=5)
    placed("丙", "A3", deputy, order=4)
    placed("乙", "A2", post(here, "常务副局长", order=2))
    placed("甲", "A1", post(here, "局长", order=1, is_head=True))
    with django_assert_num_queries(1):
        assert [(each.person.name, str(each.post)) for each in roster(here, TODAY)] == [
            ("甲", "住建局局长"),
            ("乙", "住建局常务副局长"),
            ("丙", "住建局副局长"),
            ("丁", "住建局副局长"),
        ]


def test_who_holds_and_head_of_follow_the_day() -> None:
    here = organ("住建局")
    chair = post(here, "局长", is_head=True)
    old = placed("旧", "A1", chair)
    end_appointment(actor=SYSTEM, appointment=old, on=date(2026, 6, 30), reason="", now=NOW)
    appoint(actor=SYSTEM, person=person("新", "A2"), post=chair, starts_on=date(2026, 7, 2), now=NOW)
    assert [each.name for each in who_holds(chair, date(2026, 6, 30))] == ["旧"]
    assert who_holds(chair, date(2026, 7, 1)) == []
    assert [each.name for each in who_holds(chair, date(2026, 7, 2))] == ["新"]
    assert head_of(here, date(2026, 7, 1)) is None
    assert str(head_of(here, TODAY)) == "新"


def test_posts_of_begins_with_the_principal_one_and_history_with_the_latest() -> None:
    here = organ("住建局")
    first = placed("陈卫国", "A1", post(here, "局长", order=1))
    second = appoint(
        actor=SYSTEM, person=first.person, post=post(here, "书记", order=2), starts_on=TODAY, now=NOW
    )
    assert posts_of(first.person, TODAY) == [second, first]
    assert posts_of(first.person, SINCE) == [first]
    assert history_of(first.person) == [second, first]


def test_organ_tree_counts_people_and_leaves_out_abolished_organs(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    top = organ("市政府", order=1)
    below = organ("住建局", parent=top)
    closed = organ("旧局", parent=top)
    placed("陈卫国", "A1", post(below, "局长"))
    abolish_organ(actor=SYSTEM, organ=closed, on=TODAY, reason="", now=NOW)
    with django_assert_num_queries(2):
        (root,) = organ_tree(TODAY)
    assert (root.organ, root.people, [node.organ for node in root.children]) == (top, 0, [below])
    assert root.children[0].people == 1
    assert path_to(below.pk, [root]) == [top, below]
    assert path_to(closed.pk, [root]) == []
    assert len(organ_tree(SINCE)[0].children) == 2


def test_find_organ_takes_full_and_short_names_but_not_one_of_several() -> None:
    here = organ("住建局")
    assert find_organ("平安市住建局") == here
    assert find_organ("住建局") == here
    assert find_organ("水利局") is None
    Organ.objects.create(name="平安区住建局", short_name="住建局", kind="department")
    assert find_organ("住建局") is None
    assert find_organ("平安市住建局") == here


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("陈", ["陈卫东", "陈卫国"]),
        ("陈卫国", ["陈卫国"]),
        ("chen", ["陈卫东", "陈卫国"]),
        ("chenwg", []),
        ("ChenWeiGuo", ["陈卫国"]),
        ("chen wei guo", ["陈卫国"]),
        ("cwg", ["陈卫国"]),
        ("cw", ["陈卫东", "陈卫国"]),
        ("weiguo", ["陈卫国"]),
        ("shan", ["单小明"]),
        ("sxm", ["单小明"]),
        ("住建", ["陈卫国"]),
        ("住建局局长", []),
        ("局长", ["陈卫国"]),
        ("a2", ["陈卫东"]),
        ("Ａ２", ["陈卫东"]),
        ("", []),
        ("%", []),
        ("_", []),
        ("';--", []),
    ],
)
def test_find_people_by_name_pinyin_initials_organ_and_post(text: str, names: list[str]) -> None:
    placed("陈卫国", "A1", post(organ("住建局"), "局长"))
    person("陈卫东", "A2")
    person("单小明", "A3")
    assert _names(text) == names


def test_find_people_the_exact_one_stands_first() -> None:
    person("李明明", "A1")
    person("李明", "A2")
    person("王李明", "A3")
    assert _names("李明") == ["李明", "李明明", "王李明"]


def test_find_people_by_phone_only_for_those_who_see_phones() -> None:
    person("陈卫国", "A1", "0531-1234567")
    assert _names("1234567") == []
    assert _names("1234567", sees_phones=True) == ["陈卫国"]
    assert _names("0531-123", sees_phones=True) == ["陈卫国"]
    assert _names("12", sees_phones=True) == []


def test_find_people_past_posts_and_people_who_left_are_not_found() -> None:
    held = placed("陈卫国", "A1", post(organ("住建局"), "局长"))
    end_appointment(actor=SYSTEM, appointment=held, on=date(2026, 1, 1), reason="", now=NOW)
    assert _names("住建局") == []
    Person.objects.update(left_on=TODAY)
    assert _names("陈卫国") == []
    assert [each.name for each in find_people("陈卫国", on=TODAY, includes_left=True)] == ["陈卫国"]


def test_find_people_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    here = organ("住建局")
    for number in range(5):
        placed(f"陈{number}", f"A{number}", post(here, f"职务{number}"))
    with django_assert_num_queries(2):
        found = find_people("住建局", on=TODAY)
        assert [str(each.post) for one in found for each in one.held][:1] == ["住建局职务0"]  # type: ignore[attr-defined]


def test_index_finds_people_by_name_pinyin_and_post_but_never_by_phone() -> None:
    held = placed("单小明", "A1", post(organ("住建局"), "局长"), phone="05311234567")
    for words in ("单小明", "shanxiaoming", "sxm", "住建局", "局长"):
        hits = find(words, audience=["office"], limit=5)
        assert [(hit.object_type, hit.object_id) for hit in hits] == [("people.person", held.person_id)]
    assert find("05311234567", audience=["office"], limit=5) == []
    held.person.left_on = TODAY
    index_person(held.person, now=NOW)
    assert find("单小明", audience=["office"], limit=5) == []


def test_reindex_fills_the_index_anew() -> None:
    person("陈卫国", "A1")
    gone = person("李四", "A2")
    Person.objects.filter(pk=gone.pk).update(left_on=TODAY)
    assert [str(each) for each in reindex(NOW)] == ["陈卫国"]


def test_shown_people_gives_posts_to_those_who_are_signed_in() -> None:
    cast = gather_cast()
    ids = [cast.unit.person_id or 0]
    assert shown_people(cast.stranger, ids) == {
        ids[0]: ("吴联络", f"/people/persons/{ids[0]}/", "住建局吴联络的职务")
    }
    cast.stranger.is_active = False
    assert shown_people(cast.stranger, ids) == {}


def test_models_are_shown_in_words() -> None:
    held = placed("陈卫国", "A1", post(organ("住建局"), "局长"))
    assert str(held) == "陈卫国 住建局局长"
    assert str(ColumnMeaning(heading="代号", column="staff_code")) == "代号 → staff_code"
    handover = Handover(person=held.person, successor=held.person, title="某事")
    assert str(handover) == "某事 陈卫国 → 陈卫国"
    assert Appointment(post=held.post, grade="副处级", order_number=3).held_grade == "副处级"
