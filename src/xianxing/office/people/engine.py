"""Reading a list of people from rows of a spreadsheet: what each column means, and what each row says. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xianxing.text import fold, parse_date


class Column(StrEnum):
    """What a column of the list may hold."""

    NAME = "name"
    ORGAN = "organ"
    POST = "post"
    GRADE = "grade"
    ORDER = "order"
    STARTS_ON = "starts_on"
    PHONE = "phone"
    EMAIL = "email"
    STAFF_CODE = "staff_code"
    PRIMARY = "primary"


HEADINGS = {
    Column.NAME: "姓名",
    Column.ORGAN: "单位",
    Column.POST: "职务",
    Column.GRADE: "级别",
    Column.ORDER: "排序号",
    Column.STARTS_ON: "任职日期",
    Column.PHONE: "电话",
    Column.EMAIL: "邮箱",
    Column.STAFF_CODE: "人员编号",
    Column.PRIMARY: "主要职务",
}
"""The headings that an export writes."""

SYNONYMS = {
    Column.NAME: ("姓名", "名字", "人员姓名", "干部姓名", "name"),
    Column.ORGAN: ("单位", "部门", "所在单位", "工作单位", "单位名称", "机构", "科室", "organ", "department"),
    Column.POST: ("职务", "职位", "岗位", "现任职务", "职务名称", "行政职务", "post", "position"),
    Column.GRADE: ("级别", "职级", "职务级别", "职务层次", "行政级别", "grade"),
    Column.ORDER: ("排序号", "排序", "序位", "位次", "排名", "order"),
    Column.STARTS_ON: ("任职日期", "任职时间", "现任职务时间", "到任日期", "任现职时间", "since"),
    Column.PHONE: ("电话", "联系电话", "手机", "手机号", "手机号码", "办公电话", "联系方式", "phone"),
    Column.EMAIL: ("邮箱", "电子邮箱", "电子邮件", "email", "e-mail"),
    Column.STAFF_CODE: ("人员编号", "编号", "工号", "职工号", "人员编码", "人员代码", "staffcode", "code"),
    Column.PRIMARY: ("主要职务", "是否主要职务", "是否主职", "主职", "primary"),
}
REQUIRED = (Column.NAME, Column.ORGAN, Column.POST, Column.STAFF_CODE)
LONGEST = {
    Column.NAME: 30,
    Column.ORGAN: 100,
    Column.POST: 60,
    Column.GRADE: 20,
    Column.PHONE: 30,
    Column.EMAIL: 254,
    Column.STAFF_CODE: 30,
}
LARGEST_ORDER = 1_000_000
USUAL_ORDER = 1000
HEADING_ROWS = 10
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_PHONE = re.compile(r"[\d+()（）/、,\- 转]{3,30}")
_YES = frozenset({"是", "1", "y", "yes", "true", "√", "✓", "主", "主要"})
_NO = frozenset({"否", "0", "n", "no", "false", "×", "兼", "兼任", "次要"})


@dataclass(frozen=True, slots=True)
class ListedPost:
    """One good row: a person in a post. Values of columns that the list lacks are ``None``."""

    row: int
    name: str
    organ: str
    post: str
    staff_code: str
    grade: str | None = None
    order: int | None = None
    starts_on: date | None = None
    phone: str | None = None
    email: str | None = None
    is_primary: bool | None = None


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be taken: its number in the sheet, and what was found, allowed, to do."""

    row: int
    message: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a list says: the good rows, and the faults, each in order of row."""

    rows: tuple[ListedPost, ...]
    faults: tuple[RowFault, ...]


def find_headings(
    rows: Sequence[Sequence[str]], remembered: Mapping[str, Column] | None = None
) -> int | None:
    """The index of the row that holds the headings, among the first ten; None when no row names two columns.

    Titles above the table (XX单位干部名册) are passed over. Source: the lists that offices keep.
    """
    best, found = 1, None
    for index, row in enumerate(rows[:HEADING_ROWS]):
        known = len(guess_mapping(row, remembered))
        if known > best:
            best, found = known, index
    return found


def guess_mapping(
    headings: Sequence[str], remembered: Mapping[str, Column] | None = None
) -> dict[Column, int]:
    """Which column stands where: what the heading meant last time, else its name or a synonym of it.

    Spaces, punctuation and case do not matter; the first column of a meaning counts.

    Source: `SYNONYMS`.
    """
    known = {fold(word): column for column, words in SYNONYMS.items() for word in words}
    known |= {fold(heading): column for heading, column in (remembered or {}).items()}
    mapping: dict[Column, int] = {}
    for place, heading in enumerate(headings):
        column = known.get(fold(heading))
        if column is not None:
            mapping.setdefault(column, place)
    return mapping


def missing_columns(mapping: Mapping[Column, int]) -> tuple[Column, ...]:
    """The columns without which no row can be read. Source: `REQUIRED`."""
    return tuple(column for column in REQUIRED if column not in mapping)


def read_rows(rows: Iterable[tuple[int, Sequence[str]]], mapping: Mapping[Column, int]) -> ReadList:
    """The people of a list: ``rows`` are row numbers of the sheet with their cells; empty rows are passed over.

    One person may stand in several rows, one for each post, under one staff code.

    Source: GB/T 2261.1 is not asked for; only what the directory keeps is read.
    """
    good: list[ListedPost] = []
    faults: list[RowFault] = []
    names: dict[str, tuple[int, str]] = {}
    posts: dict[tuple[str, str, str], int] = {}
    for number, cells in rows:
        texts = {column: _cell(cells, place) for column, place in mapping.items()}
        if not any(texts.values()):
            continue
        try:
            listed = _read_row(number, texts)
            _check_against_earlier(listed, names, posts)
        except ValueError as error:
            faults.append(RowFault(number, str(error)))
        else:
            good.append(listed)
    return ReadList(tuple(good), tuple(faults))


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _read_row(number: int, texts: Mapping[Column, str]) -> ListedPost:
    for column, text in texts.items():
        if column in REQUIRED and not text:
            raise ValueError(f"{HEADINGS[column]}为空；必须填写，请补上")
        if len(text) > LONGEST.get(column, 40):
            raise ValueError(
                f"{HEADINGS[column]}“{text[:20]}…”有 {len(text)} 个字；最多 {LONGEST.get(column, 40)} 个，请缩短"
            )
    return ListedPost(
        row=number,
        name=texts[Column.NAME],
        organ=texts[Column.ORGAN],
        post=texts[Column.POST],
        staff_code=texts[Column.STAFF_CODE],
        grade=texts.get(Column.GRADE),
        order=_order(texts.get(Column.ORDER)),
        starts_on=_day(texts.get(Column.STARTS_ON)),
        phone=_phone(texts.get(Column.PHONE)),
        email=_email(texts.get(Column.EMAIL)),
        is_primary=_yes_or_no(texts.get(Column.PRIMARY)),
    )


def _order(text: str | None) -> int | None:
    if not text:
        return None
    plain = text.removesuffix(".0")
    if not (plain.isascii() and plain.isdigit()) or int(plain[:9]) > LARGEST_ORDER:
        raise ValueError(f"排序号为“{text}”；应为 0 到 {LARGEST_ORDER} 的整数，请改正")
    return int(plain)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    month = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?", text)
    try:
        day = date(int(month[1]), int(month[2]), 1) if month else parse_date(text)
    except ValueError:
        raise ValueError(f"任职日期为“{text}”；应为如 2026-11-23 或 2026年11月 的日期，请改正") from None
    if not 1940 <= day.year <= 2100:
        raise ValueError(f"任职日期为“{text}”；应在 1940 年至 2100 年之间，请改正")
    return day


def _phone(text: str | None) -> str | None:
    if text and not _PHONE.fullmatch(text):
        raise ValueError(f"电话为“{text}”；只能有数字、+、-、括号和“转”，请改正")
    return text


def _email(text: str | None) -> str | None:
    if text and not _EMAIL.fullmatch(text):
        raise ValueError(f"邮箱为“{text}”；应形如 name@example.com，请改正")
    return text


def _yes_or_no(text: str | None) -> bool | None:
    if not text:
        return None
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise ValueError(f"主要职务为“{text}”；应填“是”或“否”，请改正")


def _check_against_earlier(
    listed: ListedPost, names: dict[str, tuple[int, str]], posts: dict[tuple[str, str, str], int]
) -> None:
    """One code is one person, and a person stands once in a post."""
    row, name = names.setdefault(listed.staff_code, (listed.row, listed.name))
    if name != listed.name:
        raise ValueError(
            f"人员编号 {listed.staff_code} 在第 {row} 行属于“{name}”，此行为“{listed.name}”；一个编号只能属于一人，请改正"
        )
    if listed.is_primary:
        primary = posts.setdefault((listed.staff_code, "", ""), listed.row)
        if primary != listed.row:
            raise ValueError(
                f"{listed.name}的主要职务已在第 {primary} 行；一人只能有一个，请把其中一行改为“否”"
            )
    place = (listed.staff_code, listed.organ, listed.post)
    earlier = posts.setdefault(place, listed.row)
    if earlier != listed.row:
        raise ValueError(f"与第 {earlier} 行重复（{listed.name}，{listed.organ}{listed.post}）；请删去一行")
