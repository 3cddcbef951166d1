"""The pages of the import, of the content labels and of the exports."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from xianxing.duties.matters.forms import importing as forms
from xianxing.duties.matters.models import ImportRun, Issue, LinkRelation, Matter, Topic
from xianxing.duties.matters.queries.topics import topic_tree
from xianxing.duties.matters.tests.factories import NOW, WANG, accusation, arrived, closed
from xianxing.duties.matters.tests.tables import HEADINGS, Row, messages, text_table, workbook
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast
from xianxing.office.files.vault import path_of
from xianxing.office.jobs.models import Job, JobState
from xianxing.office.jobs.running import run_pending
from xianxing.office.ledger.models import Entry as LedgerEntry

pytestmark = pytest.mark.django_db
OFFICE = {"head", "clerk"}


@pytest.fixture(autouse=True)
def vault(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def upload(account: Account, content: bytes, name: str = "表.xlsx", address: str = "/matters/import/") -> str:
    """Return where an upload leads, or the page that refuses it."""
    response = client_of(account).post(address, {"file": SimpleUploadedFile(name, content)})
    return response["Location"] if response.status_code == 302 else response.content.decode()


def page(account: Account, address: str) -> str:
    return client_of(account).get(address).content.decode()


def table(rows: list[Row]) -> bytes:
    return workbook([HEADINGS, *rows])


def sheet_of(content: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return list(book.worksheets[0].iter_rows(values_only=True))


# Who may -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/matters/import/", "/matters/topics/", "/matters/export/", "/matters/heat/export/"]
)
def test_pages_of_import_and_export_are_for_the_office(office: Cast, address: str) -> None:
    answers = {
        name: client_of(account).get(address).status_code for name, account in office.accounts().items()
    }
    assert {name for name, status in answers.items() if status == 200} == OFFICE
    assert {status for name, status in answers.items() if name not in OFFICE} == {403}


def test_run_is_shown_and_confirmed_by_the_office_alone(office: Cast) -> None:
    address = upload(office.clerk, table(messages(1)))
    for name, account in office.accounts().items():
        client = client_of(account)
        wanted = (200, 302) if name in OFFICE else (403, 403)
        found = (client.get(address).status_code, client.post(f"{address}confirm/").status_code)
        assert (name, found) == (name, wanted)


def test_upload_by_an_outsider_stores_nothing(office: Cast) -> None:
    response = client_of(office.unit).post(
        "/matters/import/", {"file": SimpleUploadedFile("表.xlsx", table(messages(1)))}
    )
    assert response.status_code == 403
    assert not ImportRun.objects.exists()


# The wizard --------------------------------------------------------------------------------------------------


def test_upload_of_good_table_shows_what_would_be_done(office: Cast) -> None:
    address = upload(office.clerk, table(messages(3)))
    shown = page(office.clerk, address)
    assert "确认导入 3 行" in shown
    assert "不采用 反对数、点赞数" in shown
    assert "第1路口路灯不亮" in shown
    assert "A0001" not in shown
    assert not Matter.objects.exists()
    assert address in page(office.clerk, "/matters/import/")


def test_upload_with_bad_rows_lists_each_and_offers_the_rest(office: Cast) -> None:
    rows = messages(3)
    rows[1] = (2, "A", "路灯", "前天", "坏了", 0, 0)
    shown = page(office.clerk, upload(office.clerk, table(rows)))
    assert "有 1 行需要改正，还没有登记任何一行" in shown
    assert "时间“前天”看不懂；应形如 2026-01-04 11:17 或 2026年1月4日" in shown
    assert "跳过有问题的行，导入其余 2 行" in shown
    assert "确认导入" not in shown


def test_upload_of_unknown_headings_asks_for_the_columns(office: Cast) -> None:
    address = upload(office.clerk, text_table([("甲", "乙"), ("路灯不亮", "王小明")]), "表.csv")
    assert "没有认出标题或内容是哪一列" in page(office.clerk, address)
    client = client_of(office.clerk)
    assert client.post(address, {"title": "0", "sender": "1"}).status_code == 302
    shown = page(office.clerk, address)
    assert "确认导入 1 行" in shown
    assert "王**" in shown
    again = upload(office.clerk, text_table([("甲", "乙"), ("井盖丢了", "李")]), "表.csv")
    assert "确认导入 1 行" in page(office.clerk, again)


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"title": "0", "text": "0"}, "同一列不能当作两样内容；请核对"),
        ({"sender": "0"}, "标题和内容至少要选一列"),
        ({"title": "9"}, "选择一个有效的选项"),
    ],
)
def test_columns_that_make_no_sense_are_refused(office: Cast, chosen: dict[str, str], message: str) -> None:
    address = upload(office.clerk, table(messages(1)))
    assert message in client_of(office.clerk).post(address, chosen).content.decode()


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "表.xls", "这是旧版 .xls 文件"),
        (b"PK\x03\x04", "表.xlsx", "文件已损坏或不是表格"),
        (b"", "空.csv", "空"),
        ("标题,内容\n一,二\n".encode(), "机密★1年.csv", "带有国家秘密标志"),
        ("标题,内容\n<script>,二\n".encode(), "表.html", "不是可接收的类型"),
    ],
)
def test_upload_that_is_no_table_is_refused(office: Cast, content: bytes, name: str, message: str) -> None:
    assert message in upload(office.clerk, content, name)
    assert not ImportRun.objects.exists()


def test_upload_too_large_is_refused_with_advice(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST_BYTES", 100)
    assert "最多 30 MB；请拆分，或用命令 xianxing matters import 导入" in upload(
        office.clerk, table(messages(1))
    )


def test_upload_whose_bytes_are_gone_sends_back_to_the_start(office: Cast) -> None:
    address = upload(office.clerk, table(messages(1)))
    path_of(ImportRun.objects.get().file.sha256).unlink()
    response = client_of(office.clerk).get(address, follow=True)
    assert "上传的表格已读不出来；请重新上传" in response.content.decode()


def test_confirmed_import_shows_progress_then_result(office: Cast) -> None:
    address = upload(office.clerk, table(messages(3)))
    client = client_of(office.clerk)
    assert client.post(f"{address}confirm/", {"choice": "all"})["Location"] == address
    assert 'hx-trigger="every 2s"' in page(office.clerk, address)
    run_pending(now=timezone.now(), limit=1)
    shown = page(office.clerk, address)
    assert "导入完毕：登记 3 件" in shown
    assert "hx-trigger" not in shown.partition('id="run"')[2].partition("</main>")[0]
    again = client.post(f"{address}confirm/", {"choice": "all"}, follow=True).content.decode()
    assert "这份表格已经确认导入" in again


def test_confirming_all_with_bad_rows_takes_nothing_in(office: Cast) -> None:
    address = upload(office.clerk, table([*messages(2), (9, "A", "", "", "", 0, 0)]))
    client = client_of(office.clerk)
    shown = client.post(f"{address}confirm/", {"choice": "all"}, follow=True).content.decode()
    assert "未导入任何内容" in shown
    assert not Job.objects.filter(name="matters.import").exists()
    client.post(f"{address}confirm/", {"choice": "good"})
    run_pending(now=timezone.now(), limit=1)
    assert Matter.objects.count() == 2


def test_import_that_the_worker_gave_up_says_so(office: Cast) -> None:
    address = upload(office.clerk, table(messages(1)))
    client_of(office.clerk).post(f"{address}confirm/", {"choice": "all"})
    Job.objects.filter(name="matters.import").update(state=JobState.FAILED)
    shown = page(office.clerk, address)
    assert "导入中断，已登记 0 件并保留" in shown
    assert "every 2s" not in shown


# Labels ------------------------------------------------------------------------------------------------------


def test_labels_are_replaced_by_the_head_and_looked_at_by_the_office(office: Cast) -> None:
    rows = [("一级分类", "二级分类", "三级分类"), ("城乡建设", "市政", "路灯"), ("教育", None, None)]
    assert upload(office.head, workbook(rows), address="/matters/topics/") == "/matters/topics/"
    assert [str(topic) for topic in Topic.objects.all()] == ["城乡建设/市政/路灯", "教育"]
    shown = page(office.clerk, "/matters/topics/")
    assert "路灯" in shown
    assert "换成本单位的分类" not in shown
    assert LedgerEntry.objects.filter(verb="matters.topics.replaced").count() == 1


def test_labels_are_not_replaced_by_a_clerk(office: Cast) -> None:
    response = client_of(office.clerk).post(
        "/matters/topics/", {"file": SimpleUploadedFile("表.xlsx", workbook([("一级",), ("教育",)]))}
    )
    assert response.status_code == 403
    assert not Topic.objects.exists()


def test_labels_that_cannot_be_used_are_refused_and_the_old_ones_stay(office: Cast) -> None:
    Topic.objects.create(first="教育", order_number=1)
    found = upload(office.head, workbook([("一级", "二级"), (None, "市政")]), address="/matters/topics/")
    assert "第 2 行没有一级分类；请补齐后再导入" in found
    assert [str(topic) for topic in Topic.objects.all()] == ["教育"]


def test_labels_page_costs_the_same_with_many_labels(
    office: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Topic.objects.bulk_create(
        [Topic(first=f"甲{n % 5}", second=f"乙{n}", third="", order_number=n) for n in range(60)]
    )
    with django_assert_num_queries(2):
        tree = topic_tree()
    assert [first.name for first in tree] == ["甲0", "甲1", "甲2", "甲3", "甲4"]
    assert len(tree[0].below) == 12


# Exports -----------------------------------------------------------------------------------------------------


def test_export_says_what_it_holds_and_gives_it_masked(office: Cast) -> None:
    arrived("路灯不亮", sender=WANG)
    closed(office, "井盖丢了")
    assert "将导出当前筛选下的 2 条" in page(office.clerk, "/matters/export/?tab=all")
    response = client_of(office.clerk).post("/matters/export/?tab=all")
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    rows = sheet_of(content)
    assert [row[4] for row in rows] == ["标题", "井盖丢了", "路灯不亮"]
    light = rows[2]
    assert light[11:13] == ("王**", "138******8000")
    assert light[0] == "事〔2026〕1号"
    recorded = LedgerEntry.objects.get(verb="matters.export.made")
    assert [(each["field"], each["after"]) for each in recorded.changes] == [
        ("filter", "tab=all"),
        ("count", "2"),
    ]
    assert response["Content-Type"].endswith("spreadsheetml.sheet")


def test_export_follows_the_filter(office: Cast) -> None:
    arrived("路灯不亮")
    closed(office, "井盖丢了")
    response = client_of(office.clerk).post("/matters/export/?tab=ended")
    rows = sheet_of(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    assert [row[4] for row in rows] == ["标题", "井盖丢了"]


def test_export_leaves_accusations_out_even_for_the_head(office: Cast) -> None:
    accusation(office)
    assert "将导出当前筛选下的 0 条" in page(office.head, "/matters/export/?tab=all")
    response = client_of(office.head).post("/matters/export/?tab=all")
    assert len(sheet_of(b"".join(response.streaming_content))) == 1  # type: ignore[attr-defined]


def test_export_of_text_that_looks_like_a_formula_stays_text(office: Cast) -> None:
    arrived("=HYPERLINK(1)")
    response = client_of(office.clerk).post("/matters/export/?tab=all")
    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert book.worksheets[0]["E2"].data_type == "s"


def test_export_of_hot_issues_ranks_them(office: Cast) -> None:
    for title, people in (("路灯", 2), ("搅拌站", 5)):
        Issue.objects.create(
            title=title,
            relation=LinkRelation.SAME_MATTER,
            complainants=people,
            messages_count=people,
            first_at=NOW,
            last_at=NOW,
            computed_at=NOW,
        )
    assert "将导出当前筛选下的 2 条" in page(office.clerk, "/matters/heat/export/")
    response = client_of(office.clerk).post("/matters/heat/export/")
    rows = sheet_of(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    assert [row[:3] for row in rows[1:]] == [(1, "同一事项", "搅拌站"), (2, "同一事项", "路灯")]
    assert LedgerEntry.objects.filter(verb="matters.export.made").count() == 1
