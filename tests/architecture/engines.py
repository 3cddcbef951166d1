"""What an engine shows to the outside, and whether it says what it returns and which source it follows.

Public is what the engine's ``__init__`` imports from its own modules; where it imports nothing, every
function and class without a leading underscore. A function needs a docstring with ``Source:``; a public
method needs a docstring, and ``Source:`` may stand in its class's. Properties and dunder methods are free.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.architecture.functions import Definition
from tests.architecture.limits import Finding
from tests.architecture.sources import SourceFile


@dataclass(frozen=True, slots=True)
class PublicFunction:
    """One public function or method of an engine, with the docstrings that speak for it."""

    file: SourceFile
    name: str
    line: int
    docstring: str
    context: str

    @property
    def is_documented(self) -> bool:
        return bool(self.docstring) and "Source:" in self.docstring + self.context


def public_functions(files: Sequence[SourceFile]) -> Iterator[PublicFunction]:
    """Yield the public functions and methods of every engine."""
    engines: dict[str, list[SourceFile]] = defaultdict(list)
    for file in files:
        if file.engine:
            engines[file.engine].append(file)
    for name, members in engines.items():
        exports = exported_names(name, members)
        for file in members:
            for node in file.tree.body:
                if isinstance(node, Definition | ast.ClassDef) and _is_public(node, file, exports):
                    yield from _shown(file, node)


def exported_names(engine: str, files: Sequence[SourceFile]) -> dict[str, set[str]]:
    """Return the names that the engine's ``__init__`` takes from each of its modules."""
    exports: dict[str, set[str]] = defaultdict(set)
    for file in files:
        if file.module == f"xianxing.engines.{engine}":
            for node in file.tree.body:
                if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(file.module):
                    exports[node.module].update(alias.name for alias in node.names)
    return dict(exports)


def undocumented_engine_functions(files: Sequence[SourceFile]) -> Iterator[Finding]:
    """Yield public engine functions without a docstring, or without ``Source:`` in it."""
    for function in public_functions(files):
        if not function.is_documented:
            missing = "'Source:' in its docstring" if function.docstring else "a docstring"
            text = f"public engine function {function.name} lacks {missing}"
            yield Finding(str(function.file.path), function.line, text)


def _is_public(node: Definition | ast.ClassDef, file: SourceFile, exports: dict[str, set[str]]) -> bool:
    if exports:
        return node.name in exports.get(file.module, ())
    return not node.name.startswith("_") and file.path.name != "__main__.py"


def _shown(file: SourceFile, node: Definition | ast.ClassDef) -> Iterator[PublicFunction]:
    if isinstance(node, ast.ClassDef):
        context = ast.get_docstring(node) or ""
        for method in node.body:
            if isinstance(method, Definition) and not _is_free(method):
                name = f"{node.name}.{method.name}"
                yield PublicFunction(file, name, method.lineno, ast.get_docstring(method) or "", context)
    else:
        yield PublicFunction(file, node.name, node.lineno, ast.get_docstring(node) or "", "")


def _is_free(method: Definition) -> bool:
    return method.name.startswith("_") or any(
        ast.unparse(mark).endswith("property") for mark in method.decorator_list
    )
