"""The manifest of a duty (or of an office module) and its discovery.

A manifest sits at the bottom of its folder, so it names its handlers as ``"module:function"`` and they are
imported when they are first called. Adding a duty adds one folder; nothing here changes.
"""

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from random import Random
from typing import Any

from django.utils.functional import Promise

Text = str | Promise

PACKAGES = (("xianxing.office", "manifest", "MANIFEST"), ("xianxing.duties", "duty", "DUTY"))


@dataclass(frozen=True, slots=True)
class Page:
    """One line of the navigation.

    ``allowed`` and ``badge`` name functions of one account: whether it sees the page, and the number beside it.
    """

    title: Text
    url_name: str
    icon: str
    order: int
    allowed: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the palette (Ctrl+K) that opens a page."""

    title: Text
    url_name: str
    allowed: str
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one folder offers to the whole."""

    name: str
    title: Text
    standard: Text = ""
    order: int = 100
    pages: tuple[Page, ...] = ()
    commands: tuple[Command, ...] = ()
    makes: tuple[Command, ...] = ()
    """What can be made from an object of any folder: the address is asked with ``?about=matters.matter:12``."""
    verbs: Mapping[str, Text] = field(default_factory=dict)
    """Ledger verb (``matters.matter.accepted``) to its wording on a timeline."""
    listens: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ledger verb to handlers ``(entry) -> None`` that run in the same transaction."""
    timers: Mapping[str, str] = field(default_factory=dict)
    """Timer kind to a handler ``(timer) -> None`` that runs in the transaction that fires it."""
    tasks: Mapping[str, str] = field(default_factory=dict)
    """Job name to a handler ``(payload) -> None`` that may run again after a crash."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Searchable object type to ``(account, object_ids) -> {id: (title, url, detail)}`` of what it may see."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Object type to ``(account, object_id) -> sentences`` that a document about it may carry, each with its source."""
    begin: str = ""
    """``(now) -> None``: seeds what the folder needs, at every start; the second time it changes nothing."""
    rules: tuple[str, ...] = ()
    """``module:function`` giving a house rule: its description (as in ``laws/index.toml``) and its text."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """Decision table name to a function giving its first content, in the rulebook engine's JSON form."""
    known: Mapping[str, str] = field(default_factory=dict)
    """Object type to ``(account) -> query of ids`` of what the account may know of; work about others is hidden."""
    open_work: str = ""
    """``(account) -> list of OpenWork``: what must be handed over when this person leaves."""
    figures: str = ""
    """``(account, today) -> tuple of Figure``: what the duty reports, computed from what happened."""
    today: str = ""
    """``(account, now) -> tuple of Section``: what waits for this account on its first page."""
    demo: str = ""
    """``(DemoOffice) -> Iterable of Story``: the duty's part of the demo office, told as it happened."""
    commands_line: str = ""
    """``module:group`` of a click group, added to the product's command."""
    urls: str = ""
    """Module of URL patterns, mounted at ``/<name>/``."""


class Virtue(StrEnum):
    """The eight characters of a good office: 精明, 能干, 忠诚, 牢靠."""

    CLEAR = "clear"
    ABLE = "able"
    LOYAL = "loyal"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a duty: computed from records, never typed in.

    ``virtue`` is the pair of characters under which the first page shows it; None keeps it off that page.
    """

    name: str
    title: Text
    value: float | None
    unit: Text
    detail: Text = ""
    virtue: Virtue | None = None


class Heading(StrEnum):
    """The headings of the first page, in their order; sections of several duties meet under one."""

    DECIDE = "decide"
    RISK = "risk"
    MINE = "mine"
    ARRIVED = "arrived"
    HOT = "hot"
    WAITING = "waiting"
    GIVEN = "given"


RISK_DAYS = 10
"""How many days ahead a duty's section under ``Heading.RISK`` looks; the page keeps what its lamps light."""


class Way(StrEnum):
    """How an act is done: with one press, after writing a few words, or on a form of its own."""

    PRESS = "press"
    WRITE = "write"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do from a line of the first page: it posts ``values`` to the duty's address and comes back.

    ``asks`` is the label of the words to be written, posted under the name ``asked``. The address checks the
    permission again and reads the query parameter ``next``.
    """

    title: Text
    url: str
    way: Way = Way.PRESS
    values: tuple[tuple[str, str], ...] = ()
    asks: Text = ""
    asked: str = "reason"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the first page; ``due`` lights its lamp, ``since`` says how long it has waited."""

    title: Text
    url: str
    detail: Text = ""
    chip: Text = ""
    tone: str = "grey"
    due: date | None = None
    since: datetime | None = None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What one duty has under one heading; ``more_url`` is the page with all of it, ``none`` what an empty one says."""

    heading: Heading
    title: Text
    lines: tuple[Line, ...]
    more_url: str = ""
    none: Text = ""


Story = Generator[datetime, datetime, None]
"""Something that happened in the demo office: yields the next moment it waits for and is sent the moment itself.

One that waits for a moment after the present stays as it is, so open work is in the states of real open work.
"""


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """The demo office as a duty's ``demo`` finds it: accounts by login name, organs by short name.

    Their types are those of ``office.access`` and ``office.people``, which stand above this module.
    """

    now: datetime
    random: Random
    accounts: Mapping[str, Any]
    organs: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One open thing in a person's hands, with the call that gives it to another."""

    object_type: str
    object_id: int
    title: str
    url: str


@cache
def resolve(path: str) -> Callable[..., Any]:
    """Return the function that ``module:function`` names.

    Raises:
        LookupError: the path has no colon, or the module has no such name.
    """
    module_name, colon, attribute = path.partition(":")
    if not colon:
        raise LookupError(f"{path!r} is not of the form module:function")
    found: Callable[..., Any] | None = getattr(importlib.import_module(module_name), attribute, None)
    if found is None:
        raise LookupError(f"{module_name} has no {attribute!r}")
    return found


def _folders(package_name: str) -> Iterator[str]:
    package = importlib.import_module(package_name)
    for module in pkgutil.iter_modules(package.__path__):
        if module.ispkg and module.name != "tests":
            yield module.name


@cache
def folders() -> tuple[str, ...]:
    """Return the dotted names of all folders that hold a manifest, office first, each in order of name."""
    found: list[str] = []
    for package_name, module_name, _ in PACKAGES:
        found += [
            f"{package_name}.{name}"
            for name in sorted(_folders(package_name))
            if importlib.util.find_spec(f"{package_name}.{name}.{module_name}")
        ]
    return tuple(found)


@cache
def manifests() -> tuple[Manifest, ...]:
    """Return every manifest, in its order and then by name."""
    found: list[Manifest] = []
    for folder in folders():
        for package_name, module_name, attribute in PACKAGES:
            if folder.startswith(package_name + "."):
                found.append(getattr(importlib.import_module(f"{folder}.{module_name}"), attribute))
    return tuple(sorted(found, key=lambda manifest: (manifest.order, manifest.name)))


@cache
def knowledge() -> Mapping[str, Callable[..., Any]]:
    """Return, by object type, the queries of what an account may know of."""
    found = ((kind, path) for manifest in manifests() for kind, path in manifest.known.items())
    return {kind: resolve(path) for kind, path in found}


def begin_all(now: Any) -> None:
    """Let every folder seed what it needs."""
    for manifest in manifests():
        if manifest.begin:
            resolve(manifest.begin)(now)


@cache
def verbs() -> Mapping[str, Text]:
    """Return every ledger verb of the product with its wording."""
    return {verb: text for manifest in manifests() for verb, text in manifest.verbs.items()}


@cache
def listeners(verb: str) -> tuple[Callable[..., Any], ...]:
    """Return the handlers of a ledger verb, in the manifests' order."""
    return tuple(resolve(path) for manifest in manifests() for path in manifest.listens.get(verb, ()))


def timer_handler(kind: str) -> Callable[..., Any]:
    """Return the handler of a timer kind.

    Raises:
        LookupError: no manifest names this kind.
    """
    for manifest in manifests():
        if kind in manifest.timers:
            return resolve(manifest.timers[kind])
    raise LookupError(f"no manifest names the timer kind {kind!r}")


def task_handler(name: str) -> Callable[..., Any]:
    """Return the handler of a job.

    Raises:
        LookupError: no manifest names this job.
    """
    for manifest in manifests():
        if name in manifest.tasks:
            return resolve(manifest.tasks[name])
    raise LookupError(f"no manifest names the job {name!r}")
