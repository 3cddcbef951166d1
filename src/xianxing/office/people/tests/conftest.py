"""The directory's own tests hear no listener and ask no provider of another folder."""

import pytest


@pytest.fixture(autouse=True)
def without_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the ledger tell nobody: what others do with a verb is tested beside them."""
    monkeypatch.setattr("xianxing.office.ledger.actions.listeners", lambda verb: ())
    monkeypatch.setattr("xianxing.office.people.queries.manifests", lambda: ())
