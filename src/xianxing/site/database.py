"""The database of this installation: SQLite by default, PostgreSQL by ``XIANXING_DATABASE_URL``."""

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"


def prefer_safe_sqlite() -> None:
    """Use the SQLite that ``pysqlite3`` carries, which has the fix of the WAL-reset fault."""
    if importlib.util.find_spec("pysqlite3") and "sqlite3" not in sys.modules:
        module = importlib.import_module("pysqlite3")
        sys.modules["sqlite3"] = module
        sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def configuration(home: Path) -> dict[str, Any]:
    """Return Django's settings of the database.

    Raises:
        ValueError: the address is not one of PostgreSQL.
    """
    url = os.environ.get("XIANXING_DATABASE_URL", "")
    if url:
        return _postgresql(url)
    prefer_safe_sqlite()
    home.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "xianxing.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        "TEST": {"NAME": None},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError(
            "XIANXING_DATABASE_URL 不是 PostgreSQL 地址；应形如 postgresql://用户:口令@主机:5432/库名；请改正后重试"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Pages ask for few rows: compiling a query takes longer than it runs.
        "OPTIONS": {"options": "-c statement_timeout=30000 -c lock_timeout=20000 -c jit=off"},
    }
