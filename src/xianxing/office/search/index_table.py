"""The full-text table behind ``Document``: FTS5 on SQLite, ``tsvector`` with a GIN index on PostgreSQL."""

from collections.abc import Iterator, Sequence

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from xianxing.office.search.tokens import Phrase

BLOCK = 16_000
"""PostgreSQL knows positions up to 16,383; a longer text is numbered in blocks that begin anew."""
OVERLAP = 100
"""Tokens repeated at the start of a block, so that a phrase across its border is found."""


def store(document_id: int, tokens: Sequence[str], audience: Sequence[str]) -> None:
    """Put the tokens of one document, replacing what was there."""
    drop(document_id)
    store_new([(document_id, tokens, audience)])


def store_new(documents: Sequence[tuple[int, Sequence[str], Sequence[str]]]) -> None:
    """Put in the tokens and audiences of documents that are not there yet."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "INSERT INTO search_text (document_id, body, audience) "
                "VALUES (%s, %s::tsvector, %s::tsvector)",
                [
                    (key, " ".join(_numbered(tokens)), " ".join(f"'{token}'" for token in audience))
                    for key, tokens, audience in documents
                ],
            )
        else:
            cursor.executemany(
                "INSERT INTO search_text (rowid, body, audience) VALUES (%s, %s, %s)",
                [(key, " ".join(tokens), " ".join(audience)) for key, tokens, audience in documents],
            )


def drop(document_id: int) -> None:
    """Remove the tokens of one document."""
    key = "document_id" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM search_text WHERE {key} = %s", [document_id])  # noqa: S608


def matching(phrases: Sequence[Phrase], audience: Sequence[str]) -> RawSQL:
    """Return a subquery of the documents that hold all phrases and are open to one of the audience."""
    if connection.vendor == "postgresql":
        return RawSQL(
            "SELECT document_id FROM search_text WHERE body @@ %s::tsquery AND audience @@ %s::tsquery",
            [
                " & ".join("(" + " <-> ".join(f"'{token}'" for token in phrase) + ")" for phrase in phrases),
                " | ".join(f"'{token}'" for token in audience),
            ],
            BigIntegerField(),
        )
    body = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
    tokens = " OR ".join(f'"{token}"' for token in audience)
    return RawSQL(
        "SELECT rowid FROM search_text WHERE search_text MATCH %s",
        [f"body : ({body}) AND audience : ({tokens})"],
        BigIntegerField(),
    )


def _numbered(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the lexemes with their positions, as PostgreSQL writes them."""
    step = BLOCK - OVERLAP
    for start in range(0, max(len(tokens) - OVERLAP, 1), step):
        for position, token in enumerate(tokens[start : start + BLOCK], start=1):
            yield f"'{token}':{position}"
