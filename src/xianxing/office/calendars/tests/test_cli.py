from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from xianxing.office.calendars.cli import calendars
from xianxing.office.calendars.errors import BadSheet
from xianxing.office.calendars.models import Day, Year
from xianxing.office.calendars.sheets import MOST_ROWS, read_lines
from xianxing.office.calendars.tests.test_engine import NOTICE_2026

pytestmark = pytest.mark.django_db


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(calendars, arguments)


def _sheet(*rows: tuple[str | date | int | None, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_import_of_a_notice_enters_the_year_of_its_title(tmp_path: Path) -> None:
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE_2026)
    result = _run("import", str(file))
    assert (result.exit_code, result.output) == (0, "已导入 2026 年放假安排 39 天\n")
    assert Year.objects.get().source == "通知.txt"


def test_import_of_a_sheet_with_a_bad_row_names_it_and_enters_nothing(tmp_path: Path) -> None:
    file = tmp_path / "2027.xlsx"
    rows: list[tuple[str | date | int | None, ...]] = [
        ("日期", "类别", "名称"),
        (datetime(2027, 1, 1), "法定", "元旦"),  # noqa: DTZ001
        (date(2027, 1, 4), "上班", None),
    ]
    file.write_bytes(_sheet(*rows))
    result = _run("import", str(file), "--year", "2027")
    assert result.exit_code == 1
    assert result.output == (
        "第 3 行：2027-01-04 是周一，本来就上班；调休上班只能是周六或周日，请核对（2027-01-04）\n"
        "Error: 有 1 行需要改正，未导入任何一行；改正后重试，或加 --skip-bad 导入其余各行\n"
    )
    assert Day.objects.count() == 0
    assert _run("import", str(file), "--year", "2027", "--skip-bad").exit_code == 0
    assert Day.objects.get().name == "元旦"


def test_import_dry_run_shows_the_rows_and_enters_nothing(tmp_path: Path) -> None:
    file = tmp_path / "2027.csv"
    file.write_text("2027-01-01,法定,元旦\n")
    result = _run("import", str(file), "--year", "2027", "--dry-run")
    assert (result.exit_code, result.output) == (0, "2027-01-01\tstatutory\t元旦\n")
    assert Year.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"2027-01-01", "Error: 没有读到年份；请用 --year 写明，如 --year 2027\n"),
        (b"\xff\xff\xff", "Error: 文件不是文本或 xlsx 表格；请另存为 xlsx 或 csv 后重试\n"),
    ],
)
def test_import_of_an_unreadable_file_fails_with_one_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    result = _run("import", str(file))
    assert (result.exit_code, result.output) == (1, message)


def test_import_of_an_empty_file_fails_with_one_line(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"")
    result = _run("import", str(file), "--year", "2027")
    assert (result.exit_code, result.output) == (
        1,
        "Error: 没有读到任何日期；请粘贴放假通知全文，或每行写一个日期\n",
    )


def test_seed_and_show_print_the_year() -> None:
    assert _run("seed").output == "已录入 23 个年份\n"
    lines = _run("show", "2026").output.splitlines()
    assert lines[0] == "2026-01-01\t法定节假日"
    assert "2026-10-10\t调休上班" in lines


def test_show_of_an_unannounced_year_says_so() -> None:
    assert _run("show", "2028").output == "2028 年放假安排尚未录入，期限按周末和固定节日暂定\n"


def test_read_lines_too_many_rows_are_refused() -> None:
    with pytest.raises(BadSheet) as refusal:
        read_lines(b"x\n" * (MOST_ROWS + 1))
    assert refusal.value.messages == ["文件有 2001 行，最多 2000 行；请只留一年的安排"]


def test_read_lines_with_null_characters_is_refused() -> None:
    with pytest.raises(BadSheet):
        read_lines(b"2027\x00")


def test_read_lines_of_a_sheet_joins_cells_by_tabs() -> None:
    assert read_lines(_sheet(("a", None, 3), (date(2027, 1, 1),))) == "a\t\t3\n2027-01-01"
