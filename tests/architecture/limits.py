"""The hard limits of STYLE.md. Each is a function of the files that yields what breaks it."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.architecture.functions import functions_of, own_nodes
from tests.architecture.sources import SourceFile

FUNCTION_LINES = 60
FILE_LINES = 400
COMPLEXITY = 10

IMPORT_REASONS = ("optional package", "start-up time", "settings first", "app registry")
"""Why an import may stand inside a function: ``import typst  # late import: optional package``."""

CLOCKS = frozenset(
    {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "timezone.now"}
)
SURROUNDINGS = frozenset({"os.environ", "os.getenv"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a limit."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


Limit = Callable[[Sequence[SourceFile]], Iterator[Finding]]


def long_functions(files: Sequence[SourceFile]) -> Iterator[Finding]:
    """Yield functions of more than 60 lines."""
    for file in files:
        for function in functions_of(file):
            if function.length > FUNCTION_LINES:
                text = f"{function.name} has {function.length} lines; at most {FUNCTION_LINES}: split it"
                yield Finding(str(file.path), function.line, text)


def long_files(files: Sequence[SourceFile]) -> Iterator[Finding]:
    """Yield files of more than 400 lines."""
    for file in files:
        if len(file.lines) > FILE_LINES:
            text = f"{len(file.lines)} lines; at most {FILE_LINES}: split the module"
            yield Finding(str(file.path), 1, text)


def branched_functions(files: Sequence[SourceFile]) -> Iterator[Finding]:
    """Yield functions whose complexity is above 10."""
    for file in files:
        for function in functions_of(file):
            if function.complexity > COMPLEXITY:
                text = f"{function.name} has complexity {function.complexity}; at most {COMPLEXITY}: split it"
                yield Finding(str(file.path), function.line, text)


def late_imports(files: Sequence[SourceFile]) -> Iterator[Finding]:
    """Yield imports inside functions that give no reason from the list."""
    for file in files:
        for function in functions_of(file):
            for node in own_nodes(function.node):
                if isinstance(node, ast.Import | ast.ImportFrom) and not _reason_of(file, node):
                    text = (
                        f"import inside {function.name} without a reason; end the line with "
                        f"'# late import: ' and one of: {', '.join(IMPORT_REASONS)}"
                    )
                    yield Finding(str(file.path), node.lineno, text)


def excused_imports(files: Sequence[SourceFile]) -> int:
    """Return how many imports stand inside functions with a reason."""
    return sum(
        isinstance(node, ast.Import | ast.ImportFrom) and bool(_reason_of(file, node))
        for file in files
        for function in functions_of(file)
        for node in own_nodes(function.node)
    )


def _reason_of(file: SourceFile, node: ast.stmt) -> str:
    for line in file.lines[node.lineno - 1 : node.end_lineno]:
        _, mark, reason = line.partition("# late import: ")
        if mark and reason.strip() in IMPORT_REASONS:
            return reason.strip()
    return ""


def hidden_surroundings(files: Sequence[SourceFile]) -> Iterator[Finding]:
    """Yield reads of the clock or of the environment in engines and text: these come in as arguments."""
    for file in files:
        ground_floor = file.path.parts[:3] == ("src", "xianxing", "text") and file.is_product
        if not (file.engine or ground_floor) or file.path.name == "__main__.py":
            continue
        for node in ast.walk(file.tree):
            if isinstance(node, ast.Attribute):
                name = ".".join(ast.unparse(node).split(".")[-2:])
                if name in CLOCKS | SURROUNDINGS:
                    yield Finding(str(file.path), node.lineno, f"{name} in pure code; take it as an argument")


def imported_tests(files: Sequence[SourceFile]) -> Iterator[Finding]:
    """Yield imports of tests by code that is no test."""
    for file in files:
        if not file.is_product:
            continue
        for node in ast.walk(file.tree):
            if isinstance(node, ast.ImportFrom) and "tests" in (node.module or "").split("."):
                yield Finding(str(file.path), node.lineno, f"imports the tests {node.module}")
