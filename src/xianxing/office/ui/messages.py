"""What a page says after an action: a toast, and the way back where there is one."""

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

from xianxing.office.duty import Text

UNDO = "undo:"


def say(request: HttpRequest, text: Text) -> None:
    """Show a toast on the next page."""
    messages.success(request, str(text))


def say_with_undo(request: HttpRequest, text: Text, *, undo_url: str) -> None:
    """Show a toast whose button posts to ``undo_url``."""
    messages.success(request, str(text), extra_tags=UNDO + undo_url)


def warn(request: HttpRequest, text: Text) -> None:
    """Show a toast that stays until it is closed."""
    messages.warning(request, str(text))


def undo_url(message: Message) -> str:
    """Return the address that takes the action back, or nothing."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
