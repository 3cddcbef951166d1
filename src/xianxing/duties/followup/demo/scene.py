"""The office in which the stories play: its accounts, units and hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from xianxing.duties.followup.actions.opening import Particulars, open_item
from xianxing.duties.followup.actions.sending import Part, add_task, send_task
from xianxing.duties.followup.demo.texts import PLOTS, Plot
from xianxing.duties.followup.models import Item, MandateKind, Source, Task
from xianxing.office.access.models import Account, Grant, Role
from xianxing.office.calendars.queries import calendar
from xianxing.office.duty import DemoOffice
from xianxing.office.people.models import Organ, Person

CLERK = "keyuan3"


@dataclass(frozen=True, slots=True)
class Scene:
    """What every story needs."""

    now: datetime
    head: Account
    clerk: Account
    accounts: Mapping[str, Any]
    organs: Mapping[str, Any]
    contacts: Mapping[int, Account]
    plots: Mapping[str, Plot]

    def organ(self, short_name: str) -> Organ:
        """Return a unit by its short name."""
        organ: Organ = self.organs[short_name]
        return organ

    def contact(self, short_name: str) -> Account | None:
        """Return who answers for a unit, where someone does."""
        return self.contacts.get(self.organ(short_name).pk)

    def person(self, username: str) -> Person | None:
        """Return the person behind an account."""
        account: Account = self.accounts[username]
        return account.person

    def days_ago(self, days: int, hour: int, minute: int) -> datetime:
        """Return a moment of the working day that lies so many days back, or of the one before it."""
        ordinal = (timezone.localdate(self.now) - timedelta(days=days)).toordinal()
        day = datetime.fromordinal(calendar().nth_worked_after(ordinal, 0)).date()
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def after(self, moment: datetime, *, days: int, hour: int, minutes: int = 0) -> datetime:
        """Return a later moment: so many working days on at an hour, or some minutes on the same day."""
        if minutes:
            return moment + timedelta(minutes=minutes)
        day = timezone.localdate(moment)
        if days:
            day = datetime.fromordinal(calendar().nth_worked_after(day.toordinal(), days)).date()
        found = timezone.make_aware(datetime.combine(day, time(hour)))
        return max(found, moment + timedelta(minutes=5))

    def open(self, plot: Plot, now: datetime) -> Item:
        """Open the item of a plot."""
        day = timezone.localdate(now)
        particulars = Particulars(
            title=plot.item,
            source=Source(plot.source),
            mandate_kind=MandateKind(plot.mandate_kind),
            mandate=plot.mandate,
            mandate_on=day,
            due_on=day + timedelta(days=plot.days),
            source_label=plot.label,
            leader=self.person(plot.leader) if plot.leader else None,
        )
        return open_item(actor=self.clerk, particulars=particulars, now=now)

    def add(self, item: Item, plot: Plot, now: datetime) -> Task:
        """Add the task of a plot."""
        due = timezone.make_aware(datetime.combine(item.due_on, time(18)))
        part = Part(plot.task, plot.request, plot.measure, self.organ(plot.unit), due)
        return add_task(actor=self.clerk, item=item, part=part, now=now)

    def single(self, plot: Plot, now: datetime) -> Task:
        """Open the item of a plot, add its task and send it."""
        task = self.add(self.open(plot, now), plot, now)
        send_task(actor=self.clerk, task=task, overlap_reason=plot.reason, now=now)
        return task


def set_scene(office: DemoOffice) -> Scene:
    """Return the scene of a demo office."""
    grants = Grant.objects.filter(role=Role.UNIT).select_related("account__person")
    return Scene(
        now=office.now,
        head=office.accounts["zhuren"],
        clerk=office.accounts[CLERK],
        accounts=office.accounts,
        organs=office.organs,
        contacts={grant.organ_id: grant.account for grant in grants},
        plots=PLOTS,
    )
