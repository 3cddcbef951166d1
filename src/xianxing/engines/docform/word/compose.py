"""A document as Word paragraphs and tables, in the order of reading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from xianxing.engines.docform.terms import Element, Form, Kind, Picture, Table
from xianxing.engines.docform.typeset.ending import is_moved
from xianxing.engines.docform.typeset.opening import has_head
from xianxing.engines.docform.typeset.paragraphs import paragraphs
from xianxing.engines.docform.typeset.settings import Role
from xianxing.engines.docform.typeset.title import ems
from xianxing.engines.docform.typeset.titling import title_lines
from xianxing.engines.docform.word.head import MARGIN, head_paragraphs
from xianxing.engines.docform.word.imprint import imprint_paragraphs
from xianxing.engines.docform.word.job import Job
from xianxing.engines.docform.word.markup import TWIPS_PER_MM, twips
from xianxing.engines.docform.word.paragraph import Layout, Paragraph, Span
from xianxing.engines.docform.word.section import half_leading_mm
from xianxing.engines.docform.word.signing import signed_paragraphs
from xianxing.engines.docform.word.source import places_of
from xianxing.engines.docform.word.styles import (
    BODY,
    FLUSH,
    HEADINGS,
    LABEL,
    NOTE,
    NUMBER,
    RUN_IN,
    TITLE,
    character_twips,
    line_twips,
)

_ARTICLE = re.compile(r"^第[一二三四五六七八九十百千零〇\d]+条[\s\u3000]*")
_LISTED = re.compile(r"^\s*(附件?\s*[:：])?\s*(\d{1,2}\s*[.．、](?!\d))?\s*")
_PRESENT = re.compile(r"^(出席|请假|列席|主持|记录)(?:人员|单位|人)?\s*[:：]")
_SIGNED = {Kind.SIGNATURE, Kind.DATE}
_IMPRINT = {Kind.COPY_TO, Kind.PRINTED_BY}
_HEAD = {*MARGIN, Kind.ISSUER_MARK, Kind.NUMBER, Kind.SIGNER}


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of the body."""

    table: Table


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture of the body."""

    picture: Picture
    width_mm: float


Block = Paragraph | TableBlock | PictureBlock


def compose(job: Job) -> Iterator[Block]:
    """The whole document, one paragraph for each paragraph of its text. Source: GB/T 9704-2012 7, 10."""
    document = job.document
    shown = has_head(document)
    imprint = [each for each in document.elements if each.kind in _IMPRINT or is_moved(each)]
    flow = [each for each in document.elements if each not in imprint]
    if shown:
        heads = [each for each in flow if each.part == 0 and each.kind in _HEAD]
        yield from head_paragraphs(heads, job)
        flow = [each for each in flow if each not in heads]
    blocks = (each for kind, group in groupby(flow, _together) for each in _stretch(kind, list(group), job))
    yield from _apart((*blocks, *imprint_paragraphs(imprint, job)))


def _apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with a thin paragraph behind a table that another follows, or that nothing follows.

    Word joins neighbouring tables, and wants a paragraph at the end. Source: ECMA-376 part 1, 17.4.
    """
    for at, block in enumerate(blocks):
        yield block
        last = at == len(blocks) - 1
        if isinstance(block, TableBlock) and (last or isinstance(blocks[at + 1], TableBlock)):
            yield Paragraph(FLUSH, (), Layout(line=20))


def _together(element: Element) -> Kind:
    """Neighbours that are composed together: a signature with its date, a heading with its text."""
    if element.kind in _SIGNED:
        return Kind.DATE
    return Kind.BODY if element.kind is Kind.HEADING else element.kind


def _stretch(kind: Kind, group: list[Element], job: Job) -> Iterator[Block]:
    """Neighbours of one kind; a signature and its date are of one."""
    if kind is Kind.DATE:
        form = job.document.form if group[0].part == 0 else Form.PLAIN
        yield from signed_paragraphs(group, form, job.closing, job.settings, job.document.source)
    elif kind is Kind.TITLE:
        yield _title(group, job)
    elif kind is Kind.ATTACHMENT_NOTE:
        yield from (_listed(each, at, job) for at, each in enumerate(group))
    elif kind is Kind.ATTACHMENT:
        yield from (Paragraph(LABEL, (job.span(each, Role.HEI),), Layout(new_page=True)) for each in group)
    elif kind is Kind.BODY:
        for each in paragraphs(group):
            yield _body(each, job)
    else:
        style = {Kind.MAIN_RECIPIENT: FLUSH, Kind.NOTE: NOTE}.get(kind, NUMBER)
        yield from (Paragraph(style, (job.span(each),)) for each in group)


def _title(group: Sequence[Element], job: Job) -> Paragraph:
    """A title broken as in the PDF; two lines under the head, one line above what follows. Source: 7.3.1."""
    text = "".join(each.text.strip() for each in group)
    places = tuple(place for each in group for place in places_of(each, job.document.source))
    lines = title_lines(text, job.document, job.settings)
    spans: list[Span] = []
    at = 0
    # A blank beside a break would be lost when the file is read, so such a title is left to Word to break.
    broken = not any(line != line.strip() for line in lines)
    for line in lines:
        spans += [Span("\n")] if spans and broken else []
        spans.append(Span(line, Role.TITLE, places=places[at : at + len(line)]))
        at += len(line)
    half = half_leading_mm(job.settings)
    first = group[0].part == 0
    before = 2 * job.settings.pitch_mm - half if has_head(job.document) and first else 0.0 if first else 1.0
    above = before * TWIPS_PER_MM if first else line_twips(job.settings)
    after = twips(job.settings.pitch_mm - half - half)
    return Paragraph(TITLE, tuple(spans), Layout(before=round(above), after=after))


def _listed(element: Element, at: int, job: Job) -> Paragraph:
    """An attachment's name, wrapped under its own first character. Source: GB/T 9704-2012 7.3.4."""
    match = _LISTED.match(element.text)
    label = match.group() if match else ""
    char = character_twips(job.settings)
    number = ems(label) if at else ems(label) - 3
    left = 5 + number
    hang = ems(label)
    before = None if at else line_twips(job.settings)
    layout = Layout(left=round(left * char), hanging=round(hang * char), before=before)
    return Paragraph(FLUSH, (job.span(element),), layout)


def _body(group: Sequence[Element], job: Job) -> Block:
    block = _written(group, job)
    if group[0] is job.turned and isinstance(block, Paragraph):
        return replace(block, layout=replace(block.layout, new_page=True))
    return block


def _written(group: Sequence[Element], job: Job) -> Block:
    first = group[0]
    if first.table is not None and first.table.rows:
        return TableBlock(first.table)
    if first.picture is not None:
        width = min(first.picture.width_mm or job.settings.text_width_mm, job.settings.text_width_mm)
        return PictureBlock(first.picture, width)
    if first.kind is Kind.HEADING and len(group) == 1 and first.level != 5:
        return Paragraph(HEADINGS.get(first.level, BODY), (job.span(first),))
    if job.document.form is Form.MINUTES and (match := _PRESENT.match(first.text)):
        return _present(first, match.end(), job)
    return Paragraph(BODY, tuple(_run_in(group, job)))


def _run_in(group: Sequence[Element], job: Job) -> Iterator[Span]:
    """A heading that ends inside its paragraph: its face is a style of characters. Source: 7.3.3."""
    for element in group:
        if element.kind is not Kind.HEADING:
            yield job.span(element)
        elif element.level == 5:
            yield from _article(element, job)
        elif element.level == 2:
            yield job.span(element, style=RUN_IN)
        else:
            yield job.span(element, Role.HEI if element.level == 1 else Role.FANG)
        if element.kind is Kind.HEADING and element.level == 5 and len(group) > 1:
            yield Span("\u3000")


def _article(element: Element, job: Job) -> Iterator[Span]:
    match = _ARTICLE.match(element.text)
    cut = match.end() if match else 0
    whole = job.span(element)
    yield Span(whole.text[:cut], Role.HEI, places=whole.places[:cut])
    yield Span(whole.text[cut:], places=whole.places[cut:])


def _present(element: Element, cut: int, job: Job) -> Paragraph:
    whole = job.span(element)
    char = character_twips(job.settings)
    label = ems(element.text[:cut])
    layout = Layout(
        left=round((2 + label) * char),
        hanging=round(label * char),
        before=line_twips(job.settings) if element.text.startswith("出席") else None,
    )
    spans = (
        Span(whole.text[:cut], Role.HEI, places=whole.places[:cut]),
        Span(whole.text[cut:], places=whole.places[cut:]),
    )
    return Paragraph(FLUSH, spans, layout)
