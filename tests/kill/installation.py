"""A scratch installation with the tables of the test database, for processes of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from xianxing.site.database_copy import take

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Installation:
    """Its folder, and the environment that its processes get."""

    home: Path
    environment: dict[str, str]

    def start(self, *arguments: str, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
        """Start a Python process of this installation in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=stdout,
            text=True,
            start_new_session=True,
        )

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a Python process of this installation to its end and return what it said."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


@contextmanager
def installed(home: Path) -> Iterator[Installation]:
    """Give an installation on the kind of database that this run uses, with the rows that are committed now."""
    environment = {
        **os.environ,
        "XIANXING_HOME": str(home),
        "XIANXING_SECRET_KEY": "not-a-secret-only-for-tests",
        "DJANGO_SETTINGS_MODULE": "xianxing.site.settings",
    }
    (home / "static").mkdir()
    if connection.vendor != "postgresql":
        environment.pop("XIANXING_DATABASE_URL", None)
        take(home / "xianxing.sqlite3")
        yield Installation(home, environment)
        return
    name = f"{connection.settings_dict['NAME']}_kill_{os.getpid()}"
    with scratch_database(name) as url:
        yield Installation(home, {**environment, "XIANXING_DATABASE_URL": url})


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """Give the address of a PostgreSQL database with the test database's rows, dropped at the end."""
    place = connection.settings_dict
    tools = {**os.environ, "PGHOST": place["HOST"], "PGPORT": str(place["PORT"]), "PGUSER": place["USER"]}
    tools["PGPASSWORD"] = place["PASSWORD"]
    subprocess.run(["createdb", name], env=tools, check=True)
    try:
        dump = subprocess.run(
            ["pg_dump", "--format=custom", "--no-owner", place["NAME"]],
            env=tools,
            check=True,
            capture_output=True,
        )
        subprocess.run(
            ["pg_restore", "--no-owner", f"--dbname={name}"], env=tools, check=True, input=dump.stdout
        )
        password = f":{quote(place['PASSWORD'])}" if place["PASSWORD"] else ""
        yield f"postgresql://{quote(place['USER'])}{password}@{place['HOST']}:{place['PORT'] or 5432}/{name}"
    finally:
        subprocess.run(["dropdb", "--force", "--if-exists", name], env=tools, check=True)
