"""What the tests let come in."""

from datetime import UTC, datetime, timedelta

from xianxing.office.ledger.actions import PUBLIC, Actor
from xianxing.office.register.actions import register
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.senders import Sender

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
WANG = Sender("王小明", "138-0013-8000", "平安市东城区和平路1号3单元")


def bring_in(
    *,
    actor: Actor = PUBLIC,
    title: str = "路灯不亮",
    text: str = "和平路的路灯坏了三天。",
    sender: Sender = WANG,
    channel: Channel = Channel.LETTER,
    hours_ago: int = 1,
    now: datetime = NOW,
) -> Entry:
    """Return a new entry of the register."""
    return register(
        actor=actor,
        channel=channel,
        received_at=now - timedelta(hours=hours_ago),
        title=title,
        text=text,
        sender=sender,
        now=now,
    )
