"""Filters of this duty's templates."""

from django import template
from django.http import QueryDict

from xianxing.duties.matters.wording import handler_wording

register = template.Library()


@register.filter
def get_value(given: QueryDict, name: str) -> str:
    """Return a value of the address by its name."""
    return given.get(name, "")


@register.filter
def percent(share: float | None) -> str:
    """Return a share as whole percent; a dash where there is none."""
    return "—" if share is None else f"{share:.0%}"


@register.filter
def handler_words(handler: str) -> str:
    """Return how the table's handler is called on the pages."""
    return handler_wording(handler)
