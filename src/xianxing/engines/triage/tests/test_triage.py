"""Verdicts, from the first day and with confirmations."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.triage import Confirmation, ConfirmationError, Decision, Message, Reason, TaxonomyError
from xianxing.engines.triage.taxonomy import Taxonomy
from xianxing.engines.triage.tests.cast import HOSPITAL, NOTHING, SCHOOL, TAXONOMY, WATER, confirmed
from xianxing.engines.triage.triage import Triage

COLD = Triage(TAXONOMY)
TAUGHT = COLD.learn(confirmed(40))


@pytest.mark.parametrize("triage", [COLD, TAUGHT], ids=["cold", "taught"])
@pytest.mark.parametrize(
    ("message", "label"), [(WATER, "城乡建设"), (SCHOOL, "教育文体"), (HOSPITAL, "卫生计生")]
)
def test_verdict_on_a_plain_message_names_its_branch_first(
    triage: Triage, message: Message, label: str
) -> None:
    verdict = triage.classify(message)
    assert verdict.labels[0].label == label
    assert [each.confidence for each in verdict.labels] == sorted(
        (each.confidence for each in verdict.labels), reverse=True
    )
    assert sum(each.confidence for each in verdict.labels) == pytest.approx(1.0)


def test_verdict_on_a_message_without_cues_says_so() -> None:
    office = Triage(
        Taxonomy([("城乡建设",), ("教育文体",), ("卫生计生",), ("交通运输",), ("政法",), ("民政",)])
    )
    verdict = office.classify(NOTHING)
    assert verdict.decision is Decision.ASK
    assert [each.confidence for each in verdict.labels] == [pytest.approx(1 / 6)] * 3
    assert verdict.reasons == (Reason("没有找到能说明类别的词语，请人工判断", "标签名称与词库"),)


def test_verdict_shows_at_most_three_labels() -> None:
    assert len(Triage(Taxonomy([("教育",)])).classify(SCHOOL).labels) == 1
    assert len(Triage(Taxonomy([("教育",), ("交通",), ("医疗",), ("环保",)])).classify(SCHOOL).labels) == 3


def test_verdict_before_confirmations_names_the_keywords() -> None:
    (reason,) = COLD.classify(Message("停水", "水压低")).reasons
    assert reason == Reason("“城乡建设”的用词：停水、水压", "标签名称与词库")


def test_verdict_after_confirmations_names_what_was_learned_too() -> None:
    sources = [reason.source for reason in TAUGHT.classify(WATER).reasons]
    assert sources == ["标签名称与词库", "以往确认"]


def test_verdicts_after_many_confirmations_are_surer() -> None:
    before, after = (triage.classify(Message("", "停水，水压低，请恢复供水")) for triage in (COLD, TAUGHT))
    assert after.labels[0].confidence > before.labels[0].confidence


def test_triage_learns_a_word_no_keyword_knows() -> None:
    lesson = [
        *(Confirmation(Message("", f"云雀项目第{turn}号"), "教育文体") for turn in range(12)),
        *(Confirmation(Message("", f"海燕项目第{turn}号"), "卫生计生") for turn in range(12)),
    ]
    new = Message("", "云雀项目怎么样了")
    assert [each.confidence for each in COLD.classify(new).labels] == [pytest.approx(1 / 3)] * 3
    assert COLD.learn(lesson).classify(new).labels[0].label == "教育文体"


def test_triage_that_learned_keeps_every_label_possible() -> None:
    lesson = [each for each in confirmed(40) if each.label != "卫生计生"]
    verdict = COLD.learn(lesson).classify(HOSPITAL)
    assert "卫生计生" in {each.label for each in verdict.labels}
    assert all(each.confidence > 0 for each in verdict.labels)


def test_triage_that_learned_leaves_the_first_one_alone() -> None:
    before = COLD.classify(WATER)
    COLD.learn(confirmed(20))
    assert COLD.classify(WATER) == before


def test_triage_taught_at_once_equals_triage_taught_later() -> None:
    assert Triage(TAXONOMY, confirmed(10)).classify(WATER) == COLD.learn(confirmed(10)).classify(WATER)


def test_triage_with_few_confirmations_answers_as_before() -> None:
    assert COLD.learn(confirmed(3)).classify(WATER) == COLD.classify(WATER)


def test_verdicts_on_many_equal_verdicts_on_each() -> None:
    messages = (WATER, SCHOOL, NOTHING, HOSPITAL)
    for triage in (COLD, TAUGHT):
        together = triage.classify_many(messages)
        alone = [triage.classify(message) for message in messages]
        assert [each.labels[0].label for each in together] == [each.labels[0].label for each in alone]
        assert np.allclose(
            [each.labels[0].confidence for each in together], [each.labels[0].confidence for each in alone]
        )
        assert [each.reasons for each in together] == [each.reasons for each in alone]


def test_verdicts_on_nothing_are_none() -> None:
    assert COLD.classify_many(()) == ()


def test_labels_below_the_first_level_are_paths() -> None:
    second = Triage(TAXONOMY, level=2)
    assert second.classify(WATER).labels[0].label == "城乡建设/城市建设和市政管理"
    third = Triage(TAXONOMY, level=3)
    assert third.classify(WATER).labels[0].label == "城乡建设/城市建设和市政管理/自来水供应"


def test_triage_of_offices_recognises_them_by_their_other_names() -> None:
    offices = Triage(Taxonomy([("住建局",), ("教育局",), ("卫健委",), ("交通运输局",), ("生态环境局",)]))
    found = [offices.classify(message).labels[0].label for message in (WATER, SCHOOL, HOSPITAL)]
    assert found == ["住建局", "教育局", "卫健委"]


def test_confirmation_with_an_unknown_label_is_refused() -> None:
    with pytest.raises(ConfirmationError) as refused:
        COLD.learn([Confirmation(WATER, "水务")])
    assert str(refused.value) == (
        "已确认的标签“水务”不在标签表第 1 级；可用的标签有 3 个，如“城乡建设”，请改正标签或级别"
    )


def test_confirmation_of_another_level_is_refused_and_of_this_level_accepted() -> None:
    path = "城乡建设/城市建设和市政管理"
    with pytest.raises(ConfirmationError):
        Triage(TAXONOMY, [Confirmation(WATER, path)])
    assert Triage(TAXONOMY, [Confirmation(WATER, path)], level=2).classify(WATER).labels[0].label == path


def test_triage_at_an_unknown_level_is_refused() -> None:
    with pytest.raises(TaxonomyError) as refused:
        Triage(TAXONOMY, level=5)
    assert str(refused.value) == "级别是 5；应为 1 至 3"


@settings(max_examples=40)
@given(st.text(max_size=40), st.text(max_size=120))
def test_verdict_on_any_text_is_well_formed(title: str, text: str) -> None:
    for triage in (COLD, TAUGHT):
        verdict = triage.classify(Message(title, text))
        assert len({each.label for each in verdict.labels}) == 3
        assert all(0 <= each.confidence <= 1 for each in verdict.labels)
        assert verdict.reasons
