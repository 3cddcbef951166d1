"""A unit's tasks as a spreadsheet and back: bad rows by their number, all or none."""

import io
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from xianxing.duties.followup.actions.linking import link_tasks
from xianxing.duties.followup.actions.sheets import COLUMNS, export_tasks, read_answers, take_answers
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import Task
from xianxing.duties.followup.tests.factories import NOW, answered, opened, sent, stage_of
from xianxing.office.access.tests.cast import Cast
from xianxing.office.ledger.models import Entry

pytestmark = pytest.mark.django_db


def written(rows: Sequence[Sequence[object]], headings: Sequence[str] = COLUMNS) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*headings])
    for row in rows:
        sheet.append([*row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def row(task: Task, text: str) -> list[object]:
    return [task.pk, task.item.number, task.title, "", "", "", text]


def test_export_holds_the_open_tasks_of_the_unit_alone(office: Cast) -> None:
    mine = sent(office)
    sent(office, owner=office.stranger_organ)
    answered(office, title="修复路灯", request="修复南环路路灯。")
    target = io.BytesIO()
    assert export_tasks(actor=office.unit, target=target, now=NOW) == 1
    rows = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert rows[1][:3] == (str(mine.pk), mine.item.number, "摸清编织袋库存和缺口")
    assert rows[1][5] == "2026-12-02 18:00"
    assert Entry.objects.latest("sequence").verb == "followup.sheet.exported"


def test_filled_sheet_answers_the_tasks(office: Cast) -> None:
    first = sent(office)
    second = sent(office, opened(office), title="修复路灯", request="修复南环路路灯。")
    sheet = read_answers(office.unit, written([row(first, "缺 12 万条"), row(second, "")]))
    assert ([good.number for good in sheet.good], sheet.bad) == ([2], ())
    assert take_answers(actor=office.unit, sheet=sheet, now=NOW) == 1
    assert (stage_of(first), stage_of(second)) == ("reported", "sent")


def test_bad_rows_are_named_by_number(office: Cast) -> None:
    mine, other = sent(office), sent(office, owner=office.stranger_organ)
    done = answered(office, title="修复路灯", request="修复南环路路灯。")
    odd: list[object] = ["x", *[""] * 5, "谁"]
    rows = [
        row(mine, "好"),
        row(mine, "又"),
        row(other, "冒领"),
        row(done, "再报"),
        odd,
        row(mine, "机密★1年"),
    ]
    sheet = read_answers(office.unit, written(rows))
    assert [good.number for good in sheet.good] == [2]
    assert [(bad.number, bad.message) for bad in sheet.bad[:4]] == [
        (3, "与第 2 行是同一任务；请只留一行"),
        (4, f"任务编号“{other.pk}”不是贵单位的任务；请勿改动“任务编号”一列"),
        (5, "此任务现为“已反馈”，无需再报；请清空此行"),
        (6, "任务编号“x”不是贵单位的任务；请勿改动“任务编号”一列"),
    ]
    assert sheet.bad[4].number == 7


def test_marked_words_are_refused_by_their_row(office: Cast) -> None:
    sheet = read_answers(office.unit, written([row(sent(office), "机密★1年")]))
    assert sheet.good == ()
    assert sheet.bad[0].message.startswith("“办理结果”带有国家秘密标志“机密★”")


def test_sheet_with_two_rows_that_ask_the_same_is_taken_once(office: Cast) -> None:
    first = sent(office)
    second = sent(office, opened(office), reason="范围不同")
    link_tasks(actor=office.unit, task=second, answered_by=first, now=NOW)
    sheet = read_answers(office.unit, written([row(first, "缺 12 万条"), row(second, "同上")]))
    take_answers(actor=office.unit, sheet=sheet, now=NOW)
    assert (stage_of(first), stage_of(second)) == ("reported", "reported")


def test_sheet_without_its_columns_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="第一行缺少列：任务编号、办理结果；请用“下载任务表”得到的表格填写"):
        read_answers(office.unit, written([], headings=("编号", "结果")))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,result\n", "这不是 .xlsx 表格"),
        (b"PK\x03\x04 broken", "文件已损坏或不是表格"),
    ],
)
def test_files_that_are_no_tables_are_refused(office: Cast, content: bytes, message: str) -> None:
    with pytest.raises(StepRefused, match=message):
        read_answers(office.unit, content)


def test_empty_sheet_is_refused(office: Cast) -> None:
    sheet = read_answers(office.unit, written([row(sent(office), "")]))
    with pytest.raises(StepRefused, match="没有填写办理结果的行；请在“办理结果”一列填写后再上传"):
        take_answers(actor=office.unit, sheet=sheet, now=NOW)


def test_page_lists_bad_rows_and_takes_nothing(office: Cast, client: Client) -> None:
    task = sent(office)
    upload = SimpleUploadedFile("任务.xlsx", written([row(task, "好"), row(task, "又")]))
    client.force_login(office.unit)
    answer = client.post("/followup/mine/sheet/", {"file": upload})
    assert answer.status_code == 422
    assert "与第 2 行是同一任务" in answer.content.decode()
    assert stage_of(task) == "sent"


def test_page_takes_the_good_rows_when_told_to(office: Cast, client: Client) -> None:
    task = sent(office)
    upload = SimpleUploadedFile("任务.xlsx", written([row(task, "好"), row(task, "又")]))
    client.force_login(office.unit)
    answer = client.post("/followup/mine/sheet/", {"file": upload, "skips_bad": "on"})
    assert answer.status_code == 302
    assert stage_of(task) == "reported"


def test_page_gives_the_sheet(office: Cast, client: Client) -> None:
    sent(office)
    client.force_login(office.unit)
    answer = client.post("/followup/mine/sheet/export/")
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
