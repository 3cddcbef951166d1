"""A .docx as text with Markdown tables, its pictures, and what it held besides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from xianxing.engines.docform.errors import DamagedError
from xianxing.engines.docform.reading.archive import open_archive
from xianxing.engines.docform.reading.names import attribute, child, number, short
from xianxing.engines.docform.reading.numbering import Counter, read_schemes
from xianxing.engines.docform.reading.package import Package, open_package
from xianxing.engines.docform.reading.paragraphs import Gathered, Shown, is_deleted_break, paragraph_text
from xianxing.engines.docform.reading.remarks import remarks
from xianxing.engines.docform.reading.tables import table_lines
from xianxing.engines.docform.terms import Picture

_THROUGH = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"})
_PROPERTIES = (
    "title",
    "subject",
    "creator",
    "keywords",
    "description",
    "lastModifiedBy",
    "created",
    "modified",
)


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a .docx, the pictures by the line that stands for them, what was lost, its properties."""

    text: str
    pictures: dict[str, Picture]
    lost: tuple[str, ...]
    properties: dict[str, str]


@dataclass(slots=True)
class _Reading:
    """The state of reading one file."""

    package: Package
    counter: Counter
    style_lists: dict[str, tuple[str, int]]
    gathered: Gathered = field(default_factory=Gathered)
    pictures: dict[str, Picture] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    pending: str = ""


def extract(content: bytes) -> Extract:
    """What a .docx says, in the order of reading, with tracked changes accepted and automatic numbers written out.

    Raises: UnreadableError, DamagedError or TooLargeError, each saying what was found. Source: ISO/IEC 29500-1.
    """
    package = open_package(open_archive(content))
    root = package.archive.tree(package.main)
    reading = _Reading(package, Counter(read_schemes(package.part("numbering.xml"))), package.style_lists())
    body = child(root, "w:body")
    if body is None:
        raise DamagedError("正文是空的（没有 w:body）；文件已损坏，请重新保存后再试")
    _read_blocks(reading, body)
    told = remarks(package, reading.gathered, reading.counter.unknown)
    _flush(reading)
    return Extract("\n".join(reading.lines) + "\n", reading.pictures, told, _properties(package))


def _read_blocks(reading: _Reading, blocks: Iterable[Element]) -> None:
    for block in blocks:
        name = short(block.tag)
        if name == "w:p":
            _read_paragraph(reading, block)
        elif name == "w:tbl":
            _flush(reading)
            reading.lines += table_lines(block, lambda cell: _cell_text(reading, cell))
            reading.lines += _picture_lines(reading)
            reading.lines.append("")
        elif name in _THROUGH:
            _read_blocks(reading, block)
        elif name == "w:altChunk":
            reading.gathered.counts["嵌入的另一份文件"] += 1


def _read_paragraph(reading: _Reading, paragraph: Element) -> None:
    text = paragraph_text(paragraph, reading.gathered)
    if text.strip() or not reading.gathered.pictures:
        reading.pending += _label(reading, paragraph, text) + text
    if is_deleted_break(paragraph):
        return
    _flush(reading)
    reading.lines += _picture_lines(reading)


def _flush(reading: _Reading) -> None:
    if reading.pending:
        reading.lines += reading.pending.split("\n")
    reading.pending = ""


def _label(reading: _Reading, paragraph: Element, text: str) -> str:
    """The automatic number of a paragraph; an empty paragraph has none, as nothing is printed beside it."""
    properties = child(paragraph, "w:pPr")
    numbered = child(properties, "w:numPr")
    inherited = reading.style_lists.get(attribute(child(properties, "w:pStyle")))
    if numbered is None and inherited is None:
        return ""
    list_id = attribute(child(numbered, "w:numId")) or (inherited[0] if inherited else "")
    depth = number(child(numbered, "w:ilvl"), inherited[1] if inherited else 0)
    return reading.counter.next_label(list_id, depth) if text.strip() else ""


def _cell_text(reading: _Reading, cell: Element) -> str:
    return "\n".join(_cell_lines(reading, cell))


def _cell_lines(reading: _Reading, blocks: Iterable[Element]) -> Iterator[str]:
    for block in blocks:
        name = short(block.tag)
        if name == "w:p":
            text = paragraph_text(block, reading.gathered)
            if text.strip():
                yield _label(reading, block, text) + text
        elif name == "w:tbl":
            reading.gathered.counts["表格里的表格"] += 1
            yield from (
                line.strip("| ").replace(" | ", "\u3000")
                for line in table_lines(block, lambda cell: _cell_text(reading, cell))
                if "---" not in line
            )
        elif name in _THROUGH:
            yield from _cell_lines(reading, block)


def _picture_lines(reading: _Reading) -> list[str]:
    lines = [line for shown in reading.gathered.pictures if (line := _picture_line(reading, shown))]
    reading.gathered.pictures.clear()
    return lines


def _picture_line(reading: _Reading, shown: Shown) -> str:
    held = reading.package.picture(shown.relation)
    if held is None:
        reading.gathered.counts["不能显示的图片"] += 1
        return ""
    line = f"![{shown.caption}](图{len(reading.pictures) + 1})"
    reading.pictures[line] = Picture(held[0], held[1], shown.width_mm, shown.caption)
    return line


def _properties(package: Package) -> dict[str, str]:
    names = package.archive.names
    if "docProps/core.xml" not in names:
        return {}
    found = {}
    for each in package.archive.tree("docProps/core.xml"):
        name = short(each.tag).rpartition(":")[2]
        if name in _PROPERTIES and each.text and each.text.strip():
            found[name] = each.text.strip()
    return found
