"""WordprocessingML, a node at a time."""

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20


def node(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """A `w:` element with attributes of the same namespace. Source: ECMA-376 part 1, 17."""
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    for child in children:
        made.append(child)
    return made


def words(tag: str, text: str) -> BaseOxmlElement:
    """A `w:t` or `w:delText` that keeps its blanks. Source: ECMA-376 part 1, 17.3.3.31."""
    made = node(tag)
    made.text = writable(text)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def writable(text: str) -> str:
    """The text without the control characters that XML cannot hold. Source: XML 1.0, 2.2."""
    return _UNWRITABLE.sub("", text)


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point. Source: ECMA-376 part 1, 17.18.87."""
    return round(millimetres * TWIPS_PER_MM)


def put(parent: BaseOxmlElement, child: BaseOxmlElement) -> None:
    """Places `child` in `parent` where the one of its kind stood, at the end when there was none.

    Readers of Word refuse a file whose properties stand out of order. Source: ECMA-376 part 1, 17.3.1.26.
    """
    olds = parent.findall(child.tag)
    parent.append(child)
    for old in olds:
        old.addprevious(child)
        parent.remove(old)
