import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

PROCESSES = 2
THREADS = 16
NUMBERS = 4
SERVER = os.environ.get("XIANXING_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def _python(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _finish(run: subprocess.Popen[str]) -> str:
    out, errors = run.communicate(timeout=300)
    assert run.returncode == 0, errors
    return out


def _numbers_under_contention(environment: dict[str, str]) -> list[int]:
    settings = ("--settings", "xianxing.site.settings")
    _finish(
        _python(
            environment,
            "-m",
            "django",
            "migrate",
            "numbering",
            "--verbosity",
            "0",
            "--skip-checks",
            *settings,
        )
    )
    command = ("-m", "xianxing.office.numbering.tests.contention", str(THREADS), str(NUMBERS))
    runs = [_python(environment, *command) for _ in range(PROCESSES)]
    return [int(line) for run in runs for line in _finish(run).split()]


def _environment(home: Path, database: str = "") -> dict[str, str]:
    inherited = {
        name: text for name, text in os.environ.items() if not name.startswith(("XIANXING_", "DJANGO_"))
    }
    return {
        **inherited,
        "XIANXING_HOME": str(home),
        "XIANXING_SECRET_KEY": "not-a-secret-only-for-tests",
        "XIANXING_DATABASE_URL": database,
    }


@pytest.fixture
def scratch_database() -> Iterator[str]:
    """The address of an empty PostgreSQL database that is dropped afterwards."""
    parts = urlsplit(SERVER)
    name = f"numbering_{uuid.uuid4().hex[:12]}"
    admin = parts._replace(scheme="postgresql", path="/postgres").geturl()
    try:
        server = psycopg.connect(admin, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        if os.environ.get("XIANXING_REQUIRE_ALL") == "1":
            raise
        pytest.skip("no PostgreSQL answers at XIANXING_TEST_DATABASE_URL")
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield parts._replace(scheme="postgresql", path=f"/{name}").geturl()
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.slow
def test_numbers_taken_by_32_threads_on_sqlite_have_no_gap_and_no_repeat(tmp_path: Path) -> None:
    numbers = _numbers_under_contention(_environment(tmp_path))
    assert sorted(numbers) == list(range(1, PROCESSES * THREADS * NUMBERS + 1))


@pytest.mark.slow
def test_numbers_taken_by_32_threads_on_postgresql_have_no_gap_and_no_repeat(
    tmp_path: Path, scratch_database: str
) -> None:
    numbers = _numbers_under_contention(_environment(tmp_path, scratch_database))
    assert sorted(numbers) == list(range(1, PROCESSES * THREADS * NUMBERS + 1))
