"""The text of a law from the bytes of a file: Markdown, plain text or .docx. Pure.

Source: ISO/IEC 29500-1 (WordprocessingML), GB 18030-2022.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, XMLParser

from xianxing.duties.regulations.engine.errors import UnreadableError
from xianxing.text import int_to_numeral

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
_DOCX = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "japaneseCounting"})
_UNREADABLE = (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, KeyError, ValueError)


def read_text(content: bytes) -> str:
    """Return the text of a file, one paragraph a line; automatic numbers of a .docx are written out.

    Raises:
        UnreadableError: it is neither text in UTF-8, UTF-16 or GB 18030 nor a whole .docx.

    Source: ISO/IEC 29500-1 17.9; GB 18030-2022.
    """
    if len(content) > LARGEST_FILE:
        size = len(content) // 1024 // 1024
        raise UnreadableError(f"文件有 {size} MB；最多 {LARGEST_FILE // 1024 // 1024} MB，请拆分后再导入")
    if content.startswith(_OLE):
        raise UnreadableError("这是旧版 .doc 文件；请用 Word 或 WPS 另存为 .docx 再导入")
    if content.startswith(_DOCX):
        return _read_docx(content)
    return _decode(content)


def _decode(content: bytes) -> str:
    codes = ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "gb18030")
    if b"\0" in content and codes != ("utf-16",):
        raise UnreadableError("文件里有空字节，不是文本；可导入 .md、.txt、.docx")
    for code in codes:
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("文件的文字编码无法识别；请另存为 UTF-8 编码的文本再导入")


def _read_docx(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if "word/document.xml" not in names:
                raise UnreadableError("压缩包里没有 word/document.xml，不是 Word 文件；请另存为 .docx 再导入")
            document = _tree(package, "word/document.xml")
            styles = _tree(package, "word/styles.xml") if "word/styles.xml" in names else None
            numbering = _tree(package, "word/numbering.xml") if "word/numbering.xml" in names else None
    except _UNREADABLE as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"文件已损坏，无法打开（{error}）；请重新保存后再导入") from error
    counter = _Counter(_lists(numbering))
    of_style = _styles(styles)
    lines = (counter.label(_numbered(each, of_style)) + _words(each) for each in _paragraphs(document))
    return "\n".join(lines)


def _tree(package: zipfile.ZipFile, name: str) -> Element:
    if package.getinfo(name).file_size > LARGEST_PART:
        raise UnreadableError(f"“{name}”解压后过大；这不像一份法规文件")
    content = package.read(name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableError(f"“{name}”里有文档类型声明；正常的 .docx 没有，可能是恶意文件，已拒绝")
    parser = XMLParser()  # noqa: S314  (a DTD, the way of every entity attack, was refused above)
    try:
        parser.feed(content.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()))
        return parser.close()
    except ParseError as error:
        raise UnreadableError(f"“{name}”不是完整的 XML（{error}）；请重新保存后再导入") from error


def _paragraphs(document: Element) -> Iterator[Element]:
    return document.iter(f"{_W}p")


def _words(paragraph: Element) -> str:
    """The words of a paragraph; what was struck out by a tracked change (w:delText) is no w:t and stays out."""
    pieces = []
    for each in paragraph.iter():
        if each.tag == f"{_W}t":
            pieces.append(each.text or "")
        elif each.tag == f"{_W}tab":
            pieces.append("　")
        elif each.tag in {f"{_W}br", f"{_W}cr"}:
            pieces.append("\n")
    return "".join(pieces).strip("　")


Place = tuple[str, int]
"""A list and a depth in it."""


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _place_of(properties: Element | None) -> Place | None:
    found = None if properties is None else properties.find(f"{_W}numPr")
    if found is None:
        return None
    depth = _value(found.find(f"{_W}ilvl"))
    return _value(found.find(f"{_W}numId")), int(depth) if depth.isdecimal() else 0


def _styles(root: Element | None) -> dict[str, Place]:
    found = {}
    for style in root.iter(f"{_W}style") if root is not None else ():
        place = _place_of(style.find(f"{_W}pPr"))
        if place is not None:
            found[style.get(f"{_W}styleId", "")] = place
    return found


def _numbered(paragraph: Element, of_style: Mapping[str, Place]) -> Place | None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return None
    return _place_of(properties) or of_style.get(_value(properties.find(f"{_W}pStyle")))


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    shape: str
    text: str


def _lists(root: Element | None) -> dict[str, tuple[str, dict[int, _Level]]]:
    """The lists of numbering.xml by their id: with which they count, and their levels."""
    if root is None:
        return {}
    abstract = {
        each.get(f"{_W}abstractNumId", ""): {
            int(level.get(f"{_W}ilvl", "0")): _level(level) for level in each.findall(f"{_W}lvl")
        }
        for each in root.findall(f"{_W}abstractNum")
    }
    found = {}
    for each in root.findall(f"{_W}num"):
        base = _value(each.find(f"{_W}abstractNumId"))
        found[each.get(f"{_W}numId", "")] = (base, abstract.get(base, {}))
    return found


def _level(element: Element) -> _Level:
    start = _value(element.find(f"{_W}start"))
    shape = _value(element.find(f"{_W}numFmt"))
    return _Level(int(start) if start.isdecimal() else 1, shape, _value(element.find(f"{_W}lvlText")))


@dataclass(slots=True)
class _Counter:
    """Counts the numbered paragraphs of a document in their order."""

    lists: Mapping[str, tuple[str, dict[int, _Level]]]
    values: dict[Place, int] = field(default_factory=dict)

    def label(self, place: Place | None) -> str:
        """The number of the next paragraph at a place, as Word writes it; a chapter does not restart 第X条."""
        base, levels = self.lists.get(place[0], ("", {})) if place else ("", {})
        if place is None or place[1] not in levels:
            return ""
        level, key = levels[place[1]], (base, place[1])
        self.values[key] = self.values.get(key, level.start - 1) + 1
        is_article = "条" in level.text
        for depth in [each for each in levels if each > place[1] and not _keeps_on(levels[each])]:
            self.values.pop((base, depth), None)
        written = level.text
        for depth, each in levels.items():
            number = self.values.get((base, depth), each.start)
            written = written.replace(f"%{depth + 1}", _written(number, each.shape))
        return written + ("　" if is_article or written.endswith(("章", "节", "编")) else "")


def _keeps_on(level: _Level) -> bool:
    """Articles are counted through the whole law, whatever the chapter (立法法 65)."""
    return "条" in level.text


def _written(number: int, shape: str) -> str:
    return int_to_numeral(number) if shape in _CHINESE and number >= 0 else str(number)
