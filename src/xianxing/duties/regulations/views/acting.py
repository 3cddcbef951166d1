"""What the views share: try an act and say why it was refused."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from xianxing.office.files.errors import ClassifiedMaterial, RefusedFile

REFUSALS = (ValidationError, RefusedFile, ClassifiedMaterial)
"""What an act may refuse with a message for the reader."""


def words_of(refusal: Exception) -> list[str]:
    """Return why an act was refused."""
    return list(refusal.messages) if isinstance(refusal, ValidationError) else [str(refusal)]


def tried(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Whether an act was done; why not stands in the form."""
    try:
        act()
    except REFUSALS as refusal:
        form.add_error(None, words_of(refusal))
        return False
    return True


def pressed(request: HttpRequest, act: Callable[[], object], told: str) -> bool:
    """Whether a button's act was done; what happened, or why not, is told on the next page."""
    try:
        act()
    except REFUSALS as refusal:
        messages.error(request, " ".join(words_of(refusal)))
        return False
    messages.success(request, told)
    return True


def number_of(text: str) -> int | None:
    """Return the mark of a page in an address, None when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
