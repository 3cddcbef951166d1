"""Filters of the pages of follow-up."""

from decimal import Decimal

from django import template

from xianxing.duties.followup.actions import counting
from xianxing.duties.followup.engine.lamps import Lamp
from xianxing.duties.followup.engine.stages import Stage
from xianxing.duties.followup.views.rows import TONES
from xianxing.duties.followup.wording import LAMP_TITLES

register = template.Library()


@register.filter
def plain(value: Decimal | None) -> str:
    """Return a figure without needless noughts; a dash for none."""
    return "—" if value is None else counting.plain(value)


@register.filter
def stage_tone(stage: str) -> str:
    """Return the tone of the chip of a stage."""
    return TONES[Stage(stage)]


@register.filter
def lamp_words(lamp: str) -> str:
    """Return what a lamp says."""
    return str(LAMP_TITLES[Lamp(lamp)])
