"""Where one installation keeps its database, files and secret key."""

import os
import secrets
from pathlib import Path


def folder() -> Path:
    """Return the folder of this installation: ``XIANXING_HOME``, or ``var`` below the working folder."""
    return Path(os.environ.get("XIANXING_HOME", "var")).resolve()


def secret_key(home: Path) -> str:
    """Return the key that signs sessions: ``XIANXING_SECRET_KEY``, or one made once and kept in the folder."""
    given = os.environ.get("XIANXING_SECRET_KEY")
    if given:
        return given
    path = home / "secret_key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()
