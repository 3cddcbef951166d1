"""Kinds of matters by cue words. Every text is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.triage import Kind, Message, Reason, suggest_kind
from xianxing.engines.triage.kinds import SOURCES

CAUTION = Reason(
    "含有举报或检举控告的说法，请人工确认；在确认之前不得转给被反映的人或单位", "信访工作条例 第三十条"
)


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("咨询社保卡补办", "请问需要哪些材料？", Kind.INQUIRY),
        ("落户政策是什么", "何时可以办", Kind.INQUIRY),
        ("建议增设公交站", "方便老人出行", Kind.SUGGESTION),
        ("一点想法", "希望在路口增加路灯", Kind.SUGGESTION),
        ("夜间施工扰民", "噪音很大，无人管", Kind.COMPLAINT),
        ("商家宰客", "态度恶劣", Kind.COMPLAINT),
        ("求助", "家里生活困难，走投无路", Kind.HELP),
        ("包工头拖欠工资", "请求有关部门解决", Kind.APPEAL),
        ("不服工伤认定", "要求重新认定", Kind.APPEAL),
        ("某局长受贿", "收受红包", Kind.ACCUSATION),
        ("实名举报村支书", "账目不清", Kind.ACCUSATION),
    ],
)
def test_kind_of_a_plain_message_follows_its_cues(title: str, text: str, kind: Kind) -> None:
    assert suggest_kind(Message(title, text)).kind is kind


def test_kind_with_a_word_of_corruption_outweighs_every_other_cue() -> None:
    verdict = suggest_kind(Message("咨询", "请问，咨询，建议，投诉：干部贪污怎么办理"))
    assert verdict.kind is Kind.ACCUSATION
    assert verdict.confirm is True
    assert verdict.reasons == (Reason("像是检举控告：贪污、干部", SOURCES[Kind.ACCUSATION]), CAUTION)


def test_kind_of_a_report_without_an_office_holder_is_a_complaint_to_confirm() -> None:
    verdict = suggest_kind(Message("举报小作坊", "产品不合格"))
    assert (verdict.kind, verdict.confirm) == (Kind.COMPLAINT, True)
    assert verdict.reasons == (Reason("像是投诉：举报", "政务热线受理分类"), CAUTION)


def test_kind_of_a_report_telephone_is_no_report() -> None:
    verdict = suggest_kind(Message("咨询", "请问举报电话是多少"))
    assert (verdict.kind, verdict.confirm) == (Kind.INQUIRY, False)


def test_kind_without_a_cue_is_left_to_a_person() -> None:
    verdict = suggest_kind(Message("路灯", "路灯坏了"))
    assert (verdict.kind, verdict.confirm) == (None, True)
    assert verdict.reasons == (Reason("没有找到能说明诉求种类的词语，请人工判断", "政务热线受理分类"),)


def test_kind_in_the_title_outweighs_one_in_the_text() -> None:
    assert suggest_kind(Message("建议", "请问")).kind is Kind.SUGGESTION
    assert suggest_kind(Message("请问", "建议")).kind is Kind.INQUIRY


def test_kind_with_equal_cues_takes_the_one_with_more_duties() -> None:
    assert suggest_kind(Message("", "拖欠，扰民")).kind is Kind.APPEAL
    assert suggest_kind(Message("", "扰民，咨询")).kind is Kind.COMPLAINT


def test_kind_counts_a_repeated_cue_once() -> None:
    verdict = suggest_kind(Message("", "请问，请问，请问；扰民，无人管"))
    assert verdict.kind is Kind.COMPLAINT
    assert verdict.reasons == (Reason("像是投诉：扰民、无人管", "政务热线受理分类"),)


def test_every_kind_has_its_source() -> None:
    assert set(SOURCES) == set(Kind)
    assert SOURCES[Kind.APPEAL] == "信访工作条例 第三十一条"


@given(st.text(max_size=40), st.sampled_from(["贪污", "受贿", "滥用职权", "举报局长"]), st.text(max_size=40))
def test_kind_of_any_text_with_an_accusation_is_confirmed_by_a_person(
    before: str, cue: str, after: str
) -> None:
    verdict = suggest_kind(Message("", f"{before}\n{cue}\n{after}"))
    assert verdict.kind is Kind.ACCUSATION
    assert verdict.confirm
