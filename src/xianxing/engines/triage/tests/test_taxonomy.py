"""The table of labels."""

from pathlib import Path

import openpyxl
import pytest

from xianxing.engines.triage.errors import TaxonomyError
from xianxing.engines.triage.taxonomy import Taxonomy
from xianxing.engines.triage.tests.cast import TAXONOMY


def write_book(path: Path, rows: list[list[str | None]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_taxonomy_at_each_level_gives_paths_in_order() -> None:
    assert TAXONOMY.at(1) == (("城乡建设",), ("教育文体",), ("卫生计生",))
    assert TAXONOMY.at(2)[:2] == (("城乡建设", "城市建设和市政管理"), ("城乡建设", "住房保障与房地产"))
    assert TAXONOMY.at(3) == TAXONOMY.rows


def test_taxonomy_with_a_short_branch_ends_there() -> None:
    assert Taxonomy([("教育",), ("交通", "公路")]).at(3) == (("教育",), ("交通", "公路"))


def test_taxonomy_below_a_path_names_each_descendant_once() -> None:
    assert TAXONOMY.below(("城乡建设",)) == (
        "城市建设和市政管理",
        "自来水供应",
        "城市公共设施",
        "住房保障与房地产",
        "物业服务",
    )
    assert TAXONOMY.below(("教育文体", "教育收费", "乱收费")) == ()


def test_taxonomy_with_repeated_rows_and_spaces_keeps_each_once() -> None:
    assert Taxonomy([(" 教育 ", "招生", ""), ("教育", "招生")]).rows == (("教育", "招生"),)


@pytest.mark.parametrize("level", [0, 4, -1])
def test_taxonomy_at_an_unknown_level_is_refused(level: int) -> None:
    with pytest.raises(TaxonomyError) as refused:
        TAXONOMY.at(level)
    assert str(refused.value) == f"级别是 {level}；应为 1 至 3"


def test_taxonomy_without_rows_is_refused() -> None:
    with pytest.raises(TaxonomyError) as refused:
        Taxonomy([])
    assert str(refused.value) == "标签表没有一行标签；请至少写一个一级分类"


@pytest.mark.parametrize("row", [("", "招生"), ("教育", "", "招生"), ("",), ("教育", "招生", "录取", "补录")])
def test_taxonomy_with_a_malformed_row_is_refused(row: tuple[str, ...]) -> None:
    with pytest.raises(TaxonomyError) as refused:
        Taxonomy([row])
    assert str(refused.value) == f"标签行是 {list(row)}；应从一级分类写起，中间不空，至多 3 级"


def test_taxonomy_from_a_workbook_skips_heading_and_blank_rows(tmp_path: Path) -> None:
    book = write_book(
        tmp_path / "labels.xlsx",
        [
            ["一级分类", "二级分类", "三级分类"],
            ["教育", "招生", "录取"],
            [None, None, None],
            ["交通", None, None],
        ],
    )
    assert Taxonomy.from_xlsx(book).rows == (("教育", "招生", "录取"), ("交通",))


def test_taxonomy_from_a_workbook_with_only_a_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError) as refused:
        Taxonomy.from_xlsx(write_book(tmp_path / "empty.xlsx", [["一级分类"]]))
    assert str(refused.value) == "标签表没有一行标签；请至少写一个一级分类"


@pytest.mark.parametrize("name", ["missing.xlsx", "text.xlsx", "labels.doc"])
def test_taxonomy_from_what_is_no_workbook_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name != "missing.xlsx":
        path.write_text("一级分类")
    with pytest.raises(TaxonomyError) as refused:
        Taxonomy.from_xlsx(path)
    assert str(refused.value) == f"打不开标签表 {path}；请给出 .xlsx 文件"
