"""A paper as its writer sees it: named fields of text, and the whole document composed of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from xianxing.engines.docform import Document, DocumentType, Element, Form, Kind, Reason, parse_text


@dataclass(frozen=True, slots=True)
class Content:
    """The fields of a paper; each is plain text, empty where the paper has none.

    ``body`` and ``attachments`` are Markdown-like: one paragraph a line, 一、（一）1.（1） as headings. Several
    organs or attachments stand one a line. Source: 党政机关公文处理工作条例 第九条.
    """

    urgency: str = ""
    issuer_mark: str = ""
    title: str = ""
    main_recipient: str = ""
    body: str = ""
    attachment_note: str = ""
    signature: str = ""
    date: str = ""
    note: str = ""
    attachments: str = ""
    copy_to: str = ""
    printed_by: str = ""

    def as_mapping(self) -> dict[str, str]:
        """The fields by name, as they are kept."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> "Content":
        """The content that ``as_mapping`` wrote; fields it does not know are left out."""
        return cls(**{name: tidy(str(kept.get(name, ""))) for name in FIELD_NAMES})

    def whole(self) -> str:
        """All fields in their order, for search, marks and hashes."""
        return "\n".join(text for text in asdict(self).values() if text)


FIELD_NAMES = tuple(each.name for each in fields(Content))


@dataclass(frozen=True, slots=True)
class Stage:
    """What the course of a paper adds to its text: number, signers, days. Source: 条例 第二十五条."""

    number: str = ""
    signers: tuple[str, ...] = ()
    dated_on: date | None = None
    printed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Where a field stands in the composed text: ``text[start:end]``, code points."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Composed:
    """The whole text of a paper, the places of its fields, and the document to check and typeset."""

    text: str
    segments: tuple[Segment, ...]
    document: Document

    def place(self, start: int) -> Segment | None:
        """The field that a place of the text belongs to, None for what the course of the paper added."""
        inside = (each for each in self.segments if each.start <= start <= each.end)
        return next((each for each in inside if each.field in FIELD_NAMES), None)


_KINDS = {
    "urgency": Kind.URGENCY,
    "issuer_mark": Kind.ISSUER_MARK,
    "number": Kind.NUMBER,
    "signer": Kind.SIGNER,
    "title": Kind.TITLE,
    "main_recipient": Kind.MAIN_RECIPIENT,
    "attachment_note": Kind.ATTACHMENT_NOTE,
    "signature": Kind.SIGNATURE,
    "date": Kind.DATE,
    "note": Kind.NOTE,
    "copy_to": Kind.COPY_TO,
    "printed_by": Kind.PRINTED_BY,
}
_LINES = frozenset({"attachment_note", "signature", "issuer_mark"})
"""Fields whose every line is an element of its own."""
_TEXTS = frozenset({"body", "attachments"})


def tidy(text: str) -> str:
    """The text with one kind of line end, no blanks at the ends of lines and no control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(each for each in plain if each in "\n\t" or each.isprintable() or each == "\u3000")
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")


def compose(
    content: Content,
    *,
    kind: DocumentType | None,
    form: Form,
    stage: Stage | None = None,
) -> Composed:
    """The whole document in the order of reading, its elements at their places in the composed text.

    Fields become the elements they are named for; only body and attachments are read by the parser.
    Source: GB/T 9704-2012 7; 条例 第九条.
    """
    pieces = list(_pieces(content, form, stage or Stage()))
    text, segments = "", []
    for name, piece in pieces:
        segments.append(Segment(name, len(text), len(text) + len(piece)))
        text += piece + "\n"
    elements = [element for segment in segments for element in _elements(text, segment)]
    numbered = _with_attachments(text, segments, elements)
    return Composed(text, tuple(segments), Document(tuple(numbered), text, kind, form))


def _pieces(content: Content, form: Form, stage: Stage) -> Iterator[tuple[str, str]]:
    has_head = form is not Form.PLAIN
    days = {"date": chinese_day(stage.dated_on) if stage.dated_on else content.date}
    named = content.as_mapping() | days
    printed = content.printed_by
    if printed and stage.printed_on:
        named["printed_by"] = f"{printed}\u3000\u3000{chinese_day(stage.printed_on)}印发"
    named["number"] = stage.number
    named["signer"] = f"签发人：{'　'.join(stage.signers)}" if stage.signers else ""
    for name in _ORDER:
        if named[name] and (has_head or name not in _HEAD):
            yield name, named[name]


_HEAD = frozenset({"issuer_mark", "number", "signer", "printed_by"})
_ORDER = (
    "urgency",
    "issuer_mark",
    "number",
    "signer",
    "title",
    "main_recipient",
    "body",
    "attachment_note",
    "signature",
    "date",
    "note",
    "attachments",
    "copy_to",
    "printed_by",
)


def _elements(text: str, segment: Segment) -> Iterator[Element]:
    stretch = text[segment.start : segment.end]
    if segment.field in _TEXTS:
        if segment.field == "body":
            yield from _body(stretch, segment.start)
        return
    reason = (Reason("由拟稿人填写的要素", "党政机关公文处理工作条例 第九条"),)
    kind = _KINDS[segment.field]
    if segment.field not in _LINES:
        joined = re.sub(r"\s*\n\s*", "", stretch)
        yield Element(kind, joined, segment.start, segment.end, reasons=reason)
        return
    at = segment.start
    for line in stretch.split("\n"):
        if line.strip():
            yield Element(kind, line.strip(), at, at + len(line), reasons=reason)
        at += len(line) + 1


_FRAME = "关于事项的通知\n各有关单位：\n"


def _body(stretch: str, start: int) -> Iterator[Element]:
    """Headings and paragraphs of the body: read behind a frame that keeps its first line from being a title."""
    shift = start - len(_FRAME)
    for each in parse_text(_FRAME + stretch).elements:
        if each.start < len(_FRAME):
            continue
        kind = each.kind if each.kind in {Kind.HEADING, Kind.BODY} else Kind.BODY
        level = each.level if kind is each.kind else 0
        yield replace(each, kind=kind, level=level, part=0, start=each.start + shift, end=each.end + shift)


def _with_attachments(text: str, segments: list[Segment], elements: list[Element]) -> list[Element]:
    segment = next((each for each in segments if each.field == "attachments"), None)
    if segment is None:
        return elements
    frame = _FRAME + "正文。\n某市人民政府\n2026年1月1日\n"
    shift = segment.start - len(frame)
    parsed = parse_text(frame + text[segment.start : segment.end])
    inside = [
        replace(each, start=each.start + shift, end=each.end + shift, part=max(each.part, 1))
        for each in parsed.elements
        if each.start >= len(frame)
    ]
    before = [each for each in elements if each.start < segment.start]
    behind = [each for each in elements if each.start >= segment.end]
    return [*before, *inside, *behind]


def chinese_day(day: date) -> str:
    """A day as documents write it: Arabic digits, no leading zeros. Source: GB/T 9704-2012 7.3.5.4."""
    return f"{day.year}年{day.month}月{day.day}日"


_READ = {kind: name for name, kind in _KINDS.items() if name in FIELD_NAMES}
_GLUE = {"title": "", "main_recipient": ""}


def read_content(document: Document) -> Content:
    """The fields of a parsed document: what came in from a file becomes a paper. Source: 条例 第九条."""
    found: dict[str, list[str]] = {}
    for each in document.elements:
        name = _field_of(each)
        if name is None:
            continue
        lines = found.setdefault(name, [])
        if each.run_in and lines:
            lines[-1] += each.text
        else:
            lines.append(each.text)
    texts = {name: _GLUE.get(name, "\n").join(lines) for name, lines in found.items()}
    texts["printed_by"] = re.sub(r"\s*\d{4}年\d{1,2}月\d{1,2}日印发$", "", texts.get("printed_by", ""))
    return Content.of(texts)


def _field_of(element: Element) -> str | None:
    if element.part:
        return "attachments"
    if element.kind in {Kind.HEADING, Kind.BODY}:
        return "body"
    return _READ.get(element.kind)
