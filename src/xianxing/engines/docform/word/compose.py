"""A document as Word paragraphs and tables, in the order of reading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from xianxing.engines.docform.terms import Document, Element, Form, Kind, Picture, Table
from xianxing.engines.docform.typeset.closing import Closing
from xianxing.engines.docform.typeset.opening import has_head, mark_lines, signer_names
from xianxing.engines.docform.typeset.paragraphs import paragraphs, title_lines
from xianxing.engines.docform.typeset.settings import POINT_MM, PageSettings, Role
from xianxing.engines.docform.typeset.sheet import known_names
from xianxing.engines.docform.typeset.title import ems
from xianxing.engines.docform.word.markup import TWIPS_PER_MM, twips
from xianxing.engines.docform.word.paragraph import Align, Layout, Paragraph, Rule, Span
from xianxing.engines.docform.word.section import LETTER_LINE_MM, half_leading_mm
from xianxing.engines.docform.word.signing import signed_paragraphs
from xianxing.engines.docform.word.source import places_of
from xianxing.engines.docform.word.styles import (
    BODY,
    FLUSH,
    HEADINGS,
    IMPRINT,
    LABEL,
    MARK,
    NOTE,
    NUMBER,
    RUN_IN,
    TITLE,
    character_twips,
    line_twips,
)

_ARTICLE = re.compile(r"^第[一二三四五六七八九十百千零〇\d]+条[\s\u3000]*")
_LISTED = re.compile(r"^\s*(附件?\s*[:：])?\s*(\d{1,2}\s*[.．、](?!\d))?\s*")
_IMPRINT_LABEL = re.compile(r"^\S{2,6}[:：]")
_PRINTED_DATE = re.compile(r"[\s\u3000]*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*\S{1,2})$")
_PRESENT = re.compile(r"^(出席|请假|列席|主持|记录)(?:人员|单位|人)?\s*[:：]")
_MARK_LINE_PT = 60.0
_MARK_INK = 0.03
_MARK_FOOT_MM = 2.0
_LETTER_BEFORE_MM = 0.4
_LETTER_NUMBER_MM = 54.6
_NAMES_A_LINE = 2
_SMALL = 280
_IMPRINT_LINE = 480
_IMPRINT_GAP = 40
_SIGNED = {Kind.SIGNATURE, Kind.DATE}
_IMPRINT = {Kind.COPY_TO, Kind.PRINTED_BY}
_MARGIN = {Kind.COPY_NUMBER: Role.FANG, Kind.CLASSIFICATION: Role.HEI, Kind.URGENCY: Role.HEI}
_HEAD = {*_MARGIN, Kind.ISSUER_MARK, Kind.NUMBER, Kind.SIGNER}


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


@dataclass(frozen=True, slots=True)
class Job:
    """What composing one document needs everywhere; `breaks` is how many pages to turn before the imprint."""

    document: Document
    settings: PageSettings
    closing: Closing
    breaks: int

    def span(self, element: Element, role: Role = Role.FANG, style: str = "") -> Span:
        """The text of an element with its places in the source. Source: the contract of `Element`."""
        return Span(element.text, role, style=style, places=places_of(element, self.document.source))


def compose(job: Job) -> Iterator[Block]:
    """The whole document, one paragraph for each paragraph of its text. Source: GB/T 9704-2012 7, 10."""
    document = job.document
    shown = has_head(document)
    imprint = [each for each in document.elements if each.kind in _IMPRINT or _is_moved(each)]
    flow = [each for each in document.elements if each not in imprint]
    if shown:
        heads = [each for each in flow if each.part == 0 and each.kind in _HEAD]
        yield from _head(heads, job)
        flow = [each for each in flow if each not in heads]
    for kind, group in groupby(flow, _together):
        yield from _stretch(kind, list(group), job)
    yield from _imprint(imprint, job)


def _together(element: Element) -> Kind:
    """Neighbours that are composed together: a signature with its date, a heading with its text."""
    if element.kind in _SIGNED:
        return Kind.DATE
    return Kind.BODY if element.kind is Kind.HEADING else element.kind


def _is_moved(element: Element) -> bool:
    return element.kind is Kind.MAIN_RECIPIENT and element.text.lstrip().startswith("主送")


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


def _head(elements: Sequence[Element], job: Job) -> Iterator[Paragraph]:
    """Margin notes, mark, number and signers. Source: GB/T 9704-2012 7.2, 10."""
    notes = [each for each in elements if each.kind in _MARGIN]
    marks = [each for each in elements if each.kind is Kind.ISSUER_MARK]
    letter = job.document.form is Form.LETTER
    if not letter:
        yield from (Paragraph(LABEL, (job.span(each, _MARGIN[each.kind]),)) for each in notes)
    yield from _marks(marks, 0 if letter else len(notes), job)
    if letter:
        yield from _letter_lines(notes, elements, job)
    else:
        yield from _number_line(elements, job)


def _marks(marks: Sequence[Element], notes: int, job: Job) -> Iterator[Paragraph]:
    settings, form = job.settings, job.document.form
    organs, suffix = mark_lines(marks)
    longest = max(ems(organ) for organ in organs) + (0 if len(organs) == 1 else ems(suffix))
    longest += ems(suffix) if len(organs) == 1 else 0.5
    size = settings.mark_size_pt
    fit = settings.text_width_mm / POINT_MM / (longest * size)
    squeeze = max(60, min(100, int(fit * 100)))
    size = size * min(1.0, fit * 100 / squeeze)
    top = {Form.LETTER: 30.0, Form.ORDER: settings.top_mm + 20.0}.get(form, settings.mark_top_mm)
    ink = (_MARK_LINE_PT - size) / 2 * POINT_MM + size * _MARK_INK * POINT_MM
    for at, mark in enumerate(marks):
        span = replace(job.span(mark), role=Role.TITLE, size_pt=size, red=True, squeeze=squeeze)
        yield Paragraph(MARK, (span,), _mark_layout(top - ink, notes, at, job))


def _mark_layout(top_mm: float, notes: int, at: int, job: Job) -> Layout:
    """A mark below the margin notes; a letter's stands above the text area, in a frame with its double line."""
    settings = job.settings
    if job.document.form is not Form.LETTER:
        above = top_mm - (settings.top_mm - half_leading_mm(settings)) - notes * settings.pitch_mm
        return Layout(before=twips(max(0.0, above)) if at == 0 else 0)
    frame = {
        "w": str(twips(LETTER_LINE_MM)),
        "hSpace": "0",
        "wrap": "notBeside",
        "vAnchor": "page",
        "hAnchor": "page",
        "x": str(twips((settings.width_mm - LETTER_LINE_MM) / 2)),
        "y": str(twips(top_mm)),
    }
    return Layout(frame=frame, rules=(Rule("bottom", 24, 1, red=True, style="thickThinSmallGap"),))


def _number_line(elements: Sequence[Element], job: Job) -> Iterator[Paragraph]:
    """The number, and the signers of a document to a superior on the same line; the red line below."""
    number = next((each for each in elements if each.kind is Kind.NUMBER), None)
    signer = next((each for each in elements if each.kind is Kind.SIGNER), None)
    order = job.document.form is Form.ORDER
    rules = () if order else (Rule("bottom", 16, 5, red=True),)
    before = twips(2 * job.settings.pitch_mm - half_leading_mm(job.settings) - _MARK_FOOT_MM)
    spans = tuple(job.span(each) for each in (number,) if each)
    if signer is not None:
        yield from _signed_number(spans, signer, before, job)
    elif spans or rules:
        after = 2 * line_twips(job.settings) if order else None
        yield Paragraph(NUMBER, spans, Layout(before=before, after=after, rules=rules))


def _signed_number(spans: tuple[Span, ...], signer: Element, before: int, job: Job) -> Iterator[Paragraph]:
    """Number left, signers right; with more than two of them the number stands in a frame beside the last line."""
    char = character_twips(job.settings)
    names = len(signer_names(job.document))
    rule = Rule("bottom", 16, 5, red=True)
    if names <= _NAMES_A_LINE:
        tabs = (("left", round(char)), ("right", round(27 * char)))
        line = (Span("\t"), *spans, Span("\t"), *_signer_spans(signer, job))
        yield Paragraph(NUMBER, line, Layout(before=before, rules=(rule,), tabs=tabs, align=Align.LEFT))
        return
    rows = (names + 1) // _NAMES_A_LINE
    frame = {
        "w": str(round(14 * char)),
        "hSpace": "0",
        "wrap": "around",
        "vAnchor": "text",
        "hAnchor": "margin",
        "x": str(round(char)),
        "y": str(before + (rows - 1) * line_twips(job.settings)),
    }
    if spans:
        yield Paragraph(NUMBER, spans, Layout(frame=frame, align=Align.LEFT))
    layout = Layout(
        before=before, left=round(19.4 * char), right=round(char), hanging=round(4 * char), align=Align.LEFT
    )
    yield Paragraph(NUMBER, _signer_spans(signer, job), layout)
    yield Paragraph(NUMBER, (), Layout(line=20, rules=(rule,)))


def _signer_spans(signer: Element, job: Job) -> tuple[Span, ...]:
    """签发人： in 仿宋, the names in 楷体."""
    whole = job.span(signer)
    cut = signer.text.find("：") + 1
    return (
        Span(whole.text[:cut], places=whole.places[:cut]),
        Span(whole.text[cut:], Role.KAI, places=whole.places[cut:]),
    )


def _letter_lines(notes: Sequence[Element], elements: Sequence[Element], job: Job) -> Iterator[Paragraph]:
    """Margin notes flush left under the double line, in frames beside the number, which is flush right. Source: 10.1."""
    numbers = [each for each in elements if each.kind is Kind.NUMBER]
    line = line_twips(job.settings)
    before = twips(_LETTER_BEFORE_MM)
    for at, each in enumerate(notes):
        frame = {
            "w": str(round(12 * character_twips(job.settings))),
            "hSpace": "0",
            "wrap": "around",
            "vAnchor": "page",
            "hAnchor": "margin",
            "x": "0",
            "y": str(twips(_LETTER_NUMBER_MM) + at * line),
        }
        yield Paragraph(LABEL, (job.span(each, _MARGIN[each.kind]),), Layout(frame=frame))
    spans = tuple(job.span(each) for each in numbers)
    after = max(0, len(notes) - 1) * line
    yield Paragraph(NUMBER, spans, Layout(before=before, after=after, align=Align.RIGHT))


def _title(group: Sequence[Element], job: Job) -> Paragraph:
    """A title broken as in the PDF; two lines under the head, one line above what follows. Source: 7.3.1."""
    text = "".join(each.text.strip() for each in group)
    places = tuple(place for each in group for place in places_of(each, job.document.source))
    lines = title_lines(text, job.settings, known_names(job.document))
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


def _imprint(elements: Sequence[Element], job: Job) -> Iterator[Paragraph]:
    """The imprint at the foot of the last page, each line in a frame of its own; a letter's has no rules.

    One frame for several paragraphs is what LibreOffice does not place, so each gets the height its text will take.
    Source: GB/T 9704-2012 7.4, 10.1.
    """
    letter = job.document.form is Form.LETTER
    for _ in range(job.breaks if elements else 0):
        yield Paragraph(FLUSH, (), Layout(new_page=True))
    heights = [_imprint_lines(each, job) * _IMPRINT_LINE + _IMPRINT_GAP for each in elements]
    foot = twips(job.settings.height_mm - job.settings.bottom_mm)
    for at, element in enumerate(elements):
        rules: list[Rule] = []
        if not letter and (at == 0 or not _is_moved(elements[at - 1])):
            rules.append(Rule("top", 2 if at else 3, 2))
        if not letter and at == len(elements) - 1:
            rules.append(Rule("bottom", 3, 2))
        frame = _frame(job, foot - sum(heights[at:]), heights[at])
        layout = Layout(frame=frame, rules=tuple(rules), left=_SMALL, right=_SMALL)
        yield _imprint_line(element, layout, job)
    if elements:
        # A frame hangs on the paragraph after it.
        yield Paragraph(FLUSH, (), Layout(line=20))


def _frame(job: Job, top: int, height: int) -> dict[str, str]:
    """A frame as wide as the text at a place of the page, in twips. Source: ECMA-376 part 1, 17.3.1.11."""
    return {
        "w": str(twips(job.settings.text_width_mm)),
        "h": str(height),
        "hRule": "exact",
        "hSpace": "0",
        "wrap": "notBeside",
        "vAnchor": "page",
        "hAnchor": "margin",
        "x": "0",
        "y": str(top),
    }


def _imprint_lines(element: Element, job: Job) -> int:
    """How many lines a row of the imprint takes, its later lines wrapped behind the label."""
    width = twips(job.settings.text_width_mm) / _SMALL - 2
    label = _IMPRINT_LABEL.match(element.text)
    hang = ems(label.group()) if label and element.kind is not Kind.PRINTED_BY else 0.0
    return max(1, ceil((ems(element.text) - hang) / (width - hang)))


def _imprint_line(element: Element, layout: Layout, job: Job) -> Paragraph:
    whole = job.span(element)
    match = _PRINTED_DATE.search(element.text)
    if element.kind is Kind.PRINTED_BY and match:
        cut, start = match.start(), match.start(1)
        width = twips(job.settings.text_width_mm) - (layout.right or 0)
        spans = (
            Span(whole.text[:cut], places=whole.places[:cut]),
            Span("\t"),
            Span(whole.text[start:], places=whole.places[start:]),
        )
        return Paragraph(IMPRINT, spans, replace(layout, tabs=(("right", width),)))
    label = _IMPRINT_LABEL.match(element.text)
    hang = round(ems(label.group()) * _SMALL) if label else 0
    return Paragraph(IMPRINT, (whole,), replace(layout, left=_SMALL + hang, hanging=hang))
