"""Matters in every condition that the tests need, made through the actions that make them in life."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from xianxing.duties.matters.actions.answering import Draft, close_matter, propose_reply, sign_reply
from xianxing.duties.matters.actions.handling import Task, accept_matter, assign_matter
from xianxing.duties.matters.actions.intake import Particulars, open_matter
from xianxing.duties.matters.actions.protecting import name_accused
from xianxing.duties.matters.engine import Kind
from xianxing.duties.matters.models import Matter, Reply
from xianxing.office.access.tests.cast import Cast
from xianxing.office.assignments.models import Assignment
from xianxing.office.authority.actions import seed_rules
from xianxing.office.authority.models import Clause
from xianxing.office.calendars.actions import seed as seed_calendars
from xianxing.office.ledger.actions import PUBLIC, SYSTEM
from xianxing.office.people.models import Organ
from xianxing.office.register.actions import register
from xianxing.office.register.models import Channel
from xianxing.office.register.senders import ANONYMOUS, Sender

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 2026-11-23, 10:00 in Shanghai."""

WANG = Sender("王小明", "138-0013-8000", "平安市东城区和平路1号3单元")
FULL = Draft(
    request="路灯不亮",
    facts="经现场核实，路灯电缆接头进水，涉及灯杆六基，反映情况属实。",
    opinion="已更换接头并做防水处理，当晚全部恢复照明，责任单位继续巡查。",
    outcome="supported",
    basis=(),
)


def open_the_office() -> None:
    """Enter holidays, laws and tables."""
    seed_calendars(actor=SYSTEM, now=NOW - timedelta(days=90))
    seed_rules(actor=SYSTEM, now=NOW - timedelta(days=90))


def arrived(
    title: str = "路灯不亮",
    *,
    kind: Kind | None = Kind.HELP,
    sender: Sender = ANONYMOUS,
    channel: Channel = Channel.WEB,
    at: datetime = NOW,
) -> Matter:
    """Return a matter that came in by itself."""
    entry = register(
        actor=PUBLIC,
        channel=channel,
        received_at=at,
        title=title,
        text=f"{title}，请处理。",
        sender=sender,
        now=at,
    )
    particulars = Particulars(kind=kind, place="望湖小区")
    return open_matter(actor=PUBLIC, entry=entry, particulars=particulars, now=at)


def accepted(cast: Cast, title: str = "路灯不亮", *, at: datetime = NOW) -> Matter:
    """Return a matter that the clerk took on."""
    matter = arrived(title, at=at)
    accept_matter(actor=cast.clerk, matter=matter, kind=Kind.HELP, track=None, now=at + timedelta(minutes=5))
    return matter


def give(
    cast: Cast, matter: Matter, *, owner: Organ | None = None, helpers: tuple[Organ, ...] = ()
) -> Assignment:
    """Return the work on a matter that the clerk gave to a unit, due in a week."""
    task = Task(
        owner=owner or cast.unit_organ,
        instruction="请核实并反馈。",
        due_at=NOW + timedelta(days=7),
        helpers=helpers,
    )
    return assign_matter(actor=cast.clerk, matter=matter, task=task, now=NOW + timedelta(minutes=10))


def assigned(cast: Cast, title: str = "路灯不亮") -> Matter:
    """Return a matter that lies with the unit."""
    matter = accepted(cast, title)
    give(cast, matter)
    return matter


def full_draft() -> Draft:
    """Return a reply with its four parts."""
    return replace(FULL, basis=tuple(Clause.objects.filter(key="信访工作条例#32")))


def replied(cast: Cast, title: str = "路灯不亮", *, at: datetime = NOW) -> Reply:
    """Return a reply that waits for the head."""
    matter = accepted(cast, title, at=at)
    return propose_reply(actor=cast.clerk, matter=matter, draft=full_draft(), now=at + timedelta(hours=1))


def answered(cast: Cast, title: str = "路灯不亮", *, at: datetime = NOW) -> Matter:
    """Return a matter that the head answered."""
    reply = replied(cast, title, at=at)
    sign_reply(actor=cast.head, reply=reply, approval=None, now=at + timedelta(hours=2))
    return reply.matter


def closed(cast: Cast, title: str = "路灯不亮", *, at: datetime = NOW) -> Matter:
    """Return a matter that is finished."""
    matter = answered(cast, title, at=at)
    close_matter(actor=cast.clerk, matter=matter, now=at + timedelta(hours=3))
    return matter


def accusation(cast: Cast, title: str = "举报住建局收受好处") -> Matter:
    """Return an accusation of the unit: the head and the handler know of it, nobody else."""
    matter = arrived(title, kind=Kind.ACCUSATION, sender=WANG)
    name_accused(actor=cast.head, matter=matter, organ=cast.unit_organ, person=None, now=NOW)
    return matter
