"""Find objects by their words, the latest first, within what the asker's audience may know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Q

from xianxing.office.search.index_table import matching
from xianxing.office.search.models import Document
from xianxing.office.search.tokens import audience_token, query_phrases


@dataclass(frozen=True, slots=True)
class Mark:
    """The place in the list after which the next page begins."""

    updated_at: datetime
    document_id: int

    def __str__(self) -> str:
        return f"{self.updated_at.isoformat()}~{self.document_id}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the mark that ``str`` wrote, or None for anything else."""
        moment, tilde, number = text.partition("~")
        try:
            updated_at = datetime.fromisoformat(moment)
        except ValueError:
            return None
        if not (tilde and number.isascii() and number.isdigit() and len(number) < 19 and updated_at.tzinfo):
            return None
        return cls(updated_at, int(number))


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
    """Return the latest ``limit`` objects that hold every word of the query and are open to the audience.

    ``before`` goes on after the last hit of a page (its ``mark``); ``object_type`` keeps to one type.
    """
    phrases = query_phrases(query)
    if not phrases or not audience:
        return []
    found = Document.objects.filter(pk__in=matching(phrases, [audience_token(each) for each in audience]))
    if object_type:
        found = found.filter(object_type=object_type)
    if before:
        older = Q(updated_at__lt=before.updated_at) | Q(pk__lt=before.document_id)
        found = found.filter(older, updated_at__lte=before.updated_at)
    rows = found.order_by("-updated_at", "-pk")[:limit]
    return [Hit(row.object_type, row.object_id, row.title, Mark(row.updated_at, row.pk)) for row in rows]
