"""The style figures of the code beside their targets, as STYLE.md lists them."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.architecture.engines import public_functions
from tests.architecture.functions import Function, functions_of
from tests.architecture.limits import excused_imports
from tests.architecture.purity import pure_share
from tests.architecture.sources import SourceFile


@dataclass(frozen=True, slots=True)
class StyleFigure:
    """One line of the table. ``met`` is whether the target is reached; a target is no hard limit."""

    title: str
    value: str
    target: str
    met: bool


def measure(files: Sequence[SourceFile], impure: set[str]) -> tuple[StyleFigure, ...]:
    """Return every figure; sizes are of the product's code, types of all code, tests included."""
    functions = [function for file in files for function in functions_of(file)]
    product = [function for function in functions if function.file.is_product]
    return (
        _typed(functions),
        *_function_sizes(product),
        *_file_sizes([file for file in files if file.is_product]),
        *_counts(files, product, impure),
    )


def _typed(functions: Sequence[Function]) -> StyleFigure:
    share = _percent(sum(function.is_typed for function in functions), len(functions))
    return StyleFigure("fully typed functions, tests included", f"{share:.1f} %", "100 %", share == 100)


def _function_sizes(functions: Sequence[Function]) -> tuple[StyleFigure, ...]:
    lengths = sorted(function.length for function in functions) or [0]
    median, ninth, longest = statistics.median(lengths), lengths[int(len(lengths) * 0.9)], lengths[-1]
    long = _percent(sum(length > 50 for length in lengths), len(lengths))
    above_forty = sum(length > 40 for length in lengths)
    branched = _percent(sum(function.complexity > 10 for function in functions), len(functions))
    return (
        StyleFigure(
            "function lines, median / p90 / max",
            f"{median:g} / {ninth} / {longest}",
            "8 / 25 / 60",
            median <= 8 and ninth <= 25 and longest <= 60,
        ),
        StyleFigure("functions over 40 lines", str(above_forty), "0", above_forty == 0),
        StyleFigure("functions over 50 lines", f"{long:.1f} %", "<= 1 %", long <= 1),
        StyleFigure("complexity over 10", f"{branched:.2f} %", "<= 0.4 %", branched <= 0.4),
    )


def _file_sizes(files: Sequence[SourceFile]) -> tuple[StyleFigure, ...]:
    lengths = [len(file.lines) for file in files if file.text.strip()] or [0]
    median, longest = statistics.median(lengths), max(lengths)
    met = median <= 90 and longest <= 400
    return (StyleFigure("file lines, median / max", f"{median:g} / {longest}", "90 / 400", met),)


def _counts(
    files: Sequence[SourceFile], functions: Sequence[Function], impure: set[str]
) -> tuple[StyleFigure, ...]:
    public = list(public_functions(files))
    documented = _percent(sum(function.is_documented for function in public), len(public))
    pure = 100 * pure_share(files, impure)
    late = excused_imports([file for file in files if file.is_product])
    selectors = sum(len(function.boolean_parameters) for function in functions)
    wide = sum(len(function.parameters) > 6 for function in functions)
    code = sum(file.code_lines for file in files if file.is_product)
    tests = sum(file.code_lines for file in files if file.is_test) / max(1, code)
    return (
        StyleFigure("public engine functions with Source", f"{documented:.1f} %", "100 %", documented == 100),
        StyleFigure("imports inside functions, with a reason", str(late), "0", late == 0),
        StyleFigure("pure (framework-free) share of the code", f"{pure:.0f} %", ">= 40 %", pure >= 40),
        StyleFigure("boolean parameters", str(selectors), "0", selectors == 0),
        StyleFigure("functions of more than 6 parameters", str(wide), "few", True),
        StyleFigure("test lines to code lines", f"{tests:.2f}", "1.3 to 2.0", 1.3 <= tests <= 2.0),
        StyleFigure("code lines of the product", str(code), "", True),
    )


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0
