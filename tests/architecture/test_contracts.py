"""The import contracts of pyproject.toml catch what they are for: each is proved on a planted package."""

import subprocess
import sys
from pathlib import Path

import pytest

LINT = Path(sys.executable).parent / "lint-imports"
HOUSE = (
    "site/urls.py",
    "duties/reception/actions.py",
    "duties/reception/models.py",
    "duties/reception/views.py",
    "duties/reception/engine.py",
    "duties/reception/duty.py",
    "duties/meetings/queries.py",
    "office/duty.py",
    "office/ui/parts.py",
    "office/access/actions.py",
    "office/access/models.py",
    "office/access/views.py",
    "office/ledger/actions.py",
    "office/jobs/actions.py",
    "office/files/actions.py",
    "office/people/models.py",
    "engines/protocol/seats.py",
    "engines/grouping/index.py",
    "text/tokens.py",
)
POINT_DOWN = "Imports point down: site > duties > office > engines > text"
DUTIES = "A duty never imports a duty"
ENGINES = "An engine never imports an engine"
PURE = "Engines, text and engine.py know no framework and nothing above them"
SHAPE = "Inside a duty: urls, cli, api > views > forms > handlers > actions, queries > models > duty, engine"
OFFICE_SHAPE = "Inside an office module: urls, cli > views > forms > actions, queries > models > manifest"
OFFICE = "Inside the office: ui at the top, ledger and duty at the bottom"
CYCLES = "No cycle between neighbours anywhere"

FAULTS = (
    ("office/ledger/actions.py", "from xianxing.duties.reception import models", POINT_DOWN),
    ("engines/protocol/seats.py", "from xianxing.office import duty", POINT_DOWN),
    ("text/tokens.py", "from xianxing.engines.grouping import index", POINT_DOWN),
    ("unplanned.py", "", POINT_DOWN),
    ("duties/reception/actions.py", "from xianxing.duties.meetings import queries", DUTIES),
    ("engines/protocol/seats.py", "from xianxing.engines.grouping import index", ENGINES),
    ("engines/protocol/seats.py", "import django", PURE),
    ("engines/protocol/seats.py", "import click", PURE),
    ("text/tokens.py", "from django.conf import settings", PURE),
    ("duties/reception/engine.py", "from django.db import models", PURE),
    ("duties/reception/models.py", "from xianxing.duties.reception import actions", SHAPE),
    ("duties/reception/actions.py", "from xianxing.duties.reception import views", SHAPE),
    ("duties/reception/duty.py", "from xianxing.duties.reception import models", SHAPE),
    ("office/access/models.py", "from xianxing.office.access import actions", OFFICE_SHAPE),
    ("office/ledger/actions.py", "from xianxing.office.people import models", OFFICE),
    ("office/jobs/actions.py", "from xianxing.office.files import actions", OFFICE),
    ("office/people/models.py", "from xianxing.office.ui import parts", OFFICE),
    ("office/newcomer/actions.py", "", OFFICE),
)


def build_house(root: Path) -> Path:
    """Write a small package of the house's shape and return its folder."""
    package = root / "xianxing"
    for name in HOUSE:
        add_module(package, name, "")
    return package


def add_module(package: Path, name: str, text: str) -> None:
    """Write one module, and the ``__init__`` of every folder on the way to it."""
    path = package / name
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = path.parent
    while folder != package.parent:
        (folder / "__init__.py").touch()
        folder = folder.parent
    path.write_text(text + "\n", encoding="utf-8")


def verdicts(root: Path, repository: Path) -> dict[str, str]:
    """Return each contract's verdict on the package below ``root``: KEPT or BROKEN."""
    command = [str(LINT), "--config", str(repository / "pyproject.toml"), "--no-cache", "--no-logo"]
    done = subprocess.run(
        command, cwd=root, env={"COLUMNS": "200", "PATH": ""}, capture_output=True, text=True, check=False
    )
    found = {}
    for line in done.stdout.splitlines():
        for verdict in ("KEPT", "BROKEN"):
            name, mark, _ = line.partition(f" {verdict}")
            if mark and name.strip():
                found[name.strip()] = verdict
    return found


def test_contracts_on_sound_house_are_kept(tmp_path: Path, repository: Path) -> None:
    package = build_house(tmp_path)
    add_module(package, "duties/reception/tests/test_a.py", "from xianxing.duties.meetings import queries")
    add_module(package, "engines/protocol/tests/test_a.py", "import django")
    assert verdicts(tmp_path, repository) == dict.fromkeys(
        (POINT_DOWN, DUTIES, ENGINES, PURE, SHAPE, OFFICE_SHAPE, OFFICE, CYCLES), "KEPT"
    )


@pytest.mark.parametrize(("module", "text", "contract"), FAULTS)
def test_contract_with_planted_import_is_broken(
    tmp_path: Path, repository: Path, module: str, text: str, contract: str
) -> None:
    add_module(build_house(tmp_path), module, text)
    assert verdicts(tmp_path, repository)[contract] == "BROKEN"


def test_cycle_between_neighbours_is_broken(tmp_path: Path, repository: Path) -> None:
    package = build_house(tmp_path)
    add_module(package, "engines/protocol/cars.py", "from xianxing.engines.protocol import rooms")
    add_module(package, "engines/protocol/rooms.py", "from xianxing.engines.protocol import cars")
    assert verdicts(tmp_path, repository)[CYCLES] == "BROKEN"
