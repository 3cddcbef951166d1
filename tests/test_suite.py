"""How ``make test`` chooses its runs, and that nothing is skipped where everything is required."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.suite import COVERAGE, Run, environment_of, make_plan, options_of
from tests.surroundings import answers, database_url

SERVER = "postgresql://postgres@127.0.0.1:5432/"
SKIPPING = "import pytest\n\n\ndef test_a():\n    pytest.skip('not here')\n\n\ndef test_b():\n    pass\n"


def test_plan_with_server_and_browser_leaves_nothing_out() -> None:
    plan = make_plan(server=SERVER, server_answers=True, browser="/usr/bin/chromium")
    assert plan.runs == (Run("SQLite", ""), Run("PostgreSQL", f"{SERVER}xianxing"))
    assert plan.left_out == ()


def test_plan_with_nothing_runs_on_sqlite_and_names_what_it_leaves_out() -> None:
    plan = make_plan(server=SERVER, server_answers=False, browser="")
    assert plan.runs == (Run("SQLite", ""),)
    assert [line.partition(" (")[0] for line in plan.left_out] == [
        "the run on PostgreSQL",
        "the browser tests",
    ]


def test_environment_of_sqlite_run_drops_the_database_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIANXING_DATABASE_URL", SERVER)
    assert "XIANXING_DATABASE_URL" not in environment_of(Run("SQLite", ""))
    assert environment_of(Run("PostgreSQL", "x"))["XIANXING_DATABASE_URL"] == "x"


@pytest.mark.parametrize(
    ("required", "database", "options"),
    [("1", "", COVERAGE), ("1", SERVER, ()), ("", "", ()), ("", SERVER, ())],
)
def test_options_of_run_count_coverage_once_and_only_where_all_is_required(
    monkeypatch: pytest.MonkeyPatch, required: str, database: str, options: tuple[str, ...]
) -> None:
    monkeypatch.setenv("XIANXING_REQUIRE_ALL", required)
    assert options_of(Run("any", database)) == options


def test_database_url_replaces_the_name_alone() -> None:
    assert database_url("postgresql://me:word@host:6000/old?sslmode=require", "new") == (
        "postgresql://me:word@host:6000/new?sslmode=require"
    )


def test_server_that_is_not_there_does_not_answer() -> None:
    assert answers("postgresql://postgres@127.0.0.1:9/") is False


@pytest.mark.parametrize(("required", "status"), [("1", 1), ("", 0)])
def test_skipped_test_fails_the_run_only_where_all_is_required(
    tmp_path: Path, repository: Path, required: str, status: int
) -> None:
    (tmp_path / "test_a.py").write_text(SKIPPING, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "conftest", "-c", os.devnull]
    done = subprocess.run(
        [*command, "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=repository,
        env=os.environ | {"XIANXING_REQUIRE_ALL": required},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert "1 passed, 1 skipped" in done.stdout
