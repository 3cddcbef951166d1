"""What a person at the window may know of their own matter: steps, limits and the approved answer, no names."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from xianxing.duties.matters.engine import State
from xianxing.duties.matters.models import Matter, Reply
from xianxing.office.register.models import Entry

STEPS = (State.REGISTERED, State.ACCEPTED, State.WORKING, State.ANSWERED, State.CLOSED)
SHOWN_AS = {
    State.REPLYING: State.WORKING,
    State.REVIEWING: State.ANSWERED,
    State.RECHECKING: State.ANSWERED,
    State.TERMINATED: State.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way, for the page's line of steps."""

    title: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """The standing of a matter as its sender sees it."""

    matter: Matter
    entry: Entry
    steps: tuple[Step, ...]
    standing: str
    unit: str
    due_on: date | None
    reply: Reply | None
    answered_at: datetime | None
    may_say: bool
    may_ask_review: bool


def progress_of(entry: Entry) -> Progress | None:
    """Return the progress of the matter behind an entry; a joined one follows the matter it was joined to."""
    own = (
        Matter.objects.filter(participations__entry=entry).select_related("lead", "merged_into__lead").first()
    )
    if own is None:
        return None
    matter = own.merged_into or own
    reply = matter.replies.filter(approved_at__isnull=False).prefetch_related("basis__instrument").last()
    finished = matter.state in {State.ANSWERED, State.CLOSED}
    return Progress(
        matter=matter,
        entry=entry,
        steps=_steps(State(matter.state)),
        standing=_standing(State(matter.state)),
        unit=matter.lead.name if matter.lead and not matter.is_restricted else "",
        due_on=matter.due_on,
        reply=reply,
        answered_at=matter.answered_at,
        may_say=finished and not matter.callbacks.filter(called_by__isnull=True).exists(),
        may_ask_review=finished and reply is not None,
    )


def _steps(state: State) -> tuple[Step, ...]:
    shown = SHOWN_AS.get(state, state)
    titles = (_("已收到"), _("已受理"), _("办理中"), _("已答复"), _("已办结"))
    if shown not in STEPS:
        return ()
    place = STEPS.index(shown)
    return tuple(
        Step(str(title), number < place or shown == State.CLOSED, number == place)
        for number, title in enumerate(titles)
    )


def _standing(state: State) -> str:
    return {
        State.REGISTERED: _("已收到，15 日内书面告知是否受理"),
        State.ACCEPTED: _("已受理，正在安排办理"),
        State.WORKING: _("正在办理"),
        State.REPLYING: _("正在形成答复"),
        State.ANSWERED: _("已答复"),
        State.CLOSED: _("已办结"),
        State.DECLINED: _("不予受理，理由已告知；如有疑问可到窗口询问"),
        State.FORWARDED: _("已转送有权处理的机关"),
        State.MERGED: _("与同一事项合并办理"),
        State.REVIEWING: _("正在复查"),
        State.RECHECKING: _("正在复核"),
        State.TERMINATED: _("复核已结束"),
    }[state]
