"""What the tests of the rulebook share."""

from collections.abc import Callable

import pytest
from django.test import Client

from xianxing.duties.regulations.actions.beginning import begin
from xianxing.duties.regulations.tests.given import NOW
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.actions import seed_rules
from xianxing.office.ledger.actions import SYSTEM


@pytest.fixture
def office(cast: Cast) -> Cast:
    """Return the cast of an office whose laws, tables, areas and limits are known."""
    seed_rules(actor=SYSTEM, now=NOW)
    begin(NOW)
    return cast


@pytest.fixture
def enter(client: Client, cast: Cast) -> Callable[[str], Client]:
    """Return how someone of the cast signs in."""

    def sign_in(part: str) -> Client:
        client.force_login(cast.accounts()[part])
        return client

    return sign_in
