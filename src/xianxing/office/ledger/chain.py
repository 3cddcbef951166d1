"""The hash chain, pure: what is hashed, and how a private value is sealed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """Everything of an entry that the chain protects."""

    sequence: int
    at: datetime
    actor_id: int | None
    actor_name: str
    verb: str
    object_type: str
    object_id: int
    object_label: str
    changes: Sequence[dict[str, str]]
    reason: str
    clauses: Sequence[str]
    previous_hash: str


def link_hash(link: Link) -> str:
    """Return the SHA-256 (64 hex digits) of a link in canonical JSON; the moment is hashed in UTC."""
    content = [
        link.sequence,
        link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        link.actor_id,
        link.actor_name,
        link.verb,
        link.object_type,
        link.object_id,
        link.object_label,
        list(link.changes),
        link.reason,
        list(link.clauses),
        link.previous_hash,
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def seal_digest(salt: str, text: str) -> str:
    """Return the digest that stands in the chain for a private value."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
