"""What this machine offers to the tests: a PostgreSQL server, a Chromium; and whether a skip is allowed."""

import os
import shutil
from urllib.parse import urlsplit, urlunsplit

import psycopg

DEFAULT_SERVER = "postgresql://postgres@127.0.0.1:5432/"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def postgresql_server() -> str:
    """Return the address of the server that tests may make databases on, whether or not it answers."""
    return os.environ.get("XIANXING_TEST_DATABASE_URL") or DEFAULT_SERVER


def answers(url: str) -> bool:
    """Return whether a PostgreSQL server answers at this address and lets its user make databases."""
    try:
        with psycopg.connect(database_url(url, "postgres"), connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def database_url(server: str, name: str) -> str:
    """Return the server's address with this database's name in it."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def chromium() -> str:
    """Return the path of a Chromium (``XIANXING_CHROMIUM``, or one on PATH), or an empty string."""
    given = os.environ.get("XIANXING_CHROMIUM", "")
    if given:
        return given
    return next((path for path in map(shutil.which, CHROMIUM_NAMES) if path), "")


def everything_required() -> bool:
    """Return whether a skipped test is a failure, as in continuous integration."""
    return os.environ.get("XIANXING_REQUIRE_ALL", "") == "1"
