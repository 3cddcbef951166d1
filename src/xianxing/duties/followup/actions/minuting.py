"""Minutes become one item with a task for each thing that was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.opening import Particulars, open_item
from xianxing.duties.followup.actions.sending import Part, add_task
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import Item, MandateKind, Source
from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import writing
from xianxing.office.people.models import Person


@dataclass(frozen=True, slots=True)
class Meeting:
    """Which meeting decided, when, under whom, and its minutes in full."""

    name: str
    held_on: date
    leader: Person | None
    minutes: str


@writing()
def open_from_minutes(*, actor: Account, meeting: Meeting, parts: Sequence[Part], now: datetime) -> Item:
    """Open an item on the decision of a meeting with its tasks, which are not sent yet.

    Raises:
        StepRefused: no task was kept.
        FollowupRefused, ClassifiedMaterial: see ``open_item`` and ``add_task``; then nothing is opened.
    """
    if not parts:
        raise StepRefused(_("没有勾选任务；请至少保留一条，或者直接立项"))
    title = _("%(meeting)s议定事项") % {"meeting": meeting.name.strip()}
    particulars = Particulars(
        title=title,
        source=Source.MINUTES,
        mandate_kind=MandateKind.DECISION,
        mandate=_("%(meeting)s议定") % {"meeting": meeting.name.strip()},
        mandate_on=meeting.held_on,
        due_on=max(timezone.localdate(part.due_at) for part in parts),
        source_label=meeting.name,
        content=meeting.minutes,
        leader=meeting.leader,
    )
    item = open_item(actor=actor, particulars=particulars, now=now)
    for part in parts:
        add_task(actor=actor, item=item, part=part, now=now)
    return item
