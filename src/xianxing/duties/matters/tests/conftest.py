"""What the tests of matters share."""

import pytest

from xianxing.duties.matters.tests.factories import open_the_office
from xianxing.office.access.tests.cast import Cast


@pytest.fixture
def office(cast: Cast) -> Cast:
    """Return the cast of an office whose holidays, laws and tables are known."""
    open_the_office()
    return cast
