"""The table of terms: reading ``docs/terms.md`` and saying what it lacks.

``--missing`` prints the rows that are missing; ``--write`` puts them into their sections and drops those of
what is gone.
A cell that the code cannot fill is ``?`` and must be written by hand: the document test refuses it.
"""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import django

from tests.documents.inventory import SECTIONS, Term, terms

PATH = Path("docs/terms.md")
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table."""

    name: str
    chinese: str
    meaning: str

    def __str__(self) -> str:
        return f"| `{self.name}` | {self.chinese} | {self.meaning} |"


def read_rows(text: str) -> dict[str, list[Row]]:
    """Return the rows of each section, which is a heading of the second level."""
    sections: dict[str, list[Row]] = {}
    section = ""
    for line in text.splitlines():
        if line.startswith("## "):
            section = line[3:].strip()
        elif line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            sections.setdefault(section, []).append(Row(cells[0].strip("`"), *cells[1:3]))
    return sections


def missing_terms(text: str, wanted: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms that have no row in their section."""
    rows = read_rows(text)
    named = {section: {row.name for row in found} for section, found in rows.items()}
    return tuple(term for term in wanted if term.name not in named.get(term.section, ()))


def rows_of(missing: Sequence[Term]) -> dict[str, list[Row]]:
    """Return rows for missing terms by section, with ``?`` where the code says nothing."""
    found: dict[str, list[Row]] = {}
    for term in missing:
        row = Row(term.name, term.chinese or UNKNOWN, term.meaning.replace("|", "/") or UNKNOWN)
        found.setdefault(term.section, []).append(row)
    return found


def insert_rows(text: str, added: Mapping[str, Sequence[Row]]) -> str:
    """Return the document with rows added to the tables of their sections, each in order of name."""
    present = read_rows(text)
    parts = []
    for part in text.split("\n## "):
        section = part.splitlines()[0].strip() if part else ""
        if section in SECTIONS and added.get(section):
            rows = sorted([*present.get(section, []), *added[section]], key=lambda row: row.name)
            kept = [line for line in part.rstrip().splitlines() if not line.startswith("| `")]
            parts.append("\n".join([*kept, *map(str, rows)]) + "\n")
        else:
            parts.append(part)
    return "\n## ".join(parts)


def drop_rows(text: str, wanted: Sequence[Term]) -> str:
    """Return the document without the rows of what the code no longer has."""
    known = {(term.section, term.name) for term in wanted}
    section, kept = "", []
    for line in text.splitlines():
        section = line[3:].strip() if line.startswith("## ") else section
        name = line.split("`")[1] if line.startswith("| `") else ""
        if not name or section not in SECTIONS or (section, name) in known:
            kept.append(line)
    return "\n".join(kept) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the missing rows, or write them."""
    parser = argparse.ArgumentParser(prog="python -m tests.documents.terms", description=__doc__)
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--missing", action="store_true", help="print the rows that are missing")
    choice.add_argument("--write", action="store_true", help="put them into docs/terms.md")
    options = parser.parse_args(arguments)
    text = PATH.read_text(encoding="utf-8")
    wanted = terms()
    added = rows_of(missing_terms(text, wanted))
    for section, rows in added.items():
        print(f"## {section}", *rows, sep="\n")
    if options.write:
        PATH.write_text(insert_rows(drop_rows(text, wanted), added), encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianxing.site.settings_test")
    django.setup()
    main()
