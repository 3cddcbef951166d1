"""The sidebar and the commands, gathered from the manifests and cut down to what an account may see."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse

from xianxing.office.access.models import Account
from xianxing.office.duty import Command, Page, Text, manifests, resolve

Visitor: TypeAlias = Account | AnonymousUser


@dataclass(frozen=True, slots=True)
class Badge:
    """The number beside a page; an urgent one stands on red."""

    count: int
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the sidebar, as this account sees it."""

    title: Text
    url: str
    icon: str
    path_of_badge: str
    visitor: Visitor = field(repr=False)

    @property
    def badge(self) -> Badge | None:
        """Ask the manifest's function: a number, or a pair (number, urgent); nothing is shown for zero."""
        if not self.path_of_badge:
            return None
        answer = resolve(self.path_of_badge)(self.visitor)
        count, is_urgent = answer if isinstance(answer, tuple) else (answer, False)
        return Badge(count, is_urgent) if count else None


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One command of the palette, as this account sees it."""

    title: Text
    url: str
    keys: str


def address_of(url_name: str) -> str:
    """Return the address, or nothing while the page is not installed."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def may_open(line: Page | Command, visitor: Visitor) -> bool:
    """A line without a predicate is for everyone who is signed in."""
    return visitor.is_authenticated and (not line.allowed or bool(resolve(line.allowed)(visitor)))


def places(visitor: Visitor) -> tuple[Place, ...]:
    """Return the pages of the sidebar in their order."""
    return tuple(
        Place(page.title, url, page.icon, page.badge, visitor)
        for page in sorted(_pages(), key=lambda page: page.order)
        if may_open(page, visitor) and (url := address_of(page.url_name))
    )


def shortcuts(visitor: Visitor) -> tuple[Shortcut, ...]:
    """Return the commands of the palette: the pages first, then what the manifests add."""
    return tuple(Shortcut(place.title, place.url, "") for place in places(visitor)) + commands(visitor)


def commands(visitor: Visitor) -> tuple[Shortcut, ...]:
    """Return what the manifests add to the palette, in their order."""
    return tuple(
        Shortcut(command.title, url, command.keys)
        for manifest in manifests()
        for command in manifest.commands
        if may_open(command, visitor) and (url := address_of(command.url_name))
    )


def made_from(visitor: Visitor, object_type: str, object_id: int) -> tuple[Shortcut, ...]:
    """Return what the manifests let the visitor make from an object, such as a document."""
    about = urlencode({"about": f"{object_type}:{object_id}"})
    return tuple(
        Shortcut(command.title, f"{url}?{about}", command.keys)
        for manifest in manifests()
        for command in manifest.makes
        if may_open(command, visitor) and (url := address_of(command.url_name))
    )


def _pages() -> Iterator[Page]:
    for manifest in manifests():
        yield from manifest.pages
