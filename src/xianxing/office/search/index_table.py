"""The full-text table behind ``Document``: FTS5 on SQLite, ``tsvector`` with a GIN index on PostgreSQL."""

from collections.abc import Iterator, Sequence

from django.db import connection

from xianxing.office.search.tokens import Phrase

BLOCK = 16_000
"""PostgreSQL knows positions up to 16,383; a longer text is numbered in blocks that begin anew."""
OVERLAP = 100
"""Tokens repeated at the start of a block, so that a phrase across its border is found."""

RENEW_SQLITE = (
    "UPDATE search_document SET id = (SELECT max(id) + 1 FROM search_document) WHERE id = %s RETURNING id"
)
RENEW_POSTGRESQL = (
    "UPDATE search_document SET id = nextval(pg_get_serial_sequence('search_document', 'id')) "
    "WHERE id = %s RETURNING id"
)
LATEST_SQLITE = (
    "SELECT d.* FROM search_text t CROSS JOIN search_document d ON d.id = t.rowid "
    "WHERE t.search_text MATCH %s AND {more} ORDER BY t.rowid DESC LIMIT %s"
)
LATEST_POSTGRESQL = (
    "SELECT d.* FROM search_text t JOIN search_document d ON d.id = t.document_id "
    "WHERE t.body @@ %s::tsquery AND t.audience @@ %s::tsquery AND {more} ORDER BY t.document_id DESC LIMIT %s"
)


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


def renew(document_id: int) -> int:
    """Give a document the highest number, so that numbers follow the order of change, and return it."""
    with connection.cursor() as cursor:
        cursor.execute(RENEW_POSTGRESQL if connection.vendor == "postgresql" else RENEW_SQLITE, [document_id])
        number: int = cursor.fetchone()[0]
    return number


def latest(phrases: Sequence[Phrase], audience: Sequence[str]) -> tuple[str, list[str]]:
    """Return the query, with its parameters, of the documents with all phrases that one of the audience may find.

    The newest comes first and nothing older is read than the caller takes, so a frequent word costs no more
    than a rare one. ``{more}`` in it stands for further conditions on the document ``d``; the limit comes last.
    """
    if connection.vendor == "postgresql":
        return LATEST_POSTGRESQL, [
            " & ".join("(" + " <-> ".join(f"'{token}'" for token in phrase) + ")" for phrase in phrases),
            " | ".join(f"'{token}'" for token in audience),
        ]
    body = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
    tokens = " OR ".join(f'"{token}"' for token in audience)
    return LATEST_SQLITE, [f"body : ({body}) AND audience : ({tokens})"]


def _numbered(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the lexemes with their positions, as PostgreSQL writes them."""
    step = BLOCK - OVERLAP
    for start in range(0, max(len(tokens) - OVERLAP, 1), step):
        for position, token in enumerate(tokens[start : start + BLOCK], start=1):
            yield f"'{token}':{position}"
