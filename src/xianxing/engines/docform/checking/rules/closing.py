"""Rules for signature, date and note."""

import re
from collections.abc import Iterator
from datetime import date

from xianxing.engines.docform.checking.rule import (
    REGULATIONS,
    STANDARD,
    Case,
    Fault,
    Rule,
    at,
    inside,
    missing,
)
from xianxing.engines.docform.parsing.lines import squeezed
from xianxing.engines.docform.parsing.shapes import day_of, is_person
from xianxing.engines.docform.terms import DocumentType, Element, Form, Kind, Strength

_UNSIGNED = frozenset({DocumentType.RESOLUTION, DocumentType.COMMUNIQUE, DocumentType.MINUTES})
_CHINESE = re.compile(r"[一二三四五六七八九十〇○零ＯO]+(?=\s*[年月日号])")
_ZERO = re.compile(r"(?<!\d)0+(?=[1-9]\s*[月日])")
_FULL = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_NO_DAY = re.compile(r".{4,6}年.{1,3}月")
_HALF_NOTE = re.compile(r"\(.*\)|\(.*）|（.*\)", re.DOTALL)


def _signature_missing(case: Case) -> Iterator[Fault]:
    document = case.document
    day = case.closing_date()
    if document.type is None or document.type in _UNSIGNED or document.of(Kind.SIGNATURE) or not case.body():
        return
    if _adopted(case):
        return
    place = day.start if day else case.body()[-1].end
    yield missing(place, "没有发文机关署名；请在成文日期之上署发文机关全称或者规范化简称")


def _date_missing(case: Case) -> Iterator[Fault]:
    document = case.document
    if (
        document.type is None
        or document.type is DocumentType.MINUTES
        or document.of(Kind.DATE)
        or not case.body()
    ):
        return
    signature = document.of(Kind.SIGNATURE)
    place = signature[-1].end if signature else case.body()[-1].end
    yield missing(place, "没有成文日期；署会议通过或者发文机关负责人签发的日期，请写全年、月、日")


def _adopted(case: Case) -> bool:
    """Whether the date stands in parentheses under the title, as with what a meeting adopted."""
    return any(each.text[:1] in "（(" for each in case.document.of(Kind.DATE))


def _signature_differs(case: Case) -> Iterator[Fault]:
    issuers = {*case.issuers()}
    signed = [each for each in case.document.of(Kind.SIGNATURE) if not is_person(each.text)]
    if not issuers or not signed:
        return
    for each in signed:
        if squeezed(each.text) not in issuers:
            named = "、".join(case.issuers())
            told = f"署名“{each.text}”与标题中的发文机关“{named}”不一致；署发文机关全称或者规范化简称，请核对"
            yield at(each, told)


def _signature_joint(case: Case) -> Iterator[Fault]:
    signed = {squeezed(each.text) for each in case.document.of(Kind.SIGNATURE)}
    absent = [name for name in case.issuers() if name not in signed]
    if len(signed) < len(case.issuers()) and signed & {*case.issuers()}:
        place = case.document.of(Kind.SIGNATURE)[-1].end
        yield missing(place, f"联合行文缺“{'、'.join(absent)}”的署名；各发文机关按标题的顺序署名")


def _numerals(case: Case) -> Iterator[Fault]:
    element = case.closing_date()
    if element is None or not _CHINESE.search(element.text):
        return
    told = f"成文日期写作“{element.text}”；用阿拉伯数字将年、月、日标全"
    yield at(element, told, _written(day_of(element.text)))


def _zeros(case: Case) -> Iterator[Fault]:
    element = case.closing_date()
    for found in _ZERO.finditer(case.stretch(element)) if element else ():
        yield _inside_date(element, found, "成文日期的月、日编了虚位；1 不编为 01，请删去前面的 0")


def _inside_date(element: Element | None, found: re.Match[str], told: str) -> Fault:
    start = element.start if element else 0
    return Fault(told, start + found.start(), start + found.end(), "")


def _shape(case: Case) -> Iterator[Fault]:
    element = case.closing_date()
    if element is None or _CHINESE.search(element.text) or _FULL.fullmatch(element.text):
        return
    if _NO_DAY.fullmatch(squeezed(element.text)):
        yield at(element, f"成文日期“{element.text}”没有日；年、月、日标全")
        return
    told = f"成文日期写作“{element.text}”；写成“2026年3月16日”的形式"
    yield at(element, told, _written(day_of(element.text)))


def _impossible(case: Case) -> Iterator[Fault]:
    element = case.closing_date()
    if element and day_of(element.text) is None and not _NO_DAY.fullmatch(squeezed(element.text)):
        yield at(element, f"“{element.text}”不是日历上有的一天；请核对成文日期")


def _written(day: date | None) -> str | None:
    return f"{day.year}年{day.month}月{day.day}日" if day else None


def _future(case: Case) -> Iterator[Fault]:
    element, day = case.closing_date(), case.day()
    if element and day and case.today and day > case.today:
        told = f"成文日期 {_written(day)} 晚于今天 {_written(case.today)}；成文日期是签发或者会议通过的日期，请核对"
        yield at(element, told)


def _note_brackets(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.NOTE):
        text = case.stretch(each)
        if text[:1] not in "（(":
            yield at(each, f"附注“{each.text}”没有圆括号；居左空二字加圆括号编排", f"（{text}）")


def _note_half(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.NOTE):
        text = case.stretch(each)
        if _HALF_NOTE.fullmatch(text):
            yield at(each, f"附注“{each.text}”用了半角括号；通常用全角圆括号", f"（{text[1:-1]}）")


def _letter_imprint(case: Case) -> Iterator[Fault]:
    mark = case.document.first(Kind.ISSUER_MARK)
    for each in case.document.of(Kind.PRINTED_BY):
        if case.document.form is Form.LETTER and mark and not squeezed(mark.text).endswith("文件"):
            yield at(
                each, "信函格式的版记有印发机关和印发日期；信函格式不加印发机关和印发日期，请删去此行", ""
            )


def _second_date(case: Case) -> Iterator[Fault]:
    dates = [each for each in case.document.of(Kind.DATE) if each.text[:1] not in "（("]
    for each in dates[1:]:
        yield inside(
            each,
            0,
            len(each.text),
            "又一个成文日期；一件公文只有一个成文日期，联合行文署最后签发机关负责人签发的日期",
        )


RULES = (
    Rule("signature.missing", f"{REGULATIONS} 第九条第十一项", Strength.NORMALLY, _signature_missing),
    Rule("signature.differs", f"{REGULATIONS} 第九条第十一项", Strength.NORMALLY, _signature_differs),
    Rule("signature.joint", f"{STANDARD} 7.3.5", Strength.MUST, _signature_joint),
    Rule("date.missing", f"{REGULATIONS} 第九条第十二项", Strength.NORMALLY, _date_missing),
    Rule("date.numerals", f"{STANDARD} 7.3.5.4", Strength.MUST, _numerals),
    Rule("date.zeros", f"{STANDARD} 7.3.5.4", Strength.MUST, _zeros),
    Rule("date.shape", f"{STANDARD} 7.3.5.4", Strength.MUST, _shape),
    Rule("date.impossible", f"{REGULATIONS} 第二十条第四项", Strength.MUST, _impossible),
    Rule("date.second", f"{REGULATIONS} 第九条第十二项", Strength.MUST, _second_date),
    Rule("date.future", "", Strength.PRACTICE, _future),
    Rule("note.brackets", f"{STANDARD} 7.3.6", Strength.MUST, _note_brackets),
    Rule("note.half_brackets", "", Strength.PRACTICE, _note_half),
    Rule("imprint.letter", f"{STANDARD} 10.1", Strength.MUST, _letter_imprint),
)
