"""From a document back to text that parses into the same elements."""

import re
from collections.abc import Sequence

from xianxing.engines.docform.parsing.lines import squeezed
from xianxing.engines.docform.parsing.shapes import heading_level, outline_level
from xianxing.engines.docform.terms import Document, Element, Kind, Table


def to_text(document: Document) -> str:
    """The document as plain text, one element a line, in the order of reading.

    A heading without a number gets the marks of Markdown, a table the bars of Markdown. `parse_text` of the answer
    has the same elements, only at other places. Source: decision (round trip).
    """
    lines: list[str] = []
    for place, element in enumerate(document.elements):
        if element.run_in and lines:
            lines[-1] += _glue(document.elements[place - 1]) + element.text
        else:
            lines.append(_line(element, document.source))
    return "\n".join(lines) + "\n" if lines else ""


def _glue(heading: Element) -> str:
    """A blank behind 第一条, none behind a heading that ends with its own full stop."""
    return "\u3000" if heading.level == 5 else ""


def _line(element: Element, source: str) -> str:
    if element.table is not None:
        stretch = source[element.start : element.end]
        same = squeezed(stretch) == squeezed(element.text)
        return re.sub(r"\s*\n\s*", "\n", stretch) if same else _table(element.table)
    if (
        element.kind is Kind.HEADING
        and not heading_level(element.text)[0]
        and not outline_level(element.text)[0]
    ):
        return "#" * (element.level + 1) + " " + element.text
    return element.text


def _table(table: Table) -> str:
    rows = [_row(row) for row in table.rows]
    width = len(table.rows[0]) if table.rows else 0
    rows.insert(table.header_rows, "|" + "---|" * width)
    return "\n".join(rows)


def _row(cells: Sequence[str]) -> str:
    shown = (cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells)
    return f"| {' | '.join(shown)} |"
