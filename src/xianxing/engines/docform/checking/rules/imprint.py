"""Rules for the imprint: 抄送机关, 印发机关和印发日期."""

import re
from collections.abc import Iterator

from xianxing.engines.docform.checking.rule import STANDARD, Case, Fault, Rule, at, inside
from xianxing.engines.docform.parsing.lines import squeezed
from xianxing.engines.docform.parsing.shapes import day_of
from xianxing.engines.docform.terms import Kind, Strength

_LABEL = re.compile(r"抄\s*[送报发]\s*([:：])")
_DATE = re.compile(
    r"(?:[\d〇○零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)"
)
_ARABIC = re.compile(r"\d{4}年[1-9]\d?月[1-9]\d?日")


def _stop(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.COPY_TO):
        text = case.stretch(each)
        if not text.endswith("。"):
            end = len(text.rstrip("；;，,、.．"))
            told = "抄送机关末尾没有句号；最后一个抄送机关名称后标句号"
            yield inside(each, end, len(text), told, "。")


def _colon(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.COPY_TO):
        found = _LABEL.match(case.stretch(each))
        if found and found[1] == ":":
            yield inside(each, *found.span(1), "“抄送”之后是半角冒号；用全角冒号", "：")


def _label(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.COPY_TO):
        text = case.stretch(each)
        if squeezed(text)[:2] in {"抄报", "抄发", "分送"}:
            told = f"写作“{squeezed(text)[:2]}”；不论上级、平级、下级，都用“抄送”"
            yield inside(each, 0, text.index(squeezed(text)[1]) + 1, told, "抄送")


def _order(case: Case) -> Iterator[Fault]:
    printed = case.document.first(Kind.PRINTED_BY)
    for each in case.document.of(Kind.COPY_TO):
        if printed and printed.start < each.start:
            yield at(each, "抄送机关在印发机关之下；抄送机关编排在印发机关和印发日期之上一行，请调换")


def _printed_numerals(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.PRINTED_BY):
        text = case.stretch(each)
        found = _DATE.search(text)
        if found and not _ARABIC.fullmatch(found[0]):
            day = day_of(found[0])
            told = f"印发日期写作“{found[0]}”；用阿拉伯数字将年、月、日标全，月、日不编虚位"
            yield inside(each, *found.span(), told, f"{day.year}年{day.month}月{day.day}日" if day else None)


def _printed_early(case: Case) -> Iterator[Fault]:
    day = case.day()
    for each in case.document.of(Kind.PRINTED_BY):
        found = _DATE.search(each.text)
        printed = day_of(found[0]) if found else None
        if day and printed and printed < day:
            yield at(each, "印发日期早于成文日期；印发日期是送印的日期，请核对")


def _twice(case: Case) -> Iterator[Fault]:
    copies = case.document.first(Kind.COPY_TO)
    both = [name for name in case.copies() if name in case.recipients()]
    if copies and both:
        yield at(copies, f"“{'、'.join(both)}”既主送又抄送；主送的机关不再抄送，请删去一处")


RULES = (
    Rule("copy_to.stop", f"{STANDARD} 7.4.2", Strength.MUST, _stop),
    Rule("copy_to.colon", f"{STANDARD} 7.4.2", Strength.MUST, _colon),
    Rule("copy_to.label", f"{STANDARD} 7.4.2", Strength.MUST, _label),
    Rule("copy_to.order", f"{STANDARD} 7.4.2", Strength.MUST, _order),
    Rule("copy_to.twice", "", Strength.PRACTICE, _twice),
    Rule("printed_by.numerals", f"{STANDARD} 7.4.3", Strength.MUST, _printed_numerals),
    Rule("printed_by.early", "", Strength.PRACTICE, _printed_early),
)
