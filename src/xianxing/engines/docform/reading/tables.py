"""A table of a .docx as rows of cells, written with the bars of Markdown."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from xianxing.engines.docform.reading.names import attribute, child, children, is_on, number, short

_LAYOUT = re.compile(r"(?:抄\s*[送报]|主\s*送|签\s*发\s*人)\s*[:：]|.{2,40}日\s*印发$|.{2,40}文件$")
_WIDEST = 60
Reader = Callable[[Element], str]


def table_lines(table: Element, read: Reader) -> list[str]:
    """The lines of a table; one with a single column, or that only places an imprint, gives plain lines.

    `read` gives the text of a cell. A cell that spans columns or rows repeats its text. Source: 17.4.
    """
    rows = _rows(table, read)
    if not rows:
        return []
    if max(len(row) for row in rows) == 1 or any(_LAYOUT.match(cell) for row in rows for cell in row):
        return [line for row in rows for line in _plain(row)]
    width = max(len(row) for row in rows)
    lines = [_barred([*row, *[""] * (width - len(row))]) for row in rows]
    lines.insert(_header_rows(table), "|" + "---|" * width)
    return lines


def _rows(table: Element, read: Reader) -> list[list[str]]:
    found: list[list[str]] = []
    for row in _inside(table, "w:tr"):
        cells: list[str] = []
        for cell in _inside(row, "w:tc"):
            text = _continued(cell, found, len(cells))
            span = max(1, min(number(child(cell, "w:tcPr", "w:gridSpan"), 1), _WIDEST))
            cells += [read(cell).strip() if text is None else text] * span
        found.append(cells)
    return found


def _inside(element: Element, name: str) -> list[Element]:
    """Children of a name, those inside content controls too."""
    found = []
    for each in element:
        kind = short(each.tag)
        if kind == name:
            found.append(each)
        elif kind in {"w:sdt", "w:sdtContent", "w:customXml", "w:ins"}:
            found += _inside(each, name)
    return found


def _continued(cell: Element, above: list[list[str]], column: int) -> str | None:
    """The text of the cell above when this one only continues it."""
    merge = child(cell, "w:tcPr", "w:vMerge")
    if merge is None or attribute(merge) == "restart" or not above or column >= len(above[-1]):
        return None
    return above[-1][column]


def _header_rows(table: Element) -> int:
    count = 0
    for row in children(table, "w:tr"):
        if not is_on(child(row, "w:trPr", "w:tblHeader")):
            break
        count += 1
    return max(1, count)


def _plain(row: list[str]) -> list[str]:
    filled = [cell for at, cell in enumerate(row) if cell and (at == 0 or cell != row[at - 1])]
    if any("\n" in cell for cell in filled):
        return [line for cell in filled for line in cell.split("\n")]
    return ["\u3000\u3000".join(filled)]


def _barred(cells: list[str]) -> str:
    shown = (cell.replace("|", "\\|").replace("\n", "<br>").replace("\t", " ") for cell in cells)
    return f"| {' | '.join(shown)} |"
