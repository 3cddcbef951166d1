"""The page of a written document: its size, margins, grid and page numbers."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm

from xianxing.engines.docform.terms import Form
from xianxing.engines.docform.typeset.settings import POINT_MM, NumberStyle, PageSettings
from xianxing.engines.docform.word.markup import node, put, twips
from xianxing.engines.docform.word.paragraph import Layout, Paragraph, Rule, Span, paragraph_properties
from xianxing.engines.docform.word.styles import FOLIO, character_twips, line_twips

_FOLIO_PT = 14.0
_LETTER_FOOT_MM = 20.0
LETTER_LINE_MM = 170.0


def half_leading_mm(settings: PageSettings) -> float:
    """What a line box adds above and below its characters (2.4 mm). Source: GB/T 33476.2-2016 6."""
    return (settings.pitch_mm - settings.size_pt * POINT_MM) / 2


def write_section(document: WordDocument, settings: PageSettings, form: Form) -> None:
    """Sets page, margins, line grid and page numbers of the whole document.

    The margins are those of the characters less half a line's white, 34.58 and 32.58 mm. The grid is of lines alone:
    one of lines and characters makes LibreOffice set 14 characters a line. Source: GB/T 33476.2-2016 6-8.
    """
    section = document.sections[0]
    half = half_leading_mm(settings)
    section.page_width, section.page_height = Mm(settings.width_mm), Mm(settings.height_mm)
    section.left_margin, section.right_margin = Mm(settings.left_mm), Mm(settings.right_mm)
    section.top_margin, section.bottom_margin = Mm(settings.top_mm - half), Mm(settings.bottom_mm - half)
    section.header_distance = Mm(15)
    put(section._sectPr, node("docGrid", type="lines", linePitch=line_twips(settings)))
    for language in document.settings.element.findall(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    document.settings.odd_and_even_pages_header_footer = True
    letter = form is Form.LETTER
    section.different_first_page_header_footer = letter
    line_mm = _FOLIO_PT * POINT_MM
    section.footer_distance = Mm(
        _LETTER_FOOT_MM if letter else settings.height_mm - settings.folio_mm - line_mm / 2
    )
    lift = settings.height_mm - settings.folio_mm - line_mm / 2 - _LETTER_FOOT_MM if letter else 0.0
    _write_folio(section.footer, settings, "right", lift)
    _write_folio(section.even_page_footer, settings, "left", lift)
    if letter:
        _write_foot_line(section.first_page_footer, settings)


def _write_folio(footer: _Footer, settings: PageSettings, side: str, lift_mm: float) -> None:
    """— 1 — one character from the outer edge. Source: GB/T 9704-2012 7.5."""
    indent = round(character_twips(settings))
    layout = Layout(
        left=indent if side == "left" else None,
        right=indent if side == "right" else None,
        line=round(_FOLIO_PT * 20),
        after=twips(max(0.0, lift_mm)),
    )
    properties = paragraph_properties(Paragraph(FOLIO, (), layout))
    properties.append(node("jc", val=side))
    made = node("p", properties)
    dashed = settings.number_style is NumberStyle.DASHED
    if settings.number_style is not NumberStyle.NONE:
        made.extend(_field("— " if dashed else "", " —" if dashed else ""))
    _fill(footer, made)


def _field(before: str, after: str) -> list[BaseOxmlElement]:
    instruction = node("instrText")
    instruction.text = " PAGE "
    shown = node("t")
    shown.text = "1"
    runs = [
        node("r", node("fldChar", fldCharType="begin")),
        node("r", instruction),
        node("r", node("fldChar", fldCharType="separate")),
        node("r", shown),
        node("r", node("fldChar", fldCharType="end")),
    ]
    return [*_words(before), *runs, *_words(after)]


def _words(text: str) -> list[BaseOxmlElement]:
    if not text:
        return []
    made = node("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [node("r", node("rPr", node("rFonts", hint="eastAsia")), made)]


def _write_foot_line(footer: _Footer, settings: PageSettings) -> None:
    """The lower double line of a letter's first page: thin above thick, 170 mm, 20 mm above the foot."""
    rule = Rule("bottom", 24, 0, red=True, style="thinThickSmallGap")
    left, right = beyond_twips(settings)
    layout = Layout(left=-left, right=-right, line=40, rules=(rule,))
    _fill(footer, node("p", paragraph_properties(Paragraph(FOLIO, (Span(""),), layout))))


def beyond_twips(settings: PageSettings) -> tuple[int, int]:
    """How far a line of 170 mm, centred on the page, reaches beyond the text on both sides, in twips.

    Source: GB/T 9704-2012 10.1.
    """
    side = (settings.width_mm - LETTER_LINE_MM) / 2
    return twips(settings.left_mm - side), twips(settings.right_mm - side)


def _fill(footer: _Footer, paragraph: BaseOxmlElement) -> None:
    footer.is_linked_to_previous = False
    root = footer._element
    for old in root.findall(qn("w:p")):
        root.remove(old)
    root.append(paragraph)
