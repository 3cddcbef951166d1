"""Matters and work that the tests of the first page start from."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from xianxing.duties.matters.actions.answering import Draft, propose_reply
from xianxing.duties.matters.actions.handling import Task, accept_matter, assign_matter
from xianxing.duties.matters.actions.intake import Particulars, open_matter
from xianxing.duties.matters.engine import Kind
from xianxing.duties.matters.models import Matter
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.actions import seed_rules
from xianxing.office.authority.models import Clause
from xianxing.office.calendars.actions import seed as seed_calendars
from xianxing.office.ledger.actions import PUBLIC, SYSTEM
from xianxing.office.register.actions import register
from xianxing.office.register.models import Channel

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 2026-11-23, 10:00 in Shanghai."""


def open_the_office() -> None:
    """Enter holidays, laws and tables."""
    seed_calendars(actor=SYSTEM, now=NOW - timedelta(days=90))
    seed_rules(actor=SYSTEM, now=NOW - timedelta(days=90))


def arrived(title: str, *, at: datetime, channel: Channel = Channel.WEB) -> Matter:
    """Return a matter that came in by itself."""
    entry = register(
        actor=PUBLIC, channel=channel, received_at=at, title=title, text=f"{title}，请处理。", now=at
    )
    particulars = Particulars(kind=Kind.HELP, place="望湖小区")
    return open_matter(actor=PUBLIC, entry=entry, particulars=particulars, now=at)


def accepted(cast: Cast, title: str, *, at: datetime, channel: Channel = Channel.WEB) -> Matter:
    """Return a matter that the clerk took on."""
    matter = arrived(title, at=at, channel=channel)
    accept_matter(actor=cast.clerk, matter=matter, kind=Kind.HELP, track=None, now=at + timedelta(minutes=5))
    return matter


def assigned(cast: Cast, title: str, *, at: datetime, channel: Channel = Channel.WEB) -> Matter:
    """Return a matter that lies with the unit."""
    matter = accepted(cast, title, at=at, channel=channel)
    due_at = timezone.localtime(at) + timedelta(days=7)
    task = Task(owner=cast.unit_organ, instruction="请核实并反馈。", due_at=due_at)
    assign_matter(actor=cast.clerk, matter=matter, task=task, now=at + timedelta(minutes=10))
    return matter


def replied(cast: Cast, title: str, *, at: datetime) -> Matter:
    """Return a matter whose reply waits for the head."""
    matter = assigned(cast, title, at=at)
    draft = Draft(
        request=title,
        facts="经现场核实，路灯电缆接头进水，涉及灯杆六基，反映情况属实。",
        opinion="已更换接头并做防水处理，当晚全部恢复照明，责任单位继续巡查。",
        outcome="supported",
        basis=tuple(Clause.objects.filter(key="信访工作条例#32")),
    )
    propose_reply(actor=cast.clerk, matter=matter, draft=draft, now=at + timedelta(hours=1))
    return matter
