"""What the tests of follow-up share."""

import pytest

from xianxing.duties.followup.tests.factories import open_the_office
from xianxing.office.access.tests.cast import Cast


@pytest.fixture
def office(cast: Cast) -> Cast:
    """Return the cast of an office whose holidays and laws are known."""
    open_the_office()
    return cast
