"""Spreadsheets and mails made for the tests."""

import csv
import io
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

from openpyxl import Workbook

HEADINGS = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数")
Row = Sequence[object]


def workbook(rows: Sequence[Row], *, more_sheets: Sequence[str] = ()) -> bytes:
    """Return an .xlsx file with these rows on its first sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for name in more_sheets:
        book.create_sheet(name).append(["别的表"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def text_table(rows: Sequence[Row], *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Return a text table in an encoding."""
    content = io.StringIO()
    csv.writer(content, delimiter=delimiter).writerows(rows)
    return content.getvalue().encode(encoding)


def messages(count: int, *, start: int = 1) -> list[Row]:
    """Return rows of the usual seven columns, each from another person about another thing."""
    return [
        (
            number,
            f"A{number:04}",
            f"第{number}路口路灯不亮",
            "2026/11/2 8:15:00",
            f"第{number}路口的灯坏了。",
            0,
            9,
        )
        for number in range(start, start + count)
    ]


def mail(
    *,
    subject: str = "反映路灯不亮",
    sender: str = "王小明 <wang@example.test>",
    text: str = "望湖小区门口路灯不亮。",
    message_id: str = "<1@example.test>",
    date: str = "Mon, 02 Nov 2026 08:15:00 +0800",
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a saved mail; an empty part is left out."""
    message = EmailMessage()
    for name, value in (
        ("Subject", subject),
        ("From", sender),
        ("Message-ID", message_id),
        ("Date", date),
    ):
        if value:
            message[name] = value
    message.set_content(text)
    for name, content in (files or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()
