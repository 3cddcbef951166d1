"""What becomes of the groups that the machine found, once people have joined and parted matters. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

MEMORY_DAYS = 730
"""How far back the machine looks for what is alike."""

PRE_TICK_FROM = 0.60
"""Similarity to another member from which a member arrives ticked, as in the grouping engine."""

MOSTLY = 0.8
"""Share of a problem's members in one and the same matter from which the problem says nothing new."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One matter as the hot issues see it; ``sender`` is equal for one sender and names nobody."""

    id: int
    at: datetime
    title: str
    sender: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A group of matters in order of time, with the title of its most typical member and its places."""

    title: str
    places: tuple[str, ...]
    members: tuple[int, ...]


def without(found: Proposed, hidden: AbstractSet[int], pieces: Mapping[int, Piece]) -> Proposed:
    """Return the group without the hidden members, and without a title that only a hidden one bears."""
    members = tuple(member for member in found.members if member not in hidden)
    if len(members) == len(found.members) or not members:
        return replace(found, members=members)
    kept = any(pieces[member].title == found.title for member in members)
    return replace(found, members=members, title=found.title if kept else pieces[members[0]].title)


def bring_together(groups: Iterable[Sequence[int]], joined: Mapping[int, int]) -> list[list[int]]:
    """Return the groups with each joined matter moved to the group of the matter it was joined to."""
    kept = [list(group) for group in groups]
    home = {member: place for place, group in enumerate(kept) for member in group}
    for member in sorted(joined.keys() & home.keys()):
        target = _last(member, joined)
        if target in home and home[target] != home[member]:
            kept[home[member]].remove(member)
            kept[home[target]].append(member)
            home[member] = home[target]
    return [group for group in kept if group]


def take_apart(members: Sequence[int], parted: Mapping[int, AbstractSet[int]]) -> list[list[int]]:
    """Return the parts of a group in which nobody parted any two members, the largest first.

    Those with the fewest partings choose first, so one matter that was put out leaves and the others stay.
    """
    together = set(members)
    order = {member: place for place, member in enumerate(members)}
    shy = sorted(members, key=lambda member: (len(parted.get(member, set()) & together), order[member]))
    parts: list[list[int]] = []
    for member in shy:
        foes = parted.get(member, set())
        room = next((part for part in parts if not foes & set(part)), None)
        if room is None:
            parts.append([member])
        else:
            room.append(member)
    return sorted(
        (sorted(part, key=order.__getitem__) for part in parts), key=lambda part: (-len(part), order[part[0]])
    )


def heat(members: Iterable[int], pieces: Mapping[int, Piece]) -> int:
    """Return how many different people are behind the members: one who writes ten times counts once."""
    return len({pieces[member].sender for member in members})


def is_wider(members: Sequence[int], home: Mapping[int, int]) -> bool:
    """Return whether a problem gathers more than one matter; ``home`` gives the group of the same matter."""
    counts: dict[int, int] = {}
    for member in members:
        counts[home[member]] = counts.get(home[member], 0) + 1
    return max(counts.values(), default=0) < MOSTLY * len(members)


def keep_names(found: Sequence[Sequence[int]], old: Mapping[int, AbstractSet[int]]) -> list[int | None]:
    """Return for each group the id of the old one it goes on from, so that links to an issue stay good.

    The pairs with the most members in both are matched first; an old id is used once.
    """
    owner: dict[int, list[int]] = {}
    for name, members in old.items():
        for member in members:
            owner.setdefault(member, []).append(name)
    shared: dict[tuple[int, int], int] = {}
    for place, group in enumerate(found):
        for member in group:
            for name in owner.get(member, ()):
                shared[place, name] = shared.get((place, name), 0) + 1
    names: list[int | None] = [None] * len(found)
    used: set[int] = set()
    for (place, name), _count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if names[place] is None and name not in used:
            names[place] = name
            used.add(name)
    return names


def _last(member: int, joined: Mapping[int, int]) -> int:
    """Return the end of a chain of joinings."""
    seen = {member}
    while member in joined and joined[member] not in seen:
        member = joined[member]
        seen.add(member)
    return member
