"""Every address of the product from its resolver, and the table of who gets what answer there."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

TABLE = Path(__file__).with_name("answers.txt")
PARTS = ("anonymous", "head", "clerk", "leader", "unit", "stranger", "system", "security", "audit")
METHODS = ("GET", "POST")

Answers = dict[tuple[str, str], tuple[str, ...]]


def address_names() -> list[str]:
    """Return the full name of every address, in the order of the resolver."""
    return list(_names(get_resolver().url_patterns, ""))


def _names(patterns: Iterable[URLPattern | URLResolver], space: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}"


def read_table() -> Answers:
    """Return the answers by address (with its variant) and method, one for each part in ``PARTS``."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    count = len(PARTS)
    return {(" ".join(row[: -count - 1]), row[-count - 1]): tuple(row[-count:]) for row in rows}


def written_table(answers: Answers) -> str:
    """Return the answers as the lines of the table."""
    head = ["# Who gets what answer where: the address (with its variant), the method, the status by part."]
    head.append(f"# {'':44}      {' '.join(f'{part:9}' for part in PARTS)}".rstrip())
    lines = [
        f"{address:46} {method:4} {' '.join(f'{status:9}' for status in statuses)}".rstrip()
        for (address, method), statuses in answers.items()
    ]
    return "\n".join([*head, *lines]) + "\n"
