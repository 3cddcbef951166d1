"""The imprint of a document as Word paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from xianxing.engines.docform.terms import Element, Form, Kind
from xianxing.engines.docform.typeset.ending import is_moved
from xianxing.engines.docform.typeset.title import ems
from xianxing.engines.docform.word.job import Job
from xianxing.engines.docform.word.markup import twips
from xianxing.engines.docform.word.paragraph import Layout, Paragraph, Rule, Span
from xianxing.engines.docform.word.styles import FLUSH, IMPRINT

_IMPRINT_LABEL = re.compile(r"^\S{2,6}[:：]")
_PRINTED_DATE = re.compile(r"[\s\u3000]*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*\S{1,2})$")
_SMALL = 280
_THICK = 8
_THIN = 6
_IMPRINT_LINE = 480
_IMPRINT_GAP = 80


def imprint_paragraphs(elements: Sequence[Element], job: Job) -> Iterator[Paragraph]:
    """The imprint at the foot of the last page, each line in a frame of its own; a letter's has no rules.

    One frame for several paragraphs is what LibreOffice does not place, so each gets the height its text will take.
    Source: GB/T 9704-2012 7.4, 10.1.
    """
    letter = job.document.form is Form.LETTER
    for _ in range(job.breaks if elements else 0):
        yield Paragraph(FLUSH, (), Layout(new_page=True))
    heights = [_imprint_lines(each, job) * _IMPRINT_LINE + _IMPRINT_GAP for each in elements]
    heights[-1:] = [each + _IMPRINT_GAP for each in heights[-1:]]
    foot = twips(job.settings.height_mm - job.settings.bottom_mm)
    for at, element in enumerate(elements):
        rules: list[Rule] = []
        if not letter and (at == 0 or not is_moved(elements[at - 1])):
            rules.append(Rule("top", _THIN if at else _THICK, 2))
        if not letter and at == len(elements) - 1:
            rules.append(Rule("bottom", _THICK, 2))
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
