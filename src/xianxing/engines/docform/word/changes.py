"""Suggestions to a document as tracked changes and comments of Word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from xianxing.engines.docform.errors import LayoutError
from xianxing.engines.docform.terms import Document
from xianxing.engines.docform.typeset.press import Rendering
from xianxing.engines.docform.typeset.settings import PageSettings, Role
from xianxing.engines.docform.word.compose import Block, compose
from xianxing.engines.docform.word.markup import node, writable
from xianxing.engines.docform.word.paragraph import Paragraph, Span, paragraph_properties, run
from xianxing.engines.docform.word.writer import append, drawn_block, job_of, new_document, saved


class Verdict(StrEnum):
    """What was decided about a suggestion. Source: decision (editor of the writing duty)."""

    ACCEPTED = "accepted"
    """Shown as a tracked deletion and insertion."""
    REJECTED = "rejected"
    """The text stays; a comment tells what was suggested."""
    OPEN = "open"
    """Shown as a tracked change, with a comment that asks for a decision."""


@dataclass(frozen=True, slots=True)
class Change:
    """A suggestion: `source[start:end]` becomes `replacement`; an empty stretch inserts, an empty replacement deletes.

    `at` is when it was decided, with its time zone. `reason` goes into the comment, with its clause where it has one.
    """

    start: int
    end: int
    replacement: str
    verdict: Verdict
    author: str
    at: datetime
    reason: str = ""


def write_changes(
    document: Document,
    changes: Sequence[Change],
    *,
    settings: PageSettings | None = None,
    like: Rendering | None = None,
) -> bytes:
    """The document as .docx with every suggestion where it belongs, as tracked change or comment.

    Accepting all in Word gives the text with the accepted suggestions; `like` is the document's PDF. Raises LayoutError
    for a stretch outside the source, for two that overlap, and for one that touches no element.
    Source: ECMA-376 part 1, 17.13.
    """
    ordered = _checked(document, changes)
    page, job = job_of(document, settings, like=like)
    word = new_document(page, document.form)
    writing = _Writing(word, page.faces, ordered)
    for block in compose(job):
        writing.append(block, page)
    writing.require_all()
    return saved(word)


def _checked(document: Document, changes: Sequence[Change]) -> list[Change]:
    ordered = sorted(changes, key=lambda each: (each.start, each.end))
    end = 0
    for each in ordered:
        if not 0 <= each.start <= each.end <= len(document.source):
            raise LayoutError(
                f"修改位置 {each.start}—{each.end} 不在原文内（原文 {len(document.source)} 字）；请重新定位"
            )
        if each.start < end:
            raise LayoutError(f"修改位置 {each.start}—{each.end} 与前一处重叠；请合并或删去一处")
        end = each.end
    return [_trimmed(each, document.source) for each in ordered]


def _trimmed(change: Change, source: str) -> Change:
    """The change without the line breaks at both ends of its stretch: they belong to no element."""
    stretch = source[change.start : change.end]
    kept = stretch.strip("\n")
    if kept == stretch:
        return change
    start = change.start + len(stretch) - len(stretch.lstrip("\n"))
    return replace(change, start=start, end=start + len(kept))


class _Writing:
    """The changes that are still to be written, and the numbers of those that are."""

    def __init__(self, word: WordDocument, faces: dict[Role, str], changes: Sequence[Change]) -> None:
        self.word = word
        self.faces = faces
        self.left = list(changes)
        self.number = 0

    def append(self, block: Block, settings: PageSettings) -> None:
        """Appends a block; a paragraph gets the changes that fall into it."""
        if not isinstance(block, Paragraph):
            drawn_block(self.word, block, settings)
            return
        made = node("p", paragraph_properties(block))
        append(self.word, made)
        for span in block.spans:
            for piece, change, last in self._pieces(span):
                self._write(made, piece, change, last=last)

    def require_all(self) -> None:
        """Raises LayoutError when a change fell outside every element."""
        if self.left:
            each = self.left[0]
            raise LayoutError(f"修改位置 {each.start}—{each.end} 不在任何要素内；请重新定位")

    def _pieces(self, span: Span) -> Iterator[tuple[Span, Change | None, bool]]:
        """A span cut where changes start and end; the last part says that a change ends with its piece."""
        if not span.places:
            yield span, None, False
            return
        at, whole = 0, len(span.text)
        while at < whole:
            change = self._next(span.places[at], span.places[-1])
            first = whole if change is None else _place(span, at, change.start)
            yield _cut(span, at, first), None, False
            if change is None:
                break
            at = _place(span, first, change.end)
            done = change.end <= span.places[-1] + 1
            if done:
                self.left.remove(change)
            yield _cut(span, first, at), change, done
        behind = span.places[-1] + 1
        for change in [each for each in self.left if each.start == each.end == behind]:
            self.left.remove(change)
            yield _cut(span, whole, whole), change, True

    def _next(self, first: int, last: int) -> Change | None:
        return next(
            (each for each in self.left if each.start <= last and (each.end > first or each.start >= first)),
            None,
        )

    def _write(self, paragraph: BaseOxmlElement, span: Span, change: Change | None, *, last: bool) -> None:
        if change is None:
            if span.text:
                paragraph.append(run(span, self.faces))
            return
        if change.verdict is Verdict.REJECTED:
            kept = run(span, self.faces)
            paragraph.append(kept)
            if last:
                self._comment(paragraph, kept, change, "未采纳")
            return
        shown: BaseOxmlElement | None = None
        if span.text:
            shown = self._marked("del", change, run(span, self.faces, "delText"))
            paragraph.append(shown)
        if last and change.replacement:
            new = replace(span, text=change.replacement, places=())
            shown = self._marked("ins", change, run(new, self.faces))
            paragraph.append(shown)
        if last and shown is not None and (change.reason or change.verdict is Verdict.OPEN):
            self._comment(
                paragraph, shown, change, "已采纳" if change.verdict is Verdict.ACCEPTED else "待定"
            )

    def _marked(self, tag: str, change: Change, made: BaseOxmlElement) -> BaseOxmlElement:
        self.number += 1
        moment = change.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return node(tag, made, id=self.number, author=change.author, date=moment)

    def _comment(
        self, paragraph: BaseOxmlElement, shown: BaseOxmlElement, change: Change, verdict: str
    ) -> None:
        suggested = f"建议改为“{change.replacement}”" if change.replacement else "建议删去"
        text = f"{verdict}：{suggested}" + (f"。{change.reason}" if change.reason else "")
        comment = self.word.part._comments_part.comments.add_comment(
            writable(text), change.author, change.author[:2]
        )
        comment._comment_elm.set(qn("w:date"), change.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        number = comment.comment_id
        shown.addprevious(node("commentRangeStart", id=number))
        shown.addnext(node("commentRangeEnd", id=number))
        paragraph.append(node("r", node("commentReference", id=number)))


def _place(span: Span, at: int, source_place: int) -> int:
    """The first character from `at` on that stands at or behind a place of the source."""
    return next(
        (each for each in range(at, len(span.places)) if span.places[each] >= source_place), len(span.places)
    )


def _cut(span: Span, start: int, end: int) -> Span:
    return replace(span, text=span.text[start:end], places=span.places[start:end])
