from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from xianxing.engines.docform.typeset import PageSettings, Role
from xianxing.engines.docform.word.markup import node, put, twips, writable
from xianxing.engines.docform.word.paragraph import (
    Align,
    Layout,
    Paragraph,
    Rule,
    Span,
    paragraph_node,
    paragraph_properties,
    run_properties,
)

FACES = PageSettings().faces
SCHEMA = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd", "tabs",
    "kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl",
]  # fmt: skip
RUN_SCHEMA = ["rStyle", "rFonts", "b", "i", "color", "spacing", "w", "kern", "position", "sz", "szCs", "lang"]


def names(element: BaseOxmlElement) -> list[str]:
    return [each.tag.rpartition("}")[2] for each in element]


def test_properties_of_a_paragraph_stand_in_the_order_of_the_schema() -> None:
    layout = Layout(
        align=Align.RIGHT,
        left=1,
        right=2,
        hanging=3,
        before=4,
        after=5,
        line=6,
        tabs=(("left", 7),),
        rules=(Rule("top", 8), Rule("bottom", 6, red=True)),
        new_page=True,
        keep_next=True,
        frame={"w": "100"},
    )
    found = names(paragraph_properties(Paragraph("GongwenBody", (), layout)))
    assert found == sorted(found, key=SCHEMA.index)
    assert found == [
        "pStyle",
        "keepNext",
        "pageBreakBefore",
        "framePr",
        "pBdr",
        "tabs",
        "snapToGrid",
        "spacing",
        "ind",
        "jc",
    ]


def test_properties_of_a_plain_paragraph_are_its_style() -> None:
    assert names(paragraph_properties(Paragraph("GongwenBody", ()))) == ["pStyle"]


def test_properties_of_a_run_stand_in_the_order_of_the_schema() -> None:
    span = Span("令", Role.TITLE, 52.0, red=True, squeeze=70, style="GongwenRunIn")
    found = names(run_properties(span, FACES))
    assert found == sorted(found, key=RUN_SCHEMA.index)
    assert found == ["rStyle", "rFonts", "color", "w", "sz", "szCs"]


def test_face_of_a_run_is_named_for_every_script() -> None:
    (fonts,) = run_properties(Span("一、", Role.HEI), FACES)
    assert {each.rpartition("}")[2]: fonts.get(each) for each in fonts.attrib} == {
        "ascii": "黑体",
        "hAnsi": "黑体",
        "eastAsia": "黑体",
        "cs": "黑体",
        "hint": "eastAsia",
    }


def test_tabs_and_breaks_of_a_text_become_those_of_word() -> None:
    made = paragraph_node(Paragraph("GongwenBody", (Span("\t甲\n乙 \t"),)), FACES)
    run = made.find(qn("w:r"))
    assert run is not None
    assert names(run) == ["rPr", "tab", "t", "br", "t", "tab"]
    assert [each.text for each in run.findall(qn("w:t"))] == ["甲", "乙 "]


def test_span_without_text_leaves_nothing() -> None:
    assert names(paragraph_node(Paragraph("GongwenBody", (Span(""),)), FACES)) == ["pPr"]


def test_put_takes_the_place_of_its_kind_and_else_the_end() -> None:
    parent = node("sectPr", node("pgSz"), node("docGrid", linePitch=1), node("printerSettings"))
    put(parent, node("docGrid", linePitch=589))
    put(parent, node("titlePg"))
    assert names(parent) == ["pgSz", "docGrid", "printerSettings", "titlePg"]
    assert [each.get(qn("w:linePitch")) for each in parent.findall(qn("w:docGrid"))] == ["589"]


def test_lengths_are_rounded_to_twentieths_of_a_point() -> None:
    assert (twips(10.39), twips(156.0), twips(0.0)) == (589, 8844, 0)


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    assert writable("甲\x00乙\x0b丙\ud800丁\t\n𠮷\uffff") == "甲乙丙丁\t\n𠮷"
