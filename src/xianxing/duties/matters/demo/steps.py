"""The steps that stories are made of. Each waits for its moment, reads the matter afresh and does what people do."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from xianxing.duties.matters.actions import answering, handling, intake, mediating, topics
from xianxing.duties.matters.actions.deciding import Approval
from xianxing.duties.matters.demo.hours import DAY_MINUTES
from xianxing.duties.matters.demo.scene import Scene
from xianxing.duties.matters.demo.texts import Message, Theme, fill
from xianxing.duties.matters.models import Matter
from xianxing.office.assignments import actions as assignments
from xianxing.office.assignments.models import Assignment
from xianxing.office.ledger.actions import PUBLIC, Actor
from xianxing.office.people.models import Organ
from xianxing.office.register.actions import register
from xianxing.office.register.models import Channel, Entry

BY_THEMSELVES = frozenset({Channel.WEB, Channel.EMAIL, Channel.HOTLINE})
SHARE_RETURNED = 0.12

Matters = Generator[datetime, datetime, Matter]
Moments = Generator[datetime, datetime, datetime]


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells a story: the scene, the story's own chance, how fast things go (1 is usual), how long units get."""

    scene: Scene
    rng: Random
    pace: float = 1.0
    report_days: int = 7

    def wait(self, now: datetime, low: float, high: float) -> Moments:
        """Wait for a number of working days between two, at the story's pace."""
        minutes = self.rng.uniform(low, high) * DAY_MINUTES * self.pace
        return (yield self.scene.hours.after(now, minutes))


def arrive(teller: Teller, message: Message, received_at: datetime, *, people_count: int = 1) -> Matters:
    """Something comes in: by itself, or through a clerk who writes it down within the hour."""
    now = yield received_at
    actor: Actor = PUBLIC
    if message.channel not in BY_THEMSELVES:
        now = yield teller.scene.hours.after(now, teller.rng.uniform(5, 50))
        actor = teller.scene.clerk(teller.rng)
    entry = _register(actor, message, received_at, people_count, now)
    particulars = intake.Particulars(place=message.place)
    return intake.open_matter(actor=actor, entry=entry, particulars=particulars, now=now)


def _register(actor: Actor, message: Message, at: datetime, people_count: int, now: datetime) -> Entry:
    return register(
        actor=actor,
        channel=message.channel,
        received_at=at,
        title=message.title,
        text=message.text,
        sender=message.sender,
        people_count=people_count,
        now=now,
    )


def take_on(teller: Teller, matter: Matter, theme: Theme, now: datetime) -> Moments:
    """A clerk accepts it and settles what it is about."""
    now = yield from teller.wait(now, 0.05, 0.9)
    clerk = teller.scene.clerk(teller.rng)
    matter.refresh_from_db()
    handling.accept_matter(actor=clerk, matter=matter, kind=theme.kind, track=theme.track, now=now)
    if teller.rng.random() < 0.8:
        topics.confirm_topic(actor=clerk, matter=matter, topic=theme.topic, now=now + timedelta(minutes=2))
    return now + timedelta(minutes=2)


def hand_out(
    teller: Teller, matter: Matter, unit: Organ, now: datetime
) -> Generator[datetime, datetime, Assignment]:
    """The clerk gives the work to a unit, which signs for it."""
    scene = teller.scene
    now = yield from teller.wait(now, 0.05, 0.6)
    matter.refresh_from_db()
    task = handling.Task(
        owner=unit,
        instruction="请到现场核实情况，依法处理，并反馈事实、处理意见和依据；与来信人见面或通话一次。",
        due_at=report_moment(teller, now),
    )
    given = handling.assign_matter(actor=scene.handler(matter), matter=matter, task=task, now=now)
    now = yield from teller.wait(now, 0.05, 0.8)
    assignments.sign(actor=scene.contact(unit), assignment=given, now=now)
    return given


def report_moment(teller: Teller, now: datetime) -> datetime:
    """Return the end of the working day by which a unit is asked to report."""
    end = teller.scene.hours.after(now, teller.report_days * DAY_MINUTES)
    return timezone.make_aware(datetime.combine(timezone.localdate(end), time(18)))


def report_back(teller: Teller, given: Assignment, theme: Theme, number: int, now: datetime) -> Moments:
    """The unit works and reports; now and then the office sends the first report back."""
    scene, rng = teller.scene, teller.rng
    contact, clerk = scene.contact(given.owner), given.sent_by
    text = fill(theme.facts, place=_place_of(given), number=number)
    now = yield from teller.wait(now, 1.5, 5.5)
    if rng.random() < SHARE_RETURNED:
        assignments.report(actor=contact, assignment=given, text="已安排人员处理，正在推进。", now=now)
        now = yield from teller.wait(now, 0.1, 0.5)
        reason = "没有写明现场核实的情况和处理结果，请补充后再报"
        assignments.return_(actor=clerk, assignment=given, reason=reason, now=now)
        now = yield from teller.wait(now, 0.5, 1.5)
    assignments.report(actor=contact, assignment=given, text=text, now=now)
    now = yield from teller.wait(now, 0.05, 0.5)
    assignments.accept(actor=clerk, assignment=given, now=now)
    return now


def draft_reply(teller: Teller, matter: Matter, theme: Theme, number: int, now: datetime) -> Moments:
    """The handler drafts the reply."""
    now = yield from teller.wait(now, 0.1, 0.8)
    return _propose(teller, matter, theme, number, now)


def draft_reply_at(teller: Teller, matter: Matter, theme: Theme, number: int, at: datetime) -> Moments:
    """The handler drafts the reply at a set moment."""
    now = yield at
    return _propose(teller, matter, theme, number, now)


def _propose(teller: Teller, matter: Matter, theme: Theme, number: int, now: datetime) -> datetime:
    matter.refresh_from_db()
    draft = answering.Draft(
        request=matter.title,
        facts=fill(theme.facts, place=matter.place, number=number),
        opinion=fill(theme.opinion, place=matter.place, number=number),
        outcome=theme.outcome,
        basis=teller.scene.basis(matter),
    )
    answering.propose_reply(actor=teller.scene.handler(matter), matter=matter, draft=draft, now=now)
    return now


def sign_reply(teller: Teller, matter: Matter, now: datetime, approval: Approval | None = None) -> Moments:
    """The head signs the reply within the day; an approval lets pass what the table stops."""
    now = yield from teller.wait(now, 0.05, 0.7)
    matter.refresh_from_db()
    reply = matter.replies.select_related("matter__entry").latest("id")
    answering.sign_reply(actor=teller.scene.head, reply=reply, approval=approval, now=now)
    return now


def return_reply(teller: Teller, matter: Matter, now: datetime) -> Moments:
    """The head sends the draft back."""
    now = yield from teller.wait(now, 0.05, 0.5)
    reply = matter.replies.select_related("matter__entry").latest("id")
    reason = "处理意见请写明完成时间和责任单位，便于来信人监督"
    answering.return_reply(actor=teller.scene.head, reply=reply, reason=reason, now=now)
    return now


def close_and_call(teller: Teller, matter: Matter, now: datetime) -> Generator[datetime, datetime, bool]:
    """The matter is closed and the person called back; return whether it is settled in their eyes."""
    rng = teller.rng
    now = yield from teller.wait(now, 0.3, 1.5)
    matter.refresh_from_db()
    handler = teller.scene.handler(matter)
    answering.close_matter(actor=handler, matter=matter, now=now)
    now = yield from teller.wait(now, 0.5, 3)
    matter.refresh_from_db()
    heard = hear(rng)
    answering.record_callback(actor=teller.scene.handler(matter), matter=matter, heard=heard, now=now)
    return heard.settled is not False


def hear(rng: Random) -> answering.Heard:
    """Return what a callback brings: most are reached, most of these are content."""
    if rng.random() < 0.1:
        return answering.Heard(reached=False, responded=None, settled=None, satisfied=None, note="两次未接通")
    settled = rng.random() < 0.86
    satisfied = rng.random() < (0.93 if settled else 0.25)
    note = "来电人表示问题已经解决" if settled else "来电人说处理后又出现过，希望再看看"
    return answering.Heard(reached=True, responded=True, settled=settled, satisfied=satisfied, note=note)


def reopen(teller: Teller, matter: Matter, now: datetime) -> Moments:
    """The matter is taken up again because the callback said so."""
    now = yield from teller.wait(now, 0.1, 0.5)
    matter.refresh_from_db()
    handler = teller.scene.handler(matter)
    answering.reopen_matter(actor=handler, matter=matter, reason="回访反映问题反复，重新办理", now=now)
    return now


def mediate(teller: Teller, matter: Matter, theme: Theme, now: datetime) -> Moments:
    """Both sides sit down and agree."""
    now = yield from teller.wait(now, 0.5, 1.5)
    matter.refresh_from_db()
    held_on: date = timezone.localdate(now)
    session = mediating.Session(
        parties="来信人与被反映方",
        consent=True,
        mediator="社区人民调解委员会",
        held_on=held_on,
        record="双方到场陈述，调解员出示核查结果并逐项商量，历时一个半小时。",
        agreement=fill(theme.opinion, place=matter.place, number=3),
        failed_advice="",
    )
    mediating.record_mediation(actor=teller.scene.handler(matter), matter=matter, session=session, now=now)
    return now


def _place_of(given: Assignment) -> str:
    return Matter.objects.values_list("place", flat=True).get(pk=given.object_id)
