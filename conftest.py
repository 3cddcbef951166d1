"""What every test shares: the standing cast, how browser tests are left out, and when a skip is a failure."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.utils import translation
from hypothesis import settings

from tests.surroundings import chromium, everything_required

if TYPE_CHECKING:
    from xianxing.office.access.tests.cast import Cast

settings.register_profile("house", deadline=None, print_blob=True)
settings.register_profile("repeatable", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "house")


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Leave the language of the next test as it is set: a request in English would keep it in this thread."""
    yield
    translation.deactivate()


@pytest.fixture
def cast(db: None) -> "Cast":
    """Return the standing cast: one account for every kind of user."""
    from xianxing.office.access.tests.cast import gather_cast  # late import: app registry

    return gather_cast()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests where no Chromium is found, and say why."""
    if chromium():
        return
    reason = pytest.mark.skip(reason="no Chromium on PATH; XIANXING_CHROMIUM names one")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(reason)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run when something was skipped although nothing may be."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == 0 and everything_required() and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("XIANXING_REQUIRE_ALL=1: a skipped test is a failure", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
