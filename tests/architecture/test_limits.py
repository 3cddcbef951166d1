"""Each hard limit is proved by a planted fault, and by its twin that keeps the limit."""

from pathlib import Path, PurePosixPath

import pytest

from tests.architecture.__main__ import find_faults
from tests.architecture.engines import public_functions, undocumented_engine_functions
from tests.architecture.limits import (
    Limit,
    branched_functions,
    excused_imports,
    hidden_surroundings,
    imported_tests,
    late_imports,
    long_files,
    long_functions,
)
from tests.architecture.names import forbidden_names
from tests.architecture.sources import SourceFile, read_sources

ENGINE = "src/xianxing/engines/toy/count.py"
TEST = "src/xianxing/duties/toy/tests/test_seats.py"
DUTY = "src/xianxing/duties/toy/actions.py"


NO_REASON = (
    "import inside plan without a reason; end the line with '# late import: ' and one of: "
    "optional package, start-up time, settings first, app registry"
)
SOURCED = 'def count() -> int:\n    """The seats. Source: GB/T 1."""\n\n\ndef _own() -> None: ...\n'
SOURCED_CLASS = '''
class Room:
    """A room. Source: GB/T 1."""

    def seats(self) -> int:
        """Its seats."""

    @property
    def wide(self) -> bool: ...
'''
FREE_NAMES = "def undo_seating() -> None: ...\ndef add_helpers() -> None: ...\nmetadata = 1\n"


def planted(path: str, text: str) -> SourceFile:
    return SourceFile(PurePosixPath(path), text)


def function_of(lines: int) -> str:
    return "def plan() -> None:\n" + "    x = 1\n" * (lines - 1)


def branches(count: int) -> str:
    return "def plan(x: int) -> None:\n" + "    if x:\n        x = 1\n" * count


FAULTS: tuple[tuple[Limit, str, str, str], ...] = (
    (long_functions, DUTY, function_of(61), "plan has 61 lines; at most 60: split it"),
    (long_files, DUTY, "x = 1\n" * 401, "401 lines; at most 400: split the module"),
    (branched_functions, DUTY, branches(10), "plan has complexity 11; at most 10: split it"),
    (
        late_imports,
        DUTY,
        "def plan() -> None:\n    import typst\n",
        NO_REASON,
    ),
    (
        late_imports,
        DUTY,
        "def plan() -> None:\n    from a import b  # late import: it was easier\n",
        NO_REASON,
    ),
    (
        forbidden_names,
        "src/xianxing/duties/toy/utils.py",
        "",
        "the name utils holds 'utils', which says nothing; name what it is of the trade",
    ),
    (
        forbidden_names,
        DUTY,
        "def process_visit() -> None: ...\n",
        "the name process_visit holds 'process', which says nothing; name what it is of the trade",
    ),
    (
        forbidden_names,
        DUTY,
        "class VisitManager: ...\n",
        "the name VisitManager holds 'manager', which says nothing; name what it is of the trade",
    ),
    (
        undocumented_engine_functions,
        ENGINE,
        "def count() -> int: ...\n",
        "public engine function count lacks a docstring",
    ),
    (
        undocumented_engine_functions,
        ENGINE,
        'def count() -> int:\n    """The number of seats."""\n',
        "public engine function count lacks 'Source:' in its docstring",
    ),
    (
        undocumented_engine_functions,
        ENGINE,
        'class Room:\n    """A room."""\n    def seats(self) -> int:\n        """Its seats."""\n',
        "public engine function Room.seats lacks 'Source:' in its docstring",
    ),
    (
        hidden_surroundings,
        ENGINE,
        "from datetime import date\nx = date.today()\n",
        "date.today in pure code; take it as an argument",
    ),
    (
        hidden_surroundings,
        "src/xianxing/text/dates.py",
        "import os\nx = os.environ['A']\n",
        "os.environ in pure code; take it as an argument",
    ),
    (
        imported_tests,
        DUTY,
        "from xianxing.office.people.tests.cast import head\n",
        "imports the tests xianxing.office.people.tests.cast",
    ),
)

KEPT: tuple[tuple[Limit, str, str], ...] = (
    (long_functions, DUTY, function_of(60)),
    (long_files, DUTY, "x = 1\n" * 400),
    (branched_functions, DUTY, branches(9)),
    (late_imports, DUTY, "def plan() -> None:\n    import typst  # late import: optional package\n"),
    (
        forbidden_names,
        DUTY,
        FREE_NAMES,
    ),
    (
        forbidden_names,
        TEST,
        "def test_data_is_kept() -> None: ...\n",
    ),
    (
        undocumented_engine_functions,
        ENGINE,
        SOURCED,
    ),
    (
        undocumented_engine_functions,
        ENGINE,
        SOURCED_CLASS,
    ),
    (undocumented_engine_functions, DUTY, "def count() -> int: ...\n"),
    (hidden_surroundings, DUTY, "x = date.today()\n"),
    (hidden_surroundings, "src/xianxing/engines/toy/__main__.py", "x = date.today()\n"),
    (
        imported_tests,
        TEST,
        "from xianxing.office.tests.cast import head\n",
    ),
)


@pytest.mark.parametrize(("limit", "path", "text", "message"), FAULTS)
def test_limit_with_planted_fault_names_it(limit: Limit, path: str, text: str, message: str) -> None:
    findings = list(limit([planted(path, text)]))
    assert [finding.text for finding in findings] == [message]
    assert str(findings[0]).startswith(f"{path}:{findings[0].line}: ")


@pytest.mark.parametrize(("limit", "path", "text"), KEPT)
def test_limit_with_code_that_keeps_it_is_silent(limit: Limit, path: str, text: str) -> None:
    assert list(limit([planted(path, text)])) == []


def test_excused_imports_with_one_reason_counts_one() -> None:
    text = "def plan() -> None:\n    import typst  # late import: start-up time\n    import os\n"
    assert excused_imports([planted(DUTY, text)]) == 1


def test_public_functions_of_engine_with_exports_are_only_those() -> None:
    init = planted(
        "src/xianxing/engines/toy/__init__.py", "from xianxing.engines.toy.count import count as number\n"
    )
    module = planted(ENGINE, "def count() -> int: ...\n\n\ndef inner() -> int: ...\n")
    assert [function.name for function in public_functions([init, module])] == ["count"]


def test_nested_function_counts_its_branches_for_itself() -> None:
    inner = branches(9).replace("\n", "\n    ").rstrip()
    text = f"def outer(x: int) -> None:\n    if x:\n        x = 1\n    {inner}\n"
    assert list(branched_functions([planted(DUTY, text)])) == []


@pytest.fixture
def files(repository: Path) -> tuple[SourceFile, ...]:
    return read_sources(repository)


def test_repository_breaks_no_limit(files: tuple[SourceFile, ...]) -> None:
    assert [str(fault) for fault in find_faults(files)] == []
