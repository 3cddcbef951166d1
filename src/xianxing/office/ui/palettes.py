"""What the command palette finds. Everything is cut down to the account before it is answered."""

from dataclasses import dataclass

from xianxing.office.access.models import Account
from xianxing.office.search.shown import Found, search_for
from xianxing.office.ui.navigation import shortcuts

LONGEST_QUERY = 100
MOST_COMMANDS = 30
MOST_HITS = 20
PERSON = "people.person"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the palette."""

    title: str
    url: str
    detail: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind: ``commands``, ``hits`` or ``people``."""

    kind: str
    items: tuple[Item, ...]

    def as_json(self) -> dict[str, object]:
        items = [{"title": item.title, "url": item.url, "detail": item.detail} for item in self.items]
        return {"kind": self.kind, "items": items}


def find(account: Account, query: str) -> list[Group]:
    """Return the groups that hold something: commands, then contents, then people."""
    words = query.replace("\x00", "").strip()
    found = _found(account, words) if words else []
    hits = tuple(_line(each) for each in found if each.object_type != PERSON)
    people = tuple(_line(each) for each in found if each.object_type == PERSON)
    groups = (Group("commands", _commands(account, words)), Group("hits", hits), Group("people", people))
    return [group for group in groups if group.items]


def _commands(account: Account, words: str) -> tuple[Item, ...]:
    found = (
        Item(str(shortcut.title), shortcut.url, shortcut.keys)
        for shortcut in shortcuts(account)
        if words.casefold() in str(shortcut.title).casefold()
    )
    return tuple(found)[:MOST_COMMANDS]


def _found(account: Account, words: str) -> list[Found]:
    answer = search_for(account, words, limit=MOST_HITS)
    return [found for group in answer.groups for found in group.found]


def _line(found: Found) -> Item:
    return Item(found.title, found.url, found.detail[:80])
