import contextlib
import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.matters.reading import sheets
from xianxing.duties.matters.reading.columns import (
    Column,
    guess_columns,
    headings_hash,
    looks_like_headings,
)
from xianxing.duties.matters.reading.sheets import Sheet, SheetRefused, read_sheet
from xianxing.duties.matters.tests.tables import HEADINGS, messages, text_table, workbook

ROWS = [("标题", "内容"), ("路灯不亮", "望湖小区"), ("井盖丢了", "和平路")]
READ = Sheet(("标题", "内容"), (("路灯不亮", "望湖小区"), ("井盖丢了", "和平路")), (2, 3))


def refusal(content: bytes, name: str = "表.xlsx") -> str:
    with pytest.raises(SheetRefused) as refused:
        read_sheet(name, content)
    return str(refused.value)


# Files -------------------------------------------------------------------------------------------------------


def test_sheet_of_workbook_is_its_first_sheet() -> None:
    assert read_sheet("表.xlsx", workbook(ROWS, more_sheets=["二"])) == READ


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_sheet_of_text_table_is_read_in_usual_encodings(encoding: str) -> None:
    assert read_sheet("表.csv", text_table(ROWS, encoding=encoding)) == READ


@pytest.mark.parametrize("name", ["表.tsv", "表.txt"])
def test_sheet_with_tabs_is_read(name: str) -> None:
    assert read_sheet(name, text_table(ROWS, delimiter="\t")) == READ


def test_sheet_with_quoted_line_ends_keeps_them() -> None:
    sheet = read_sheet("表.csv", text_table([("标题", "内容"), ("一", "甲\n乙,丙")]))
    assert sheet.rows == (("一", "甲\n乙,丙"),)


def test_sheet_with_line_ends_of_old_machines_is_read() -> None:
    assert read_sheet("表.csv", "标题,内容\r路灯不亮,望湖小区\r井盖丢了,和平路\r".encode()) == READ


def test_sheet_with_title_above_headings_and_blank_rows_keeps_row_numbers() -> None:
    rows = [("2026 年来信台账", None), (None, None), *ROWS[:2], (None, "  "), ROWS[2]]
    assert read_sheet("表.xlsx", workbook(rows)) == Sheet(READ.headings, READ.rows, (4, 6))


def test_sheet_without_known_headings_takes_the_first_row() -> None:
    assert read_sheet("表.csv", b"a,b\n1,2\n") == Sheet(("a", "b"), (("1", "2"),), (2,))


def test_sheet_pads_rows_and_headings_to_the_widest() -> None:
    sheet = read_sheet("表.csv", "标题,内容\n一\n二,乙,多\n".encode())
    assert sheet == Sheet(("标题", "内容", ""), (("一", None, None), ("二", "乙", "多")), (2, 3))


def test_sheet_with_formula_gives_no_formula() -> None:
    rows = [("标题", "内容"), ('=HYPERLINK("http://x.test")', "甲")]
    assert read_sheet("表.xlsx", workbook(rows)).rows == ((None, "甲"),)


def test_sheet_keeps_dates_and_numbers() -> None:
    moment = datetime(2026, 1, 4, 11, 17)  # noqa: DTZ001 - as spreadsheets give it
    assert read_sheet("表.xlsx", workbook([("标题", "时间"), (7, moment)])).rows == ((7, moment),)


def test_sheet_of_boolean_is_kept_as_it_is() -> None:
    assert read_sheet("表.xlsx", workbook([("标题", "内容"), (True, 1.5)])).rows == ((True, 1.5),)


# Refusals ----------------------------------------------------------------------------------------------------


def test_sheet_of_old_format_is_refused_with_advice() -> None:
    assert (
        refusal(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
        == "这是旧版 .xls 文件；请在表格软件中另存为 .xlsx 后再导入"
    )


def test_sheet_damaged_is_refused() -> None:
    wanted = "文件已损坏或不是表格；请用表格软件打开并另存为 .xlsx 后再导入"
    assert refusal(workbook(ROWS)[:800]) == wanted
    assert refusal(b"PK\x03\x04 no package") == wanted


def test_sheet_in_package_of_another_kind_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(content.getvalue()).startswith("文件已损坏或不是表格")


def test_sheet_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 100)
    assert refusal(workbook(ROWS)) == "表格解压后超过 400 MB；请拆分后再导入"


def test_sheet_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 1)
    assert refusal(text_table(ROWS), "表.csv") == "超过 1 行；请拆分后再导入"
    assert refusal(workbook(ROWS)) == "超过 1 行；请拆分后再导入"


def test_sheet_that_is_empty_is_refused() -> None:
    assert refusal(b"", "表.csv") == "表格是空的；第一行应为列名"
    assert refusal(b" , \n,\n", "表.csv") == "表格是空的；第一行应为列名"


def test_sheet_that_is_no_text_is_refused() -> None:
    assert refusal(b"MZ\0\0", "表.csv") == "文件不是表格；请选择 .xlsx、.csv 或 .tsv 文件"
    assert refusal(b"\xff\xff\xff\xff\xff", "表.csv") == (
        "文字编码既不是 UTF-8 也不是 GB18030；请用表格软件另存为 .xlsx 后再导入"
    )


def test_sheet_with_open_quote_is_refused() -> None:
    found = refusal('标题,内容\n"一,甲\n二,乙\n'.encode(), "表.csv")
    assert found == "文本表格读到一半出错（unexpected end of data）；请检查引号是否成对"


@given(st.binary(max_size=300))
def test_sheet_of_any_bytes_is_read_or_refused(content: bytes) -> None:
    for head in (b"", b"PK\x03\x04", b"\xef\xbb\xbf"):
        try:
            sheet = read_sheet("表.csv", head + content)
        except SheetRefused:
            continue
        assert all(len(row) == len(sheet.headings) for row in sheet.rows)
        assert len(sheet.numbers) == len(sheet.rows)


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=4))
def test_sheet_of_damaged_workbook_is_read_or_refused(place: int, damage: bytes) -> None:
    content = bytearray(workbook(ROWS))
    place %= len(content)
    content[place : place + len(damage)] = damage
    with contextlib.suppress(SheetRefused):
        sheet = read_sheet("表.xlsx", bytes(content))
        assert len(sheet.rows) <= 2


# Columns -----------------------------------------------------------------------------------------------------


def test_columns_of_known_headings_are_guessed() -> None:
    mapped = guess_columns(HEADINGS)
    assert mapped.places == {
        Column.REFERENCE: 0,
        Column.SENDER: 1,
        Column.TITLE: 2,
        Column.TIME: 3,
        Column.TEXT: 4,
    }
    assert mapped.unused == ("反对数", "点赞数")
    assert mapped.counters == ("反对数", "点赞数")
    assert not mapped.missing


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        (("内容", "标题"), {Column.TEXT: 0, Column.TITLE: 1}),
        (("来信人姓名", "诉求标题"), {Column.SENDER: 0, Column.TITLE: 1}),
        (("联系电话", "家庭住址", "正文"), {Column.CONTACT: 0, Column.ADDRESS: 1, Column.TEXT: 2}),
        (("渠道", "问题属地", "标题"), {Column.CHANNEL: 0, Column.PLACE: 1, Column.TITLE: 2}),
        (("Title", "BODY"), {Column.TITLE: 0, Column.TEXT: 1}),
        (("序号", "标题"), {Column.TITLE: 1}),
    ],
)
def test_columns_in_any_order_are_guessed(headings: tuple[str, ...], wanted: dict[Column, int]) -> None:
    assert guess_columns(headings).places == wanted


def test_columns_without_title_and_text_are_missing() -> None:
    assert guess_columns(("姓名", "电话")).missing


def test_headings_hash_does_not_depend_on_order_or_space() -> None:
    assert headings_hash(("标题", "内容")) == headings_hash((" 内 容", "标题"))
    assert headings_hash(("标题", "内容")) != headings_hash(("标题", "正文"))


def test_row_of_a_message_does_not_look_like_headings() -> None:
    assert looks_like_headings([str(cell) for cell in HEADINGS])
    assert not looks_like_headings([str(cell) for cell in messages(1)[0]])
    assert not looks_like_headings(["来信台账"])
