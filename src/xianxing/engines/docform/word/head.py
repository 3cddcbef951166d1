"""The head of a document as Word paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xianxing.engines.docform.terms import Element, Form, Kind
from xianxing.engines.docform.typeset.opening import mark_lines, signer_names
from xianxing.engines.docform.typeset.settings import POINT_MM, Role
from xianxing.engines.docform.typeset.title import ems
from xianxing.engines.docform.word.job import Job
from xianxing.engines.docform.word.markup import twips
from xianxing.engines.docform.word.paragraph import Align, Layout, Paragraph, Rule, Span
from xianxing.engines.docform.word.section import LETTER_LINE_MM, half_leading_mm
from xianxing.engines.docform.word.styles import LABEL, MARK, NUMBER, character_twips, line_twips

_MARK_LINE_PT = 60.0
_MARK_INK = 0.072
_MARK_FOOT_MM = 2.4
_LETTER_BEFORE_MM = 0.4
_LETTER_NUMBER_MM = 55.8
_NAMES_A_LINE = 2
MARGIN = {Kind.COPY_NUMBER: Role.FANG, Kind.CLASSIFICATION: Role.HEI, Kind.URGENCY: Role.HEI}


def head_paragraphs(elements: Sequence[Element], job: Job) -> Iterator[Paragraph]:
    """Margin notes, mark, number and signers. Source: GB/T 9704-2012 7.2, 10."""
    notes = [each for each in elements if each.kind in MARGIN]
    marks = [each for each in elements if each.kind is Kind.ISSUER_MARK]
    letter = job.document.form is Form.LETTER
    if not letter:
        yield from (Paragraph(LABEL, (job.span(each, MARGIN[each.kind]),)) for each in notes)
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
    top = {Form.LETTER: 30.6, Form.ORDER: settings.top_mm + 20.0}.get(form, settings.mark_top_mm)
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
    return Layout(frame=frame, rules=(Rule("bottom", 24, 3, red=True, style="thickThinSmallGap"),))


def _number_line(elements: Sequence[Element], job: Job) -> Iterator[Paragraph]:
    """The number, and the signers of a document to a superior on the same line; the red line below."""
    number = next((each for each in elements if each.kind is Kind.NUMBER), None)
    signer = next((each for each in elements if each.kind is Kind.SIGNER), None)
    order = job.document.form is Form.ORDER
    rules = () if order else (Rule("bottom", 16, 6, red=True),)
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
    rule = Rule("bottom", 16, 6, red=True)
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
        yield Paragraph(LABEL, (job.span(each, MARGIN[each.kind]),), Layout(frame=frame))
    spans = tuple(job.span(each) for each in numbers)
    after = max(0, len(notes) - 1) * line
    yield Paragraph(NUMBER, spans, Layout(before=before, after=after, align=Align.RIGHT))
