"""Rows of a sheet into messages; each bad row is named by its number with what was found and what to do."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from xianxing.duties.matters.reading.columns import Column
from xianxing.duties.matters.reading.moments import EARLIEST_YEAR, read_moment
from xianxing.duties.matters.reading.sheets import Cell, Sheet
from xianxing.text import normalise

TITLE_LENGTH = 200
TEXT_LENGTH = 50_000
NAMES: Mapping[Column, str] = {
    Column.REFERENCE: "编号",
    Column.SENDER: "姓名",
    Column.CONTACT: "联系方式",
    Column.ADDRESS: "住址",
    Column.TITLE: "标题",
    Column.TIME: "时间",
    Column.TEXT: "内容",
    Column.PLACE: "地点",
    Column.CHANNEL: "渠道",
}
LIMITS: Mapping[Column, int] = {
    Column.TEXT: TEXT_LENGTH,
    Column.REFERENCE: 80,
    Column.SENDER: 60,
    Column.CONTACT: 100,
    Column.ADDRESS: 200,
    Column.PLACE: 100,
}
CONTENT_MARK = "内容"
"""Begins the reference of a row that has none of its own: a digest of what the row says follows."""


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """One message of a table; ``received_at`` is what the table says, aware.

    ``reference`` is the table's own number, or a digest of the row where it has none, so that no row is ever
    taken in twice.
    """

    row: int
    reference: str
    sender: str
    contact: str
    address: str
    title: str
    text: str
    place: str
    channel: str
    received_at: datetime

    @property
    def has_own_reference(self) -> bool:
        return not self.reference.startswith(f"{CONTENT_MARK}:")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken in: its number in the file, its column, and why in words."""

    row: int
    column: str
    message: str


class _Problem(ValueError):
    """Why one row is bad."""

    def __init__(self, column: Column, message: str) -> None:
        super().__init__(message)
        self.column = column


def read_rows(
    sheet: Sheet, places: Mapping[Column, int], *, now: datetime
) -> tuple[tuple[ReadMessage, ...], tuple[BadRow, ...]]:
    """Return the messages and the bad rows of a table, each by its row number in the file.

    A message without a time counts as received now; one from the future is bad. Times without a zone are
    those of ``now``'s zone. Two rows with the same number, or with none and the same words, are one too many.
    """
    good: list[ReadMessage] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        try:
            message = _read(number, row, places, now)
            _refuse_repeated(message, seen)
        except _Problem as problem:
            bad.append(BadRow(number, problem.column, str(problem)))
            continue
        seen[message.reference] = number
        good.append(message)
    return tuple(good), tuple(bad)


def _read(number: int, row: tuple[Cell, ...], places: Mapping[Column, int], now: datetime) -> ReadMessage:
    texts = {column: _text(row[place]) for column, place in places.items()}
    title, text = texts.get(Column.TITLE, ""), texts.get(Column.TEXT, "")
    if not title and not text:
        raise _Problem(Column.TITLE, "标题和内容都是空的；至少填写一项")
    _refuse_long(texts)
    message = ReadMessage(
        row=number,
        reference=texts.get(Column.REFERENCE, ""),
        sender=texts.get(Column.SENDER, ""),
        contact=texts.get(Column.CONTACT, ""),
        address=texts.get(Column.ADDRESS, ""),
        title=(title or text)[:TITLE_LENGTH],
        text=_whole_text(title, text),
        place=texts.get(Column.PLACE, ""),
        channel=texts.get(Column.CHANNEL, ""),
        received_at=_received(row[places[Column.TIME]] if Column.TIME in places else None, now),
    )
    return message if message.reference else replace(message, reference=_digest(message, texts))


def _refuse_long(texts: Mapping[Column, str]) -> None:
    for column, limit in LIMITS.items():
        length = len(texts.get(column, ""))
        if length > limit:
            raise _Problem(
                column, f"{NAMES[column]}有 {length} 字，最多 {limit} 字；请缩短，或核对这一列是否选对"
            )


def _refuse_repeated(message: ReadMessage, seen: Mapping[str, int]) -> None:
    if message.reference not in seen:
        return
    earlier = seen[message.reference]
    if message.has_own_reference:
        raise _Problem(Column.REFERENCE, f"编号 {message.reference} 与第 {earlier} 行重复；请核对")
    raise _Problem(Column.TEXT, f"与第 {earlier} 行的内容、时间和姓名完全相同；如确是两件，请加一列编号")


def _received(value: Cell, now: datetime) -> datetime:
    if value is None or (isinstance(value, str) and not value.strip()):
        return now
    moment = read_moment(value, now.tzinfo)
    if moment is None:
        raise _Problem(Column.TIME, f"时间“{_cut(value)}”看不懂；应形如 2026-01-04 11:17 或 2026年1月4日")
    if moment > now:
        raise _Problem(Column.TIME, f"时间“{_cut(value)}”在将来；请填写实际收到的时间")
    if moment.year < EARLIEST_YEAR:
        raise _Problem(Column.TIME, f"时间“{_cut(value)}”早于 {EARLIEST_YEAR} 年；请核对年份")
    return moment


def _whole_text(title: str, text: str) -> str:
    """Return the text with a title that is too long in front of it, so that nothing is lost."""
    if not text:
        return title
    return f"{title}\n{text}" if len(title) > TITLE_LENGTH else text


def _digest(message: ReadMessage, texts: Mapping[Column, str]) -> str:
    parts = (
        message.title,
        message.text,
        message.sender,
        message.contact,
        texts.get(Column.TIME, ""),
    )
    return f"{CONTENT_MARK}:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:24]}"


def _cut(value: Cell) -> str:
    text = _text(value)
    return text if len(text) <= 30 else text[:29] + "…"


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return normalise(str(value)).strip()
