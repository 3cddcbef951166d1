"""What of the hits an account may see: each hit's source is asked again, so a stale index cannot leak."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from xianxing.office.duty import manifests, resolve
from xianxing.office.search.queries import Hit, Mark, find
from xianxing.office.search.snippets import Piece, snippet

Seen = Mapping[int, tuple[str, str, str]]
"""Object id to title, address and detail, for what the account may see."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as it is shown."""

    object_type: str
    object_id: int
    group: str | Promise
    title: str
    url: str
    detail: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one type."""

    object_type: str
    title: str | Promise
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of hits, and where the next one begins (None at the end)."""

    groups: tuple[Group, ...]
    next_mark: Mark | None


def audience_of(account: Any) -> tuple[str, ...]:
    """Return the tokens that the index knows this account by."""
    tokens: tuple[str, ...] = resolve("xianxing.office.access.roles:audience_of")(account)
    return tokens


def search_for(
    account: Any, query: str, *, limit: int, before: Mark | None = None, object_type: str = ""
) -> Answer:
    """Return what the account may see of the latest ``limit`` hits, grouped by type."""
    hits = find(query, audience=audience_of(account), limit=limit + 1, before=before, object_type=object_type)
    page = hits[:limit]
    next_mark = page[-1].mark if len(hits) > limit else None
    return Answer(groups=_grouped(show(account, page, query)), next_mark=next_mark)


def show(account: Any, hits: Sequence[Hit], query: str) -> list[Found]:
    """Return the hits that the account may see, in their order, with what their sources say of them."""
    seen = {
        object_type: _seen(account, hits, object_type) for object_type in {hit.object_type for hit in hits}
    }
    sources = _sources()
    found = []
    for hit in hits:
        line = seen[hit.object_type].get(hit.object_id)
        if line:
            title, url, detail = line
            pieces = snippet(detail, query)
            group = sources[hit.object_type][1]
            found.append(Found(hit.object_type, hit.object_id, group, title, url, detail, pieces))
    return found


def _sources() -> dict[str, tuple[str, str | Promise]]:
    """Return for each type the path of its source and the title of the folder that has it."""
    return {kind: (path, each.title) for each in manifests() for kind, path in each.sources.items()}


def _seen(account: Any, hits: Sequence[Hit], object_type: str) -> Seen:
    source = _sources().get(object_type)
    if source is None:
        return {}
    seen: Seen = resolve(source[0])(
        account, [hit.object_id for hit in hits if hit.object_type == object_type]
    )
    return seen


def _grouped(found: Sequence[Found]) -> tuple[Group, ...]:
    groups: dict[str, list[Found]] = {}
    for each in found:
        groups.setdefault(each.object_type, []).append(each)
    return tuple(Group(kind, members[0].group, tuple(members)) for kind, members in groups.items())
