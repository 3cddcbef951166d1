"""Paragraphs, headings, lists of attachments and people, tables and pictures."""

import re
from collections.abc import Iterator, Sequence

from xianxing.engines.docform.terms import Document, Element, Form, Kind, Picture, Table
from xianxing.engines.docform.typeset.block import Block, Json, block, breakable, run
from xianxing.engines.docform.typeset.settings import PageSettings, Role
from xianxing.engines.docform.typeset.title import ems

FACE_OF_LEVEL = {1: Role.HEI, 2: Role.KAI, 5: Role.HEI, 6: Role.HEI}
SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
_CHAPTER = 6
_PRESENT = re.compile(r"^(出席|请假|列席|主持|记录)(?:人员|单位|人)?\s*[:：]")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百千零〇\d]+条[\s\u3000]*")
_ITEM = re.compile(r"^\s*(附件?\s*[:：])?\s*(\d{1,2}\s*[.．、](?!\d))?\s*")
_NAME = 6
_CELL_WORD = 8
_HEADER_CELL = 60


def paragraph_block(elements: Sequence[Element], document: Document) -> Block:
    """One paragraph: a heading with what runs on behind it, or plain text. Source: GB/T 9704-2012 7.3.3."""
    first = elements[0]
    if first.level == _CHAPTER:
        return block("centred", runs=[run(first.text.strip(), Role.HEI)])
    parts: list[Json] = [part for element in elements for part in _runs(element)]
    if document.form is Form.MINUTES and (match := _PRESENT.match(first.text)):
        return _present(first.text, match)
    return block("indented", runs=parts)


def note_items(elements: Sequence[Element]) -> Block:
    """The attachments named under the text, each wrapped under its own first character. Source: 7.3.4."""
    rows: list[Json] = []
    for element in elements:
        match = _ITEM.match(element.text)
        label = match.group().strip() if match else ""
        name = element.text[match.end() if match else 0 :].strip()
        under = "" if "附" in label else "附件："
        rows.append({"label": [run(label)], "runs": [run(name)], "under": under})
    return block("hanging", indent=2, gap_lines=1, rows=rows)


def table_block(table: Table) -> Block:
    """A ruled table; equal neighbours in its header are one cell. Source: GB/T 9704-2012 8 leaves its inside open."""
    header = table.rows[: table.header_rows]
    body = table.rows[table.header_rows :]
    shares = column_shares(table)
    wide = sum(shares)
    size = 14.0 if wide <= 28 else 12.0 if wide <= 44 else 10.5
    return block(
        "table",
        shares=list(shares),
        size_pt=size,
        header=[list(_merged(row)) for row in header],
        rows=[[_cell(cell) for cell in row] for row in body],
        repeat=all(ems(cell) <= _HEADER_CELL for row in header for cell in row),
    )


def column_shares(table: Table) -> list[float]:
    """The widths of a table's columns in characters, by their longest cells. Source: none."""
    columns = zip(*table.rows, strict=True)
    return [min(24.0, max(2.0, *(ems(cell) for cell in column))) for column in columns]


def picture_block(picture: Picture, file: str, settings: PageSettings) -> Block:
    """A picture no wider than the text. Source: none, the standard says nothing about pictures."""
    width = min(picture.width_mm, settings.text_width_mm) if picture.width_mm > 0 else settings.text_width_mm
    return block("picture", file=file, width_mm=width, caption=picture.caption)


def paragraphs(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """Elements grouped into paragraphs: a text that runs on belongs to its heading. Source: 7.3.3."""
    held: list[Element] = []
    for element in elements:
        runs_on = element.kind is Kind.BODY and element.run_in and held and held[-1].kind is Kind.HEADING
        if held and not runs_on:
            yield held
            held = []
        held.append(element)
    if held:
        yield held


def _runs(element: Element) -> list[Block]:
    if element.kind is not Kind.HEADING:
        return [run(element.text)]
    article = _ARTICLE.match(element.text)
    if element.level == 5 and article and article.end() < len(element.text):
        return [run(article.group(), Role.HEI), run(element.text[article.end() :])]
    return [run(element.text, FACE_OF_LEVEL.get(element.level, Role.FANG))]


def _present(text: str, match: re.Match[str]) -> Block:
    """Who was there: the label in 黑体, the names wrapped behind its colon and never cut. Source: 10.3."""
    names = joined_names(re.split(r"[\s\u3000]+", text[match.end() :].strip()))
    parts: list[Json] = []
    for at, name in enumerate(names):
        parts += [run("\u3000")] if at else []
        parts.append({**run(name), "whole": len(name) <= _NAME})
    row: Json = {"label": [run(match.group().strip(), Role.HEI)], "runs": parts, "under": ""}
    return block("hanging", indent=2, gap_lines=1 if match.group(1) == "出席" else 0, rows=[row])


def joined_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names, where two single characters are one name of two written with a space between. Source: practice."""
    joined: list[str] = []
    for name in names:
        if len(name) == 1 and joined and len(joined[-1]) == 1:
            joined[-1] += "\u3000" + name
        else:
            joined.append(name)
    return tuple(joined)


def _cell(text: str, span: int = 1) -> Block:
    return {"text": breakable(text, _CELL_WORD), "span": span}


def _merged(row: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(row):
        end = at + 1
        while end < len(row) and row[end] == row[at] and row[at]:
            end += 1
        yield _cell(row[at], end - at)
        at = end
