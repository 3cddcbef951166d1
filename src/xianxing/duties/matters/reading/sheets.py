"""Rows of a spreadsheet or of a text table, whatever its encoding."""

import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zipfile import BadZipFile, ZipFile

from xianxing.duties.matters.reading.columns import looks_like_headings

Cell = str | int | float | date | datetime | None
MAX_ROWS = 200_000
MAX_COLUMNS = 100
TITLE_ROWS = 10
MAX_UNPACKED = 400 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "gb18030")
DAMAGED = (
    AttributeError,
    BadZipFile,
    EOFError,
    KeyError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What the spreadsheet library raises on damaged, encrypted or invented packages."""


class SheetRefused(ValueError):
    """The file is not a table that can be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings and the filled rows below them, each as wide as the headings, with its number in the file."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]


def read_sheet(name: str, content: bytes) -> Sheet:
    """Return the first sheet of an .xlsx file, or a .csv or .tsv table in UTF-8 or GB18030.

    The headings are the first row that looks like them, within the first ten: a title may stand above. Of
    formulas the value that was last shown is read; macros are never run.

    Raises:
        SheetRefused: another kind of file, a damaged one, one without headings, or one that is too large.
    """
    if content[:4] == b"PK\x03\x04":
        rows = _workbook_rows(content)
    elif content[:4] == b"\xd0\xcf\x11\xe0":
        raise SheetRefused("这是旧版 .xls 文件；请在表格软件中另存为 .xlsx 后再导入")
    else:
        rows = _text_rows(name, content)
    return _with_headings(rows)


def _workbook_rows(content: bytes) -> Iterator[tuple[Cell, ...]]:
    from openpyxl import load_workbook  # late import: start-up time

    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise SheetRefused("表格解压后超过 400 MB；请拆分后再导入")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = list(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS, max_row=MAX_ROWS + 2))
    except SheetRefused:
        raise
    except DAMAGED:
        raise SheetRefused("文件已损坏或不是表格；请用表格软件打开并另存为 .xlsx 后再导入") from None
    for row in rows:
        yield tuple(_cell(value) for value in _trimmed(row))


def _trimmed(row: tuple[object, ...]) -> tuple[object, ...]:
    """Return the row without the empty cells at its end: the library pads every row to the widest allowed."""
    width = len(row)
    while width and row[width - 1] is None:
        width -= 1
    return row[:width]


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | datetime | date):
        return value
    return str(value)


def _text_rows(name: str, content: bytes) -> Iterator[tuple[Cell, ...]]:
    text = _decode(content)
    if "\0" in text:
        raise SheetRefused("文件不是表格；请选择 .xlsx、.csv 或 .tsv 文件")
    delimiter = "\t" if name.casefold().endswith(".tsv") or "\t" in text.partition("\n")[0] else ","
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield tuple(row[:MAX_COLUMNS])
    except csv.Error as error:
        raise SheetRefused(f"文本表格读到一半出错（{error}）；请检查引号是否成对") from None


def _decode(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused("文字编码既不是 UTF-8 也不是 GB18030；请用表格软件另存为 .xlsx 后再导入")


def _with_headings(rows: Iterator[tuple[Cell, ...]]) -> Sheet:
    filled = [
        (number, row)
        for number, row in enumerate(rows, start=1)
        if any(value is not None and str(value).strip() for value in row)
    ]
    if not filled:
        raise SheetRefused("表格是空的；第一行应为列名")
    first = next(
        (place for place, (_, row) in enumerate(filled[:TITLE_ROWS]) if looks_like_headings(_texts(row))), 0
    )
    body = filled[first + 1 :]
    width = max(len(row) for _, row in filled[first:])
    headings = _texts(_padded(filled[first][1], width))
    if len(body) > MAX_ROWS:
        raise SheetRefused(f"超过 {MAX_ROWS} 行；请拆分后再导入")
    return Sheet(
        headings,
        tuple(_padded(row, width) for _, row in body),
        tuple(number for number, _ in body),
    )


def _padded(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return (*row, *([None] * (width - len(row))))


def _texts(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple("" if value is None else str(value).strip() for value in row)
