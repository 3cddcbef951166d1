"""The check as a whole, and repairs."""

from datetime import date

import pytest

from xianxing.engines.docform.checking import all_rules, check, fixed
from xianxing.engines.docform.errors import FixError
from xianxing.engines.docform.parsing import parse_text, to_text
from xianxing.engines.docform.terms import Document, Element, Finding, Kind, Picture, Strength
from xianxing.engines.docform.tests.cast import NOTICE, OFFICIAL
from xianxing.engines.docform.tests.changes import Mutation, mutated
from xianxing.engines.docform.tests.mutations import MUTATIONS

TODAY = date(2026, 11, 23)
OLD = """青屏市人民政府关于做好防汛工作的通知
青政发[1996]第03号
各县人民政府:
请做好防汛工作。
青屏市人民政府
一九九六年三月五日
"""


def _only(text: str) -> Finding:
    found = check(parse_text(text))
    assert len(found) == 1
    return found[0]


def test_check_finding_says_rule_clause_strength_place_and_fix() -> None:
    text = NOTICE.replace("〔2026〕15号", "[2026]15号")
    start = text.index("[2026]")
    assert _only(text) == Finding(
        "number.brackets",
        "GB/T 9704-2012 7.2.5",
        Strength.MUST,
        "发文字号的年份用“[]”括入；用六角括号〔〕",
        start,
        start + 6,
        "〔2026〕",
    )


def test_check_date_in_chinese_numerals_is_wrong_since_the_standard_and_right_before() -> None:
    after = NOTICE.replace("2026年3月16日\n（", "二〇二六年三月十六日\n（")
    assert [(each.rule, each.fix) for each in check(parse_text(after))] == [
        ("date.numerals", "2026年3月16日")
    ]
    assert check(parse_text(OLD)) == ()


@pytest.mark.parametrize(("day", "count"), [("二〇一二年六月三十日", 0), ("二〇一二年七月一日", 1)])
def test_check_standard_binds_from_its_first_day(day: str, count: int) -> None:
    text = f"青屏市人民政府关于防汛的决定\n青政发〔2012〕1号\n现作如下决定。\n青屏市人民政府\n{day}\n"
    assert len(check(parse_text(text))) == count


def test_check_document_without_a_date_is_dated_by_its_number() -> None:
    undated = OLD.replace("一九九六年三月五日\n", "")
    assert check(parse_text(undated)) == ()
    assert check(parse_text(undated.replace("1996", "2026"))) != ()


def test_check_practice_is_told_of_old_documents_too() -> None:
    assert [each.rule for each in check(parse_text(OLD.replace("请做好", "（此页无正文）\n请做好")))] == [
        "body.no_text_page"
    ]


def test_check_without_today_says_nothing_of_the_future() -> None:
    text = NOTICE.text.replace("2026", "2027")
    assert check(parse_text(text)) == ()
    assert [each.rule for each in check(parse_text(text), today=TODAY)] == ["date.future"]


def test_check_findings_stand_in_the_order_of_the_text() -> None:
    text = NOTICE.replace("〔2026〕15号", "[2026]015号").replace("抄送：", "抄送:").replace("附件：", "附件:")
    places = [each.start for each in check(parse_text(text))]
    assert places == sorted(places)
    assert len(places) == 4


def test_check_empty_document_has_no_finding() -> None:
    assert check(parse_text("")) == ()


def test_all_rules_have_names_of_their_own_and_must_rules_have_clauses() -> None:
    rules = all_rules()
    assert len({each.name for each in rules}) == len(rules)
    assert all(each.clause for each in rules if each.strength is not Strength.PRACTICE)
    assert all(not each.clause for each in rules if each.strength is Strength.PRACTICE)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_fixed_every_mechanical_fix_removes_its_finding(mutation: Mutation) -> None:
    for sample in OFFICIAL:
        text = mutated(mutation, sample.text)
        document = parse_text(text or "")
        before = check(document, today=TODAY)
        for finding in before:
            if finding.fix is None:
                continue
            after = check(fixed(document, finding), today=TODAY)
            assert sum(each.rule == finding.rule for each in after) < sum(
                each.rule == finding.rule for each in before
            ), (sample.name, finding)


def test_fixed_one_after_another_restores_the_document() -> None:
    text = NOTICE.replace("〔2026〕15号", "[2026]015号").replace("抄送：", "抄送:").replace("附件：", "附件:")
    document = parse_text(text)
    while found := [each for each in check(document) if each.fix is not None]:
        document = fixed(document, found[0])
    assert document.source == NOTICE.text


def test_fixed_keeps_pictures_properties_and_what_was_lost() -> None:
    picture = Picture(b"png", "image/png", 40.0)
    parsed = parse_text("青屏市人民政府关于防汛的通知\n各县人民政府:\n![](图1)\n")
    elements = tuple(
        Element(each.kind, each.text, each.start, each.end, picture=picture if "图1" in each.text else None)
        for each in parsed.elements
    )
    document = Document(elements, parsed.source, parsed.type, lost=("批注",), properties={"title": "甲"})
    colon = next(each for each in check(document) if each.rule == "recipient.colon")
    after = fixed(document, colon)
    assert [each.picture for each in after.elements] == [None, None, picture]
    assert (after.lost, after.properties, after.source[-15:]) == (
        ("批注",),
        {"title": "甲"},
        "县人民政府：\n![](图1)\n",
    )


def test_fixed_finding_without_a_fix_is_refused() -> None:
    finding = Finding("title.matter", "", Strength.PRACTICE, "标题没有事由", 0, 1)
    with pytest.raises(FixError, match="“标题没有事由”没有可以直接采用的改法；请人工修改"):
        fixed(parse_text("甲"), finding)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (1, 0), (0, 9)])
def test_fixed_finding_of_another_document_is_refused(start: int, end: int) -> None:
    finding = Finding("a", "", Strength.MUST, "甲", start, end, "乙")
    with pytest.raises(FixError, match=f"问题的位置 {start}-{end} 超出全文 1 字；请重新检查后再采用"):
        fixed(parse_text("甲"), finding)


def test_to_text_of_a_checked_document_is_checked_the_same() -> None:
    for sample in OFFICIAL:
        assert check(parse_text(to_text(parse_text(sample.text))), today=TODAY) == ()
    assert parse_text(NOTICE.text).first(Kind.SIGNER) is None
