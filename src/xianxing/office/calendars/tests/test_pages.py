from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.calendars.forms import MOST_BYTES
from xianxing.office.calendars.models import Day, DayKind, Year
from xianxing.office.calendars.permissions import may_edit_calendar, may_see_calendar
from xianxing.office.calendars.queries import calendar
from xianxing.office.calendars.tests.test_engine import NOTICE_2026

pytestmark = pytest.mark.django_db
NOTICE_2027 = "关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。"
EDITORS = {"head", "system"}


@pytest.fixture
def cast() -> Cast:
    return gather_cast()


def _client(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize("address", ["/calendars/import/", "/calendars/day/2026-11-24/"])
def test_edit_pages_open_for_head_and_system_officer_and_for_nobody_else(cast: Cast, address: str) -> None:
    found = {name: _client(account).get(address).status_code for name, account in cast.accounts().items()}
    assert found == {name: 200 if name in EDITORS else 403 for name in cast.accounts()}
    assert Client().get(address).status_code == 302


def test_posting_a_change_is_refused_to_everyone_else_and_changes_nothing(cast: Cast) -> None:
    for name, account in cast.accounts().items():
        if name not in EDITORS:
            client = _client(account)
            assert client.post("/calendars/day/2026-11-24/", {"kind": "adjusted"}).status_code == 403
            assert client.post("/calendars/day/2026-11-24/restore/?kind=adjusted").status_code == 403
            assert (
                client.post("/calendars/import/", {"text": NOTICE_2027, "choice": "all"}).status_code == 403
            )
    assert (Day.objects.count(), Year.objects.count()) == (0, 0)


def test_predicates_agree_with_the_pages(cast: Cast) -> None:
    assert {name for name, account in cast.accounts().items() if may_edit_calendar(account)} == EDITORS
    assert all(may_see_calendar(account) for account in cast.accounts().values())
    assert not may_see_calendar(AnonymousUser())
    assert not may_edit_calendar(AnonymousUser())


def test_year_page_shows_every_account_the_year_and_only_editors_the_links(cast: Cast) -> None:
    for name, account in cast.accounts().items():
        page = _client(account).get("/calendars/2026/").content.decode()
        assert "2026 年工作日历" in page
        assert "暂定" not in page
        assert ('href="/calendars/day/2026-01-04/"' in page) == (name in EDITORS)


def test_year_page_of_an_unannounced_year_says_that_it_is_provisional(cast: Cast) -> None:
    page = _client(cast.unit).get("/calendars/2028/").content.decode()
    assert "2028 年放假安排尚未录入，本页为暂定" in page


def test_year_page_outside_the_calendar_is_not_found(cast: Cast) -> None:
    assert _client(cast.head).get("/calendars/1999/").status_code == 404
    assert _client(cast.head).get("/calendars/day/2026-02-30/").status_code == 404


def test_current_page_leads_to_this_year(cast: Cast) -> None:
    response = _client(cast.unit).get("/calendars/")
    assert response.status_code == 302
    assert response["Location"] == f"/calendars/{date.today().year}/"  # noqa: DTZ011


def test_day_page_changes_the_day_and_undo_takes_it_back(cast: Cast) -> None:
    client = _client(cast.head)
    client.post("/calendars/day/2026-11-24/", {"kind": "adjusted", "name": "停电"})
    assert not calendar().is_working(date(2026, 11, 24))
    page = client.post("/calendars/day/2026-11-24/", {"kind": "", "name": ""}, follow=True)
    assert calendar().is_working(date(2026, 11, 24))
    *_, message = [each for each in page.context["messages"] if "2026-11-24" in str(each)]
    address = str(message.extra_tags).removeprefix("undo:")
    assert address == "/calendars/day/2026-11-24/restore/?kind=adjusted&name=%E5%81%9C%E7%94%B5"
    assert client.post(address).status_code == 302
    assert Day.objects.get(day=date(2026, 11, 24)).name == "停电"


def test_day_page_shows_a_refusal_beside_the_field(cast: Cast) -> None:
    page = _client(cast.head).post("/calendars/day/2026-11-24/", {"kind": "make_up"}).content.decode()
    assert "2026-11-24 不是周末，本来就上班；调休上班只能是周六或周日，请核对" in page


def test_restore_of_an_unknown_kind_is_not_found(cast: Cast) -> None:
    assert _client(cast.head).post("/calendars/day/2026-11-24/restore/?kind=x").status_code == 404


def test_import_shows_the_rows_first_and_enters_them_when_confirmed(cast: Cast) -> None:
    client = _client(cast.system)
    preview = client.post("/calendars/import/", {"text": NOTICE_2027})
    assert "读到 3 天" in preview.content.decode()
    assert not Year.objects.filter(year=2027).exists()
    answer = client.post("/calendars/import/", {"text": NOTICE_2027, "year": "2027", "choice": "all"})
    assert answer["Location"] == "/calendars/2027/"
    assert Year.objects.get(year=2027).source == "手工录入"
    assert Day.objects.filter(day__year=2027, kind=DayKind.STATUTORY).count() == 3


def test_import_with_a_bad_line_enters_nothing_until_the_good_ones_are_chosen(cast: Cast) -> None:
    client = _client(cast.head)
    fields = {"text": "2027-01-01 法定\n2027-13-01 法定", "year": "2027", "source": "通知"}
    page = client.post("/calendars/import/", {**fields, "choice": "all"}).content.decode()
    assert "第 2 行：2027-13-1 不是存在的日期；请改正" in page
    assert Year.objects.count() == 0
    client.post("/calendars/import/", {**fields, "choice": "good"})
    assert list(Day.objects.values_list("day", flat=True)) == [date(2027, 1, 1)]
    assert Year.objects.get().source == "通知"


def test_import_with_nothing_readable_cannot_be_confirmed(cast: Cast) -> None:
    page = _client(cast.head).post("/calendars/import/", {"text": "x", "year": "2027", "choice": "good"})
    assert page.status_code == 200
    assert Year.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ""}, "没有内容；请粘贴放假通知，或选择一个文件"),
        ({"text": "2027-01-01 法定"}, "没有读到年份；请填写，如 2027"),
        ({"text": "x", "year": "1999"}, "2000"),
    ],
)
def test_import_form_says_what_is_missing(cast: Cast, fields: dict[str, str], message: str) -> None:
    assert message in _client(cast.head).post("/calendars/import/", fields).content.decode()


def test_import_of_a_file_reads_it(cast: Cast) -> None:
    upload = SimpleUploadedFile("2026.txt", NOTICE_2026.encode("gb18030"))
    page = _client(cast.head).post("/calendars/import/", {"file": upload}).content.decode()
    assert "2026 年放假安排：预览" in page


def test_import_of_a_file_that_is_none_says_what_to_do(cast: Cast) -> None:
    upload = SimpleUploadedFile("x.xlsx", b"PK\x03\x04broken")
    page = _client(cast.head).post("/calendars/import/", {"file": upload}).content.decode()
    assert "表格打不开；请用办公软件另存为 xlsx 后重试" in page


def test_import_of_a_large_file_is_refused(cast: Cast, settings: Settings) -> None:
    upload = SimpleUploadedFile("x.txt", b"x" * (MOST_BYTES + 1))
    page = _client(cast.head).post("/calendars/import/", {"file": upload}).content.decode()
    assert "文件超过 5 兆字节；请只留一年的安排" in page
