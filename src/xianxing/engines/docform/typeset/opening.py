"""The head of a document: notes in the margin, mark, number and signers."""

import re
from collections.abc import Sequence

from xianxing.engines.docform.terms import Document, Element, Form, Kind
from xianxing.engines.docform.typeset.block import Block, run
from xianxing.engines.docform.typeset.paragraphs import joined_names
from xianxing.engines.docform.typeset.settings import PageSettings, Role

_SUFFIX = "文件"
_SPACES = re.compile(r"[\s\u3000]+")
_SIGNER_LABEL = re.compile(r"^签\s*发\s*人\s*[:：]\s*")
_MARGIN = {Kind.COPY_NUMBER: Role.FANG, Kind.CLASSIFICATION: Role.HEI, Kind.URGENCY: Role.HEI}
_ORDER_TOP_MM = 20.0
_RED_LINE_MM = 0.7


def has_head(document: Document) -> bool:
    """Whether the document is set with a red head: only what names its mark. Source: GB/T 9704-2012 7.2.4."""
    organs, _ = mark_lines(document.of(Kind.ISSUER_MARK))
    return document.form is not Form.PLAIN and bool(organs)


def head_block(document: Document, settings: PageSettings) -> Block:
    """What stands above the title. Source: GB/T 9704-2012 7.2, 10.1-10.3."""
    shown = has_head(document)
    organs, suffix = mark_lines(document.of(Kind.ISSUER_MARK)) if shown else ((), "")
    order = document.form is Form.ORDER
    top = settings.mark_top_mm - settings.top_mm
    return {
        "form": "letter" if shown and document.form is Form.LETTER else "red",
        "margin_notes": [[run(each.text, _MARGIN[each.kind])] for each in _margin_notes(document)],
        "mark": list(organs[:1] if document.form is Form.LETTER else organs),
        "mark_suffix": "" if document.form is Form.LETTER else suffix,
        "mark_size_pt": settings.mark_size_pt,
        "mark_top_mm": _ORDER_TOP_MM if order else top,
        "number": number_text(document) if shown else "",
        "signers": list(signer_names(document)) if shown else [],
        "line": not order,
        "line_mm": _RED_LINE_MM,
        "gap_lines": 2,
    }


def mark_lines(marks: Sequence[Element]) -> tuple[tuple[str, ...], str]:
    """The organs of a mark in their order, and 文件 where the mark has it. Source: GB/T 9704-2012 7.2.4."""
    texts = [_SPACES.sub("", mark.text) for mark in marks]
    suffix = _SUFFIX if any(text.endswith(_SUFFIX) for text in texts) else ""
    organs = [text.removesuffix(_SUFFIX) for text in texts]
    return tuple(organ for organ in organs if organ), suffix


def number_text(document: Document) -> str:
    """The document's number without spaces around it, empty when it has none. Source: GB/T 9704-2012 7.2.5."""
    number = document.first(Kind.NUMBER)
    return number.text.strip() if number else ""


def signer_names(document: Document) -> tuple[str, ...]:
    """Who signed a document to a superior, in the order of the organs. Source: GB/T 9704-2012 7.2.6."""
    names: list[str] = []
    for element in document.of(Kind.SIGNER):
        text = _SIGNER_LABEL.sub("", element.text.strip())
        names.extend(name for name in re.split(r"[\s\u3000、，,]+", text) if name)
    return joined_names(names)


def _margin_notes(document: Document) -> list[Element]:
    return [element for kind in _MARGIN for element in document.of(kind)]
