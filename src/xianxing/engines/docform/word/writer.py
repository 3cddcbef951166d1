"""A document as .docx."""

from dataclasses import replace
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from xianxing.engines.docform.terms import Document, Form, Kind
from xianxing.engines.docform.typeset.closing import Closing
from xianxing.engines.docform.typeset.fonts import FontShelf
from xianxing.engines.docform.typeset.paragraphs import column_shares, paragraphs
from xianxing.engines.docform.typeset.press import Press, Rendering
from xianxing.engines.docform.typeset.settings import PageSettings
from xianxing.engines.docform.word.compose import PictureBlock, TableBlock, compose
from xianxing.engines.docform.word.job import Job
from xianxing.engines.docform.word.markup import node, twips, words, writable
from xianxing.engines.docform.word.paragraph import Paragraph, paragraph_node
from xianxing.engines.docform.word.section import write_section
from xianxing.engines.docform.word.styles import CELL, write_styles

_TITLE_LENGTH = 255
_DRAWN = {"image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff"}


def write_docx(
    document: Document,
    *,
    settings: PageSettings | None = None,
    closing: Closing | None = None,
    like: Rendering | None = None,
) -> bytes:
    """The document as .docx, in real styles with explicit faces, on the grid of the standard.

    The numbers of levels are text, so that reading the file gives the same elements. `like` is the document's PDF:
    the distance of its lines and the pages it turned before the imprint are taken over; without it the PDF is made
    here to learn them. Raises LayoutError. Source: GB/T 9704-2012; GB/T 33476.2-2016.
    """
    page, job = job_of(document, settings, closing=closing, like=like)
    word = new_document(page, document.form)
    title = document.first(Kind.TITLE)
    word.core_properties.title = writable(title.text)[:_TITLE_LENGTH] if title else ""
    for each in compose(job):
        if isinstance(each, Paragraph):
            append(word, paragraph_node(each, page.faces))
        else:
            drawn_block(word, each, page)
    return saved(word)


def job_of(
    document: Document,
    settings: PageSettings | None,
    *,
    closing: Closing | None = None,
    like: Rendering | None = None,
) -> tuple[PageSettings, Job]:
    """The page and the task of composing `document`, with what its PDF tells of both. Source: 7.3.5.5, 7.4."""
    wanted = settings or PageSettings()
    pdf = like or Press(FontShelf(system=False)).render(document, settings=wanted, closing=closing)
    page = replace(wanted, pitch_mm=pdf.pitch_mm)
    texts = [each for each in document.elements if each.part == 0 and each.kind in {Kind.HEADING, Kind.BODY}]
    last = [each for each in paragraphs(texts) if not each[0].table and not each[0].picture][-1:]
    turned = last[0][0] if last and pdf.text_turned else None
    return page, Job(document, page, closing or Closing(), pdf.imprint_breaks, turned)


def new_document(settings: PageSettings, form: Form) -> WordDocument:
    """An empty Word document with the page and the styles of the standard. Source: GB/T 33476.2-2016 6."""
    word = docx.Document()
    write_styles(word, settings)
    write_section(word, settings, form)
    properties = word.core_properties
    properties.author = properties.comments = properties.keywords = ""
    return word


def drawn_block(word: WordDocument, block: TableBlock | PictureBlock, settings: PageSettings) -> None:
    """Appends a table or a picture to the body of a Word document. Source: ECMA-376 part 1, 17.4, 20.4."""
    if isinstance(block, TableBlock):
        append(word, _table(block, settings))
    else:
        _append_picture(word, block)


def saved(word: WordDocument) -> bytes:
    """The bytes of a Word document. Source: ECMA-376 part 2."""
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def append(word: WordDocument, made: BaseOxmlElement) -> None:
    """Appends a paragraph or a table before the section's properties. Source: ECMA-376 part 1, 17.2.2."""
    body = word.element.body
    body.insert(len(body) - 1, made)


def _append_picture(word: WordDocument, block: PictureBlock) -> None:
    picture = block.picture
    if picture.media_type not in _DRAWN:
        text = f"（图片：{picture.caption or '未命名'}）"
        append(word, _cell_paragraph(text))
        return
    paragraph = word.add_paragraph()
    paragraph.style = word.styles["公文表格"]
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.add_run().add_picture(BytesIO(picture.content), width=Mm(block.width_mm))
    if picture.caption:
        append(word, _cell_paragraph(picture.caption))


def _cell_paragraph(text: str) -> BaseOxmlElement:
    return node("p", node("pPr", node("pStyle", val=CELL)), *([node("r", words("t", text))] if text else []))


def _table(block: TableBlock, settings: PageSettings) -> BaseOxmlElement:
    """A ruled table as wide as the text, its header repeated on every page. Source: ECMA-376 part 1, 17.4.38."""
    rows = block.table.rows
    width = twips(settings.text_width_mm)
    shares = column_shares(block.table)
    widths = [int(width * share / sum(shares)) for share in shares]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = node("tblBorders", *(node(side, val="single", sz=4, space=0, color="000000") for side in sides))
    made = node(
        "tbl",
        node(
            "tblPr",
            node("tblW", w=width, type="dxa"),
            node("jc", val="center"),
            borders,
            node("tblLayout", type="fixed"),
        ),
        node("tblGrid", *(node("gridCol", w=each) for each in widths)),
    )
    for at, row in enumerate(rows):
        properties = node("trPr", node("cantSplit"))
        if at < block.table.header_rows:
            properties.append(node("tblHeader"))
        made.append(node("tr", properties, *map(_cell, row, widths)))
    return made


def _cell(text: str, width: int) -> BaseOxmlElement:
    properties = node("tcPr", node("tcW", w=width, type="dxa"), node("vAlign", val="center"))
    return node("tc", properties, *(_cell_paragraph(line) for line in text.split("\n")))
