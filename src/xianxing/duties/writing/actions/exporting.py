"""A copy of the register of issued documents as a spreadsheet; each copy is recorded."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.writing.models import NumberEntry
from xianxing.duties.writing.queries.book import book_rows
from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import Change, record, writing

WIDTHS = (24, 48, 8, 20, 12, 12, 12, 8, 12, 24)


def export_book(*, actor: Account, series: str, year: int, target: BinaryIO, now: datetime) -> int:
    """Write the register of a series and year to ``target`` as .xlsx, record who took it, and return the lines."""
    import xlsxwriter  # late import: start-up time

    titles = (
        _("发文字号"), _("标题"), _("文种"), _("发文机关"), _("成文日期"), _("印发日期"), _("拟稿人"), _("份数"),
        _("状态"), _("作废理由"),
    )  # fmt: skip
    workbook = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False})
    sheet = workbook.add_worksheet(_("发文登记簿"))
    bold = workbook.add_format({"bold": True, "bottom": 1})
    for column, (title, width) in enumerate(zip(titles, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    count = 0
    for count, entry in enumerate(book_rows(series, year).iterator(chunk_size=500), start=1):
        for column, value in enumerate(_row(entry)):
            sheet.write_string(count, column, value)
    workbook.close()
    _note(actor=actor, series=series, year=year, count=count, now=now)
    return count


@writing()
def _note(*, actor: Account, series: str, year: int, count: int, now: datetime) -> None:
    changes = [Change(_("发文代字"), "", f"{series}〔{year}〕"), Change(_("条数"), "", str(count))]
    record("writing.book.exported", actor=actor, obj=actor, now=now, changes=changes)


def _row(entry: NumberEntry) -> Iterator[str]:
    paper = entry.paper
    yield str(entry)
    yield paper.title
    yield paper.type
    yield str(paper.organ)
    yield paper.dated_on.isoformat() if paper.dated_on else ""
    yield paper.printed_on.isoformat() if paper.printed_on else ""
    yield str(paper.drafter)
    yield str(paper.copies)
    yield _("作废") if entry.voided_at else str(paper.get_state_display())
    yield entry.void_reason or _moment(entry.voided_at)


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d") if at else ""
