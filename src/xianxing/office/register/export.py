"""The register book as a spreadsheet, senders masked."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.queries import Filters, book, masked_sender

ROW_LIMIT = 20_000
_WIDTHS = (18, 10, 18, 48, 10, 18, 24, 8, 20)


@writing()
def note_export(*, actor: Account, count: int, now: datetime) -> None:
    """Record that an account took a copy of the book."""
    changes = [Change("count", "", str(count))]
    record("register.book.exported", actor=actor, obj=actor, changes=changes, now=now)


def export_book(*, actor: Account, filters: Filters, now: datetime) -> bytes:
    """Return the narrowed book as an .xlsx file (the latest 20,000 entries), and record the export."""
    entries = list(book(actor, filters)[:ROW_LIMIT])
    note_export(actor=actor, count=len(entries), now=now)
    return _sheet(entries)


def _sheet(entries: Iterable[Entry]) -> bytes:
    content = BytesIO()
    import xlsxwriter  # late import: start-up time

    workbook = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    sheet = workbook.add_worksheet(_("来件登记簿"))
    bold = workbook.add_format({"bold": True, "bottom": 1})
    titles = (
        _("受理编号"), _("渠道"), _("收到时间"), _("标题"), _("姓名"),
        _("联系方式"), _("住址"), _("人数"), _("来源编号"),
    )  # fmt: skip
    for column, (title, width) in enumerate(zip(titles, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    for row, entry in enumerate(entries, start=1):
        for column, value in enumerate(_row(entry)):
            sheet.write_string(row, column, value)
    sheet.freeze_panes(1, 0)
    workbook.close()
    return content.getvalue()


def _row(entry: Entry) -> tuple[str, ...]:
    sender = masked_sender(entry)
    return (
        entry.receipt_number,
        str(Channel(entry.channel).label),
        timezone.localtime(entry.received_at).strftime("%Y-%m-%d %H:%M"),
        entry.title,
        sender.name,
        sender.contact,
        sender.address,
        str(entry.people_count),
        entry.source_reference,
    )
