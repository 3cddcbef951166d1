"""Rows of a spreadsheet or text file, and a spreadsheet of rows."""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

from django.utils.translation import gettext as _

from xianxing.office.people.errors import BadList

MOST_ROWS = 50_000
MOST_COLUMNS = 60
_PACKAGE = b"PK\x03\x04"
_UNREADABLE = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    IndexError,
    OSError,
    EOFError,
    TypeError,
    SyntaxError,
)


def read_rows(content: bytes) -> list[list[str]]:
    """Return the rows of the first sheet of an xlsx file, or of a csv text, as text.

    Raises:
        BadList: neither of both, no rows at all, or too many.
    """
    rows = _sheet_rows(content) if content.startswith(_PACKAGE) else _text_rows(content)
    if len(rows) > MOST_ROWS:
        raise BadList(_("文件超过 %(most)d 行；请拆成几份导入") % {"most": MOST_ROWS})
    if not any(any(row) for row in rows):
        raise BadList(_("文件里没有内容；请核对是否选错了文件或工作表"))
    return rows


def write_sheet(rows: Iterable[Sequence[str | int]], name: str) -> bytes:
    """Return an xlsx file of the rows; the first one is the heading. Text stays text: no cell is a formula."""
    packed = BytesIO()
    import xlsxwriter  # late import: start-up time

    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(name)
        bold = book.add_format({"bold": True, "bottom": 1})
        for index, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(index, place, value)
                else:
                    sheet.write_string(index, place, value, bold if index == 0 else None)
        sheet.set_column(0, MOST_COLUMNS, 14)
        sheet.freeze_panes(1, 0)
    return packed.getvalue()


def _sheet_rows(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # late import: start-up time

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        cells = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        return [_trimmed([_cell(cell) for cell in row]) for row in cells]
    except _UNREADABLE:
        raise BadList(_("表格打不开；请用办公软件另存为 xlsx 后重试")) from None


def _text_rows(content: bytes) -> list[list[str]]:
    for codec in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            separator = "\t" if text.partition("\n")[0].count("\t") else ","
            return [[cell.strip() for cell in row] for row in csv.reader(StringIO(text), delimiter=separator)]
    raise BadList(_("文件不是 xlsx 表格或 csv 文本；请另存为其中一种后重试"))


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(cell: object) -> str:
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())
