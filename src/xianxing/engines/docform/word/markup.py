"""WordprocessingML, a node at a time."""

from collections.abc import Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

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
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point. Source: ECMA-376 part 1, 17.18.87."""
    return round(millimetres * TWIPS_PER_MM)


def put(parent: BaseOxmlElement, child: BaseOxmlElement, successors: Sequence[str]) -> None:
    """Places `child` in `parent` before the first of `successors`, in place of one of its kind.

    Readers of Word refuse a file whose properties stand out of order. Source: ECMA-376 part 1, 17.3.1.26.
    """
    for old in parent.findall(child.tag):
        parent.remove(old)
    for each in parent:
        if each.tag in {qn(f"w:{name}") for name in successors}:
            each.addprevious(child)
            return
    parent.append(child)
