"""A version's content as the rulebook engine's table, and back."""

import json
from functools import lru_cache
from typing import Any

from xianxing.engines.rulebook import Table, table_from_json, table_to_json
from xianxing.office.authority.engine import text_hash
from xianxing.office.authority.models import TableVersion


def table_of(version: TableVersion) -> Table:
    """Return the compiled table of a version; one content is compiled once in a process."""
    return _compile(canonical(version.content))


def content_of(table: Table) -> dict[str, Any]:
    """Return the table as a version keeps it."""
    content: dict[str, Any] = json.loads(table_to_json(table))
    return content


def canonical(content: dict[str, Any]) -> str:
    """Return the content as one text that is equal for equal content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(content: dict[str, Any]) -> str:
    """Return the SHA-256 of the content."""
    return text_hash(canonical(content))


@lru_cache(maxsize=64)
def _compile(text: str) -> Table:
    return table_from_json(text)
