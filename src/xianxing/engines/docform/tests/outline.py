"""A document told in short lines, so that a test can compare all of it at once."""

from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import Document, Element

Row = tuple[str, str]


def outline(document: Document) -> list[Row]:
    """Kind and text of every element; a level, a part and running in are written behind the kind."""
    return [(_told(each), each.text) for each in document.elements]


def outlined(text: str) -> list[Row]:
    """The outline of a text."""
    return outline(parse_text(text))


def _told(element: Element) -> str:
    level = f" {element.level}" if element.level else ""
    run_in = " run_in" if element.run_in else ""
    part = f" @{element.part}" if element.part else ""
    return f"{element.kind}{level}{run_in}{part}"
