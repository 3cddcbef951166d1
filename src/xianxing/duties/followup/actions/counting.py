"""Figures that several units give: asked, given, and settled by the head where they differ."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.states import clean_words, stir_item
from xianxing.duties.followup.engine.stages import ENDED
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import Item, Quantity, Reading, Settlement, Task
from xianxing.duties.followup.permissions import may_see_task, own_tasks
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.notices.actions import notify
from xianxing.office.people.models import Organ


@writing()
def ask_quantity(*, actor: Account, item: Item, name: str, unit: str, now: datetime) -> Quantity:
    """Ask the units of an item for a figure.

    Raises:
        StepRefused: the item has ended, it is asked already, or name or unit is missing.
    """
    item.refresh_from_db()
    if item.stage in ENDED:
        raise StepRefused(_("事项已了结，不能再要求报数"))
    name, unit = clean_words(name, _("指标"))[:60], clean_words(unit, _("计量单位"))[:20]
    if item.quantities.filter(name=name).exists():
        raise StepRefused(_("已经要求报过“%(name)s”；同一个数只要一次") % {"name": name})
    quantity = Quantity.objects.create(item=item, name=name, unit=unit, asked_at=now)
    record("followup.quantity.asked", actor=actor, obj=item, now=now, reason=f"{name}（{unit}）")
    stir_item(item, now=now)
    return quantity


@writing()
def give_reading(
    *, actor: Account, quantity: Quantity, value: Decimal, source: str, as_of: date, now: datetime
) -> Reading:
    """Say on behalf of one's unit what a quantity is, from which source and of which day.

    Raises:
        StepRefused: the unit has no task of this item, no source is given, or the day lies ahead.
    """
    task = own_tasks(actor).filter(item=quantity.item).select_related("owner").first()
    if task is None:
        raise StepRefused(_("贵单位没有此事项的任务，不能报数"))
    if as_of > timezone.localdate(now):
        raise StepRefused(_("截至日期 %(day)s 还没有到；请改正") % {"day": as_of})
    source = clean_words(source, _("数据来源"))[:100]
    before = quantity.readings.filter(organ=task.owner, is_current=True).first()
    if before is not None:
        before.is_current = False
        before.save(update_fields=["is_current"])
    reading = Reading.objects.create(
        quantity=quantity,
        organ=task.owner,
        value=value,
        source=source,
        as_of=as_of,
        said_at=now,
        said_by=actor,
    )
    change = Change(quantity.name, plain(before.value) if before else "", plain(value))
    record(
        "followup.reading.given",
        actor=actor, obj=quantity.item, now=now, reason=f"{task.owner} · {source} · {as_of}", changes=[change],
    )  # fmt: skip
    stir_item(quantity.item, now=now)
    return reading


@writing()
def settle_quantity(*, actor: Account, reading: Reading, reason: str, now: datetime) -> Settlement:
    """Choose which of differing readings holds; the units that gave one are told.

    Raises:
        StepRefused: the reading was replaced by a later one.
    """
    reading.refresh_from_db()
    if not reading.is_current:
        raise StepRefused(_("该单位已经更新了数字；请刷新后再定"))
    quantity = reading.quantity
    settled = Settlement.objects.create(
        quantity=quantity, reading=reading, reason=reason.strip()[:200], at=now, by=actor
    )
    chosen = _("%(value)s %(unit)s（%(organ)s）") % {
        "value": plain(reading.value),
        "unit": quantity.unit,
        "organ": reading.organ,
    }
    record(
        "followup.quantity.settled",
        actor=actor, obj=quantity.item, now=now, reason=settled.reason, changes=[Change(quantity.name, "", chosen)],
    )  # fmt: skip
    stir_item(quantity.item, now=now)
    _tell_units(quantity, _("口径已定：%(name)s"), now)
    return settled


@writing()
def return_readings(*, actor: Account, quantity: Quantity, reason: str, now: datetime) -> Settlement:
    """Send differing readings back, to be made one by the units themselves.

    Raises:
        StepRefused: there is no reason.
    """
    reason = clean_words(reason, _("退回理由"))[:200]
    settled = Settlement.objects.create(quantity=quantity, reading=None, reason=reason, at=now, by=actor)
    change = Change(quantity.name, "", "")
    record(
        "followup.quantity.returned",
        actor=actor, obj=quantity.item, now=now, reason=reason, changes=[change],
    )  # fmt: skip
    stir_item(quantity.item, now=now)
    _tell_units(quantity, _("口径不一致，请商量统一后再报：%(name)s"), now)
    return settled


def plain(value: Decimal) -> str:
    """Return a figure as people write it: 96000, 9.6, without needless noughts."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _tell_units(quantity: Quantity, text: str, now: datetime) -> None:
    organs = Organ.objects.filter(pk__in=quantity.readings.filter(is_current=True).values("organ"))
    tasks = Task.objects.filter(Q(owner__in=organs), item=quantity.item, assignment__isnull=False)
    for task in tasks.select_related("owner"):
        for account in accounts_with(Role.UNIT, organ_id=task.owner_id, on=timezone.localdate(now)):
            if may_see_task(account, task):
                notify(
                    account,
                    text=text % {"name": quantity.name},
                    url=f"/followup/tasks/{task.pk}/",
                    obj=task,
                    group_key=f"followup.quantity:{quantity.pk}",
                    now=now,
                )
