"""Take a consistent copy of the running database, and put one back."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from xianxing.office.jobs.models import Worker
from xianxing.site.upkeep import is_migrated

ALIVE = timedelta(seconds=30)
PAGES = 2000
"""Copied at a time; writers may write in between."""
MOST_STILL_SECONDS = 60


class CopyFailed(ValueError):
    """The database could not be copied or put back; the message says why and what to do."""


def member_name() -> str:
    """Return the name of the copy inside an archive."""
    return "database.dump" if connection.vendor == "postgresql" else "database.sqlite3"


def take(target: Path) -> None:
    """Copy the database while it is in use: SQLite's online backup, or ``pg_dump``.

    Raises:
        CopyFailed: the tool is missing or failed.
    """
    if connection.vendor == "postgresql":
        _run_tool("pg_dump", "--format=custom", "--no-owner", f"--file={target}")
        return
    connection.ensure_connection()
    driver: Any = connection.connection
    copy = _connect(target)
    try:
        driver.backup(copy, pages=PAGES, progress=_patience(time.monotonic))
    finally:
        copy.close()


def put_back(source: Path, *, now: datetime) -> None:
    """Put a copy in the place of the database; what was there is kept beside (SQLite) or replaced (PostgreSQL).

    Raises:
        CopyFailed: the copy is damaged, or the tool is missing or failed.
    """
    if connection.vendor == "postgresql":
        _run_tool("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(source))
        return
    _check_sqlite(source)
    place = Path(connection.settings_dict["NAME"])
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        old = place.with_name(place.name + suffix)
        if old.exists():
            old.rename(place.with_name(f"{place.name}.before-{now:%Y%m%d-%H%M%S}{suffix}"))
    shutil.move(source, place)


def refuse_running(*, now: datetime) -> None:
    """Return when no worker of the product has been heard of lately.

    Raises:
        CopyFailed: one has.
    """
    if is_migrated() and Worker.objects.filter(seen_at__gt=now - ALIVE).exists():
        raise CopyFailed("后台进程还在运行；请先停止 xianxing run（或 serve 与 worker），半分钟后再恢复")


def _patience(clock: Callable[[], float]) -> Callable[[int, int, int], None]:
    """Return what SQLite calls after each part of a copy; it gives up when nothing moves for a minute."""
    seen, moved_at = -1, clock()

    def check(_status: int, remaining: int, _total: int) -> None:
        nonlocal seen, moved_at
        if remaining != seen:
            seen, moved_at = remaining, clock()
        elif clock() - moved_at > MOST_STILL_SECONDS:
            raise CopyFailed("数据库一分钟内一直被占用，没有备份成；请稍后再试")

    return check


def _connect(path: Path) -> Any:
    """Open a file with the very SQLite that Django uses: the library refuses to copy into another's."""
    connection.ensure_connection()
    return _driver().connect(path)


def _driver() -> Any:
    backend: Any = connection
    return backend.Database


def _check_sqlite(path: Path) -> None:
    copy = _connect(path)
    try:
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except _driver().DatabaseError as error:
        raise CopyFailed(f"备份中的数据库打不开（{error}）；请改用另一份备份") from error
    finally:
        copy.close()
    if answer != "ok":
        raise CopyFailed(f"备份中的数据库已损坏（{answer}）；请改用另一份备份")


def _run_tool(name: str, *arguments: str) -> None:
    program = shutil.which(name)
    if program is None:
        raise CopyFailed(f"找不到 {name}；请安装与数据库同版本的 PostgreSQL 客户端（postgresql-client）")
    place = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": place["HOST"] or "",
        "PGPORT": str(place["PORT"] or ""),
        "PGUSER": place["USER"] or "",
        "PGPASSWORD": place["PASSWORD"] or "",
        "PGDATABASE": place["NAME"],
    }
    target = ["--dbname", place["NAME"]] if name == "pg_restore" else []
    ended = subprocess.run([program, *target, *arguments], env=environment, capture_output=True, check=False)
    if ended.returncode:
        words = ended.stderr.decode(errors="replace").strip().splitlines()
        raise CopyFailed(f"{name} 失败：{words[-1] if words else ended.returncode}")
