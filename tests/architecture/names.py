"""Names that say nothing. They are refused for modules, classes and functions."""

import ast
import re
from collections.abc import Iterator, Sequence

from tests.architecture.limits import Finding
from tests.architecture.sources import SourceFile

FORBIDDEN = frozenset(
    {"util", "utils", "helper", "helpers", "common", "misc", "manager", "data", "process", "handle", "do"}
)
TERMS = frozenset({"helper", "helpers"})
"""Words of the trade among them: the helping units (协办单位) of an assignment. Functions may use these."""

FRAMEWORK_NAMES = frozenset(
    {
        "handle",
        "handle_starttag",
        "handle_endtag",
        "handle_data",
        "get_context_data",
        "process_request",
        "process_exception",
    }
)
"""Names that a framework or the standard library calls, so that the method cannot have another."""

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def words_of(name: str) -> set[str]:
    """Return the words of a name in snake_case or CamelCase, in lower case."""
    return {word.lower() for word in WORD.findall(name)}


def forbidden_names(files: Sequence[SourceFile]) -> Iterator[Finding]:
    """Yield modules, classes and functions whose name holds a forbidden word."""
    for file in files:
        yield from _module_names(file)
        for node in ast.walk(file.tree):
            if isinstance(node, ast.ClassDef):
                yield from _faults(file, node.lineno, node.name, FORBIDDEN)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_free(file, node.name):
                yield from _faults(file, node.lineno, node.name, FORBIDDEN - TERMS)


def _is_free(file: SourceFile, name: str) -> bool:
    """Whether a framework, or the sentence that names a test, decides the name."""
    return name in FRAMEWORK_NAMES or (file.is_test and name.startswith("test_"))


def _module_names(file: SourceFile) -> Iterator[Finding]:
    for part in file.path.with_suffix("").parts:
        if not part.startswith("test_"):
            yield from _faults(file, 1, part, FORBIDDEN)


def _faults(file: SourceFile, line: int, name: str, forbidden: frozenset[str]) -> Iterator[Finding]:
    for word in sorted(words_of(name) & forbidden):
        text = f"the name {name} holds {word!r}, which says nothing; name what it is of the trade"
        yield Finding(str(file.path), line, text)
