"""The functions of a file: where they stand, how long and how branched they are, and what they declare."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.sources import SourceFile

Definition = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)


@dataclass(frozen=True, slots=True)
class Function:
    """One function or method. ``owner`` is the class that it stands in, or an empty string."""

    file: SourceFile
    node: Definition
    owner: str

    @property
    def name(self) -> str:
        return f"{self.owner}.{self.node.name}" if self.owner else self.node.name

    @property
    def line(self) -> int:
        return self.node.lineno

    @property
    def length(self) -> int:
        """Lines from ``def`` to the last line of the body."""
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1

    @property
    def complexity(self) -> int:
        """McCabe's number: one, and one more for each branch; a nested function counts for itself."""
        return 1 + sum(isinstance(node, BRANCHES) for node in own_nodes(self.node))

    @property
    def parameters(self) -> list[ast.arg]:
        arguments = self.node.args
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        return named + [extra for extra in (arguments.vararg, arguments.kwarg) if extra]

    @property
    def is_typed(self) -> bool:
        """Whether the result and every parameter but ``self`` or ``cls`` has a type."""
        parameters = self.parameters
        if self.owner and parameters and parameters[0].arg in {"self", "cls"}:
            parameters = parameters[1:]
        return self.node.returns is not None and all(parameter.annotation for parameter in parameters)

    @property
    def boolean_parameters(self) -> list[str]:
        return [
            parameter.arg
            for parameter in self.parameters
            if isinstance(parameter.annotation, ast.Name) and parameter.annotation.id == "bool"
        ]


def own_nodes(function: Definition) -> Iterator[ast.AST]:
    """Yield what a function consists of, without the inside of functions and classes nested in it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def functions_of(file: SourceFile) -> Iterator[Function]:
    """Yield every function of a file, nested ones too."""
    waiting: list[tuple[ast.AST, str]] = [(file.tree, "")]
    while waiting:
        node, owner = waiting.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield Function(file, child, owner)
                waiting.append((child, ""))
            elif isinstance(child, ast.ClassDef):
                waiting.append((child, child.name))
            else:
                waiting.append((child, owner))
