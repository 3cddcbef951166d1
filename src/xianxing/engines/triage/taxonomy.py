"""The office's table of labels, up to three levels deep."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from xianxing.engines.triage.errors import TaxonomyError

Names = tuple[str, ...]
DEPTH = 3


class Taxonomy:
    """Labels as paths of names. Immutable."""

    __slots__ = ("rows",)

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        """From rows of one to three names, the first level first; later names may be empty.

        Raises:
            TaxonomyError: no row, or a row with a gap or without a first-level name.
        """
        self.rows: tuple[Names, ...] = tuple(dict.fromkeys(map(_checked, rows)))
        if not self.rows:
            raise TaxonomyError("标签表没有一行标签；请至少写一个一级分类")

    @classmethod
    def from_xlsx(cls, path: Path) -> Self:
        """The first sheet of a workbook: a heading row, then the levels in the first three columns.

        Raises:
            TaxonomyError: the file is missing or is not an .xlsx workbook, or its rows are malformed.
        """
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        except (OSError, BadZipFile, InvalidFileException, KeyError) as error:
            raise TaxonomyError(f"打不开标签表 {path}；请给出 .xlsx 文件") from error
        rows = list(book.worksheets[0].iter_rows(min_row=2, max_col=DEPTH, values_only=True))
        book.close()
        return cls([_text(cell) for cell in row] for row in rows if any(_text(cell) for cell in row))

    def at(self, level: int) -> tuple[Names, ...]:
        """The paths of one level (1..3) in the order of the table; a branch that ends earlier ends as it is.

        Raises:
            TaxonomyError: the level is not 1, 2 or 3.
        """
        if not 1 <= level <= DEPTH:
            raise TaxonomyError(f"级别是 {level}；应为 1 至 {DEPTH}")
        return tuple(dict.fromkeys(row[:level] for row in self.rows))

    def below(self, path: Names) -> tuple[str, ...]:
        """Every name under a path, each once."""
        return tuple(
            dict.fromkeys(name for row in self.rows if row[: len(path)] == path for name in row[len(path) :])
        )


def _checked(row: Sequence[str]) -> Names:
    names = tuple(name.strip() for name in row)
    filled = tuple(name for name in names if name)
    if not filled or len(filled) > DEPTH or names[: len(filled)] != filled:
        raise TaxonomyError(f"标签行是 {list(row)}；应从一级分类写起，中间不空，至多 {DEPTH} 级")
    return filled


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
