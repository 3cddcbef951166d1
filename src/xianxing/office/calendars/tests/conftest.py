"""The calendar's own tests hear no listener of another folder."""

import pytest


@pytest.fixture(autouse=True)
def without_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the ledger tell nobody: what duties do with a new year is tested beside them."""
    monkeypatch.setattr("xianxing.office.ledger.actions.listeners", lambda verb: ())
