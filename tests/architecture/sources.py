"""The Python files of the repository, parsed once."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

ROOTS = ("src", "tests", "bench")
LEFT_OUT = frozenset({"migrations", "__pycache__", "var"})


@dataclass(frozen=True)
class SourceFile:
    """One file: its path below the repository, and its text."""

    path: PurePosixPath
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=str(self.path))

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def module(self) -> str:
        """The dotted name under which the file is imported."""
        parts = self.path.with_suffix("").parts
        parts = parts[1:] if parts[0] == "src" else parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.parts or self.path.name == "conftest.py"

    @property
    def is_product(self) -> bool:
        return self.path.parts[0] == "src" and not self.is_test

    @property
    def engine(self) -> str:
        """The name of the engine that the file belongs to, or an empty string."""
        parts = self.path.parts
        inside = self.is_product and parts[:3] == ("src", "xianxing", "engines") and len(parts) > 4
        return parts[3] if inside else ""

    @property
    def code_lines(self) -> int:
        """Lines that are neither blank nor only a comment."""
        return sum(1 for line in self.lines if line.strip() and not line.strip().startswith("#"))


def read_sources(repository: Path) -> tuple[SourceFile, ...]:
    """Return every Python file of the repository, migrations left out, in order of path."""
    paths = [path for root in ROOTS for path in (repository / root).rglob("*.py")]
    paths += repository.glob("*.py")
    found = []
    for path in sorted(paths):
        relative = PurePosixPath(path.relative_to(repository).as_posix())
        if not LEFT_OUT.intersection(relative.parts):
            found.append(SourceFile(relative, path.read_text(encoding="utf-8")))
    return tuple(found)
