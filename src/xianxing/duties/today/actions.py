"""Set the lamps, keep the figures, hand work over."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xianxing.duties.today.models import FigurePoint, LampScale
from xianxing.office.access.models import Account
from xianxing.office.duty import Figure, OpenWork
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.people.models import Handover, Person
from xianxing.office.people.queries import open_work

MOST_NAMED = 3


@writing()
def set_lamp_scale(*, actor: Account, amber_days: int, red_days: int, now: datetime) -> LampScale:
    """Say how many working days before a limit its lamp turns amber, and red.

    Raises:
        ValidationError: red comes before amber, or a number is too large.
    """
    scale = LampScale.objects.first() or LampScale()
    before = str(scale)
    scale.amber_days, scale.red_days = amber_days, red_days
    scale.full_clean(validate_constraints=False)
    if red_days > amber_days:
        raise ValidationError(_("红灯的天数不能多于黄灯的天数；请改小红灯，或改大黄灯"))
    scale.save()
    change = Change(_("黄灯/红灯"), before, str(scale))
    record("today.lampscale.changed", actor=actor, obj=scale, now=now, changes=[change])
    return scale


@writing()
def keep_figures(figures: Sequence[Figure], *, on: date) -> int:
    """Keep what each figure is on a day; asking again on the same day replaces it. Return how many were kept."""
    known = [figure for figure in figures if figure.value is not None]
    for figure in known:
        FigurePoint.objects.update_or_create(name=figure.name, on=on, defaults={"value": figure.value})
    return len(known)


@writing()
def hand_over(
    *, actor: Account, person: Person, successor: Person, works: Sequence[OpenWork], now: datetime
) -> tuple[Handover, ...]:
    """Give open work of a person who stays to another.

    In order: a ``Handover`` is kept for each; the ledger hears ``today.work.handed_over`` and each duty moves
    its work as the handovers say; what has not moved rolls everything back.

    Raises:
        ValidationError: nothing was chosen, the successor cannot take it, or a duty did not move it.
    """
    _check(person, successor, works)
    kept = tuple(_keep(person, successor, work, now) for work in works)
    changes = [Change(each.title, person.name, successor.name) for each in kept]
    record("today.work.handed_over", actor=actor, obj=person, now=now, changes=changes)
    chosen = {(work.object_type, work.object_id) for work in works}
    left = [work.title for work in open_work(person) if (work.object_type, work.object_id) in chosen]
    if left:
        raise ValidationError(_("下列工作没有移交成功：%(work)s；请改选接手人") % {"work": _named(left)})
    return kept


def _keep(person: Person, successor: Person, work: OpenWork, now: datetime) -> Handover:
    return Handover.objects.create(
        person=person,
        successor=successor,
        object_type=work.object_type,
        object_id=work.object_id,
        title=work.title[:200],
        url=work.url[:300],
        at=now,
    )


def _check(person: Person, successor: Person, works: Sequence[OpenWork]) -> None:
    if not works:
        raise ValidationError(_("没有选中要移交的工作；请至少勾选一件"))
    account = getattr(successor, "account", None)
    if successor.pk == person.pk or successor.left_on or account is None or not account.is_active:
        raise ValidationError(
            _("%(name)s 不能接手：须是另一位在任并有可用账号的人；请另选") % {"name": successor}
        )


def _named(titles: Sequence[str]) -> str:
    return "、".join(f"《{title}》" for title in titles[:MOST_NAMED])
