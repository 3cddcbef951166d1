"""Signatures and dates as Word paragraphs."""

from collections.abc import Iterator, Sequence

from xianxing.engines.docform.terms import Element, Form, Kind
from xianxing.engines.docform.typeset.closing import Closing, Way
from xianxing.engines.docform.typeset.ending import closing_way, organs_across
from xianxing.engines.docform.typeset.settings import PageSettings
from xianxing.engines.docform.typeset.title import ems
from xianxing.engines.docform.word.paragraph import Align, Layout, Paragraph, Span
from xianxing.engines.docform.word.source import places_of
from xianxing.engines.docform.word.styles import FLUSH, SIGNED, character_twips, line_twips

_SEAL_LINES = 4


def signed_paragraphs(
    elements: Sequence[Element], form: Form, closing: Closing, settings: PageSettings, source: str
) -> Iterator[Paragraph]:
    """Organs and date, each a paragraph; organs that share a row of seals share one. Source: 7.3.5."""
    organs = [each for each in elements if each.kind is Kind.SIGNATURE]
    dates = [each for each in elements if each.kind is Kind.DATE]
    way = closing_way(form, closing, signed=bool(organs), dated=bool(dates))
    char = character_twips(settings)
    line = line_twips(settings)
    widest = max((ems(each.text.strip()) for each in organs), default=0.0)
    dated = ems(dates[0].text.strip()) if dates else 0.0
    if way is Way.SEALED and len(organs) > 1:
        yield from _rows(organs, dates, settings, source)
        return
    if way is Way.SEALED:
        wide = max(0.0, (widest - dated) / 2)
        rights = (max(0.0, 4 - wide), max(4.0, wide) if widest > dated else 4.0)
    elif way is Way.STAMPED:
        rights = (4.0, 4.0)
    else:
        left = min(28 - 2 - widest, 28 - 2 - dated - 2)
        rights = (28 - left - widest, max(0.0, 28 - left - 2 - dated))
    above = {Way.SEALED: 2, Way.STAMPED: 2}.get(way, 1) * line
    for at, each in enumerate((*organs, *dates)):
        right = rights[0] if each.kind is Kind.SIGNATURE else rights[1]
        before = above if at == 0 else line if way is Way.STAMPED else None
        layout = Layout(right=round(right * char), before=before, keep_next=at < len(elements) - 1)
        yield Paragraph(SIGNED, (Span(each.text.strip(), places=places_of(each, source)),), layout)


def _rows(
    organs: Sequence[Element], dates: Sequence[Element], settings: PageSettings, source: str
) -> Iterator[Paragraph]:
    """Rows of organs at centred tabs, with the room a row of seals needs. Source: 7.3.5.1."""
    char, line = character_twips(settings), line_twips(settings)
    across = organs_across([each.text for each in organs])
    stops = tuple(("center", round((at + 0.5) * 28 / across * char)) for at in range(across))
    rows = [organs[at : at + across] for at in range(0, len(organs), across)]
    for at, row in enumerate(rows):
        spans: list[Span] = [Span("\t")] * (across - len(row))
        for each in row:
            spans += [Span("\t"), Span(each.text.strip(), places=places_of(each, source))]
        before = (2 if at == 0 else _SEAL_LINES) * line
        layout = Layout(align=Align.LEFT, tabs=stops, before=before, keep_next=True)
        yield Paragraph(FLUSH, tuple(spans), layout)
    for each in dates:
        span = Span(each.text.strip(), places=places_of(each, source))
        yield Paragraph(FLUSH, (*[Span("\t")] * across, span), Layout(align=Align.LEFT, tabs=stops))
