"""``python -m tests.architecture``: the figures as a table, then every broken limit; status 1 if one is."""

import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tests.architecture.engines import undocumented_engine_functions
from tests.architecture.figures import StyleFigure, measure
from tests.architecture.limits import (
    Finding,
    Limit,
    branched_functions,
    hidden_surroundings,
    imported_tests,
    late_imports,
    long_files,
    long_functions,
)
from tests.architecture.names import forbidden_names
from tests.architecture.purity import impure_modules
from tests.architecture.sources import SourceFile, read_sources

LIMITS: tuple[Limit, ...] = (
    long_functions,
    long_files,
    branched_functions,
    late_imports,
    forbidden_names,
    undocumented_engine_functions,
    hidden_surroundings,
    imported_tests,
)


def find_faults(files: Sequence[SourceFile]) -> list[Finding]:
    """Return everything that breaks a hard limit, in order of place."""
    faults = [finding for limit in LIMITS for finding in limit(files)]
    return sorted(faults, key=lambda finding: (finding.path, finding.line, finding.text))


def format_figures(figures: Sequence[StyleFigure]) -> str:
    """Return the figures as a table, with a mark before those that miss their target."""
    width = max(_columns(figure.title) for figure in figures)
    rows = [f"   {'figure':<{width}}  {'now':>14}  target"]
    for figure in figures:
        mark = " " if figure.met else "!"
        rows.append(f" {mark} {figure.title:<{width}}  {figure.value:>14}  {figure.target}".rstrip())
    return "\n".join(rows)


def main(repository: Path) -> int:
    """Print the figures and the faults of the repository and return 1 when there is a fault."""
    files = read_sources(repository)
    print(format_figures(measure(files, impure_modules())))
    faults = find_faults(files)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} broken limits." if faults else "No limit is broken.")
    return 1 if faults else 0


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
