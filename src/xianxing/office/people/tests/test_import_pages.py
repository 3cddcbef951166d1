import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.jobs.models import Job
from xianxing.office.ledger.models import Entry
from xianxing.office.people import importing, runs
from xianxing.office.people.forms import MOST_IMPORT_BYTES
from xianxing.office.people.models import ColumnMeaning, ImportRun, Organ, Person
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


def test_import_wizard_goes_from_upload_through_preview_to_result(cast: Cast) -> None:
    client = _client(cast.clerk)
    address = _upload(client, listed(ROW))
    page = client.get(address).content.decode()
    assert "确认导入 1 行" in page
    assert not Person.objects.filter(staff_code="A1").exists()
    answer = client.post(f"{address}confirm/", {"choice": "all"})
    assert answer["Location"] == f"{address}result/"
    assert (
        "导入完毕：新增 1 行，更新 0 行，未变 0 行，略过 0 行。"
        in client.get(answer["Location"]).content.decode()
    )
    assert client.get(address)["Location"] == f"{address}result/"
    assert Person.objects.get(staff_code="A1").pinyin == "chen wei guo"
    verbs = Entry.objects.filter(verb__startswith="people.").values_list("verb", flat=True)
    assert list(verbs.order_by("sequence")) == [
        "people.list.uploaded",
        "people.list.imported",
        "people.person.imported",
    ]


def test_import_with_bad_rows_enters_nothing_or_the_rest_by_choice(cast: Cast) -> None:
    client = _client(cast.clerk)
    address = _upload(client, listed(ROW, ("", *ROW[1:8], "A2", "")))
    page = client.get(address).content.decode()
    assert "第 3 行：姓名为空；必须填写，请补上" in page
    assert "确认导入" not in page
    answer = client.post(f"{address}confirm/", {"choice": "all"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "有 1 行需要改正，没有导入任何一行；请改正后重新上传，或选择略过这些行"
    ]
    assert not Person.objects.filter(staff_code="A1").exists()
    client.post(f"{address}confirm/", {"choice": "good"})
    assert Person.objects.filter(staff_code="A1").exists()
    assert ImportRun.objects.get().skipped == 1


def test_import_with_only_bad_rows_or_a_second_time_is_refused(cast: Cast) -> None:
    client = _client(cast.clerk)
    address = _upload(client, listed(("", *ROW[1:])))
    answer = client.post(f"{address}confirm/", {"choice": "good"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["没有可以导入的行；请改正后重新上传"]
    address = _upload(client, listed(ROW))
    client.post(f"{address}confirm/", {"choice": "all"})
    answer = client.post(f"{address}confirm/", {"choice": "all"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "这份名单已经导入过；如需再次导入，请重新上传"
    ]


def test_import_columns_are_asked_for_once_and_remembered(cast: Cast) -> None:
    client = _client(cast.clerk)
    content = "姓名,单位,岗位名,代号,\n陈卫国,平安市住建局,局长,A1,科级\n".encode()
    address = _upload(client, content, "名单.csv")
    assert "有的必需列没有认出来，请在下面指定。" in client.get(address).content.decode()
    answer = client.post(f"{address}confirm/", {"choice": "all"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "没有指定职务、人员编号所在的列；请在上方选择后重新预览"
    ]
    columns = {"name": "0", "organ": "1", "post": "2", "staff_code": "3", "grade": "4", "unknown": "refuse"}
    assert client.post(address, columns)["Location"] == address
    client.post(f"{address}confirm/", {"choice": "all"})
    assert dict(ColumnMeaning.objects.values_list("heading", "column")) == {
        "姓名": "name",
        "单位": "organ",
        "岗位名": "post",
        "代号": "staff_code",
    }
    address = _upload(client, content, "名单.csv")
    assert "未变" in client.get(address).content.decode()
    assert "有的必需列没有认出来" not in client.get(address).content.decode()


def test_import_unknown_organs_are_opened_when_it_is_chosen(cast: Cast) -> None:
    client = _client(cast.clerk)
    address = _upload(client, listed((ROW[0], "气象局", *ROW[2:])))
    assert "单位“气象局”没有登记" in client.get(address).content.decode()
    columns = {"name": "0", "organ": "1", "post": "2", "staff_code": "8", "unknown": "create"}
    client.post(address, columns)
    assert "将新建单位：气象局" in re.sub(r"\s+", "", client.get(address).content.decode())
    client.post(f"{address}confirm/", {"choice": "all"})
    assert Organ.objects.filter(name="气象局").exists()


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"<html>", "名单.html", "前 10 行里没有认出列标题"),
        ("姓名,单位\n".encode(), "名单.exe", "不是可接收的类型"),
        (listed(ROW), "【秘密】名单.xlsx", "带有国家秘密标志"),
        (b"x" * (MOST_IMPORT_BYTES + 1), "名单.csv", "文件超过 20 兆字节；请拆成几份导入"),
    ],
)
def test_import_of_a_wrong_file_says_so_and_keeps_nothing(
    cast: Cast, content: bytes, name: str, message: str
) -> None:
    assert message in _upload(_client(cast.clerk), content, name)
    assert ImportRun.objects.count() == 0


def test_long_import_is_written_by_the_worker_and_goes_on_after_a_crash(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MOST_AT_ONCE", 1)
    client = _client(cast.clerk)
    monkeypatch.setattr(importing, "CHUNK", 10)
    rows = [(f"陈{n}", "平安市住建局", f"职务{n}", "", n, "", "", "", f"A{n}", "") for n in range(15)]
    address = _upload(client, listed(*rows))
    client.post(f"{address}confirm/", {"choice": "all"})
    assert "正在写入" in client.get(f"{address}result/").content.decode()
    job = Job.objects.get(name="people.import")
    with monkeypatch.context() as crash:
        crash.setattr(ImportRun, "save", _fail_late(ImportRun.save))
        with pytest.raises(ConnectionError):
            runs.run_in_background(job.payload)
    run = ImportRun.objects.get()
    assert (run.done, run.finished_at, Person.objects.filter(name__startswith="陈").count()) == (
        10,
        None,
        10,
    )
    runs.run_in_background(job.payload)
    runs.run_in_background(job.payload)
    run.refresh_from_db()
    assert (run.done, run.created, run.total) == (15, 15, 15)
    assert run.finished_at is not None


def _fail_late(save: object) -> object:
    def failing(run: ImportRun, **options: object) -> None:
        if run.done > 10:
            raise ConnectionError
        save(run, **options)  # type: ignore[operator]

    return failing


def test_export_gives_a_sheet_to_editors(cast: Cast) -> None:
    response = _client(cast.clerk).post("/people/export/")
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"].startswith('attachment; filename="people-')
    assert response.content.startswith(b"PK")
