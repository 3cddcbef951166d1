"""Paragraphs as values: what the writer composes and the assembly turns into markup."""

from dataclasses import dataclass, field
from enum import StrEnum

from docx.oxml.xmlchemy import BaseOxmlElement

from xianxing.engines.docform.typeset.settings import Role
from xianxing.engines.docform.word.markup import node, words

RED = "E60012"


class Align(StrEnum):
    """How the lines of a paragraph are aligned. Source: ECMA-376 part 1, 17.18.44."""

    BOTH = "both"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line above or below a paragraph: eighths of a point thick, points away from the text."""

    side: str
    eighths: int
    space_pt: int = 1
    red: bool = False
    style: str = "single"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one face. `places` are the code points of the source that its characters come from."""

    text: str
    role: Role = Role.FANG
    size_pt: float | None = None
    red: bool = False
    squeeze: int = 100
    style: str = ""
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a paragraph differs from its style: lengths in twips, `line` in twips where it is not the style's."""

    align: Align | None = None
    left: int | None = None
    right: int | None = None
    first: int | None = None
    hanging: int | None = None
    before: int | None = None
    after: int | None = None
    line: int | None = None
    tabs: tuple[tuple[str, int], ...] = ()
    rules: tuple[Rule, ...] = ()
    new_page: bool = False
    keep_next: bool = False
    frame: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a style."""

    style: str
    spans: tuple[Span, ...]
    layout: Layout = field(default_factory=Layout)


def paragraph_properties(paragraph: Paragraph) -> BaseOxmlElement:
    """The `w:pPr` of a paragraph, its parts in the order the schema wants. Source: ECMA-376 part 1, 17.3.1.26."""
    layout = paragraph.layout
    made = node("pPr", node("pStyle", val=paragraph.style))
    if layout.keep_next:
        made.append(node("keepNext"))
    if layout.new_page:
        made.append(node("pageBreakBefore"))
    if layout.frame:
        made.append(node("framePr", **layout.frame))
    if layout.rules:
        made.append(node("pBdr", *(_rule(rule) for rule in layout.rules)))
    if layout.tabs:
        made.append(node("tabs", *(node("tab", val=kind, pos=place) for kind, place in layout.tabs)))
    _append_spacing(made, layout)
    _append_indents(made, layout)
    if layout.align is not None:
        made.append(node("jc", val=layout.align.value))
    return made


def run_properties(span: Span, faces: dict[Role, str]) -> BaseOxmlElement:
    """The `w:rPr` of a span: explicit faces for every script and no theme. Source: ECMA-376 part 1, 17.3.2.26."""
    made = node("rPr")
    if span.style:
        made.append(node("rStyle", val=span.style))
    if span.role is not Role.FANG:
        made.append(fonts(faces[span.role]))
    if span.red:
        made.append(node("color", val=RED))
    if span.squeeze != 100:
        made.append(node("w", val=span.squeeze))
    if span.size_pt is not None:
        made.extend((node("sz", val=round(span.size_pt * 2)), node("szCs", val=round(span.size_pt * 2))))
    return made


def fonts(face: str) -> BaseOxmlElement:
    """One face for all scripts; `hint` makes quotation marks and dashes Chinese. Source: 17.3.2.26."""
    return node("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face, hint="eastAsia")


def run(span: Span, faces: dict[Role, str], tag: str = "t") -> BaseOxmlElement:
    """A `w:r`; a tab or a line break inside the text becomes what Word has for it. Source: 17.3.2.25."""
    made = node("r", run_properties(span, faces))
    for piece in _pieces(span.text):
        made.append(node("tab") if piece == "\t" else node("br") if piece == "\n" else words(tag, piece))
    return made


def paragraph_node(paragraph: Paragraph, faces: dict[Role, str]) -> BaseOxmlElement:
    """The `w:p` of a paragraph. Source: ECMA-376 part 1, 17.3.1.22."""
    return node(
        "p", paragraph_properties(paragraph), *(run(span, faces) for span in paragraph.spans if span.text)
    )


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        if character in "\t\n" or not pieces or pieces[-1] in "\t\n":
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def _rule(rule: Rule) -> BaseOxmlElement:
    colour = RED if rule.red else "000000"
    return node(rule.side, val=rule.style, sz=rule.eighths, space=rule.space_pt, color=colour)


def _append_spacing(made: BaseOxmlElement, layout: Layout) -> None:
    values: dict[str, str | int] = {}
    if layout.before is not None:
        values["before"] = layout.before
    if layout.after is not None:
        values["after"] = layout.after
    if layout.line is not None:
        made.append(node("snapToGrid", val=0))
        values |= {"line": layout.line, "lineRule": "exact"}
    if values:
        made.append(node("spacing", **values))


def _append_indents(made: BaseOxmlElement, layout: Layout) -> None:
    named = {"left": layout.left, "right": layout.right, "firstLine": layout.first, "hanging": layout.hanging}
    values = {name: value for name, value in named.items() if value is not None}
    if values:
        made.append(node("ind", **values))
