"""The text of one paragraph of a .docx: insertions taken, deletions left out, everything else told."""

from collections import Counter
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from xianxing.engines.docform.reading.names import attribute, child, children, is_on, short

_THROUGH = frozenset(
    {"w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml", "w:ins", "w:moveTo",
     "w:dir", "w:bdo", "mc:AlternateContent", "w:ruby", "w:rubyBase"}
)  # fmt: skip
_GAP = "\u3000\u3000"
_MARKS = {
    "w:tab": _GAP, "w:ptab": _GAP, "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "",
}  # fmt: skip
_TOLD = {
    "w:object": "嵌入对象",
    "m:oMath": "公式",
    "oMath": "公式",
    "oMathPara": "公式",
}
_EMU_PER_MM = 36_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture where it stands: the relationship that holds it, its width, what it is called."""

    relation: str
    width_mm: float
    caption: str


@dataclass(slots=True)
class Gathered:
    """What reading the paragraphs has come upon and a document does not carry."""

    counts: Counter[str] = field(default_factory=Counter)
    boxes: dict[str, None] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)


def paragraph_text(paragraph: Element, gathered: Gathered) -> str:
    """The text of a paragraph with its changes accepted; pictures and what is left out go into `gathered`.

    Source: ISO/IEC 29500-1 17.3 and 17.13.5.
    """
    found: list[str] = []
    waiting = list(reversed(list(paragraph)))
    while waiting:
        element = waiting.pop()
        name = short(element.tag)
        if name == "w:r":
            found.append(_run_text(element, gathered))
        elif name in _THROUGH:
            if name in {"w:ins", "w:moveTo"} and len(element):
                gathered.counts["insertion"] += 1
            waiting += reversed(_inner(element, name))
        elif name in {"w:del", "w:moveFrom"}:
            gathered.counts["deletion"] += 1
        elif name in _TOLD:
            gathered.counts[_TOLD[name]] += 1
    return "".join(found)


def is_deleted_break(paragraph: Element) -> bool:
    """Whether the end of the paragraph is a deletion, so that the next one belongs to it. Source: 17.13.5.15."""
    return child(paragraph, "w:pPr", "w:rPr", "w:del") is not None


def text_boxes(element: Element) -> dict[str, None]:
    """The texts of the boxes inside an element, one line each, each once."""
    found: dict[str, None] = {}
    waiting = [element]
    while waiting:
        inner = waiting.pop()
        if short(inner.tag) != "w:txbxContent":
            waiting += reversed(list(inner))
            continue
        text = "".join(each.text or "" for each in inner.iter() if short(each.tag) == "w:t").strip()
        if text:
            found[text] = None
    return found


def _inner(element: Element, name: str) -> list[Element]:
    """The children to read on with: of alternatives only the first, of a ruby only its base."""
    if name == "mc:AlternateContent":
        choice = child(element, "mc:Choice")
        return list(choice if choice is not None else child(element, "mc:Fallback") or ())
    if name == "w:ruby":
        return list(children(element, "w:rubyBase"))
    return list(element)


def _holds_text(element: Element) -> bool:
    return any(short(each.tag) == "w:t" for each in element.iter())


def _run_text(run: Element, gathered: Gathered) -> str:
    if is_on(child(run, "w:rPr", "w:vanish")):
        gathered.counts["hidden"] += _holds_text(run)
        return ""
    found: list[str] = []
    waiting = list(reversed(list(run)))
    while waiting:
        element = waiting.pop()
        name = short(element.tag)
        if name == "w:t":
            found.append(element.text or "")
        elif name in _MARKS:
            found.append(_MARKS[name])
        elif name in _THROUGH:
            waiting += reversed(_inner(element, name))
        elif name == "w:r":
            waiting += reversed(list(element))
        else:
            _take_other(element, name, gathered)
    return "".join(found)


def _take_other(element: Element, name: str, gathered: Gathered) -> None:
    if name in {"w:drawing", "w:pict", "w:object"}:
        gathered.boxes.update(text_boxes(element))
        shown = _pictures(element)
        gathered.pictures += shown
        if name == "w:object" or not (shown or text_boxes(element)):
            gathered.counts["嵌入对象" if name == "w:object" else "图形"] += 1
    elif name in {"w:footnoteReference", "w:endnoteReference"}:
        gathered.notes.append((name[2:-9], attribute(element, "w:id")))
    elif name == "w:commentReference":
        gathered.counts["批注"] += 1
    elif name == "w:sym":
        gathered.counts["特殊符号"] += 1


def _pictures(element: Element) -> list[Shown]:
    extent = next((each for each in element.iter() if short(each.tag) == "wp:extent"), None)
    named = next((each for each in element.iter() if short(each.tag) == "wp:docPr"), None)
    width = attribute(extent, "cx")
    millimetres = int(width) / _EMU_PER_MM if width.isdecimal() and len(width) < 10 else 0.0
    caption = attribute(named, "descr").replace("\n", " ").strip()
    found = []
    for each in element.iter():
        relation = {"a:blip": "r:embed", "v:imagedata": "r:id"}.get(short(each.tag))
        if relation:
            found.append(Shown(attribute(each, relation), round(millimetres, 2), caption))
    return found
