"""Any supported file as a document."""

from dataclasses import replace
from pathlib import PurePath

from xianxing.engines.docform.errors import UnreadableError
from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.reading.office import SUFFIXES, to_docx
from xianxing.engines.docform.reading.plain import decode
from xianxing.engines.docform.reading.word import extract
from xianxing.engines.docform.terms import Document, Element, Picture

_TEXT = frozenset({".txt", ".md", ".markdown", ".text", ""})
_WORD = frozenset({".docx", ".docm", ".dotx"})
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def read(content: bytes, name: str, *, soffice: str | None = None) -> Document:
    """The document in a file, told by its name and its first bytes: text, Markdown, .docx, or .doc and .wps.

    `soffice` is the LibreOffice program for old files; without it the one on the search path. `lost` of the answer
    names what the file held and a document does not carry.
    Raises: UnreadableError (with TooLargeError and DamagedError below it) or ConverterError, saying what was found,
    what is allowed and what to do. Source: ISO/IEC 29500-1; decision (issue 3: input formats).
    """
    suffix = PurePath(name).suffix.lower()
    if not content:
        raise UnreadableError(f"“{PurePath(name).name}”是空文件；请给出有内容的公文")
    if content.startswith(_PDF) or suffix == ".pdf":
        raise UnreadableError("文件是 PDF；请给出 .txt、.md、.docx、.doc 或 .wps，PDF 请先识别为文字")
    if suffix in _WORD or content.startswith(_ZIP):
        if content.startswith(_OLE):
            return _read_word(to_docx(content, ".doc", soffice=soffice))
        return _read_word(content)
    if suffix in SUFFIXES or content.startswith(_OLE):
        return _read_word(to_docx(content, suffix if suffix in SUFFIXES else ".doc", soffice=soffice))
    if suffix not in _TEXT:
        raise UnreadableError(f"不支持 {suffix} 文件；请给出 .txt、.md、.docx、.doc 或 .wps")
    return parse_text(decode(content))


def _read_word(content: bytes) -> Document:
    found = extract(content)
    document = parse_text(found.text)
    elements = tuple(_with_picture(each, found.pictures) for each in document.elements)
    return replace(document, elements=elements, lost=found.lost, properties=found.properties)


def _with_picture(element: Element, pictures: dict[str, Picture]) -> Element:
    picture = pictures.get(element.text)
    return replace(element, picture=picture) if picture else element
