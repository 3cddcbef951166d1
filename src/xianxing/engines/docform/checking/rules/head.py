"""Rules for what stands above the title: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人."""

import re
from collections.abc import Iterator
from itertools import pairwise

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
from xianxing.engines.docform.terms import DocumentType, Form, Kind, Strength
from xianxing.text import numeral_to_int

_URGENT = frozenset({"特急", "加急"})
_TELEGRAM = frozenset({"特提", "特急", "加急", "平急"})
_ORDER = (Kind.COPY_NUMBER, Kind.CLASSIFICATION, Kind.URGENCY)
_PERIOD = re.compile(r"[一二三四五六七八九十]{1,3}(?=[年月天日个])")
_BRACKETS = re.compile(r"([\[［【（(〈<{])\s*(\d{2,4})年?\s*([\]］】）)〉>}])")
_BARE_YEAR = re.compile(r"(?<=[\u4e00-\u9fff])(\d{4})年?[-—]?(?=第?\d{1,5}号$)")
_SHORT_YEAR = re.compile(r"[〔\[［【（(〈<](\d{2})[〕\]］】）)〉>]")
_YEAR = re.compile(r"[〔\[［【（(〈<](\d{4})[〕\]］】）)〉>]")
_ORDINAL = re.compile(r"(?<=[〕\]］】）)〉>])\s*第")
_ZEROS = re.compile(r"(?<!\d)0+(?=[1-9]\d*\s*号)")
_SIGNER = re.compile(r"签\s*发\s*人\s*(:|(?=[^:：\s]))")


def _serial_digits(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.COPY_NUMBER):
        digits = re.search(r"\d+", each.text)
        if digits and len(digits[0]) != 6:
            fix = digits[0].zfill(6) if len(digits[0]) < 6 else None
            told = f"份号是 {len(digits[0])} 位数字；一般用 6 位阿拉伯数字，请补足位数"
            yield inside(each, digits.start(), digits.end(), told, fix)


def _serial_missing(case: Case) -> Iterator[Fault]:
    secret = case.document.first(Kind.CLASSIFICATION)
    if secret and not case.document.of(Kind.COPY_NUMBER):
        yield missing(secret.start, "标有密级而没有份号；涉密公文应当标注份号，请在密级之上补一行份号")


def _secret(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.CLASSIFICATION):
        yield at(
            each, f"标有“{each.text}”；涉密公文不得在非涉密系统中起草、存储和流转，请停止处理并移出本系统"
        )


def _secret_period(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.CLASSIFICATION):
        for found in _PERIOD.finditer(each.text):
            told = f"保密期限写作“{found[0]}”；期限中的数字用阿拉伯数字"
            yield inside(each, *found.span(), told, str(numeral_to_int(found[0])))


def _urgency(case: Case) -> Iterator[Fault]:
    allowed = _TELEGRAM if "电" in case.text(Kind.NUMBER) + case.text(Kind.ISSUER_MARK) else _URGENT
    for each in case.document.of(Kind.URGENCY):
        if squeezed(each.text) not in allowed:
            told = f"紧急程度写作“{each.text}”；公文标“特急”“加急”，电报标“特提”“特急”“加急”“平急”，请改用其中之一"
            yield at(each, told)


def _order_of_marks(case: Case) -> Iterator[Fault]:
    marks = [each for each in case.document.elements if each.kind in _ORDER and each.part == 0]
    for upper, lower in pairwise(marks):
        if _ORDER.index(upper.kind) > _ORDER.index(lower.kind):
            told = f"“{lower.text}”排在“{upper.text}”之下；自上而下应为份号、密级和保密期限、紧急程度，请调换"
            yield at(lower, told)


def _letter_mark(case: Case) -> Iterator[Fault]:
    mark = case.document.first(Kind.ISSUER_MARK)
    if mark and case.document.form is Form.LETTER and squeezed(mark.text).endswith("文件"):
        told = "信函格式的发文机关标志带有“文件”二字；只用机关全称或者规范化简称，请删去"
        yield inside(mark, mark.text.rindex("文"), len(mark.text), told, "")


def _brackets(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.NUMBER):
        stretch = case.stretch(each)
        for found in _BRACKETS.finditer(stretch):
            told = f"发文字号的年份用“{found[1]}{found[3]}”括入；用六角括号〔〕"
            yield inside(each, *found.span(), told, f"〔{found[2]}〕")
        for found in _BARE_YEAR.finditer(stretch):
            yield inside(each, *found.span(), "发文字号的年份没有括号；用六角括号〔〕括入", f"〔{found[1]}〕")


def _short_year(case: Case) -> Iterator[Fault]:
    day = case.day()
    for each in case.document.of(Kind.NUMBER):
        for found in _SHORT_YEAR.finditer(case.stretch(each)):
            year = f"{day.year}" if day and f"{day.year}".endswith(found[1]) else None
            told = f"发文字号的年份写作“{found[1]}”；年份标全称（4 位数字）"
            yield inside(each, *found.span(), told, f"〔{year}〕" if year else None)


def _ordinal(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.NUMBER):
        for found in _ORDINAL.finditer(case.stretch(each)):
            yield inside(each, *found.span(), "发文顺序号前有“第”字；发文顺序号不加“第”字，请删去", "")


def _zeros(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.NUMBER):
        for found in _ZEROS.finditer(case.stretch(each)):
            yield inside(each, *found.span(), "发文顺序号编了虚位；1 不编为 01，请删去前面的 0", "")


def _number_year(case: Case) -> Iterator[Fault]:
    day, number = case.day(), case.document.first(Kind.NUMBER)
    found = _YEAR.search(case.stretch(number)) if number else None
    if day and number and found and int(found[1]) != day.year:
        told = f"发文字号是 {found[1]} 年，成文日期是 {day.year} 年；两者通常同年，请核对"
        yield inside(number, *found.span(1), told)


def _number_missing(case: Case) -> Iterator[Fault]:
    mark = case.document.first(Kind.ISSUER_MARK)
    if mark and not case.document.of(Kind.NUMBER):
        yield missing(mark.end, "有发文机关标志而没有发文字号；请在标志之下编排发文字号，草稿可在登记时补")


def _signer_missing(case: Case) -> Iterator[Fault]:
    mark = case.document.first(Kind.ISSUER_MARK)
    if mark and case.is_upward() and not case.document.of(Kind.SIGNER):
        kind = case.document.type
        told = f"{kind}是上行文，没有签发人；上行文应当标注签发人姓名，请补“签发人：×××”"
        number = case.document.first(Kind.NUMBER)
        yield missing(number.end if number else mark.end, told)


def _signer_downward(case: Case) -> Iterator[Fault]:
    signer, kind = case.document.first(Kind.SIGNER), case.document.type
    if signer and kind and not case.is_upward() and kind not in {DocumentType.OPINION, DocumentType.BILL}:
        yield at(signer, f"{kind}标有签发人；只有上行文标注签发人，请删去")


def _signer_colon(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.SIGNER):
        found = _SIGNER.match(case.stretch(each))
        if found:
            told = "“签发人”之后不是全角冒号；由“签发人”三字加全角冒号和姓名组成"
            yield inside(each, *found.span(1), told, "：")


RULES = (
    Rule("copy_number.digits", f"{STANDARD} 7.2.1", Strength.NORMALLY, _serial_digits),
    Rule("copy_number.missing", f"{REGULATIONS} 第九条第一项", Strength.MUST, _serial_missing),
    Rule("classification.present", "中华人民共和国保守国家秘密法", Strength.MUST, _secret),
    Rule("classification.period", f"{STANDARD} 7.2.2", Strength.MUST, _secret_period),
    Rule("urgency.word", f"{REGULATIONS} 第九条第三项", Strength.MUST, _urgency),
    Rule("head.order", f"{STANDARD} 7.2.3", Strength.MUST, _order_of_marks),
    Rule("mark.letter", f"{STANDARD} 10.1", Strength.NORMALLY, _letter_mark),
    Rule("number.brackets", f"{STANDARD} 7.2.5", Strength.MUST, _brackets),
    Rule("number.short_year", f"{STANDARD} 7.2.5", Strength.MUST, _short_year),
    Rule("number.ordinal", f"{STANDARD} 7.2.5", Strength.MUST, _ordinal),
    Rule("number.zeros", f"{STANDARD} 7.2.5", Strength.MUST, _zeros),
    Rule("number.year", "", Strength.PRACTICE, _number_year),
    Rule("number.missing", f"{REGULATIONS} 第九条第五项", Strength.NORMALLY, _number_missing),
    Rule("signer.missing", f"{REGULATIONS} 第九条第六项", Strength.MUST, _signer_missing),
    Rule("signer.downward", f"{REGULATIONS} 第九条第六项", Strength.NORMALLY, _signer_downward),
    Rule("signer.colon", f"{STANDARD} 7.2.6", Strength.MUST, _signer_colon),
)
