"""How the paragraphs of a Word file look, with what their styles say."""

from collections import Counter
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph


class Looks:
    """Effective faces, sizes and colours: those of the run, else of its style and its bases, else the defaults."""

    def __init__(self, word: WordDocument) -> None:
        root: BaseOxmlElement = word.styles.element
        self._styles = {each.get(qn("w:styleId")) or "": each for each in root.findall(qn("w:style"))}
        self._normal = next(
            (key for key, each in self._styles.items() if each.get(qn("w:default")) == "1"), "Normal"
        )
        self._defaults = root.findall(qn("w:docDefaults"))

    def face(self, paragraph: WordParagraph) -> str:
        """The East Asian face that most of the paragraph is in; empty when the file names none. Source: 17.3.2.26."""
        return self._most(paragraph, "rFonts", "eastAsia")

    def size(self, paragraph: WordParagraph) -> float:
        """The size that most of the paragraph has, in points; 0 when the file names none. Source: 17.3.2.38."""
        value = self._most(paragraph, "sz", "val")
        return int(value) / 2 if value.isdigit() else 0.0

    def is_red(self, paragraph: WordParagraph) -> bool:
        """Whether most of the paragraph is red. Source: GB/T 9704-2012 7.2.4."""
        value = self._most(paragraph, "color", "val")
        if len(value) != 6 or any(each not in "0123456789abcdefABCDEF" for each in value):
            return False
        red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
        return red > 150 and green < 110 and blue < 110

    def line_twips(self, paragraph: WordParagraph) -> int:
        """The exact distance of lines in twips; 0 when it is not exact. Source: ECMA-376 part 1, 17.3.1.33."""
        for properties in self._properties(paragraph._p, "pPr"):
            spacing = properties.find(qn("w:spacing"))
            line = spacing.get(qn("w:line")) if spacing is not None else None
            if spacing is not None and line is not None:
                exact = spacing.get(qn("w:lineRule")) == "exact"
                return int(line) if exact and line.isdigit() else 0
        return 0

    def _most(self, paragraph: WordParagraph, tag: str, attribute: str) -> str:
        counted: Counter[str] = Counter()
        for run in paragraph.runs:
            counted[self._value(run._r, paragraph._p, tag, attribute)] += len(run.text.strip())
        return counted.most_common(1)[0][0] if counted else ""

    def _value(self, run: BaseOxmlElement, paragraph: BaseOxmlElement, tag: str, attribute: str) -> str:
        own = run.find(qn("w:rPr"))
        for properties in (*([own] if own is not None else []), *self._properties(paragraph, "rPr")):
            found = properties.find(qn(f"w:{tag}"))
            value = found.get(qn(f"w:{attribute}")) if found is not None else None
            if value:
                return str(value)
        return ""

    def _properties(self, paragraph: BaseOxmlElement, kind: str) -> Iterator[BaseOxmlElement]:
        """Properties from the nearest to the farthest: the paragraph's own (`pPr`), its styles', the defaults."""
        own = paragraph.find(qn("w:pPr"))
        if kind == "pPr" and own is not None:
            yield own
        named = own.find(qn("w:pStyle")) if own is not None else None
        key = str(named.get(qn("w:val"))) if named is not None else self._normal
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            found = style.find(qn(f"w:{kind}"))
            if found is not None:
                yield found
            base = style.find(qn("w:basedOn"))
            key = str(base.get(qn("w:val"))) if base is not None else ""
        for defaults in self._defaults:
            yield from defaults.iter(qn(f"w:{kind}"))
