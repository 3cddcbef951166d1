"""The limits of a pack as a page shows them: what binds, what awaits verification, what other places have."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xianxing.office.authority.limiting import Binding, binding, is_overtaken
from xianxing.office.authority.models import Direction, Limit


@dataclass(frozen=True, slots=True)
class ShownLimit:
    """A limit with what binds of it today."""

    limit: Limit
    rule: str
    bound: Binding | None
    own: str
    is_overtaken: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Limits of one kind of certainty."""

    title: str
    note: str
    limits: tuple[ShownLimit, ...]


def shown_limits(pack: str, on: date) -> tuple[Group, ...]:
    """Return the limits of a pack in three groups: verified, awaiting verification, of other places."""
    rows = list(Limit.objects.filter(pack=pack).select_related("set_by__person").order_by("order_number"))
    verified = [each for each in rows if each.is_verified and not each.needs_adoption]
    waiting = [each for each in rows if not each.is_verified and not each.needs_adoption]
    elsewhere = [each for each in rows if each.needs_adoption]
    groups = (
        (_("已核实，直接适用"), _("本办公室只能定得更严。"), verified),
        (
            _("待核实"),
            _("出处没有核对到正式文本；与正式文件核对后由办公室负责人设定，设定前不作为依据。"),
            waiting,
        ),
        (_("其他地方的规定"), _("与本地一致的，由办公室负责人设定后适用。"), elsewhere),
    )
    return tuple(
        Group(title, note, tuple(_shown(each, on) for each in limits))
        for title, note, limits in groups
        if limits
    )


def _shown(limit: Limit, on: date) -> ShownLimit:
    return ShownLimit(
        limit=limit,
        rule=limit_words(limit, limit.value),
        bound=binding(limit, on),
        own=limit_words(limit, limit.office_value) if limit.office_value else "",
        is_overtaken=is_overtaken(limit),
    )


def limit_words(limit: Limit, value: str) -> str:
    """Return a value as a person says it: 不得超过 3 人, 禁止, 不禁止."""
    label = str(Direction(limit.direction).label)
    if value == "yes":
        return label
    if value == "no":
        return _("不作要求")
    return f"{label} {value} {limit.unit}".strip()
