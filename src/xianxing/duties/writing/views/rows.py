"""How papers and incoming documents become rows of a list."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from xianxing.duties.writing.engine.incoming import Stand
from xianxing.duties.writing.engine.life import State
from xianxing.duties.writing.models import Incoming, Paper
from xianxing.office.ui.dates import day_words

TONES = {
    State.DRAFTING: "grey",
    State.CONSULTING: "blue",
    State.REVIEWING: "amber",
    State.SIGNING: "red",
    State.RECHECKING: "amber",
    State.REGISTERING: "amber",
    State.PRINTING: "blue",
    State.ISSUING: "blue",
    State.ISSUED: "green",
    State.ARCHIVED: "green",
    State.VOIDED: "grey",
    State.REPEALED: "grey",
    State.DROPPED: "grey",
}
STAND_TONES = {
    Stand.RECEIVED: "red",
    Stand.REGISTERED: "amber",
    Stand.EXAMINED: "amber",
    Stand.READING: "blue",
    Stand.HANDLING: "blue",
    Stand.ANSWERED: "green",
    Stand.RETURNED: "grey",
    Stand.ARCHIVED: "green",
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


def paper_row(paper: Paper, *, now: datetime, selected: int | None, query: str = "") -> Row:
    """Return the row of a paper."""
    return Row(
        id=paper.pk,
        url=reverse("writing:detail", args=[paper.pk]) + (f"?{query}" if query else ""),
        title=paper.title,
        number=paper.number or f"{paper.type or paper.get_form_display()} · {paper.drafter}",
        chip=str(paper.get_state_display()),
        chip_tone=TONES[State(paper.state)],
        note=str(paper.organ),
        due=day_words(paper.updated_at, now),
        tone="",
        is_urgent=False,
        is_unread=paper.state == State.SIGNING,
        is_selected=paper.pk == selected,
    )


def incoming_row(each: Incoming, *, now: datetime, today: date, selected: int | None, query: str = "") -> Row:
    """Return the row of an incoming document."""
    late = bool(each.is_open and each.due_on and each.due_on <= today)
    return Row(
        id=each.pk,
        url=reverse("writing:incoming_detail", args=[each.pk]) + (f"?{query}" if query else ""),
        title=each.title,
        number=f"{each.sender} {each.number}".strip(),
        chip=str(each.get_state_display()),
        chip_tone=STAND_TONES[Stand(each.state)],
        note=each.urgency or str(each.handler or ""),
        due=day_words(each.due_on if each.due_on and each.is_open else each.updated_at, now),
        tone="red" if late or (each.urgency and each.is_open) else "",
        is_urgent=late,
        is_unread=each.state == Stand.RECEIVED,
        is_selected=each.pk == selected,
    )
