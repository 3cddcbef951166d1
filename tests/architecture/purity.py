"""Which part of the code knows no framework: neither itself nor through what it imports."""

from collections.abc import Sequence

import grimp

from tests.architecture.sources import SourceFile

FRAMEWORKS = (
    "django",
    "click",
    "allauth",
    "axes",
    "ninja",
    "django_tasks",
    "django_htmx",
    "granian",
    "psycopg",
)


def impure_modules() -> set[str]:
    """Return the modules of the product that reach a framework, directly or through others."""
    graph = grimp.build_graph("xianxing", include_external_packages=True, cache_dir=None)
    found: set[str] = set()
    for framework in FRAMEWORKS:
        if framework in graph.modules:
            found |= graph.find_downstream_modules(framework)
    return found


def pure_share(files: Sequence[SourceFile], impure: set[str]) -> float:
    """Return the share of the product's code lines that stand in modules which reach no framework, 0..1."""
    product = [file for file in files if file.is_product]
    pure = sum(file.code_lines for file in product if file.module not in impure)
    return pure / max(1, sum(file.code_lines for file in product))
