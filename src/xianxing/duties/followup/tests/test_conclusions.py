"""Conclusions, thirty days to object and to decide, recusal, rectification (政府督查工作条例 16-18)."""

from datetime import date, timedelta

import pytest

from xianxing.duties.followup.actions.concluding import (
    Findings,
    decide_objection,
    file_objection,
    issue_conclusion,
    record_recheck,
)
from xianxing.duties.followup.errors import GuardRefused, LateRefused, StepRefused
from xianxing.duties.followup.models import Conclusion, Objection, ObjectionResult
from xianxing.duties.followup.permissions import may_decide_objection
from xianxing.duties.followup.queries.waiting import open_conclusion, open_objection, open_rectification
from xianxing.duties.followup.tests.factories import NOW, added, answered, texts_for
from xianxing.office.access.models import Role
from xianxing.office.access.tests.cast import Cast, make_account
from xianxing.office.ledger.models import Entry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def concluded(office: Cast, **changes: object) -> Conclusion:
    findings = Findings(**{"text": "反馈数与现场不符。", "received_on": TODAY, **changes})  # type: ignore[arg-type]
    return issue_conclusion(actor=office.head, task=answered(office), findings=findings, now=NOW)


def objected(office: Cast, **changes: object) -> Objection:
    return file_objection(
        actor=office.unit, conclusion=concluded(office, **changes), reason="盘点口径不同", now=NOW
    )


def test_conclusion_is_fed_back_with_its_clock(office: Cast) -> None:
    conclusion = concluded(office)
    assert conclusion.objection_until == date(2026, 12, 23)
    assert list(conclusion.authors.all()) == [office.head]
    assert texts_for(office.unit)[-1] == "收到督查结论：摸清编织袋库存和缺口"
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.clauses) == ("followup.conclusion.issued", ["政府督查工作条例#16"])


def test_conclusion_on_an_unsent_task_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="任务尚未交办，不能作出结论"):
        issue_conclusion(actor=office.head, task=added(office), findings=Findings("不符", TODAY), now=NOW)


def test_rectification_without_a_day_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="整改要求和整改时限要么都填，要么都不填"):
        concluded(office, rectify="补齐台账")


def test_objection_has_thirty_days_to_be_decided(office: Cast) -> None:
    objection = objected(office)
    assert objection.decide_until == date(2026, 12, 23)
    assert texts_for(office.head)[-1] == "对督查结论提出异议：摸清编织袋库存和缺口"
    assert open_objection(objection.conclusion.task) == objection
    assert open_conclusion(objection.conclusion.task) is None


def test_objection_after_thirty_days_is_refused(office: Cast) -> None:
    conclusion = concluded(office, received_on=TODAY - timedelta(days=40))
    with pytest.raises(LateRefused) as refused:
        file_objection(actor=office.unit, conclusion=conclusion, reason="不同意", now=NOW)
    assert refused.value.messages == [
        "异议须在收到结论之日起 30 日内提出，已于 2026-11-13 截止；可以向作出结论的机关反映"
    ]
    assert refused.value.clauses == ("政府督查工作条例#17",)


def test_second_objection_is_refused(office: Cast) -> None:
    objection = objected(office)
    with pytest.raises(StepRefused, match="对此结论已经提出过异议；请等复核决定"):
        file_objection(actor=office.unit, conclusion=objection.conclusion, reason="再提", now=NOW)


def test_author_may_not_decide(office: Cast) -> None:
    objection = objected(office)
    assert not may_decide_objection(office.head, objection.conclusion)
    with pytest.raises(GuardRefused, match="周主任参与作出督查结论，复核中应当回避；请由未参与的人员决定"):
        decide_objection(
            actor=office.head, objection=objection, result=ObjectionResult.UPHELD, decision="维持", now=NOW
        )


def test_someone_else_revokes_and_the_conclusion_holds_no_more(office: Cast) -> None:
    deputy = make_account("deputy", "副主任", office.office, Role.HEAD)
    objection = objected(office, rectify="补齐台账", rectify_until=TODAY + timedelta(days=10))
    assert may_decide_objection(deputy, objection.conclusion)
    decide_objection(
        actor=deputy, objection=objection, result=ObjectionResult.REVOKED, decision="口径确有不同", now=NOW
    )
    objection.conclusion.refresh_from_db()
    assert objection.conclusion.revoked_at == NOW
    assert texts_for(office.unit)[-1] == "复核决定：摸清编织袋库存和缺口"
    assert open_rectification(objection.conclusion.task) is None
    with pytest.raises(StepRefused, match="复核决定已经作出；请刷新页面"):
        decide_objection(
            actor=deputy, objection=objection, result=ObjectionResult.UPHELD, decision="维持", now=NOW
        )


def test_rectification_stays_open_until_found_done(office: Cast) -> None:
    conclusion = concluded(office, rectify="补齐台账", rectify_until=TODAY + timedelta(days=10))
    record_recheck(actor=office.clerk, conclusion=conclusion, is_done=False, text="仍缺两册", now=NOW)
    assert open_rectification(conclusion.task) == conclusion
    record_recheck(actor=office.clerk, conclusion=conclusion, is_done=True, text="已补齐", now=NOW)
    assert open_rectification(conclusion.task) is None


def test_recheck_without_anything_to_put_right_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="此结论没有整改要求，或者已经撤销"):
        record_recheck(actor=office.clerk, conclusion=concluded(office), is_done=True, text="好", now=NOW)
