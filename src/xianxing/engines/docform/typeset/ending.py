"""Signatures, dates, seals and the imprint."""

import re
from collections.abc import Sequence

from xianxing.engines.docform.terms import Document, Element, Form, Kind
from xianxing.engines.docform.typeset.block import Block, Json, block
from xianxing.engines.docform.typeset.closing import Closing, Seal, Stamp, Way
from xianxing.engines.docform.typeset.title import ems

_WAY_OF_FORM = {
    Form.ORDINARY: Way.SEALED,
    Form.LETTER: Way.SEALED,
    Form.ORDER: Way.STAMPED,
    Form.MINUTES: Way.UNSEALED,
    Form.PLAIN: Way.UNSEALED,
}
_SEALED_ABOVE = 2
_ROW = 3
_LINE = 28
_PRINT_DATE = re.compile(
    r"[\s\u3000]*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[〇○零一二三四五六七八九十]+年\S+日)\s*(?:印发|印制|印)$"
)
_LABEL = re.compile(r"^(抄\s*送|抄\s*报|抄\s*发|分\s*送|主\s*送)\S{0,2}?\s*[:：]")
_POST = re.compile(r"^(.*?[长理席任记员])[\s\u3000]+(\S[\S\s\u3000]*)$")


def closing_block(elements: Sequence[Element], form: Form, closing: Closing, files: dict[int, str]) -> Block:
    """Who signed and when. `files` names the picture of each seal or stamp. Source: GB/T 9704-2012 7.3.5."""
    organs = [each.text.strip() for each in elements if each.kind is Kind.SIGNATURE]
    date = "".join(each.text.strip() for each in elements if each.kind is Kind.DATE)
    way = closing_way(form, closing, signed=bool(organs), dated=bool(date))
    sealed = way is Way.SEALED
    above = (0 if len(organs) > 1 else _SEALED_ABOVE) if sealed else 2 if way is Way.STAMPED else 1
    return block(
        "closing",
        way=way.value,
        main=elements[0].part == 0,
        organs=list(organs or [""]),
        date=date,
        across=organs_across(organs),
        above_lines=above,
        seals=[_seal(seal, files.get(at)) for at, seal in enumerate(closing.seals)] if sealed else [],
        posts=_posts(organs, closing.stamps, files),
    )


def closing_way(form: Form, closing: Closing, *, signed: bool, dated: bool) -> Way:
    """The way a document closes: a date alone stands where a sealed one does, a name alone as without a seal.

    Source: GB/T 9704-2012 7.3.5.
    """
    way = _WAY_OF_FORM[form] if closing.way is Way.BY_FORM else closing.way
    if not signed:
        return Way.SEALED
    return Way.UNSEALED if way is Way.SEALED and not dated else way


def organs_across(organs: Sequence[str]) -> int:
    """How many organs stand side by side: as many of three as leave each name on one line. Source: 7.3.5.1."""
    widest = max((ems(organ) for organ in organs), default=0.0)
    return max(1, min(_ROW, len(organs), int(_LINE // (widest + 1))))


def imprint_block(document: Document) -> Block | None:
    """The imprint, or nothing for a document without one. Source: GB/T 9704-2012 7.4, 10.1."""
    letter = document.form is Form.LETTER
    rows: list[Json] = []
    listed = [*_moved_recipients(document), *document.of(Kind.COPY_TO)]
    for at, element in enumerate(listed):
        text = element.text.strip()
        match = _LABEL.match(text)
        label = match.group() if match else "抄送："
        follows_main = at > 0 and listed[at - 1].kind is Kind.MAIN_RECIPIENT
        rows.append(
            {"label": label, "text": text[match.end() if match else 0 :].strip(), "ruled": not follows_main}
        )
    if not letter:
        rows.extend(_printed(element.text) for element in document.of(Kind.PRINTED_BY))
    return block("imprint", rows=rows, rules=not letter, even=not letter) if rows else None


def is_moved(element: Element) -> bool:
    """Whether a 主送 stands in the imprint because it was too long for the first page. Source: 7.4.2."""
    return element.kind is Kind.MAIN_RECIPIENT and element.text.lstrip().startswith("主送")


def _moved_recipients(document: Document) -> list[Element]:
    return [element for element in document.of(Kind.MAIN_RECIPIENT) if is_moved(element)]


def _printed(text: str) -> Block:
    match = _PRINT_DATE.search(text.strip())
    if match is None:
        return {"label": "", "text": text.strip(), "ruled": True}
    return {"left": text.strip()[: match.start()].strip(), "right": match.group().strip(), "ruled": True}


def _seal(seal: Seal, file: str | None) -> Block:
    drawn: Block = {"diameter_mm": seal.diameter_mm, "words": seal.words}
    return drawn if file is None else {**drawn, "file": file}


def _posts(organs: Sequence[str], stamps: Sequence[Stamp], files: dict[int, str]) -> list[Json]:
    if stamps:
        return [_stamp(stamp, files.get(at)) for at, stamp in enumerate(stamps)]
    posts: list[Json] = []
    for organ in organs:
        match = _POST.match(organ)
        posts.append({"post": match.group(1) if match else "", "name": match.group(2) if match else organ})
    return posts


def _stamp(stamp: Stamp, file: str | None) -> Block:
    drawn: Block = {"post": stamp.post, "name": stamp.name, "height_mm": stamp.height_mm}
    return drawn if file is None else {**drawn, "file": file}
