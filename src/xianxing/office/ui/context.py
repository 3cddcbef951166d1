"""What every page's frame needs. Nothing is asked of the database until the template shows it."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from xianxing.office.access.models import Account
from xianxing.office.duty import Text
from xianxing.office.notices.queries import unread_count
from xianxing.office.ui.navigation import Place, Shortcut, Visitor, commands, places

PRODUCT = _("先行")


class Frame:
    """The frame of one request; each part is worked out once, when it is first shown."""

    def __init__(self, visitor: Visitor, path: str) -> None:
        self.visitor = visitor
        self.path = path
        self.product: Text = PRODUCT

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return places(self.visitor)

    @cached_property
    def current_url(self) -> str:
        """The place that the shown page lies in: the longest address that the path starts with."""
        above = [place.url for place in self.places if self.path.startswith(place.url)]
        return max(above, key=len, default="")

    @cached_property
    def keyed(self) -> tuple[Shortcut, ...]:
        """The commands that have keys of their own (``g n``)."""
        return tuple(shortcut for shortcut in commands(self.visitor) if shortcut.keys)

    @cached_property
    def unread(self) -> int:
        return unread_count(self.visitor) if isinstance(self.visitor, Account) else 0

    @cached_property
    def name(self) -> str:
        return self.visitor.actor_name if isinstance(self.visitor, Account) else ""

    @property
    def initial(self) -> str:
        return self.name[:1]

    @property
    def language(self) -> str:
        return translation.get_language() or ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return ``frame``, whose parts are lazy, and ``now``; a view's own ``now`` goes before this one."""
    visitor = getattr(request, "user", AnonymousUser())
    return {"frame": Frame(visitor, request.path), "now": timezone.now()}
