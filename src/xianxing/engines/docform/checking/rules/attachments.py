"""Rules for attachment notes, attachment labels and attachment titles."""

import re
from collections.abc import Iterator

from xianxing.engines.docform.checking.rule import STANDARD, Case, Fault, Rule, at, inside, missing
from xianxing.engines.docform.parsing.lines import squeezed
from xianxing.engines.docform.terms import Element, Kind, Strength
from xianxing.text import numeral_to_int

_OPENING = re.compile(r"附\s*件?\s*([:：])\s*")
_NUMBER = re.compile(r"\s*(\d{1,2})\s*([.．、])\s*")
_ODD_NUMBER = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][\d一二三四五六七八九十]{1,3}[）)])"
)
_STOP = re.compile(r"[。；;，,、.]$")
_DIGITS = re.compile(r"[0-9]+|[一二三四五六七八九十]+")
_LABEL = re.compile(r"附件[0-9]{0,2}")


def _colon(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.ATTACHMENT_NOTE)[:1]:
        found = _OPENING.match(case.stretch(each))
        if found and found[1] == ":":
            yield inside(each, *found.span(1), "“附件”之后是半角冒号；用全角冒号", "：")


def _numbers(case: Case) -> Iterator[Fault]:
    notes = case.document.of(Kind.ATTACHMENT_NOTE)
    if len(notes) < 2:
        return
    for place, each in enumerate(notes, start=1):
        text = case.stretch(each)
        opening = _OPENING.match(text)
        start = opening.end() if opening else 0
        found = _NUMBER.match(text, start)
        if found is None:
            odd = _ODD_NUMBER.match(text, start)
            told = f"第 {place} 个附件没有用阿拉伯数字标注顺序号；多个附件依次标“1.”“2.”"
            yield inside(each, start, odd.end() if odd else start, told, f"{place}.")
        elif int(found[1]) != place or found[2] != ".":
            told = f"第 {place} 个附件的顺序号写作“{found[0].strip()}”；依次标“1.”“2.”，这里应为“{place}.”"
            yield inside(each, found.start(1), found.end(2), told, f"{place}.")


def _single(case: Case) -> Iterator[Fault]:
    notes = case.document.of(Kind.ATTACHMENT_NOTE)
    opening = _OPENING.match(case.stretch(notes[0])) if len(notes) == 1 else None
    found = _NUMBER.match(case.stretch(notes[0]), opening.end()) if opening else None
    if found:
        told = f"只有一个附件而标了“{found[0].strip()}”；多个附件才标顺序号，请删去"
        yield inside(notes[0], *found.span(), told, "")


def _stops(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.ATTACHMENT_NOTE):
        found = _STOP.search(case.stretch(each))
        if found:
            told = f"附件名称之后有“{found[0]}”；附件名称后不加标点符号，请删去"
            yield inside(each, *found.span(), told, "")


def _note_missing(case: Case) -> Iterator[Fault]:
    labels = _labels(case)
    if labels and not case.document.of(Kind.ATTACHMENT_NOTE):
        body = case.body()
        place = body[-1].end if body else labels[0].start
        yield missing(place, "文后有附件而正文之下没有附件说明；请在正文下空一行编排“附件：”和附件名称")


def _too_many(case: Case) -> Iterator[Fault]:
    notes, labels = case.document.of(Kind.ATTACHMENT_NOTE), _labels(case)
    if notes and len(labels) > len(notes):
        told = f"附件说明列有 {len(notes)} 个附件，文后有 {len(labels)} 个；两处应当一致，请补齐附件说明或者删去附件"
        yield at(labels[len(notes)], told)


def _absent(case: Case) -> Iterator[Fault]:
    """Fewer attachments than names; the rest may lie in files of their own."""
    notes, labels = case.document.of(Kind.ATTACHMENT_NOTE), _labels(case)
    if labels and len(labels) < len(notes):
        told = f"附件说明列有 {len(notes)} 个附件，文后只有 {len(labels)} 个；附件应当与正文一起装订，请补齐或者核对"
        yield at(notes[len(labels)], told)


def _label_form(case: Case) -> Iterator[Fault]:
    for each in case.document.elements:
        if each.kind is not Kind.ATTACHMENT or _LABEL.fullmatch(each.text):
            continue
        found = _DIGITS.search(each.text)
        number = str(numeral_to_int(found[0])) if found else ""
        told = f"附件标识写作“{each.text}”；用“附件”二字和阿拉伯数字顺序号，不加标点"
        yield at(each, told, f"附件{number}")


def _label_number(case: Case) -> Iterator[Fault]:
    labels = _labels(case)
    for place, each in enumerate(labels, start=1):
        found = _DIGITS.search(each.text)
        if len(labels) == 1 and found is None:
            continue
        if found is None or numeral_to_int(found[0]) != place:
            told = f"第 {place} 个附件标为“{each.text}”；顺序号应当与附件说明一致，这里应为“附件{place}”"
            yield at(each, told, f"附件{place}")


def _title_differs(case: Case) -> Iterator[Fault]:
    notes = case.document.of(Kind.ATTACHMENT_NOTE)
    titles = _titles(case)
    if len(notes) != len(titles):
        return
    for note, title in zip(notes, titles, strict=True):
        named = _name(note)
        if title is not None and not _same(named, squeezed(title.text)):
            told = f"附件标题与附件说明的“{named}”不一致；附件标题应当与附件说明的表述一致，请改一处"
            yield at(title, told, named)


def _labels(case: Case) -> list[Element]:
    """The labels of the document's own attachments.

    A text that is passed on without a label, an attachment with a note of its own, and a single attachment without a
    number may have attachments too; theirs are not the document's.
    """
    own: list[Element] = []
    found = {each.part: each for each in case.document.elements if each.kind is Kind.ATTACHMENT}
    noted = {each.part for each in case.document.elements if each.kind is Kind.ATTACHMENT_NOTE}
    for part in dict.fromkeys(each.part for each in case.document.elements if each.part):
        if part not in found:
            break
        own.append(found[part])
        if part in noted or (part == 1 and 0 in noted and not _DIGITS.search(found[part].text)):
            break
    return own


def _titles(case: Case) -> list[Element | None]:
    """The first title of every attachment of the document's own."""
    first = {each.part: each for each in reversed(case.document.elements) if each.kind is Kind.TITLE}
    return [first.get(each.part) for each in _labels(case)]


def _same(named: str, title: str) -> bool:
    """Whether two names agree, a line above or below that was read as part of a title set aside."""
    first, second = _compared(named), _compared(title)
    return first.startswith(second) or second.startswith(first)


def _compared(name: str) -> str:
    """A name without quotation marks, book marks and a remark in parentheses at its end."""
    return re.sub(r"[《》“”\"]|[（(][^（）()]*[）)]$", "", name)


def _name(note: Element) -> str:
    text = note.text
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    number = _NUMBER.match(text, start)
    return squeezed(text[number.end() if number else start :]).rstrip("。；;，,、.")


RULES = (
    Rule("attachment_note.colon", f"{STANDARD} 7.3.4", Strength.MUST, _colon),
    Rule("attachment_note.numbers", f"{STANDARD} 7.3.4", Strength.MUST, _numbers),
    Rule("attachment_note.single", "", Strength.PRACTICE, _single),
    Rule("attachment_note.stop", f"{STANDARD} 7.3.4", Strength.MUST, _stops),
    Rule("attachment_note.missing", f"{STANDARD} 7.3.4", Strength.MUST, _note_missing),
    Rule("attachment.count", f"{STANDARD} 7.3.7", Strength.MUST, _too_many),
    Rule("attachment.absent", f"{STANDARD} 7.3.7", Strength.NORMALLY, _absent),
    Rule("attachment.label", f"{STANDARD} 7.3.7", Strength.NORMALLY, _label_form),
    Rule("attachment.number", f"{STANDARD} 7.3.7", Strength.MUST, _label_number),
    Rule("attachment.title", f"{STANDARD} 7.3.7", Strength.MUST, _title_differs),
)
