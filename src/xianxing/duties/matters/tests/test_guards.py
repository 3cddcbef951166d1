"""What the 信访工作条例 forbids is refused in words, and what it allows goes through."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from xianxing.duties.matters.actions import (
    answering,
    clocks,
    handling,
    intake,
    linking,
    mediating,
    protecting,
)
from xianxing.duties.matters.engine import Kind, State, Track
from xianxing.duties.matters.errors import GuardRefused, MatterRefused, MoveRefused, ReplyRefused
from xianxing.duties.matters.models import ClockKind, Matter
from xianxing.duties.matters.tests.factories import (
    NOW,
    accepted,
    accusation,
    answered,
    arrived,
    assigned,
    closed,
    full_draft,
    give,
    replied,
)
from xianxing.office.access.tests.cast import Cast
from xianxing.office.calendars.actions import import_year
from xianxing.office.calendars.engine import Mark, Row
from xianxing.office.ledger.actions import PUBLIC, SYSTEM
from xianxing.office.ledger.queries import timeline, verify
from xianxing.office.register.actions import register
from xianxing.office.register.models import Channel

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=4)


def running(matter: Matter) -> list[str]:
    return list(matter.clocks.filter(stopped_at__isnull=True).values_list("kind", flat=True))


def refusal(refused: pytest.ExceptionInfo[MatterRefused]) -> tuple[str, tuple[str, ...]]:
    return refused.value.messages[0], refused.value.clauses


def visit(office: Cast, representatives: int) -> Matter:
    entry = register(
        actor=office.clerk, channel=Channel.VISIT, received_at=NOW, title="来访", text="来访反映。", now=NOW
    )
    given = intake.Particulars(kind=Kind.HELP, representatives=representatives)
    return intake.open_matter(actor=office.clerk, entry=entry, particulars=given, now=NOW)


def test_article_20_visit_with_five_representatives_is_taken(office: Cast) -> None:
    assert visit(office, 5).state == State.REGISTERED


def test_article_20_visit_with_six_representatives_is_refused(office: Cast) -> None:
    with pytest.raises(GuardRefused) as refused:
        visit(office, 6)
    assert refusal(refused) == (
        "多人来访应推选代表，代表不超过 5 人，现填 6 人；请请来访人推选不超过 5 名代表后再登记",
        ("信访工作条例#20",),
    )


def test_article_28_handler_with_an_interest_is_refused(office: Cast) -> None:
    matter = accepted(office)
    assert office.clerk.person is not None
    protecting.declare_recusal(
        actor=office.head, matter=matter, person=office.clerk.person, reason="亲属", now=NOW
    )
    with pytest.raises(GuardRefused) as refused:
        handling.set_handler(actor=office.head, matter=matter, handler=office.clerk, now=NOW)
    assert refusal(refused) == ("林科员须回避此事项；请改派他人", ("信访工作条例#28",))
    handling.set_handler(actor=office.head, matter=matter, handler=office.head, now=NOW)
    assert matter.handler == office.head


@pytest.mark.parametrize("as_helper", [False, True])
def test_article_30_work_for_the_accused_is_refused(office: Cast, as_helper: bool) -> None:
    matter = accepted(office)
    protecting.name_accused(actor=office.head, matter=matter, organ=office.unit_organ, person=None, now=NOW)
    owner = office.stranger_organ if as_helper else office.unit_organ
    helpers = (office.unit_organ,) if as_helper else ()
    with pytest.raises(GuardRefused) as refused:
        give(office, matter, owner=owner, helpers=helpers)
    message = f"{office.unit_organ}是此件的被反映单位，材料不得转给被反映的单位或者人员；请改选其他机关"
    assert refusal(refused) == (message, ("信访工作条例#30",))
    give(office, matter, owner=office.stranger_organ)
    assert matter.lead == office.stranger_organ


def test_article_30_forwarding_to_the_accused_is_refused(office: Cast) -> None:
    matter = accusation(office)
    with pytest.raises(GuardRefused):
        handling.forward_matter(
            actor=office.head, matter=matter, organ=office.unit_organ, reason="管辖", now=NOW
        )
    handling.forward_matter(
        actor=office.head, matter=matter, organ=office.stranger_organ, reason="管辖", now=NOW
    )
    assert (matter.state, running(matter)) == (State.FORWARDED, [])


@pytest.mark.parametrize("as_helper", [False, True])
def test_article_30_naming_a_unit_that_has_the_work_is_refused(office: Cast, as_helper: bool) -> None:
    matter = accepted(office)
    give(office, matter, helpers=(office.stranger_organ,))
    organ = office.stranger_organ if as_helper else office.unit_organ
    with pytest.raises(GuardRefused) as refused:
        protecting.name_accused(actor=office.head, matter=matter, organ=organ, person=None, now=NOW)
    assert refusal(refused) == (
        f"{organ}正在承办此事项；请先撤回交办，再登记为被反映单位",
        ("信访工作条例#30",),
    )


def test_article_30_accusation_is_not_accepted_here(office: Cast) -> None:
    with pytest.raises(GuardRefused) as refused:
        handling.accept_matter(
            actor=office.clerk, matter=arrived(), kind=Kind.ACCUSATION, track=None, now=NOW
        )
    assert refusal(refused)[1] == ("信访工作条例#30",)


def test_article_30_accusation_is_not_joined_to_others(office: Cast) -> None:
    with pytest.raises(GuardRefused) as refused:
        linking.join_matter(
            actor=office.head, matter=accusation(office), into=accepted(office), reason="同", now=NOW
        )
    assert refusal(refused) == ("检举控告不得与其他事项并案，以免泄露；请分别办理", ("信访工作条例#30",))


def test_article_31_litigation_and_an_appeal_without_a_way_are_refused(office: Cast) -> None:
    for kind, track in ((Kind.APPEAL, Track.LITIGATION), (Kind.APPEAL, None)):
        with pytest.raises(GuardRefused) as refused:
            handling.accept_matter(actor=office.clerk, matter=arrived(), kind=kind, track=track, now=NOW)
        assert refusal(refused)[1] == ("信访工作条例#31",)


def test_article_31_appeal_with_a_way_is_accepted(office: Cast) -> None:
    matter = arrived()
    handling.accept_matter(actor=office.clerk, matter=matter, kind=Kind.APPEAL, track=Track.PETITION, now=NOW)
    assert (matter.state, matter.kind, matter.track) == (State.ACCEPTED, Kind.APPEAL, Track.PETITION)
    assert running(matter) == [ClockKind.HANDLING]
    assert matter.due_on == date(2027, 1, 22)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"facts": " "}, "答复缺少：事实和理由；请补齐后再送审"),
        ({"request": "", "opinion": ""}, "答复缺少：诉求、处理意见；请补齐后再送审"),
        ({"basis": ()}, "答复没有写明依据；请至少选择一条现行有效的条款"),
    ],
)
def test_article_32_reply_without_a_part_is_refused(
    office: Cast, changes: dict[str, Any], message: str
) -> None:
    matter = accepted(office)
    with pytest.raises(ReplyRefused) as refused:
        answering.propose_reply(
            actor=office.clerk, matter=matter, draft=replace(full_draft(), **changes), now=NOW
        )
    assert refusal(refused) == (message, ("信访工作条例#32",))
    assert matter.state == State.ACCEPTED


def petition(office: Cast) -> Matter:
    matter = arrived()
    handling.accept_matter(actor=office.clerk, matter=matter, kind=Kind.APPEAL, track=Track.PETITION, now=NOW)
    return matter


@pytest.mark.parametrize("days", [0, 31])
def test_article_34_extension_of_a_wrong_length_is_refused(office: Cast, days: int) -> None:
    with pytest.raises(GuardRefused) as refused:
        clocks.extend_clock(actor=office.head, matter=petition(office), days=days, reason="复杂", now=NOW)
    assert refusal(refused) == (
        f"延期 {days} 日不符合规定；可延期 1 至 30 日，请改短",
        ("信访工作条例#34",),
    )


def test_article_34_extension_is_given_once(office: Cast) -> None:
    matter = petition(office)
    before = matter.due_on
    clocks.extend_clock(actor=office.head, matter=matter, days=30, reason="复杂", now=NOW)
    assert before is not None
    assert matter.due_on is not None
    assert matter.due_on >= before + timedelta(days=30)
    with pytest.raises(GuardRefused) as refused:
        clocks.extend_clock(actor=office.head, matter=matter, days=1, reason="复杂", now=NOW)
    assert refusal(refused)[0] == "此事项已延期 30 日；依规只能延期一次"


def test_article_34_other_matters_are_not_extended(office: Cast) -> None:
    with pytest.raises(GuardRefused) as refused:
        clocks.extend_clock(actor=office.head, matter=accepted(office), days=5, reason="复杂", now=NOW)
    assert refusal(refused)[1] == ("信访工作条例#34",)


def test_article_35_review_on_the_thirtieth_day_is_taken_and_on_the_next_refused(office: Cast) -> None:
    matter = closed(office)
    assert matter.answered_at is not None
    last = timezone.localtime(matter.answered_at).replace(hour=23, minute=59) + timedelta(days=30)
    with pytest.raises(GuardRefused) as refused:
        answering.request_review(actor=PUBLIC, matter=matter, reason="不服", now=last + timedelta(minutes=2))
    assert refusal(refused) == (
        "复查、复核须自收到书面答复之日起 30 日内提出，现已逾期或尚未答复；请告知来信人",
        ("信访工作条例#35",),
    )
    answering.request_review(actor=PUBLIC, matter=matter, reason="不服", now=last)
    assert (matter.state, running(matter), matter.ended_at) == (State.REVIEWING, [ClockKind.REVIEW], None)


def test_article_36_recheck_ends_it_for_good(office: Cast) -> None:
    matter = closed(office)
    for state in (State.CLOSED, State.TERMINATED):
        answering.request_review(actor=PUBLIC, matter=matter, reason="不服", now=LATER)
        answering.conclude_review(actor=office.head, matter=matter, opinion="维持", now=LATER)
        assert (matter.state, running(matter), matter.due_on) == (state, [], None)
    with pytest.raises(MoveRefused):
        answering.reopen_matter(actor=office.head, matter=matter, reason="再办", now=LATER)
    assert verify() == ()


def test_article_36_matter_reopened_after_its_review_and_answered_again_goes_to_recheck(office: Cast) -> None:
    matter = closed(office)
    answering.request_review(actor=PUBLIC, matter=matter, reason="不服", now=LATER)
    answering.conclude_review(actor=office.head, matter=matter, opinion="重新办理", now=LATER)
    answering.reopen_matter(actor=office.head, matter=matter, reason="复查要求重新办理", now=LATER)
    reply = answering.propose_reply(actor=office.clerk, matter=matter, draft=full_draft(), now=LATER)
    answering.sign_reply(actor=office.head, reply=reply, approval=None, now=LATER)
    again = reply.matter
    assert again.state == State.ANSWERED
    answering.request_review(actor=PUBLIC, matter=again, reason="仍不服", now=LATER)
    assert again.state == State.RECHECKING


def test_article_36_days_of_a_hearing_do_not_count(office: Cast) -> None:
    matter = petition(office)
    clock = matter.clocks.get(kind=ClockKind.HANDLING)
    before = clock.due_on
    clocks.pause_clock(
        actor=office.head,
        clock=clock,
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 10),
        reason="听证",
        now=NOW,
    )
    assert clock.due_on >= before + timedelta(days=10)
    with pytest.raises(GuardRefused, match="中止期间应在时限之内且起止有序"):
        clocks.pause_clock(
            actor=office.head,
            clock=clock,
            starts_on=date(2026, 12, 10),
            ends_on=date(2026, 12, 1),
            reason="听证",
            now=NOW,
        )


def test_reopened_after_forwarding_has_one_clock_at_a_time(office: Cast) -> None:
    matter = accepted(office)
    handling.forward_matter(
        actor=office.clerk, matter=matter, organ=office.stranger_organ, reason="管辖", now=LATER
    )
    answering.reopen_matter(actor=office.clerk, matter=matter, reason="退回", now=LATER)
    assert (matter.state, running(matter)) == (State.REGISTERED, [ClockKind.NOTICE])
    handling.accept_matter(actor=office.clerk, matter=matter, kind=Kind.HELP, track=None, now=LATER)
    assert running(matter) == [ClockKind.HANDLING]


def test_reopened_after_closing_runs_again(office: Cast) -> None:
    matter = closed(office)
    assert (running(matter), matter.ended_at is None) == ([], False)
    with pytest.raises(ReplyRefused, match="重新办理须写明理由；请补充理由"):
        answering.reopen_matter(actor=office.clerk, matter=matter, reason=" ", now=LATER)
    answering.reopen_matter(actor=office.clerk, matter=matter, reason="反复", now=LATER)
    assert (matter.state, matter.ended_at, matter.reopened) == (State.WORKING, None, 1)
    assert running(matter) == [ClockKind.HANDLING]


def test_returned_reply_is_not_signed(office: Cast) -> None:
    reply = replied(office)
    answering.return_reply(actor=office.head, reply=reply, reason="写明时间", now=LATER)
    assert reply.matter.state == State.WORKING
    with pytest.raises(ReplyRefused, match="此答复已退回修改；请审签新的答复稿"):
        answering.sign_reply(actor=office.head, reply=reply, approval=None, now=LATER)


def test_callback_before_an_answer_is_refused(office: Cast) -> None:
    heard = answering.Heard(reached=True, responded=True, settled=True, satisfied=True, note="")
    with pytest.raises(MoveRefused, match="事项尚未答复，不能回访；请先答复来信人"):
        answering.record_callback(actor=office.clerk, matter=assigned(office), heard=heard, now=LATER)
    assert answering.record_callback(
        actor=office.clerk, matter=answered(office), heard=heard, now=LATER
    ).satisfied


def test_joined_and_split_count_people(office: Cast) -> None:
    into, matter = accepted(office), arrived("路灯又不亮")
    linking.join_matter(actor=office.clerk, matter=matter, into=into, reason="同一事项", now=LATER)
    assert (matter.state, running(matter), into.complainants) == (State.MERGED, [], 2)
    linking.split_matter(actor=office.clerk, matter=matter, reason="不同", now=LATER)
    into.refresh_from_db()
    assert (matter.state, running(matter), into.complainants) == (State.REGISTERED, [ClockKind.NOTICE], 1)
    with pytest.raises(MoveRefused, match="只能并入另一件未办结的事项"):
        linking.join_matter(actor=office.clerk, matter=into, into=into, reason="同", now=LATER)


def test_mediation_needs_consent_and_advice(office: Cast) -> None:
    matter = accepted(office)
    session = mediating.Session("甲与乙", False, "调解员", NOW.date(), "记录", "协议", "")
    with pytest.raises(GuardRefused, match="调解须双方自愿"):
        mediating.record_mediation(actor=office.clerk, matter=matter, session=session, now=NOW)
    failed = replace(session, consent=True, agreement="")
    with pytest.raises(ReplyRefused, match="未达成协议的，应告知"):
        mediating.record_mediation(actor=office.clerk, matter=matter, session=failed, now=NOW)
    agreed = replace(session, consent=True)
    kept = mediating.record_mediation(actor=office.clerk, matter=matter, session=agreed, now=NOW)
    assert (kept.agreed_on, kept.confirm_by) == (date(2026, 11, 23), date(2026, 12, 23))


def test_senders_are_erased_only_after_the_end(office: Cast) -> None:
    with pytest.raises(GuardRefused, match="事项尚未办结，不能清除来信人信息；请办结后再清除"):
        protecting.erase_senders(actor=office.head, matter=accepted(office), reason="期满", now=NOW)
    assert protecting.erase_senders(actor=office.head, matter=closed(office), reason="期满", now=LATER) == 1
    assert verify() == ()


def test_provisional_limit_is_recomputed_when_the_year_is_known(office: Cast) -> None:
    matter = arrived(at=NOW + timedelta(days=45))
    assert matter.due_provisional
    before = matter.due_on
    rows = [Row(date(2027, 1, 1), Mark.STATUTORY, "元旦"), Row(date(2027, 1, 11), Mark.ADJUSTED, "调休")]
    import_year(actor=SYSTEM, year=2027, rows=rows, source="国务院办公厅", now=NOW)
    matter.refresh_from_db()
    entry = timeline(matter).get(verb="matters.clock.recomputed")
    assert matter.due_provisional is False
    assert before is not None
    assert matter.due_on is not None
    assert entry.changes == [
        {"field": "due_on", "before": before.isoformat(), "after": matter.due_on.isoformat()}
    ]
    assert matter.clocks.get().due_on == matter.due_on
