"""How a matter becomes a row of the list and tiles of its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from xianxing.duties.matters.engine import State
from xianxing.duties.matters.models import Matter, Risk
from xianxing.duties.matters.queries.detail import MatterDetail
from xianxing.office.ui.dates import day_words, left_words

TONES = {
    State.REGISTERED: "amber",
    State.ACCEPTED: "blue",
    State.WORKING: "red",
    State.REPLYING: "amber",
    State.ANSWERED: "green",
    State.CLOSED: "green",
    State.DECLINED: "grey",
    State.FORWARDED: "blue",
    State.MERGED: "grey",
    State.REVIEWING: "amber",
    State.RECHECKING: "amber",
    State.TERMINATED: "grey",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list as the template draws it."""

    id: int
    url: str
    title: str
    number: str
    chip: str
    chip_tone: str
    note: str
    due: str
    tone: str
    is_urgent: bool
    is_unread: bool
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Stat:
    """One tile of the strip under the heading."""

    title: str
    value: str
    tone: str = ""
    detail: str = ""


def matter_row(matter: Matter, *, now: datetime, today: date, selected: int | None, query: str = "") -> Row:
    """Return the row of a matter."""
    late = matter.due_on is not None and matter.due_on <= today
    note = _("%(n)s 人反映") % {"n": matter.complainants} if matter.complainants > 1 else matter.topic
    return Row(
        id=matter.pk,
        url=reverse("matters:detail", args=[matter.pk]) + (f"?{query}" if query else ""),
        title=matter.title,
        number=matter.number,
        chip=str(matter.get_state_display()),
        chip_tone=TONES[State(matter.state)],
        note=note,
        due=due_wording(matter, now=now),
        tone=lamp_tone(matter, today),
        is_urgent=late and matter.is_open,
        is_unread=matter.state == State.REGISTERED,
        is_selected=matter.pk == selected,
    )


def lamp_tone(matter: Matter, today: date) -> str:
    """Return the tone of the lamp: red when due or grave, amber when the internal limit is reached."""
    if not matter.is_open:
        return ""
    if matter.risk == Risk.RED or (matter.due_on and matter.due_on <= today):
        return "red"
    if matter.internal_due_on and matter.internal_due_on <= today:
        return "amber"
    return ""


def due_wording(matter: Matter, *, now: datetime) -> str:
    """Return the limit in words, or the day of the last change where no limit runs."""
    if matter.due_on and matter.is_open:
        return day_words(matter.due_on, now)
    return day_words(matter.updated_at, now)


def matter_stats(detail: MatterDetail, *, now: datetime, today: date) -> Sequence[Stat]:
    """Return the four tiles of a matter's page."""
    matter = detail.matter
    if matter.due_on and matter.is_open:
        provisional = _("暂定，放假安排公布后重算") if matter.due_provisional else matter.due_on.isoformat()
        left = Stat(
            _("距时限"),
            left_words(matter.due_on, now),
            "red" if matter.due_on <= today else "",
            provisional,
        )
    else:
        left = Stat(_("距时限"), "—", "", _("没有正在计算的时限"))
    units = _("尚未交办") if not detail.assignments else ""
    return (
        left,
        Stat(_("单位反馈"), f"{detail.reported} / {len(detail.assignments)}", "", units),
        Stat(_("反映人数"), str(matter.complainants), "", _("按人计，不按件计")),
        Stat(_("重办次数"), str(matter.reopened), "amber" if matter.reopened else ""),
    )
