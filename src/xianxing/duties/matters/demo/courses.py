"""The courses that matters take, from arrival to callback."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from xianxing.duties.matters.actions import (
    answering,
    clocks,
    handling,
    linking,
    mediating,
    protecting,
    topics,
)
from xianxing.duties.matters.actions.deciding import Approval
from xianxing.duties.matters.demo.steps import (
    Teller,
    arrive,
    close_and_call,
    draft_reply,
    draft_reply_at,
    hand_out,
    mediate,
    reopen,
    report_back,
    return_reply,
    sign_reply,
    take_on,
)
from xianxing.duties.matters.demo.texts import Issue, Message, Theme
from xianxing.duties.matters.engine import Kind
from xianxing.duties.matters.models import Level, Matter, MatterState
from xianxing.office.assignments import actions as assignments
from xianxing.office.duty import Story

OPENINGS = frozenset({MatterState.REGISTERED, MatterState.ACCEPTED, MatterState.WORKING})


@dataclass(slots=True)
class Case:
    """One message, what it is about, and when it came; ``number`` fills the gaps of the texts."""

    message: Message
    theme: Theme
    received_at: datetime
    number: int = 3


@dataclass(slots=True)
class Main:
    """The matter of an issue that later messages join, once there is one."""

    matter: Matter | None = None


def everyday(teller: Teller, case: Case) -> Story:
    """A matter goes its usual way; what can be answered at once is, the rest goes to a unit."""
    matter = yield from arrive(teller, case.message, case.received_at)
    yield from _settle(teller, case, matter, matter.updated_at)


def _settle(teller: Teller, case: Case, matter: Matter, now: datetime) -> Story:
    theme, rng = case.theme, teller.rng
    now = yield from take_on(teller, matter, theme, now)
    if theme.kind != Kind.INQUIRY or rng.random() < 0.3:
        given = yield from hand_out(teller, matter, teller.scene.unit(theme.unit), now)
        now = yield from report_back(teller, given, theme, case.number, given.signed_at or now)
        if theme.is_mediated:
            now = yield from mediate(teller, matter, theme, now)
    yield from answer(teller, case, matter, now)


def answer(teller: Teller, case: Case, matter: Matter, now: datetime) -> Story:
    """Draft, sign, close, call back; once more when the person says it is not settled."""
    now = yield from draft_reply(teller, matter, case.theme, case.number, now)
    if teller.rng.random() < 0.1:
        now = yield from return_reply(teller, matter, now)
        now = yield from draft_reply(teller, matter, case.theme, case.number, now)
    now = yield from sign_reply(teller, matter, now)
    settled = yield from close_and_call(teller, matter, now)
    if not settled:
        now = yield from reopen(teller, matter, matter.updated_at)
        given = yield from hand_out(teller, matter, teller.scene.unit(case.theme.unit), now)
        now = yield from report_back(teller, given, case.theme, case.number, given.signed_at or now)
        now = yield from draft_reply(teller, matter, case.theme, case.number, now)
        now = yield from sign_reply(teller, matter, now)
        yield from close_and_call(teller, matter, now)


def stalled(teller: Teller, case: Case, accepted_at: datetime) -> Story:
    """A unit signs for it and is not heard of again: due today, or overdue, as the moment of acceptance says."""
    matter = yield from arrive(teller, case.message, case.received_at)
    now = yield accepted_at
    clerk = teller.scene.clerk(teller.rng)
    matter.refresh_from_db()
    handling.accept_matter(actor=clerk, matter=matter, kind=case.theme.kind, track=case.theme.track, now=now)
    topics.confirm_topic(actor=clerk, matter=matter, topic=case.theme.topic, now=now)
    yield from hand_out(teller, matter, teller.scene.unit(case.theme.unit), now)


def for_signature(teller: Teller, case: Case, drafted_at: datetime) -> Story:
    """Everything is done and the reply waits for the head."""
    matter = yield from arrive(teller, case.message, case.received_at)
    now = yield from take_on(teller, matter, case.theme, matter.updated_at)
    given = yield from hand_out(teller, matter, teller.scene.unit(case.theme.unit), now)
    yield from report_back(teller, given, case.theme, case.number, given.signed_at or now)
    yield from draft_reply_at(teller, matter, case.theme, case.number, drafted_at)


def objected(teller: Teller, case: Case, other: str) -> Story:
    """The unit says that the work is not its own; the office agrees and asks another."""
    matter = yield from arrive(teller, case.message, case.received_at)
    now = yield from take_on(teller, matter, case.theme, matter.updated_at)
    scene = teller.scene
    given = yield from hand_out(teller, matter, scene.unit(other), now)
    now = yield from teller.wait(given.signed_at or now, 0.3, 0.9)
    reason = f"按照“三定”规定，该事项由{case.theme.unit}主管，我单位没有执法权限，申请改派。"
    assignments.object_(actor=scene.contact(given.owner), assignment=given, reason=reason, now=now)
    now = yield from teller.wait(now, 0.6, 1.2)
    assignments.grant_objection(actor=given.sent_by, assignment=given, reason="职责清楚，同意改派", now=now)
    given = yield from hand_out(teller, matter, scene.unit(case.theme.unit), now)
    now = yield from report_back(teller, given, case.theme, case.number, given.signed_at or now)
    yield from answer(teller, case, matter, now)


def contested(teller: Teller, case: Case, other: str) -> Story:
    """The unit objects and the office has not answered yet."""
    matter = yield from arrive(teller, case.message, case.received_at)
    now = yield from take_on(teller, matter, case.theme, matter.updated_at)
    given = yield from hand_out(teller, matter, teller.scene.unit(other), now)
    now = yield from teller.wait(given.signed_at or now, 0.3, 0.9)
    reason = "河道排口由生态环境部门监管，我单位只管农田灌渠，申请改派。"
    assignments.object_(actor=teller.scene.contact(given.owner), assignment=given, reason=reason, now=now)


def due_to_go_up(teller: Teller, case: Case, people_count: int) -> Story:
    """So many people that the table sends it up; the head has to say so."""
    matter = yield from arrive(teller, case.message, case.received_at, people_count=people_count)
    yield from take_on(teller, matter, case.theme, matter.updated_at)


def overridden(teller: Teller, case: Case, people_count: int) -> Story:
    """Past the office's authority by its number of people; the head lets it pass with a reason."""
    matter = yield from arrive(teller, case.message, case.received_at, people_count=people_count)
    now = yield from take_on(teller, matter, case.theme, matter.updated_at)
    given = yield from hand_out(teller, matter, teller.scene.unit(case.theme.unit), now)
    now = yield from report_back(teller, given, case.theme, case.number, given.signed_at or now)
    now = yield from draft_reply(teller, matter, case.theme, case.number, now)
    approval = Approval(teller.scene.head, "主办单位当天解决，涉及住户均已签字确认，不再另开协调会")
    now = yield from sign_reply(teller, matter, now, approval)
    yield from close_and_call(teller, matter, now)


def reviewed(teller: Teller, case: Case, review_days: float) -> Story:
    """The person does not accept the answer and asks for a review."""
    matter = yield from arrive(teller, case.message, case.received_at)
    now = yield from take_on(teller, matter, case.theme, matter.updated_at)
    given = yield from hand_out(teller, matter, teller.scene.unit(case.theme.unit), now)
    now = yield from report_back(teller, given, case.theme, case.number, given.signed_at or now)
    now = yield from draft_reply(teller, matter, case.theme, case.number, now)
    now = yield from sign_reply(teller, matter, now)
    now = yield from teller.wait(now, 1, 1.5)
    matter.refresh_from_db()
    answering.close_matter(actor=teller.scene.handler(matter), matter=matter, now=now)
    now = yield from teller.wait(now, 2, 4)
    matter.refresh_from_db()
    handler = teller.scene.handler(matter)
    reason = "认为核查的面积不对，没有通知本人到场"
    answering.request_review(actor=handler, matter=matter, reason=reason, now=now)
    now = yield from teller.wait(now, review_days, review_days + 1)
    matter.refresh_from_db()
    opinion = "经复查，重新测量时双方到场签字，原处理意见依据充分、程序合规，予以维持。"
    answering.conclude_review(actor=teller.scene.head, matter=matter, opinion=opinion, now=now)


def joining(teller: Teller, case: Case, main: Main) -> Story:
    """One more person writes about the same: joined while the main matter is open, else a matter of its own."""
    matter = yield from arrive(teller, case.message, case.received_at)
    now = matter.updated_at
    if main.matter is not None and teller.rng.random() < 0.75:
        now = yield from teller.wait(now, 0.1, 0.9)
        into = Matter.objects.select_related("lead", "entry").get(pk=main.matter.pk)
        if into.is_open:
            matter.refresh_from_db()
            clerk = teller.scene.clerk(teller.rng)
            linking.join_matter(actor=clerk, matter=matter, into=into, reason="同一事项", now=now)
            return
    yield from _settle(teller, case, matter, now)


def first_of_issue(teller: Teller, case: Case, main: Main) -> Story:
    """The first message about an issue: the matter that others join."""
    matter = yield from arrive(teller, case.message, case.received_at)
    main.matter = matter
    slow = replace(teller, pace=1.6)
    yield from _settle(slow, case, matter, matter.updated_at)


def grave_issue(teller: Teller, case: Case, main: Main, issue: Issue) -> Story:
    """A grave issue goes up to the leaders, who give an instruction; it is worked on until today."""
    scene = teller.scene
    matter = yield from arrive(teller, case.message, case.received_at, people_count=issue.crowd)
    main.matter = matter
    now = yield from take_on(teller, matter, case.theme, matter.updated_at)
    now = yield from teller.wait(now, 0.1, 0.4)
    matter.refresh_from_db()
    facts = handling.Facts(
        risk="red", amount=issue.amount, people_count=issue.crowd, cross_department=True,
        law_related=False, leader_involved=False, place=issue.place,
    )  # fmt: skip
    clerk = scene.handler(matter)
    handling.state_facts(actor=clerk, matter=matter, facts=facts, now=now)
    now = yield from teller.wait(now, 0.05, 0.2)
    matter.refresh_from_db()
    reason = "涉及人数多、反映集中，按权限表报领导会议"
    handling.escalate_matter(
        actor=clerk, matter=matter, level=Level.LEADERS, reason=reason, approval=None, now=now
    )
    now = yield from teller.wait(now, 0.2, 0.8)
    matter.refresh_from_db()
    text = f"请{case.theme.unit}牵头，三日内到现场，当面听群众怎么说；每周报一次进展，不解决不销号。"
    mediating.give_instruction(actor=scene.leader, matter=matter, text=text, now=now)
    slow = replace(teller, report_days=38)
    given = yield from hand_out(slow, matter, scene.unit(case.theme.unit), now)
    now = given.signed_at or now
    if issue.start > 45:
        now = yield timezone.make_aware(
            datetime.combine(timezone.localdate(case.received_at) + timedelta(45), time(15))
        )
        matter.refresh_from_db()
        reason = "隔声屏和封闭料仓正在施工，监测须跨两个生产周期，申请延长"
        clocks.extend_clock(actor=scene.head, matter=matter, days=30, reason=reason, now=now)


def accusation(teller: Teller, case: Case, accused: str, forwarded_at: datetime | None) -> Story:
    """Someone accuses a unit: known to few from the first look, and forwarded to the discipline organ."""
    scene = teller.scene
    matter = yield from arrive(teller, case.message, case.received_at)
    now = yield from teller.wait(matter.updated_at, 0.02, 0.1)
    matter.refresh_from_db()
    topics.confirm_kind(actor=scene.clerk(teller.rng), matter=matter, kind=Kind.ACCUSATION, now=now)
    protecting.name_accused(
        actor=scene.head,
        matter=matter,
        organ=scene.unit(accused),
        person=None,
        now=now + timedelta(minutes=9),
    )
    if forwarded_at is None:
        return
    now = yield forwarded_at
    matter.refresh_from_db()
    reason = "属于纪检监察机关管理权限，密封转送"
    handling.forward_matter(
        actor=scene.head, matter=matter, organ=scene.unit("市纪委监委"), reason=reason, now=now
    )


def declined(teller: Teller, case: Case, words: Mapping[str, Any]) -> Story:
    """Not for this office: declined with its clause and told where to go."""
    matter = yield from arrive(teller, case.message, case.received_at)
    now = yield from teller.wait(matter.updated_at, 0.3, 2)
    matter.refresh_from_db()
    handling.decline_matter(
        actor=teller.scene.clerk(teller.rng),
        matter=matter,
        reason=words["reason"],
        clause=words["clause"],
        advice=words["advice"],
        now=now,
    )


def forwarded(teller: Teller, case: Case, words: Mapping[str, Any]) -> Story:
    """Forwarded to the organ that has it in its remit."""
    matter = yield from arrive(teller, case.message, case.received_at)
    now = yield from teller.wait(matter.updated_at, 0.2, 1.5)
    matter.refresh_from_db()
    organ = teller.scene.unit(words["organ"])
    clerk = teller.scene.clerk(teller.rng)
    handling.forward_matter(actor=clerk, matter=matter, organ=organ, reason=words["reason"], now=now)
