"""Bring an installation up to the program: tables, static files, the content that ships with the product.

The expensive checks are skipped when nothing changed since they last passed; a fingerprint of the program's
migrations and static files, and the identity of the database file, say so without loading Django.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
LIBRARIES = ("django", "django-allauth", "django-axes", "django-htmx", "whitenoise")
STAMP = "prepared.json"
DATABASE = "xianxing.sqlite3"


def fingerprint(package: Path = PACKAGE) -> str:
    """Return a digest of every migration and static file of the program and of its libraries' versions."""
    digest = hashlib.sha256(repr([_version(name) for name in LIBRARIES]).encode())
    for path in _watched(package):
        state = path.stat()
        digest.update(f"{path.relative_to(package)}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def is_prepared(home: Path) -> bool:
    """Return whether this installation was prepared by this very program and its database file is the same.

    A PostgreSQL database may have been changed from another machine, so it is always looked at.
    """
    if os.environ.get("XIANXING_DATABASE_URL"):
        return False
    try:
        stamp = json.loads((home / STAMP).read_text())
    except (OSError, ValueError):
        return False
    return bool(stamp == {"program": fingerprint(), "database": _identity(home)})


def note_prepared(home: Path) -> None:
    """Remember that this installation is prepared."""
    stamp = {"program": fingerprint(), "database": _identity(home)}
    (home / STAMP).write_text(json.dumps(stamp))


def forget_prepared(home: Path) -> None:
    """Let the next start look at everything again."""
    (home / STAMP).unlink(missing_ok=True)


def _watched(package: Path) -> Iterator[Path]:
    for layer in ("office", "duties"):
        for folder in sorted((package / layer).iterdir()):
            yield from sorted((folder / "migrations").glob("*.py"))
            yield from sorted(path for path in (folder / "static").rglob("*") if path.is_file())


def _identity(home: Path) -> str:
    try:
        state = (home / DATABASE).stat()
    except FileNotFoundError:
        return ""
    return f"{state.st_dev}:{state.st_ino}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
