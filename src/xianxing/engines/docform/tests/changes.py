"""The ways in which an official document is spoilt, one function each."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import Document, DocumentType, Element, Kind

ENDINGS = "实施意见|通知|意见|决定|通报|报告|请示|批复|议案|函|纪要|通告|公告"
UPWARD = (DocumentType.REPORT, DocumentType.REQUEST)
Change = Callable[[Document], str | None]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault: the rule that must find it, how it is made (None where it cannot be), what else it may bring."""

    name: str
    rule: str
    change: Change
    also: tuple[str, ...] = ()


def mutated(mutation: Mutation, text: str) -> str | None:
    """The text with the fault in it, None where this document has no place for it."""
    changed = mutation.change(parse_text(text))
    return None if changed == text else changed


def cut(document: Document, element: Element, new: str = "") -> str:
    """The source with one element replaced; its line goes when nothing takes its place."""
    source = document.source
    end = element.end
    if (
        not new
        and source[end : end + 1] == "\n"
        and (element.start == 0 or source[element.start - 1] == "\n")
    ):
        end += 1
    return source[: element.start] + new + source[end:]


def swap(kind: Kind, pattern: str, new: str) -> Change:
    """A change inside the first element of a kind."""

    def change(document: Document) -> str | None:
        element = document.first(kind)
        if element is None or not re.search(pattern, element.text):
            return None
        return cut(document, element, re.sub(pattern, new, element.text, count=1))

    return change


def drop(kind: Kind) -> Change:
    """All elements of a kind taken out."""

    def change(document: Document) -> str | None:
        text, found = document.source, document.of(kind)
        for each in reversed(found):
            text = cut(Document((), text), each)
        return text if found else None

    return change


def top(lines: str) -> Change:
    """Lines put above everything, where no such lines stand already."""

    def change(document: Document) -> str | None:
        marks = (Kind.COPY_NUMBER, Kind.CLASSIFICATION, Kind.URGENCY)
        return None if any(document.of(kind) for kind in marks) else f"{lines}\n{document.source}"

    return change


def only(types: tuple[DocumentType, ...], change: Change) -> Change:
    """The change for some types alone."""
    return lambda document: change(document) if document.type in types else None


def but(types: tuple[DocumentType, ...], change: Change) -> Change:
    """The change for all other types."""
    return lambda document: None if document.type in types else change(document)


def having(kind: Kind, change: Change) -> Change:
    """The change where the document has an element of a kind."""
    return lambda document: change(document) if document.of(kind) else None


def below(kind: Kind, line: str) -> Change:
    """A line put under the first element of a kind."""

    def change(document: Document) -> str | None:
        element = document.first(kind)
        return None if element is None else cut(document, element, f"{element.text}\n{line}")

    return change


def last_paragraph(line: str) -> Change:
    """A paragraph put behind the last of the body."""

    def change(document: Document) -> str | None:
        body = [
            each for each in document.elements if each.kind in {Kind.BODY, Kind.HEADING} and each.part == 0
        ]
        return cut(document, body[-1], f"{body[-1].text}\n{line}") if body else None

    return change


def level(number: int, pattern: str, new: str, place: int = 0) -> Change:
    """A change in a heading of a level."""

    def change(document: Document) -> str | None:
        found = [each for each in document.of(Kind.HEADING) if each.level == number]
        if len(found) <= place or not re.search(pattern, found[place].text):
            return None
        return cut(document, found[place], re.sub(pattern, new, found[place].text, count=1))

    return change


def unnumbered(document: Document) -> str | None:
    if any(each.level for each in document.elements if each.part == 0):
        return None
    return below(Kind.BODY, "（一）总体要求")(document)


def jump(document: Document) -> str | None:
    found = [each for each in document.of(Kind.HEADING) if each.level == 1]
    return cut(document, found[-1], f"{found[-1].text}\n（1）附加要求") if found else None


def lone_stop(document: Document) -> str | None:
    found = [each for each in document.of(Kind.HEADING) if each.level == 1]
    if len(found) < 2 or any(each.text.endswith("。") for each in found):
        return None
    return cut(document, found[0], found[0].text + "。")


def no_body(document: Document) -> str | None:
    body = [each for each in document.elements if each.kind in {Kind.BODY, Kind.HEADING} and each.part == 0]
    text = document.source
    if not document.of(Kind.TITLE) or not document.of(Kind.SIGNATURE):
        return None
    return text[: body[0].start] + text[body[-1].end + 1 :]


def attached(document: Document) -> str | None:
    """A labelled attachment behind everything but the imprint, and no note of it."""
    if any(each.part for each in document.elements):
        return None
    imprint = [*document.of(Kind.COPY_TO), *document.of(Kind.PRINTED_BY)]
    place = imprint[0].start if imprint else len(document.source)
    text = document.source
    return f"{text[:place]}附件\n联系人名单\n请各单位报送联系人。\n{text[place:]}"


def part(kind: Kind, pattern: str, new: str) -> Change:
    def change(document: Document) -> str | None:
        if not document.of(Kind.ATTACHMENT_NOTE):
            return None
        found = [each for each in document.elements if each.kind is kind and each.part]
        return cut(document, found[0], re.sub(pattern, new, found[0].text)) if found else None

    return change


def last_note(pattern: str, new: str) -> Change:
    def change(document: Document) -> str | None:
        found = document.of(Kind.ATTACHMENT_NOTE)
        if not found or not re.search(pattern, found[-1].text):
            return None
        return cut(document, found[-1], re.sub(pattern, new, found[-1].text, count=1))

    return change


def extra_note(document: Document) -> str | None:
    found = document.of(Kind.ATTACHMENT_NOTE)
    if not found:
        return None
    if len(found) > 1:
        return cut(document, found[-1], f"{found[-1].text}\n{len(found) + 1}.多余的一项")
    return cut(document, found[0], found[0].text.replace("附件：", "附件：1.", 1) + "\n2.多余的一项")


def fewer_notes(document: Document) -> str | None:
    found = document.of(Kind.ATTACHMENT_NOTE)
    return cut(document, found[-1]) if len(found) > 1 else None


def closing(new: str) -> Change:
    """The date under the signature replaced."""

    def change(document: Document) -> str | None:
        found = [each for each in document.of(Kind.DATE) if each.text[0] not in "（("]
        return cut(document, found[0], new) if found else None

    return change


def issuer(old_end: str, new: str) -> Change:
    """The issuer in title and signature replaced by another."""

    def change(document: Document) -> str | None:
        title, signatures = document.first(Kind.TITLE), document.of(Kind.SIGNATURE)
        named = re.match(rf".*?{old_end}(?=关于)", title.text) if title else None
        if named is None or [each.text for each in signatures] != [named[0]]:
            return None
        return document.source.replace(named[0] + "关于", new + "关于").replace(
            f"\n{named[0]}\n", f"\n{new}\n"
        )

    return change


def imprint_swapped(document: Document) -> str | None:
    copies, printed = document.first(Kind.COPY_TO), document.first(Kind.PRINTED_BY)
    if copies is None or printed is None:
        return None
    return document.source[: copies.start] + f"{printed.text}\n{copies.text}\n"


def copied_twice(document: Document) -> str | None:
    main, copies = document.first(Kind.MAIN_RECIPIENT), document.first(Kind.COPY_TO)
    if main is None or copies is None:
        return None
    name = re.split("[，、]", main.text.rstrip("："))[-1]
    return cut(document, copies, copies.text.replace("。", f"，{name}。"))


def with_imprint(line: str) -> Change:
    """An imprint put where there is none."""

    def change(document: Document) -> str | None:
        if document.of(Kind.COPY_TO) or document.of(Kind.PRINTED_BY):
            return None
        return document.source + line + "\n"

    return change


def other_year(document: Document) -> str | None:
    dated = any(each.text[0] not in "（(" for each in document.of(Kind.DATE))
    return swap(Kind.NUMBER, "〔2026〕", "〔2025〕")(document) if dated else None


def by_department(document: Document) -> str | None:
    return (
        None
        if re.search("经[^。；]{0,24}(?:同意|批准|授权)", document.source)
        else issuer(".*?", "青屏市应急管理局")(document)
    )


def without(words: str) -> Change:
    return lambda document: document.source.replace(words, "")


def as_summary(document: Document) -> str | None:
    text = drop(Kind.NUMBER)(document)
    return None if text is None else swap(Kind.TITLE, f"({ENDINGS})$", "总结")(parse_text(text))


def numbered_alone(document: Document) -> str | None:
    return swap(Kind.ATTACHMENT_NOTE, "附件：(?!1)", "附件：1.")(document)


def one_unsigned(document: Document) -> str | None:
    found = document.of(Kind.SIGNATURE)
    return cut(document, found[-1]) if len(found) > 1 else None
