from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.regulations.actions import keeping, rules
from xianxing.duties.regulations.actions.rules import add_months
from xianxing.duties.regulations.errors import RuleRefused
from xianxing.duties.regulations.models import DraftState, Opinion, RuleDraft, Stewardship
from xianxing.duties.regulations.queries import working
from xianxing.duties.regulations.tests.given import NOW, TODAY, consulted, drafted, published, written
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.errors import BadInstrument
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.queries import timeline, verify
from xianxing.office.notices.models import Notice

pytestmark = pytest.mark.django_db


def answered(cast: Cast, opinion: Opinion, stance: str = "agree", words: str = "") -> None:
    held = Opinion.objects.select_related("draft", "asked").get(pk=opinion.pk)
    rules.answer(actor=held.asked, opinion=held, stance=stance, words=words, now=NOW)


def replied(cast: Cast, opinion: Opinion, words: str) -> None:
    held = Opinion.objects.select_related("draft", "asked").get(pk=opinion.pk)
    rules.reply(actor=cast.clerk, opinion=held, words=words, now=NOW)


def test_a_rule_goes_from_draft_to_instrument_in_force(cast: Cast) -> None:
    draft = drafted(cast)
    first, second = consulted(cast, draft)
    assert draft.state == DraftState.CONSULTING
    assert working.ready_drafts() == []
    answered(cast, first)
    answered(cast, second, "change", "第三条请写明例外")
    assert working.ready_drafts() == []
    replied(cast, second, "已采纳")
    assert working.ready_drafts() == [draft]
    instrument = rules.publish_rule(actor=cast.head, draft=RuleDraft.objects.get(pk=draft.pk), now=NOW)
    assert (instrument.is_house_rule, instrument.clauses.filter(key="接待细则#3").exists()) == (True, True)
    steward = Stewardship.objects.get(instrument=instrument)
    assert (steward.area, steward.keeper, steward.review_on) == (draft.area, cast.clerk, date(2027, 11, 1))
    assert [entry.verb.split(".")[-1] for entry in timeline(draft)] == [
        "written", "consulted", "answered", "answered", "replied", "published",
    ]  # fmt: skip
    assert verify() == ()


def test_those_asked_are_told_and_so_is_the_drafter(cast: Cast) -> None:
    draft = drafted(cast)
    first, _second = consulted(cast, draft)
    assert Notice.objects.get(account=cast.leader).text == "请会签《公务接待实施细则》"
    answered(cast, first, "object", "与上位法重复")
    assert Notice.objects.get(account=cast.clerk).text == "郑市长已会签《公务接待实施细则》：不同意"


def test_publishing_waits_for_answers_and_replies(cast: Cast) -> None:
    draft = drafted(cast)
    first, second = consulted(cast, draft)
    with pytest.raises(RuleRefused) as refused:
        rules.publish_rule(actor=cast.head, draft=draft, now=NOW)
    assert refused.value.messages == ["郑市长、吴联络还没有会签；请等答复，或说明情况后撤回重送"]
    answered(cast, first)
    answered(cast, second, "object", "不必另立")
    with pytest.raises(RuleRefused) as refused:
        rules.publish_rule(actor=cast.head, draft=draft, now=NOW)
    assert refused.value.messages == ["吴联络的意见还没有填采纳情况；请逐条答复后再发布"]


def test_who_is_asked_twice_answers_once(cast: Cast) -> None:
    draft = drafted(cast)
    consulted(cast, draft)
    assert consulted(cast, draft, [cast.leader, cast.head])[0].asked == cast.head
    assert draft.opinions.count() == 3


@pytest.mark.parametrize(
    ("stance", "words", "message"),
    [
        ("change", " ", "要求修改或不同意的，请写明具体意见"),
        ("object", "", "要求修改或不同意的，请写明具体意见"),
    ],
)
def test_an_objection_needs_words(cast: Cast, stance: str, words: str, message: str) -> None:
    first, _second = consulted(cast, drafted(cast))
    with pytest.raises(RuleRefused) as refused:
        answered(cast, first, stance, words)
    assert refused.value.messages == [message]


def test_nobody_answers_for_another_or_twice(cast: Cast) -> None:
    first, _second = consulted(cast, drafted(cast))
    with pytest.raises(RuleRefused) as refused:
        rules.answer(actor=cast.head, opinion=first, stance="agree", words="", now=NOW)
    assert refused.value.messages == ["这份会签请的是郑市长，不能代签"]
    answered(cast, first)
    with pytest.raises(RuleRefused) as refused:
        answered(cast, first)
    assert refused.value.messages == ["您已经答复过；如需补充，请与起草人联系再次送签"]


def test_consulting_needs_people_and_a_day_to_come(cast: Cast) -> None:
    draft = drafted(cast)
    with pytest.raises(RuleRefused) as refused:
        rules.consult(actor=cast.clerk, draft=draft, accounts=[], due_on=TODAY, now=NOW)
    assert refused.value.messages == ["请至少选一位会签人"]
    past = TODAY - timedelta(days=1)
    with pytest.raises(RuleRefused) as refused:
        rules.consult(actor=cast.clerk, draft=draft, accounts=[cast.head], due_on=past, now=NOW)
    assert refused.value.messages == ["会签期限 2026-11-22 已过；请改为今天或以后"]


def test_a_reply_needs_an_answer_and_words(cast: Cast) -> None:
    first, _second = consulted(cast, drafted(cast))
    with pytest.raises(RuleRefused) as refused:
        replied(cast, first, "已采纳")
    assert refused.value.messages == ["对方还没有答复，不能填采纳情况"]
    answered(cast, first, "change", "改")
    with pytest.raises(RuleRefused) as refused:
        replied(cast, first, " ")
    assert refused.value.messages == ["请写明已采纳，或不采纳的理由"]


def test_a_draft_is_changed_until_it_is_closed(cast: Cast) -> None:
    draft = drafted(cast)
    before = draft.text_sha256
    rules.change_draft(actor=cast.clerk, draft=draft, written=written(text="第一条 甲。"), now=NOW)
    assert draft.text_sha256 != before
    rules.withdraw(actor=cast.clerk, draft=draft, reason="并入另一件", now=NOW)
    with pytest.raises(RuleRefused) as refused:
        rules.change_draft(actor=cast.clerk, draft=draft, written=written(), now=NOW)
    assert refused.value.messages == ["《公务接待实施细则》已撤回，不能再改动"]


def test_a_text_without_articles_or_with_a_mark_is_refused(cast: Cast) -> None:
    with pytest.raises(RuleRefused) as refused:
        drafted(cast, text="一、总体要求")
    assert refused.value.messages == ["正文里没有找到“第一条”这样的条；每条请另起一行，以“第一条”开头"]
    with pytest.raises(ClassifiedMaterial):
        drafted(cast, text="机密★1年\n第一条 甲。")
    assert not RuleDraft.objects.exists()


def test_a_new_rule_ends_the_one_that_it_replaces(cast: Cast) -> None:
    old = published(cast)
    new = published(cast, code="接待细则2027", effective_from=date(2027, 1, 1), replaces=old)
    old.refresh_from_db()
    assert (old.effective_to, new.replaces) == (date(2026, 12, 31), old)


def test_a_taken_code_is_refused_and_the_draft_stays_open(cast: Cast) -> None:
    published(cast)
    with pytest.raises(BadInstrument):
        published(cast)
    assert RuleDraft.objects.filter(state=DraftState.WRITING).count() == 1


def test_those_told_confirm_once_and_others_need_not(cast: Cast) -> None:
    rule = published(cast)
    assert keeping.tell(actor=cast.clerk, instrument=rule, accounts=[cast.unit, cast.clerk], now=NOW) == 2
    with pytest.raises(RuleRefused) as refused:
        keeping.tell(actor=cast.clerk, instrument=rule, accounts=[cast.unit], now=NOW)
    assert refused.value.messages == ["选定的人都已经告知过；请另选"]
    for _time in range(2):
        keeping.acknowledge(actor=cast.unit, instrument=rule, now=NOW)
    with pytest.raises(RuleRefused) as refused:
        keeping.acknowledge(actor=cast.stranger, instrument=rule, now=NOW)
    assert refused.value.messages == ["这件制度没有请您确认，阅读即可"]
    reading = working.reading_of(rule, cast.clerk)
    assert (reading.told, reading.read, reading.waiting, reading.is_mine) == (2, 1, ("林科员",), True)
    verbs = [entry.verb for entry in timeline(rule)]
    assert verbs.count("regulations.rule.acknowledged") == 1


def test_a_review_sets_the_next_date(cast: Cast) -> None:
    rule = published(cast)
    found = keeping.review(
        actor=cast.clerk,
        instrument=rule,
        conclusion="keep",
        words="运行正常",
        next_on=date(2027, 5, 1),
        now=NOW,
    )
    assert (found.get_conclusion_display(), Stewardship.objects.get(instrument=rule).review_on) == (
        "继续执行", date(2027, 5, 1),
    )  # fmt: skip
    for next_on, words, message in (
        (TODAY, "好", "下次复审日期须在今天以后"),
        (date(2027, 1, 1), " ", "请写明复审情况"),
    ):
        with pytest.raises(RuleRefused) as refused:
            keeping.review(
                actor=cast.clerk, instrument=rule, conclusion="keep", words=words, next_on=next_on, now=NOW
            )
        assert refused.value.messages == [message]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 5, 31), 12, date(2027, 5, 31)),
    ],
)
def test_add_months_ends_on_the_corresponding_day(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(0, 60))
def test_add_months_lands_in_the_right_month(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day
