"""What the tests of the whole share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the repository."""
    return Path(__file__).resolve().parent.parent
