"""The names of WordprocessingML, shortened. Source: ISO/IEC 29500-1."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:schemas-microsoft-com:vml": "v",
}


def short(tag: str) -> str:
    """The tag with a short prefix: `w:p`; a tag of another space keeps only its local name."""
    space, _, local = tag.rpartition("}")
    prefix = _SPACES.get(space[1:], "")
    return f"{prefix}:{local}" if prefix else local


def child(element: Element | None, *path: str) -> Element | None:
    """The first child along a path of short names, None when one is missing."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if short(each.tag) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of one short name."""
    return (each for each in (element if element is not None else ()) if short(each.tag) == name)


def attribute(element: Element | None, name: str = "w:val") -> str:
    """An attribute by its short name, empty when it is not there."""
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if short(key) == name), "")


def number(element: Element | None, default: int, name: str = "w:val") -> int:
    """An attribute as a whole number, `default` when it is none."""
    text = attribute(element, name)
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 10 else default


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `w:vanish` is there and not turned off."""
    return element is not None and attribute(element) not in {"0", "false", "off", "none"}
