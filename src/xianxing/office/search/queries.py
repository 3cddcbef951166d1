"""Find objects by their words, the latest first, within what the asker's audience may know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from xianxing.office.search.index_table import latest
from xianxing.office.search.tokens import audience_token, query_phrases


@dataclass(frozen=True, slots=True)
class Mark:
    """The place in the list after which the next page begins."""

    document_id: int

    def __str__(self) -> str:
        return str(self.document_id)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the mark that ``str`` wrote, or None for anything else."""
        return cls(int(text)) if text.isascii() and text.isdigit() and len(text) < 19 else None


@dataclass(frozen=True, slots=True)
class Hit:
    """An object that holds the words. Ask its source before showing it."""

    object_type: str
    object_id: int
    title: str
    mark: Mark


def find(
    query: str,
    *,
    audience: Sequence[str],
    limit: int,
    before: Mark | None = None,
    object_type: str = "",
) -> list[Hit]:
    """Return the ``limit`` objects, latest changed first, that hold every word of the query and are open to the audience.

    ``before`` goes on after the last hit of a page (its ``mark``); ``object_type`` keeps to one type.
    """
    phrases = query_phrases(query)
    if not phrases or not audience:
        return []
    rows = latest(
        phrases,
        [audience_token(each) for each in audience],
        before=before.document_id if before else None,
        object_type=object_type,
        limit=limit,
    )
    return [Hit(kind, object_id, title, Mark(number)) for number, kind, object_id, title in rows]
