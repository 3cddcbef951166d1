"""Limits that rules set, the stricter values of the office, and what binds on a day."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from fractions import Fraction

from django.utils.translation import gettext as _

from xianxing.office.access.models import Account
from xianxing.office.authority.engine.strictness import BadValueError, clean_value, is_looser
from xianxing.office.authority.errors import LooserLimit
from xianxing.office.authority.models import Direction, Limit
from xianxing.office.ledger.actions import Actor, Change, record, record_many, writing


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit as a pack brings it."""

    name: str
    title: str
    unit: str
    direction: str
    value: str
    basis: str
    clause_key: str
    jurisdiction: str
    is_verified: bool
    needs_adoption: bool
    may_loosen: bool
    effective_from: date | None
    effective_to: date | None
    order_number: int


@dataclass(frozen=True, slots=True)
class Binding:
    """What binds: the value, and where it comes from."""

    value: str
    basis: str
    is_office_value: bool

    @property
    def number(self) -> Fraction:
        """The value as an exact number."""
        return Fraction(self.value)

    @property
    def is_yes(self) -> bool:
        """Whether a rule of yes or no says yes."""
        return self.value == "yes"


@writing()
def seed_limits(*, actor: Actor, pack: str, rows: Sequence[LimitRow], now: datetime) -> int:
    """Enter the limits of a pack, bring those of before up to date, and return how many were new or changed.

    What the office chose for itself stays. A second call changes nothing.
    """
    kept = {limit.name: limit for limit in Limit.objects.filter(pack=pack)}
    changed = []
    for row in rows:
        limit = kept.get(row.name) or Limit(pack=pack)
        fresh = asdict(row)
        if limit.pk and all(getattr(limit, name) == value for name, value in fresh.items()):
            continue
        for name, value in fresh.items():
            setattr(limit, name, value)
        limit.save()
        changed.append(limit)
    if changed:
        record_many("authority.limit.entered", actor=actor, objects=changed, now=now)
    return len(changed)


@writing()
def set_limit(*, actor: Account, limit: Limit, value: str, reason: str, now: datetime) -> None:
    """Set the office's own value of a limit; an empty one goes back to the rule's.

    Raises:
        LooserLimit: it asks less than the rule and the rule allows no loosening, or it is no such value.
    """
    held = Limit.objects.select_for_update().get(pk=limit.pk)
    fresh = _cleaned(held, value) if value.strip() else ""
    before, held.office_value, held.office_reason = held.office_value, fresh, reason[:200]
    held.set_by, held.set_at = actor, now
    held.save(update_fields=["office_value", "office_reason", "set_by", "set_at"])
    changes = [Change("office_value", before, fresh)]
    clauses = [held.clause_key] if held.clause_key else []
    record(
        "authority.limit.set", actor=actor, obj=held, changes=changes, reason=reason, clauses=clauses, now=now
    )


def binding(limit: Limit, on: date) -> Binding | None:
    """Return what a limit asks on a day; None when it does not hold then, or neither binds by itself nor was set.

    When a rule became stricter than the value that the office had set, the rule binds.
    """
    if (limit.effective_from and on < limit.effective_from) or (
        limit.effective_to and limit.effective_to < on
    ):
        return None
    if limit.office_value and not is_overtaken(limit):
        return Binding(limit.office_value, limit.basis, is_office_value=True)
    return Binding(limit.value, limit.basis, is_office_value=False) if binds_by_itself(limit) else None


def binds_by_itself(limit: Limit) -> bool:
    """Whether a limit binds without the office having set it: verified, and of this place."""
    return limit.is_verified and not limit.needs_adoption


def is_overtaken(limit: Limit) -> bool:
    """Whether the office's value is looser than its rule has become."""
    if not limit.office_value or not binds_by_itself(limit) or limit.may_loosen:
        return False
    return is_looser(limit.direction, limit.value, limit.office_value)


def limit_of(pack: str, name: str, *, on: date) -> Binding | None:
    """Return what binds of a pack's limit on a day; None when nothing does."""
    found = Limit.objects.filter(pack=pack, name=name).first()
    return binding(found, on) if found else None


def _cleaned(limit: Limit, value: str) -> str:
    try:
        fresh = clean_value(limit.direction, value)
        is_refused = (
            binds_by_itself(limit) and not limit.may_loosen and is_looser(limit.direction, limit.value, fresh)
        )
    except BadValueError as error:
        raise LooserLimit(_("“%(title)s”：%(why)s") % {"title": limit.title, "why": error}) from error
    if is_refused:
        text = _(
            "“%(title)s”规定为%(direction)s %(value)s%(unit)s（%(basis)s），%(given)s 比规定宽，不能采用；只能更严"
        )
        raise LooserLimit(
            text
            % {
                "title": limit.title,
                "direction": Direction(limit.direction).label,
                "value": _yes_no(limit.value),
                "unit": limit.unit,
                "basis": limit.basis,
                "given": _yes_no(fresh),
            }
        )
    return fresh


def _yes_no(value: str) -> str:
    return {"yes": _("是"), "no": _("否")}.get(value, value)
