"""Items and tasks in every condition that the tests need, made through the actions that make them in life."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from xianxing.duties.followup.actions.answering import answer_task, sign_task
from xianxing.duties.followup.actions.checking import check_task
from xianxing.duties.followup.actions.opening import Particulars, open_item
from xianxing.duties.followup.actions.sending import Part, add_task, send_task
from xianxing.duties.followup.models import Item, MandateKind, Source, Task
from xianxing.duties.matters.models import Matter
from xianxing.duties.matters.tests import factories as matters
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.actions import seed_rules
from xianxing.office.calendars.actions import seed as seed_calendars
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.notices.models import Notice

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 2026-11-23, 10:00 in Shanghai."""

DUE = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
"""Wednesday 2026-12-02, 18:00 in Shanghai."""

PARTICULARS = Particulars(
    title="全市防汛物资储备情况核查",
    source=Source.INSTRUCTION,
    mandate_kind=MandateKind.ORDER,
    mandate="郑市长批示：务必本周内摸清底数",
    mandate_on=date(2026, 11, 23),
    due_on=date(2026, 12, 2),
    source_label="督批〔2026〕12号",
)


def open_the_office() -> None:
    """Enter holidays and laws."""
    seed_calendars(actor=SYSTEM, now=NOW - timedelta(days=90))
    seed_rules(actor=SYSTEM, now=NOW - timedelta(days=90))


def particulars(**changes: object) -> Particulars:
    """Return what an item is opened with, somewhat changed."""
    return replace(PARTICULARS, **changes)  # type: ignore[arg-type]


def opened(cast: Cast, **changes: object) -> Item:
    """Return an item that the clerk opened on the leader's order."""
    return open_item(actor=cast.clerk, particulars=particulars(**changes), now=NOW)


def part(cast: Cast, **changes: object) -> Part:
    """Return the part of the unit, due in nine days."""
    usual = Part(
        title="摸清编织袋库存和缺口",
        request="请摸清全市编织袋库存和缺口，附库存表。",
        measure="库存表有签字，缺口有来源",
        owner=cast.unit_organ,
        due_at=DUE,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def added(cast: Cast, item: Item | None = None, **changes: Any) -> Task:
    """Return a task that was not sent yet."""
    return add_task(actor=cast.clerk, item=item or opened(cast), part=part(cast, **changes), now=NOW)


def sent(cast: Cast, item: Item | None = None, *, reason: str = "", **changes: Any) -> Task:
    """Return a task that lies with its unit."""
    task = added(cast, item, **changes)
    send_task(actor=cast.clerk, task=task, overlap_reason=reason, now=NOW)
    return task


def signed(cast: Cast, item: Item | None = None, **changes: Any) -> Task:
    """Return a task that its unit signed for."""
    task = sent(cast, item, **changes)
    sign_task(actor=cast.unit, task=task, now=NOW + timedelta(hours=1))
    return task


def answered(cast: Cast, item: Item | None = None, **changes: Any) -> Task:
    """Return a task that its unit answered."""
    task = signed(cast, item, **changes)
    answer_task(actor=cast.unit, task=task, text="缺 12 万条，附库存表。", now=NOW + timedelta(hours=2))
    return task


def checked(cast: Cast, item: Item | None = None, **changes: Any) -> Task:
    """Return a task whose answer was checked."""
    task = answered(cast, item, **changes)
    check_task(actor=cast.clerk, task=task, finding="现场抽点三处，账实相符。", now=NOW + timedelta(hours=3))
    return task


def of_accusation(cast: Cast) -> tuple[Matter, Item]:
    """Return an accusation of the unit, and an item about it."""
    matter = matters.accusation(cast)
    item = open_item(
        actor=cast.head,
        particulars=particulars(
            title="核查举报反映的问题",
            source=Source.MATTER,
            source_type="matters.matter",
            source_id=matter.pk,
        ),
        now=NOW,
    )
    return matter, item


def texts_for(account: Account) -> list[str]:
    """Return the notices of an account, the first first."""
    return list(Notice.objects.filter(account=account).order_by("id").values_list("text", flat=True))


def stage_of(task: Task) -> str:
    """Return the stage of a task as it is kept."""
    return Task.objects.values_list("stage", flat=True).get(pk=task.pk)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment in Shanghai."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
