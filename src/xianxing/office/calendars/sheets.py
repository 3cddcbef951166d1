"""Rows of a spreadsheet or of a text file, as lines of text."""

import codecs
import zipfile
from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _

from xianxing.office.calendars.errors import BadSheet

MOST_ROWS = 2_000
_PACKAGE = b"PK\x03\x04"


def read_lines(content: bytes) -> str:
    """Return the rows of the first sheet, or the text, one row a line.

    Raises:
        BadSheet: neither a readable xlsx file nor text in UTF-8 or GB 18030, or too many rows.
    """
    lines = _sheet_lines(content) if content.startswith(_PACKAGE) else _decode(content).splitlines()
    if len(lines) > MOST_ROWS:
        raise BadSheet(
            _("文件有 %(rows)d 行，最多 %(most)d 行；请只留一年的安排")
            % {"rows": len(lines), "most": MOST_ROWS}
        )
    return "\n".join(lines)


def _sheet_lines(content: bytes) -> list[str]:
    from openpyxl import load_workbook  # late import: start-up time

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=12, values_only=True)
        return ["\t".join(_cell(cell) for cell in row).rstrip("\t") for row in rows]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, EOFError, TypeError, SyntaxError):
        raise BadSheet(_("表格打不开；请用办公软件另存为 xlsx 后重试")) from None


def _cell(cell: object) -> str:
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return "" if cell is None else str(cell).strip()


def _decode(content: bytes) -> str:
    for codec in ("utf-8-sig", "gb18030"):
        try:
            text = codecs.decode(content, codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadSheet(_("文件不是文本或 xlsx 表格；请另存为 xlsx 或 csv 后重试"))
