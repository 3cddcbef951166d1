"""Rules for the title: 发文机关名称, 事由, 文种."""

import re
from collections.abc import Iterator

from xianxing.engines.docform.checking.rule import REGULATIONS, Case, Fault, Rule, at, inside, missing
from xianxing.engines.docform.terms import DocumentType, Form, Kind, Strength

_WITHOUT_TITLE = frozenset({Form.ORDER, Form.PLAIN})
_END_MARK = re.compile(r"[。.！!；;，,、：:？?]+\s*$")
_ORDER_NUMBER = re.compile(r"令第|^第")
_REGULATION = re.compile(r"(?:条例|规定|办法|细则|规则)(?:（[^（）]*）)?$")
_PAPER = re.compile(r"(?:方案|办法|总结|要点|计划|规定|细则|规划|简报|制度|预案|汇报)(?:（[^（）]*）)?$")
_TWICE_ABOUT = re.compile(r"关于(?=(?:转发|印发|批转)关于)")
_TWICE_TYPE = re.compile(r"的通知(?=的通知$)")
_MIXED = re.compile(r"请示报告$|报告请示$")
_KINDS = frozenset(str(kind) for kind in DocumentType)
_NEEDS_MATTER = frozenset(
    {
        DocumentType.NOTICE, DocumentType.REPORT, DocumentType.REQUEST, DocumentType.REPLY,
        DocumentType.LETTER, DocumentType.OPINION, DocumentType.CIRCULAR, DocumentType.DECISION, DocumentType.BILL,
    }
)  # fmt: skip
_MATTER = re.compile(r"关于|印发|转发|批转|对|提请|发布|致")


def _title_missing(case: Case) -> Iterator[Fault]:
    document = case.document
    if not document.of(Kind.TITLE) and document.form not in _WITHOUT_TITLE and document.elements:
        told = "没有标题；标题由发文机关名称、事由和文种组成，请在主送机关之上补一个"
        yield missing(case.body_start(), told)


def _title_type(case: Case) -> Iterator[Fault]:
    title, number = case.document.first(Kind.TITLE), case.text(Kind.NUMBER)
    if title is None or case.document.type is not None or not number or _is_regulation(case, number):
        return
    told = f"标题“{title.text[-8:]}”没有以十五种公文之一结束；请改用法定文种，方案、办法、总结等以通知等印发"
    yield at(title, told)


def _paper_issued(case: Case) -> Iterator[Fault]:
    """A plan or a summary that is sent to someone and signed, as only documents are."""
    title, document = case.document.first(Kind.TITLE), case.document
    found = _PAPER.search(case.text(Kind.TITLE))
    sent = document.of(Kind.MAIN_RECIPIENT) and document.of(Kind.SIGNATURE) and not document.of(Kind.NUMBER)
    if title and found and sent:
        yield at(title, f"“{found[0]}”不是文种而有主送机关和署名；需要行文时以通知、函等印发")


def _is_regulation(case: Case, number: str) -> bool:
    """Whether the text is a regulation published with the number of its order, or with its adoption under the title."""
    if _ORDER_NUMBER.search(number):
        return True
    adopted = any(each.text[:1] in "（(" for each in case.document.of(Kind.DATE))
    return adopted and _REGULATION.search(case.text(Kind.TITLE)) is not None


def _title_issuer(case: Case) -> Iterator[Fault]:
    title, text = case.document.first(Kind.TITLE), case.text(Kind.TITLE)
    if title and (text.startswith("关于") or text in _KINDS) and case.document.type is not None:
        told = "标题没有发文机关名称；标题由发文机关名称、事由和文种组成，请在前面补机关名称"
        names = [each.text for each in case.document.of(Kind.SIGNATURE)]
        yield inside(title, 0, 0, told, names[0] if len(names) == 1 else None)


def _title_matter(case: Case) -> Iterator[Fault]:
    title, text = case.document.first(Kind.TITLE), case.text(Kind.TITLE)
    if title and case.document.type in _NEEDS_MATTER and not _MATTER.search(text):
        yield at(title, f"标题“{title.text}”没有事由；请写明关于什么事")


def _title_mixed(case: Case) -> Iterator[Fault]:
    title = case.document.first(Kind.TITLE)
    found = _MIXED.search(case.stretch(title)) if title else None
    if title and found:
        told = f"文种写作“{found[0]}”；请示与报告是两个文种，请求批准用请示，汇报情况用报告，请择一"
        yield inside(title, *found.span(), told)


def _title_mark(case: Case) -> Iterator[Fault]:
    title = case.document.first(Kind.TITLE)
    found = _END_MARK.search(case.stretch(title)) if title else None
    if title and found:
        yield inside(title, *found.span(), "标题末尾有标点；标题末尾通常不加标点，请删去", "")


def _title_twice(case: Case) -> Iterator[Fault]:
    title = case.document.first(Kind.TITLE)
    if title is None:
        return
    for pattern, told in (
        (_TWICE_ABOUT, "标题中“关于”重叠；转发、印发时通常只留一个，请删去前一个"),
        (_TWICE_TYPE, "标题中“的通知”重叠；转发通知时通常只留一个，请删去前一个"),
    ):
        for found in pattern.finditer(case.stretch(title)):
            yield inside(title, *found.span(), told, "")


RULES = (
    Rule("title.missing", f"{REGULATIONS} 第九条第七项", Strength.NORMALLY, _title_missing),
    Rule("title.type", f"{REGULATIONS} 第八条、第九条第七项", Strength.MUST, _title_type),
    Rule("title.paper", f"{REGULATIONS} 第八条", Strength.NORMALLY, _paper_issued),
    Rule("title.issuer", f"{REGULATIONS} 第九条第七项", Strength.MUST, _title_issuer),
    Rule("title.matter", f"{REGULATIONS} 第九条第七项", Strength.NORMALLY, _title_matter),
    Rule("title.mixed_type", f"{REGULATIONS} 第八条", Strength.MUST, _title_mixed),
    Rule("title.mark", "", Strength.PRACTICE, _title_mark),
    Rule("title.twice", "", Strength.PRACTICE, _title_twice),
)
