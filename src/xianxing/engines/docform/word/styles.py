"""The styles of a written document: real ones, with explicit faces and nothing of a theme."""

from dataclasses import dataclass
from math import floor

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from xianxing.engines.docform.typeset.settings import PageSettings, Role
from xianxing.engines.docform.word.markup import TWIPS_PER_MM, TWIPS_PER_POINT, node
from xianxing.engines.docform.word.paragraph import Align, fonts

BODY = "GongwenBody"
FLUSH = "GongwenFlush"
MARK = "GongwenMark"
NUMBER = "GongwenNumber"
TITLE = "Title"
SIGNED = "GongwenSigned"
NOTE = "GongwenNote"
LABEL = "GongwenAttachment"
IMPRINT = "GongwenImprint"
CELL = "GongwenCell"
FOLIO = "GongwenFolio"
RUN_IN = "GongwenRunIn"
HEADINGS = {1: "Heading1", 2: "Heading2", 3: "Heading3", 4: "Heading4", 5: BODY, 6: "Heading6"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks; `indent` in characters, `line_pt` exact where it is not the body's pitch."""

    name: str
    role: Role = Role.FANG
    size_pt: float = 16.0
    align: Align = Align.BOTH
    indent: float = 0.0
    line_pt: float | None = None
    outline: int | None = None


_LOOKS = {
    BODY: Look("公文正文", indent=2),
    FLUSH: Look("公文主送"),
    MARK: Look("公文标志", Role.TITLE, 52.0, Align.CENTER, line_pt=60.0),
    NUMBER: Look("公文字号", align=Align.CENTER),
    TITLE: Look("Title", Role.TITLE, 22.0, Align.CENTER, line_pt=35.7),
    SIGNED: Look("公文落款", align=Align.RIGHT),
    NOTE: Look("公文附注", indent=2),
    LABEL: Look("公文附件", Role.HEI, align=Align.LEFT),
    IMPRINT: Look("公文版记", size_pt=14.0, line_pt=24.0),
    CELL: Look("公文表格", size_pt=12.0, align=Align.CENTER, line_pt=20.0),
    FOLIO: Look("公文页码", Role.SONG, 14.0, Align.LEFT),
    "Heading1": Look("heading 1", Role.HEI, indent=2, outline=0),
    "Heading2": Look("heading 2", Role.KAI, indent=2, outline=1),
    "Heading3": Look("heading 3", indent=2, outline=2),
    "Heading4": Look("heading 4", indent=2, outline=3),
    "Heading6": Look("heading 6", Role.HEI, align=Align.CENTER, outline=0),
}


def character_twips(settings: PageSettings) -> float:
    """The width of a character in twips, so that a line holds as many as the page wants. Source: 5.2.3."""
    return settings.text_width_mm / settings.characters * TWIPS_PER_MM


def tracking_twips(settings: PageSettings) -> int:
    """The spacing of characters in twips: -5 on a standard page, rounded so that a line never overflows.

    Source: GB/T 9704-2012 5.2.3; measured in LibreOffice.
    """
    return floor(settings.tracking_pt * TWIPS_PER_POINT)


def line_twips(settings: PageSettings) -> int:
    """The distance of lines in twips (589). Source: GB/T 33476.2-2016 6."""
    return round(settings.pitch_mm * TWIPS_PER_MM)


def write_styles(document: WordDocument, settings: PageSettings) -> None:
    """Gives the document its styles and takes every trace of theme faces out of it. Source: GB/T 9704-2012 7."""
    root = document.styles.element
    _strip_theme(root)
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
            root.remove(style)
    _write_defaults(root, settings)
    for style_id, look in _LOOKS.items():
        _replace(root, _style(style_id, look, settings))
    heading = node("style", node("name", val="公文段首标题"), type="character", customStyle=1, styleId=RUN_IN)
    heading.append(node("rPr", fonts(settings.faces[Role.KAI])))
    _replace(root, heading)


def _strip_theme(root: BaseOxmlElement) -> None:
    """Theme faces win over explicit ones, so they go. Source: ECMA-376 part 1, 17.3.2.26."""
    for each in root.iter(qn("w:rFonts"), qn("w:color")):
        for name in [name for name in each.attrib if "heme" in str(name)]:
            del each.attrib[name]


def _write_defaults(root: BaseOxmlElement, settings: PageSettings) -> None:
    """What every style starts from: the body's face and the grid."""
    normal = node("style", node("name", val="Normal"), type="paragraph", default=1, styleId="Normal")
    pitch = line_twips(settings)
    normal.append(_grid_properties(pitch))
    normal.append(
        node(
            "rPr",
            fonts(settings.faces[Role.FANG]),
            node("color", val="000000"),
            node("spacing", val=tracking_twips(settings)),
            node("kern", val=0),
            node("sz", val=round(settings.size_pt * 2)),
            node("szCs", val=round(settings.size_pt * 2)),
            node("lang", val="en-US", eastAsia="zh-CN"),
        )
    )
    _replace(root, normal)
    face = settings.faces[Role.FANG]
    for defaults in root.findall(qn("w:docDefaults")):
        for each in defaults.iter(qn("w:rFonts")):
            for side in ("ascii", "hAnsi", "eastAsia", "cs"):
                each.set(qn(f"w:{side}"), face)
        for each in defaults.findall(qn("w:pPrDefault")):
            defaults.remove(each)
        defaults.append(node("pPrDefault", _grid_properties(pitch)))


def _grid_properties(pitch: int) -> BaseOxmlElement:
    """What keeps characters on the grid: no hanging marks, no white between scripts, no widow control."""
    return node(
        "pPr",
        node("widowControl", val=0),
        node("kinsoku"),
        node("overflowPunct", val=0),
        node("autoSpaceDE", val=0),
        node("autoSpaceDN", val=0),
        node("spacing", before=0, after=0, line=pitch, lineRule="exact"),
        node("jc", val="both"),
    )


def _style(style_id: str, look: Look, settings: PageSettings) -> BaseOxmlElement:
    custom = {} if look.name == "Title" or look.name.startswith("heading") else {"customStyle": 1}
    made = node("style", node("name", val=look.name), node("basedOn", val="Normal"), node("qFormat"))
    for name, value in ({"type": "paragraph", "styleId": style_id} | custom).items():
        made.set(qn(f"w:{name}"), str(value))
    properties = node("pPr")
    if look.line_pt is not None:
        line = round(look.line_pt * TWIPS_PER_POINT)
        properties.append(node("snapToGrid", val=0))
        properties.append(node("spacing", before=0, after=0, line=line, lineRule="exact"))
    if look.indent:
        width = round(look.indent * character_twips(settings))
        properties.append(node("ind", firstLineChars=round(look.indent * 100), firstLine=width))
    properties.append(node("jc", val=look.align.value))
    if look.outline is not None:
        properties.append(node("outlineLvl", val=look.outline))
    made.extend((properties, _characters(look, settings)))
    return made


def _characters(look: Look, settings: PageSettings) -> BaseOxmlElement:
    made = node("rPr", fonts(settings.faces[look.role]), node("b", val=0), node("i", val=0))
    if look.size_pt != settings.size_pt or look.role is not Role.FANG:
        if look.size_pt != 16.0:
            made.append(node("spacing", val=0))
        size = settings.size_pt if look.size_pt == 16.0 else look.size_pt
        made.extend((node("sz", val=round(size * 2)), node("szCs", val=round(size * 2))))
    return made


def _replace(root: BaseOxmlElement, style: BaseOxmlElement) -> None:
    """Puts a style in the place of those with its name or its id."""
    name = style.find(qn("w:name"))
    wanted = (name.get(qn("w:val")) or "").lower() if name is not None else ""
    for old in root.findall(qn("w:style")):
        old_name = old.find(qn("w:name"))
        named = (old_name.get(qn("w:val")) or "").lower() if old_name is not None else ""
        if old.get(qn("w:styleId")) == style.get(qn("w:styleId")) or named == wanted:
            root.remove(old)
    root.append(style)
