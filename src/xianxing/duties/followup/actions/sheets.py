"""A unit's open tasks as a spreadsheet, and the answers that come back in it: bad rows by their number."""

import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.answering import answer_task
from xianxing.duties.followup.engine.stages import IN_THE_UNITS_HANDS
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import Task
from xianxing.duties.followup.permissions import own_tasks
from xianxing.office.access.models import Account
from xianxing.office.files.classified import refuse_classified
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.actions import Change, record, writing

COLUMNS = ("任务编号", "事项编号", "任务", "办理要求", "办成的标准", "办理时限", "办理结果")
WIDTHS = (10, 18, 32, 48, 28, 17, 60)
MOST_ROWS = 2000
MOST_BYTES = 20 * 1024 * 1024
DAMAGED = (
    AttributeError, BadZipFile, EOFError, IndexError, KeyError, NotImplementedError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, zlib.error,
)  # fmt: skip
"""What the spreadsheet library raises on damaged, encrypted or invented packages."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: its number in the file, and what to do."""

    number: int
    message: str


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row that answers a task."""

    number: int
    task: Task
    text: str


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What a returned spreadsheet holds; rows without a result are left out."""

    good: tuple[GoodRow, ...]
    bad: tuple[BadRow, ...]


@writing()
def export_tasks(*, actor: Account, target: BinaryIO, now: datetime) -> int:
    """Write the tasks that a unit has to answer to ``target`` as .xlsx, record it, and return how many."""
    import xlsxwriter  # late import: start-up time

    workbook = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False})
    sheet = workbook.add_worksheet("督办任务")
    bold = workbook.add_format({"bold": True, "bottom": 1})
    for column, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    sheet.freeze_panes(1, 0)
    count = 0
    for count, task in enumerate(_answerable(actor), start=1):
        for column, value in enumerate(_row(task)):
            sheet.write_string(count, column, value)
    workbook.close()
    change = Change("count", "", str(count))
    record("followup.sheet.exported", actor=actor, obj=actor, now=now, changes=[change])
    return count


def read_answers(account: Account, content: bytes) -> ReadSheet:
    """Return the answers of a spreadsheet, row by row; nothing is written.

    Raises:
        StepRefused: it is not a spreadsheet that can be read, or lacks the two columns that matter.
    """
    rows = _rows(content)
    headings = [_text(cell) for cell in next(rows, ())]
    missing = [name for name in (COLUMNS[0], COLUMNS[-1]) if name not in headings]
    if missing:
        text = _("第一行缺少列：%(names)s；请用“下载任务表”得到的表格填写")
        raise StepRefused(text % {"names": "、".join(missing)})
    key, result = headings.index(COLUMNS[0]), headings.index(COLUMNS[-1])
    tasks = {
        task.pk: task for task in own_tasks(account).select_related("item", "assignment", "owner")[:MOST_ROWS]
    }
    return _read(rows, key, result, tasks)


@writing()
def take_answers(*, actor: Account, sheet: ReadSheet, now: datetime) -> int:
    """Answer the tasks of the good rows, all or none, and return how many.

    Raises:
        StepRefused: no row has a result.
        AssignmentRefused, FollowupRefused: a task moved on meanwhile; then nothing is taken.
    """
    if not sheet.good:
        raise StepRefused(_("没有填写办理结果的行；请在“办理结果”一列填写后再上传"))
    for row in sheet.good:
        row.task.refresh_from_db()
        # One answer may already have served another row that asks the same.
        if row.task.stage not in {"reported", "checked", "closed"}:
            answer_task(actor=actor, task=row.task, text=row.text, now=now)
    change = Change("count", "", str(len(sheet.good)))
    record("followup.sheet.imported", actor=actor, obj=actor, now=now, changes=[change])
    return len(sheet.good)


def _answerable(account: Account) -> QuerySet[Task]:
    found = own_tasks(account).filter(stage__in=[*IN_THE_UNITS_HANDS]).select_related("item")
    return found.order_by("due_at", "id")[:MOST_ROWS]


def _read(rows: Iterable[tuple[object, ...]], key: int, result: int, tasks: Mapping[int, Task]) -> ReadSheet:
    good: list[GoodRow] = []
    bad: list[BadRow] = []
    seen: dict[int, int] = {}
    for number, row in enumerate(rows, start=2):
        cells = [*(_text(cell) for cell in row), *[""] * (max(key, result) + 1)]
        if not cells[result]:
            continue
        try:
            task = _task_of(cells[key], tasks)
            _refuse_row(task, number, cells[result], seen)
        except (ValidationError, ClassifiedMaterial) as refused:
            words = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
            bad.append(BadRow(number, words))
        else:
            good.append(GoodRow(number, task, cells[result]))
    return ReadSheet(tuple(good), tuple(bad))


def _task_of(key: str, tasks: Mapping[int, Task]) -> Task:
    number = key.removesuffix(".0")
    task = tasks.get(int(number)) if number.isascii() and number.isdigit() else None
    if task is None:
        raise StepRefused(_("任务编号“%(key)s”不是贵单位的任务；请勿改动“任务编号”一列") % {"key": key[:20]})
    return task


def _refuse_row(task: Task, number: int, text: str, seen: dict[int, int]) -> None:
    if task.pk in seen:
        raise StepRefused(_("与第 %(n)s 行是同一任务；请只留一行") % {"n": seen[task.pk]})
    seen[task.pk] = number
    if task.stage not in {"sent", "signed", "working"}:
        raise StepRefused(
            _("此任务现为“%(stage)s”，无需再报；请清空此行") % {"stage": task.get_stage_display()}
        )
    refuse_classified(text, where=_("办理结果"))


def _rows(content: bytes) -> Iterator[tuple[object, ...]]:
    from openpyxl import load_workbook  # late import: start-up time

    if content[:4] != b"PK\x03\x04":
        raise StepRefused(_("这不是 .xlsx 表格；请用“下载任务表”得到的表格填写后上传"))
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise StepRefused(_("表格过大；请用“下载任务表”得到的表格填写"))
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()
        return iter(list(sheet.iter_rows(values_only=True, max_col=20, max_row=MOST_ROWS + 1)))
    except StepRefused:
        raise
    except DAMAGED:
        raise StepRefused(_("文件已损坏或不是表格；请用表格软件打开并另存为 .xlsx 后再上传")) from None


def _row(task: Task) -> tuple[str, ...]:
    due = timezone.localtime(task.due_at).strftime("%Y-%m-%d %H:%M")
    return (str(task.pk), task.item.number, task.title, task.request, task.measure, due, "")


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
