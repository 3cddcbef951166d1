from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xianxing.office.people.cli import people
from xianxing.office.people.models import Organ, Person
from xianxing.office.people.tests.given import listed

pytestmark = pytest.mark.django_db
ROW = ("陈卫国", "住建局", "局长", "正处级", 1, "2024-03-01", "", "", "A1", "是")


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(people, arguments)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(listed(ROW, ("", *ROW[1:8], "A2", "")))
    return path


def test_import_with_a_bad_row_names_it_and_enters_nothing(file: Path) -> None:
    result = _run("import", str(file), "--create-organs")
    assert result.exit_code == 1
    assert result.output == (
        "第 3 行：姓名为空；必须填写，请补上\n"
        "Error: 有 1 行需要改正，没有导入任何一行；改正后重试，或加 --skip-bad 导入其余各行\n"
    )
    assert Person.objects.count() == 0


def test_import_skip_bad_enters_the_rest_and_shows_progress(file: Path) -> None:
    result = _run("import", str(file), "--create-organs", "--skip-bad")
    assert (result.exit_code, result.output) == (
        0,
        (
            "第 3 行：姓名为空；必须填写，请补上\n已处理 1 / 1 行\n"
            "导入完毕：新增 1 行，更新 0 行，未变 0 行，略过 1 行\n"
        ),
    )
    assert Person.objects.get().name == "陈卫国"


def test_import_dry_run_reports_and_enters_nothing(file: Path) -> None:
    result = _run("import", str(file), "--create-organs", "--dry-run")
    assert result.exit_code == 0
    assert result.output.endswith("检查完毕：新增 1 行，更新 0 行，未变 0 行，1 行需要改正；没有写入\n")
    assert (Person.objects.count(), Organ.objects.count()) == (0, 0)


def test_import_without_create_organs_names_the_unknown_one(file: Path) -> None:
    assert "单位“住建局”没有登记" in _run("import", str(file)).output


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("姓名,单位\n", "Error: 表格缺少职务、人员编号列；请补上列标题后重试\n"),
        ("", "Error: 文件里没有内容；请核对是否选错了文件或工作表\n"),
    ],
)
def test_import_of_a_useless_file_fails_with_one_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(content)
    result = _run("import", str(path))
    assert (result.exit_code, result.output) == (1, message)


def test_export_comes_back_in_unchanged(file: Path, tmp_path: Path) -> None:
    _run("import", str(file), "--create-organs", "--skip-bad")
    target = tmp_path / "导出.xlsx"
    assert _run("export", str(target)).output == f"已导出到 {target}\n"
    assert _run("import", str(target)).output.endswith(
        "导入完毕：新增 0 行，更新 0 行，未变 1 行，略过 0 行\n"
    )
