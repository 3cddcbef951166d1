"""The small marks of a list: chips and lamps. A lamp has shape, colour and words, never colour alone."""

from enum import StrEnum

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _


class Tone(StrEnum):
    RED = "red"
    AMBER = "amber"
    BLUE = "blue"
    GREEN = "green"
    GREY = "grey"


LAMP_SHAPES = {
    Tone.RED: "M3 3h10v10H3z",
    Tone.AMBER: "M8 2.5 14.5 13.5H1.5z",
    Tone.BLUE: "M8 2l6 6-6 6-6-6z",
    Tone.GREEN: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z",
    Tone.GREY: "M2.5 6.5h11v3h-11z",
}
LAMP_WORDS = {
    Tone.RED: _("逾期"),
    Tone.AMBER: _("临期"),
    Tone.BLUE: _("待办"),
    Tone.GREEN: _("正常"),
    Tone.GREY: _("未启动"),
}


def tone_of(name: str) -> Tone:
    """Return the tone of this name.

    Raises:
        LookupError: no tone has this name.
    """
    if name not in set(Tone):
        raise LookupError(f"no tone named {name!r}; known: {', '.join(Tone)}")
    return Tone(name)


def chip(text: object, tone: str = "grey") -> SafeString:
    """Return a chip: a word on a tinted ground."""
    return format_html('<span class="chip chip-{}">{}</span>', tone_of(tone), text)


def lamp(state: str, words: object = "") -> SafeString:
    """Return a lamp with its words; without words, the usual ones of its tone."""
    tone = tone_of(state)
    return format_html(
        '<span class="lamp lamp-{}"><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>'
        "{}</span>",
        tone,
        mark_safe(f'<path d="{LAMP_SHAPES[tone]}"/>'),  # noqa: S308 - from the table above only
        words or LAMP_WORDS[tone],
    )
