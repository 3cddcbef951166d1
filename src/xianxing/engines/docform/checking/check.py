"""The check of a whole document, and the repair of single findings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from xianxing.engines.docform.checking.registry import all_rules
from xianxing.engines.docform.checking.rule import Case, Rule
from xianxing.engines.docform.errors import FixError
from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import Document, Element, Finding, Strength

_RULES = all_rules()


def check(document: Document, *, today: date | None = None) -> tuple[Finding, ...]:
    """Every departure from the rules that the text shows, in the order of the text.

    A rule of the standard or of the 条例 is silent on a document dated before 2012-07-01, when both came into force.
    `today` is only used to notice a date that lies ahead.

    Source: GB/T 9704-2012 7 and 10; 党政机关公文处理工作条例 第三章、第四章.
    """
    case = Case(document, today)
    in_force = case.in_force()
    found = [
        finding
        for rule in _RULES
        if in_force or rule.strength is Strength.PRACTICE
        for finding in _apply(rule, case)
    ]
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.rule)))


def fixed(document: Document, finding: Finding) -> Document:
    """The document with one finding repaired: its stretch replaced by its fix, the whole parsed anew.

    Raises: FixError when the finding has no fix, or does not belong to this document.
    Source: decision (one-click accept).
    """
    if finding.fix is None:
        raise FixError(f"“{finding.message}”没有可以直接采用的改法；请人工修改")
    source = document.source
    if not 0 <= finding.start <= finding.end <= len(source):
        raise FixError(
            f"问题的位置 {finding.start}-{finding.end} 超出全文 {len(source)} 字；请重新检查后再采用"
        )
    text = source[: finding.start] + finding.fix + source[finding.end :]
    parsed = parse_text(text)
    elements = _with_pictures(parsed.elements, document.elements)
    return replace(parsed, elements=elements, properties=document.properties, lost=document.lost)


def _with_pictures(elements: Sequence[Element], before: Sequence[Element]) -> tuple[Element, ...]:
    """The elements, with the pictures that stood under the same text before."""
    pictures = {each.text: each.picture for each in before if each.picture is not None}
    return tuple(replace(each, picture=pictures.get(each.text)) for each in elements)


def _apply(rule: Rule, case: Case) -> Iterator[Finding]:
    for fault in rule.look(case):
        yield Finding(rule.name, rule.clause, rule.strength, fault.message, fault.start, fault.end, fault.fix)
