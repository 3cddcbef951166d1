"""The full-text table behind ``Document``: FTS5 on SQLite, ``tsvector`` with a GIN index on PostgreSQL."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    "SELECT d.id, d.object_type, d.object_id, d.title "
    "FROM search_text t CROSS JOIN search_document d ON d.id = t.rowid "
    "WHERE t.search_text MATCH %s AND t.rowid < %s AND {of_type} ORDER BY t.rowid DESC LIMIT %s"
)
LATEST_POSTGRESQL = (
    "SELECT d.id, d.object_type, d.object_id, d.title "
    "FROM {among} t JOIN search_document d ON d.id = t.document_id "
    "WHERE t.body @@ %s::tsquery AND t.audience @@ %s::tsquery AND t.document_id < %s AND {of_type} "
    "ORDER BY t.document_id DESC LIMIT %s"
)
NEWEST = "(SELECT * FROM search_text WHERE document_id BETWEEN {first} AND {last} ORDER BY document_id DESC OFFSET 0)"
NEWEST_COUNT = 4_000
"""Documents that PostgreSQL reads one by one before it asks the index.

The index gives every document with a word before the newest can be picked: dear for a frequent word, which the
newest documents hold too. Reading these costs some 15 ms; a word that is not frequent among them is rare enough.
"""
NO_LIMIT = 2**63 - 1

Row = tuple[int, str, int, str]
"""Document id, object type, object id, title."""


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


def latest(
    phrases: Sequence[Phrase], audience: Sequence[str], *, before: int | None, object_type: str, limit: int
) -> list[Row]:
    """Return the newest documents below the number ``before`` that hold all phrases and are open to the audience.

    Nothing much older is read than what is returned, so a frequent word costs no more than a rare one.
    """
    below = NO_LIMIT if before is None else before
    wanted = _Wanted(
        "d.object_type = %s" if object_type else "TRUE", [object_type] if object_type else [], limit
    )
    if connection.vendor == "postgresql":
        return _latest_postgresql(phrases, audience, below, wanted)
    body = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
    tokens = " OR ".join(f'"{token}"' for token in audience)
    match = f"body : ({body}) AND audience : ({tokens})"
    return _rows(LATEST_SQLITE.format(of_type=wanted.of_type), [match, below, *wanted.types, limit])


@dataclass(frozen=True, slots=True)
class _Wanted:
    of_type: str
    types: list[str]
    limit: int


def _latest_postgresql(
    phrases: Sequence[Phrase], audience: Sequence[str], below: int, wanted: _Wanted
) -> list[Row]:
    words = " & ".join("(" + " <-> ".join(f"'{token}'" for token in phrase) + ")" for phrase in phrases)
    open_to = " | ".join(f"'{token}'" for token in audience)
    last = min(below - 1, _last_number())
    first = last - NEWEST_COUNT
    newest = LATEST_POSTGRESQL.format(among=NEWEST.format(first=first + 1, last=last), of_type=wanted.of_type)
    found = _rows(newest, [words, open_to, below, *wanted.types, wanted.limit])
    if len(found) < wanted.limit and first > 0:
        older = LATEST_POSTGRESQL.format(among="search_text", of_type=wanted.of_type)
        found += _rows(older, [words, open_to, first + 1, *wanted.types, wanted.limit - len(found)])
    return found


def _last_number() -> int:
    return int(_rows("SELECT coalesce(max(document_id), 0) FROM search_text", [])[0][0])


def _rows(query: str, parameters: Sequence[str | int]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows: list[Row] = cursor.fetchall()
    return rows


def _numbered(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the lexemes with their positions, as PostgreSQL writes them."""
    step = BLOCK - OVERLAP
    for start in range(0, max(len(tokens) - OVERLAP, 1), step):
        for position, token in enumerate(tokens[start : start + BLOCK], start=1):
            yield f"'{token}':{position}"
