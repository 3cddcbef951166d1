import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.duty import OpenWork
from xianxing.office.ledger.models import Entry
from xianxing.office.people.models import Appointment, ImportRun, Organ, Person, Post
from xianxing.office.people.permissions import may_edit_directory, may_see_directory, may_see_phone
from xianxing.office.people.tests.given import listed

pytestmark = pytest.mark.django_db
EDITORS = {"head", "clerk"}
PHONE = "0531-7654321"
ROW = ("陈卫国", "平安市住建局", "局长", "正处级", 1, "2024-03-01", "", "", "A1", "是")


@pytest.fixture
def cast(settings: Settings, tmp_path: object) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return gather_cast()


def _client(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def _page(account: Account, address: str) -> str:
    return _client(account).get(address).content.decode()


def _person(account: Account) -> Person:
    assert account.person is not None
    return account.person


def _give_phone(account: Account) -> Person:
    person = _person(account)
    person.phone = PHONE
    person.save()
    return person


def _upload(client: Client, content: bytes, name: str = "名单.xlsx") -> str:
    response = client.post("/people/import/", {"file": SimpleUploadedFile(name, content)})
    return response["Location"] if response.status_code == 302 else response.content.decode()


# Who may ----------------------------------------------------------------------------------------------------


def test_predicates_of_the_cast() -> None:
    cast = gather_cast()
    accounts = cast.accounts()
    assert {name for name, account in accounts.items() if may_edit_directory(account)} == EDITORS
    assert all(may_see_directory(account) for account in accounts.values())
    assert not may_see_directory(AnonymousUser())
    assert not may_edit_directory(AnonymousUser())


def test_may_see_phone_office_members_see_all_and_others_their_own_unit(cast: Cast) -> None:
    below = Organ.objects.create(name="房管科", short_name="房管科", kind="section", parent=cast.unit_organ)
    for organ, seeing in (
        (cast.unit_organ, {"unit"}),
        (below, {"unit"}),
        (cast.stranger_organ, {"stranger"}),
    ):
        found = {name for name, account in cast.accounts().items() if may_see_phone(account, organ)}
        assert found == EDITORS | seeing
    assert not may_see_phone(AnonymousUser(), cast.office)


def test_every_editing_page_opens_for_office_members_and_for_nobody_else(cast: Cast) -> None:
    organ, person = cast.unit_organ, _person(cast.unit)
    post, held = Post.objects.filter(organ=organ).get(), Appointment.objects.get(person=person)
    addresses = [
        "/people/organs/new/",
        f"/people/organs/{organ.pk}/edit/",
        f"/people/organs/{organ.pk}/move/",
        f"/people/organs/{organ.pk}/abolish/",
        f"/people/organs/{organ.pk}/posts/new/",
        f"/people/posts/{post.pk}/edit/",
        "/people/persons/new/",
        f"/people/persons/{person.pk}/edit/",
        f"/people/persons/{person.pk}/appoint/",
        f"/people/persons/{person.pk}/leave/",
        f"/people/appointments/{held.pk}/end/",
        "/people/import/",
    ]
    for name, account in cast.accounts().items():
        client = _client(account)
        found = {address: client.get(address).status_code for address in addresses}
        assert set(found.values()) == {200 if name in EDITORS else 403}, (name, found)


def test_posting_is_refused_to_everyone_else_and_changes_nothing(cast: Cast) -> None:
    organ, person = cast.unit_organ, _person(cast.unit)
    held = Appointment.objects.get(person=person)
    for account in (cast.leader, cast.unit, cast.stranger, cast.system, cast.security, cast.audit):
        client = _client(account)
        for address, fields in (
            ("/people/organs/new/", {"name": "x", "short_name": "x", "kind": "company", "order_number": "1"}),
            (f"/people/organs/{organ.pk}/abolish/", {"on": "2026-11-23", "reason": "x"}),
            ("/people/persons/new/", {"name": "x", "staff_code": "x"}),
            (f"/people/persons/{person.pk}/leave/", {"on": "2026-01-01"}),
            (f"/people/appointments/{held.pk}/end/", {"on": "2026-01-01"}),
            (f"/people/appointments/{held.pk}/reopen/", {}),
            ("/people/export/", {}),
        ):
            assert client.post(address, fields).status_code == 403, address
        assert _upload(client, listed(ROW)).startswith("/") is False
    entries = Entry.objects.filter(verb__startswith="people.")
    assert (entries.count(), Organ.objects.count(), ImportRun.objects.count()) == (0, 3, 0)


def test_visitors_are_sent_to_the_login() -> None:
    assert Client().get("/people/")["Location"].startswith("/accounts/login/")


# Looking ----------------------------------------------------------------------------------------------------


def test_directory_opens_on_the_office_for_everyone_and_offers_changes_only_to_editors(cast: Cast) -> None:
    for name, account in cast.accounts().items():
        page = _page(account, "/people/")
        assert "平安市办公室" in page
        assert ("post-dialog" in page) == (name in EDITORS)


def test_directory_without_organs_says_how_to_begin(cast: Cast) -> None:
    Organ.objects.update(abolished_on=timezone.localdate())
    page = _page(cast.head, "/people/")
    assert "通讯录是空的" in page
    assert "导入人员名单" in page


def test_phone_is_shown_to_the_office_and_the_own_unit_and_to_nobody_else(cast: Cast) -> None:
    person = _give_phone(cast.unit)
    for address in (
        f"/people/organs/{cast.unit_organ.pk}/",
        f"/people/persons/{person.pk}/",
        "/people/?q=吴联络",
    ):
        found = {name for name, account in cast.accounts().items() if PHONE in _page(account, address)}
        assert found == EDITORS | {"unit"}, address


def test_search_by_phone_finds_nothing_for_those_who_may_not_see_it(cast: Cast) -> None:
    _give_phone(cast.unit)
    assert "吴联络" in _page(cast.clerk, "/people/?q=7654321")
    for account in (cast.stranger, cast.leader, cast.system):
        assert "没有找到" in _page(account, "/people/?q=7654321")


def test_directory_costs_the_same_for_ten_people_as_for_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10):
        person = Person.objects.create(name=f"陈{number}", staff_code=f"A{number}")
        post = Post.objects.create(organ=cast.unit_organ, title=f"职务{number}")
        Appointment.objects.create(person=person, post=post, starts_on="2024-01-01")
    client = _client(cast.stranger)
    with django_assert_max_num_queries(13):
        assert client.get(f"/people/organs/{cast.unit_organ.pk}/").status_code == 200
    with django_assert_max_num_queries(13):
        assert client.get("/people/?q=陈").status_code == 200


def test_organ_page_names_vacant_posts_and_the_way_up(cast: Cast) -> None:
    below = Organ.objects.create(name="房管科", short_name="房管科", kind="section", parent=cast.unit_organ)
    Post.objects.create(organ=below, title="科长")
    page = _page(cast.stranger, f"/people/organs/{below.pk}/")
    assert "空缺职务" in page
    assert f'<a href="/people/organs/{cast.unit_organ.pk}/">住建局</a>' in page
    assert _client(cast.head).get("/people/organs/999999/").status_code == 404


def test_person_page_shows_history_and_to_editors_the_record(cast: Cast) -> None:
    person = _person(cast.unit)
    client = _client(cast.head)
    client.post(f"/people/persons/{person.pk}/edit/", {"name": "吴小络", "staff_code": "unit"})
    page = client.get(f"/people/persons/{person.pk}/").content.decode()
    assert "更正人员信息" in page
    assert "2020-01-01 — 今" in page
    assert "更正人员信息" not in _page(cast.stranger, f"/people/persons/{person.pk}/")
    assert _client(cast.head).get("/people/persons/999999/").status_code == 404


# Changing ---------------------------------------------------------------------------------------------------


def test_organ_forms_open_rename_move_and_close_an_organ(cast: Cast) -> None:
    client = _client(cast.clerk)
    fields = {"name": "平安市房管局", "short_name": "房管局", "kind": "department", "order_number": "7"}
    client.post(f"/people/organs/new/?parent={cast.unit_organ.pk}", fields)
    created = Organ.objects.get(name="平安市房管局")
    assert created.parent == cast.unit_organ
    client.post(f"/people/organs/{created.pk}/edit/", {**fields, "short_name": "房产局"})
    client.post(f"/people/organs/{created.pk}/move/", {"parent": ""})
    client.post(f"/people/organs/{created.pk}/abolish/", {"on": "2026-11-23", "reason": "机构改革"})
    created = Organ.objects.get(name="平安市房管局")
    assert (created.short_name, created.parent_id, str(created.abolished_on)) == (
        "房产局",
        None,
        "2026-11-23",
    )


def test_office_stays_the_office_when_it_is_renamed(cast: Cast) -> None:
    fields = {"name": "平安市综合办", "short_name": "综合办", "kind": "government", "order_number": "1"}
    _client(cast.head).post(f"/people/organs/{cast.office.pk}/edit/", fields)
    cast.office.refresh_from_db()
    assert (cast.office.short_name, cast.office.is_office) == ("综合办", True)


def test_person_forms_register_appoint_and_relieve_with_undo(cast: Cast) -> None:
    client = _client(cast.clerk)
    client.post(f"/people/organs/{cast.unit_organ.pk}/posts/new/", {"title": "科长", "order_number": "5"})
    post = Post.objects.get(title="科长")
    client.post(f"/people/posts/{post.pk}/edit/", {"title": "科长", "order_number": "4", "is_head": "on"})
    client.post("/people/persons/new/", {"name": "单小明", "staff_code": "A1", "phone": "0531-1"})
    person = Person.objects.get(staff_code="A1")
    client.post(
        f"/people/persons/{person.pk}/appoint/",
        {"post": post.pk, "starts_on": "2026-11-01", "is_primary": "on"},
    )
    held = Appointment.objects.get(person=person)
    answer = client.post(
        f"/people/appointments/{held.pk}/end/", {"on": "2026-11-20", "reason": "调任"}, follow=True
    )
    *_, message = list(answer.context["messages"])
    assert message.extra_tags == f"undo:/people/appointments/{held.pk}/reopen/"
    client.post(f"/people/appointments/{held.pk}/reopen/")
    held.refresh_from_db()
    assert held.ends_on is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "李四", "staff_code": "unit"}, "人员编号 unit 已用于 吴联络；请核对编号"),
        ({"name": "李四", "staff_code": "A1", "phone": "没有"}, "电话只能有数字、+、-、括号和“转”；请改正"),
        ({"name": "【机密】", "staff_code": "A1"}, "带有国家秘密标志"),
    ],
)
def test_person_form_shows_a_refusal_and_writes_nothing(
    cast: Cast, fields: dict[str, str], message: str
) -> None:
    count = Person.objects.count()
    page = _client(cast.clerk).post("/people/persons/new/", fields).content.decode()
    assert message in page
    assert Person.objects.count() == count


def test_reopen_for_someone_who_left_says_why_not(cast: Cast) -> None:
    held = Appointment.objects.get(person=_person(cast.unit))
    Person.objects.filter(pk=held.person_id).update(left_on="2026-11-23")
    answer = _client(cast.clerk).post(f"/people/appointments/{held.pk}/reopen/", follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["吴联络 已离任，不能恢复任职"]


def test_leave_page_lists_open_work_and_does_not_finish_without_a_successor(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = _person(cast.clerk)
    works = [OpenWork("test.thing", 1, "供暖投诉件", "/things/1/")]
    monkeypatch.setattr("xianxing.office.people.editing.open_work", lambda person: tuple(works))
    monkeypatch.setattr("xianxing.office.people.leaving.open_work", lambda person: tuple(works))
    client = _client(cast.head)
    address = f"/people/persons/{person.pk}/leave/"
    page = client.get(address).content.decode()
    assert "手中还有 1 件工作" in page
    assert '<a href="/things/1/">供暖投诉件</a>' in page
    page = client.post(address, {"on": "2026-11-23"}).content.decode()
    assert "还有 1 件工作没有接手人：《供暖投诉件》" in page
    person.refresh_from_db()
    assert person.left_on is None


def test_leave_page_with_empty_hands_lets_go(cast: Cast) -> None:
    person = _person(cast.clerk)
    client = _client(cast.head)
    assert "手中没有未了的工作" in client.get(f"/people/persons/{person.pk}/leave/").content.decode()
    client.post(f"/people/persons/{person.pk}/leave/", {"on": timezone.localdate().isoformat()})
    person.refresh_from_db()
    assert person.left_on == timezone.localdate()
    assert "已离任" in _page(cast.head, f"/people/persons/{person.pk}/")


# The import -------------------------------------------------------------------------------------------------
