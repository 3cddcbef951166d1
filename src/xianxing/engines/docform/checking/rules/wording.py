"""Rules of practice for the words: closing formulas, how other documents are cited."""

import re
from collections.abc import Iterator

from xianxing.engines.docform.checking.rule import Case, Fault, Rule, inside, missing
from xianxing.engines.docform.terms import DocumentType, Element, Kind, Strength

_FORMULA = re.compile(r"特此(通知|通报|公告|通告|报告|批复|函复|函告|函达|复函|请示|决定)")
_FITS = {
    "通知": {DocumentType.NOTICE},
    "通报": {DocumentType.CIRCULAR},
    "公告": {DocumentType.ANNOUNCEMENT},
    "通告": {DocumentType.PUBLIC_NOTICE},
    "报告": {DocumentType.REPORT},
    "批复": {DocumentType.REPLY},
    "请示": {DocumentType.REQUEST},
    "决定": {DocumentType.DECISION},
}
_MAY_ASK = frozenset(
    {
        DocumentType.REQUEST,
        DocumentType.REPORT,
        DocumentType.OPINION,
        DocumentType.LETTER,
        DocumentType.BILL,
    }
)
"""Those that ask, and the report, which has a rule of its own for it."""

_PLEA = re.compile(r"[妥当可]否[，,]\s*请(?:予)?(?:批示|批复|审批|批准|指示|审定|审议)")
_LETTER_WORDS = {"函复", "函告", "函达", "复函"}
_ASKS = re.compile(r"[妥当可]否|请.{0,8}(?:批示|批复|审批|批准|审定|审议|核准|指示)|如无不妥")
_CITE = re.compile(
    r"(?<![《〈（(\u4e00-\u9fff])(?P<run>[\u4e00-\u9fff]{2,30})(?P<rest>[〔\[［【]\d{4}[〕\]］】]第?\d{1,5}号)"
    r"[，,]?\s*(?P<title>《[^《》]{2,80}》)"
)
_LEADING = re.compile(
    r".*(?:按照|根据|依据|依照|遵照|参照|比照|落实|贯彻|执行|印发|转发|下发|废止|修改|适用|违反|符合|关于|要求|参见|[见和与及以将由])"
)
_LONGEST_SERIES = 8
_CITED_NUMBER = re.compile(r"[（(][\u4e00-\u9fff]{2,10}([\[［【(（])(\d{4})([\]］】)）])第?\d{1,5}号[）)]")
_INCOMING = re.compile(r"[（(][^（）()]{0,40}[〔\[［【（(]\d{4}[〕\]］】）)][^（）()]{0,16}号[）)]")
_ANSWERED_PERSON = re.compile(r"(?:代表|委员|主席|同志|先生|女士)[：:]?$")
_RECEIVED = re.compile(r"收悉|来函|来文|请示|报来")


def _formula_differs(case: Case) -> Iterator[Fault]:
    kind = case.document.type
    if kind is None:
        return
    for each in _last_paragraphs(case):
        for found in _FORMULA.finditer(case.stretch(each)):
            fits = {DocumentType.LETTER} if found[1] in _LETTER_WORDS else _FITS[found[1]]
            if kind not in fits:
                told = f"{kind}用了“{found[0]}”；结束语与文种通常一致，请改"
                yield inside(each, *found.span(), told)


def _asks_downward(case: Case) -> Iterator[Fault]:
    kind = case.document.type
    if kind is None or kind in _MAY_ASK:
        return
    for each in _last_paragraphs(case):
        for found in _PLEA.finditer(case.stretch(each)):
            yield inside(each, *found.span(), f"{kind}用了“{found[0]}”；这是请示的结束语，请改")


def _last_paragraphs(case: Case) -> tuple[Element, ...]:
    return case.body()[-3:]


def _request_formula(case: Case) -> Iterator[Fault]:
    body = case.body()
    if case.document.type is not DocumentType.REQUEST or not body:
        return
    if not any(_ASKS.search(each.text) for each in body[-4:]):
        yield missing(body[-1].end, "请示没有结束语；通常用“妥否，请批示。”")


def _answers_nothing(case: Case) -> Iterator[Fault]:
    body = case.body()
    title = case.document.first(Kind.TITLE)
    answering = case.document.type is DocumentType.REPLY or (
        title is not None and title.text.endswith("复函")
    )
    if not answering or not body or _ANSWERED_PERSON.search(case.text(Kind.MAIN_RECIPIENT)):
        return
    opening = body[0]
    if not _INCOMING.search(opening.text):
        told = "答复没有引来文的标题和发文字号；通常写“你×《关于……的请示》（×〔2026〕1号）收悉。”"
        if _RECEIVED.search(opening.text):
            told = "答复引了来文而没有发文字号；通常先引标题、后引发文字号"
        yield inside(opening, 0, min(len(opening.text), 40), told)


def _cited_order(case: Case) -> Iterator[Fault]:
    told = "引用公文时发文字号在标题之前；通常先引标题、后引发文字号"
    for each in case.body():
        for found in _CITE.finditer(case.stretch(each)):
            verb = _LEADING.match(found["run"])
            start = found.start() + (verb.end() if verb else 0)
            series = found["run"][verb.end() if verb else 0 :]
            fix = f"{found['title']}（{series}{found['rest']}）"
            yield inside(each, start, found.end(), told, fix if 2 <= len(series) <= _LONGEST_SERIES else None)


def _cited_brackets(case: Case) -> Iterator[Fault]:
    for each in case.body():
        for found in _CITED_NUMBER.finditer(case.stretch(each)):
            told = f"引用的发文字号年份用“{found[1]}{found[3]}”括入；用六角括号〔〕"
            yield inside(each, found.start(1), found.end(3), told, f"〔{found[2]}〕")


RULES = (
    Rule("wording.formula", "", Strength.PRACTICE, _formula_differs),
    Rule("wording.plea", "", Strength.PRACTICE, _asks_downward),
    Rule("wording.request_formula", "", Strength.PRACTICE, _request_formula),
    Rule("wording.incoming", "", Strength.PRACTICE, _answers_nothing),
    Rule("wording.cited_order", "", Strength.PRACTICE, _cited_order),
    Rule("wording.cited_brackets", "", Strength.PRACTICE, _cited_brackets),
)
