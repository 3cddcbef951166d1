"""Rules for the main recipients."""

import re
from collections.abc import Iterator

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
from xianxing.engines.docform.terms import DocumentType, Kind, Strength

_ADDRESSED = frozenset(
    {DocumentType.NOTICE, DocumentType.REPORT, DocumentType.REQUEST, DocumentType.REPLY, DocumentType.LETTER,
     DocumentType.BILL}
)  # fmt: skip
_PERSON = re.compile(
    r"(?:书记|省长|市长|县长|区长|州长|镇长|乡长|部长|局长|厅长|主任|主席|总理|秘书长|院长|同志|领导)$"
)


def _missing(case: Case) -> Iterator[Fault]:
    document = case.document
    if document.type in _ADDRESSED and not document.of(Kind.MAIN_RECIPIENT) and document.of(Kind.BODY):
        told = f"{document.type}没有主送机关；请在标题之下顶格写明主要受理机关，末尾用全角冒号"
        yield missing(case.body_start(), told)


def _colon(case: Case) -> Iterator[Fault]:
    for each in case.document.of(Kind.MAIN_RECIPIENT):
        text = case.stretch(each)
        if text.startswith("主送") or text.endswith("："):
            continue
        end = len(text.rstrip(":;；，,。、 "))
        told = "主送机关末尾不是全角冒号；最后一个机关名称后标全角冒号"
        yield inside(each, end, len(text), told, "：")


def _one_superior(case: Case) -> Iterator[Fault]:
    names = case.recipients()
    element = case.document.first(Kind.MAIN_RECIPIENT)
    if element and case.is_upward() and len(names) > 1:
        kind = case.document.type
        told = f"{kind}主送 {len(names)} 个机关；上行文原则上主送一个上级机关，其余请改为抄送"
        yield at(element, told)


def _person(case: Case) -> Iterator[Fault]:
    element = case.document.first(Kind.MAIN_RECIPIENT)
    if element is None or not case.is_upward():
        return
    for name in case.recipients():
        if _PERSON.search(name):
            told = f"主送“{name}”是个人；除负责人直接交办的事项外，不得以本机关名义向上级机关负责人报送，请改为机关"
            yield at(element, told)


RULES = (
    Rule("recipient.missing", f"{REGULATIONS} 第九条第八项", Strength.NORMALLY, _missing),
    Rule("recipient.colon", f"{STANDARD} 7.3.2", Strength.MUST, _colon),
    Rule("recipient.one_superior", f"{REGULATIONS} 第十五条第一项", Strength.NORMALLY, _one_superior),
    Rule("recipient.person", f"{REGULATIONS} 第十五条第五项", Strength.MUST, _person),
)
