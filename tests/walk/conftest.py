"""One office for the whole walk: it is founded once, and nothing of it stays."""

import os
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.walk.scene import Scene, set_scene


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Yield an office with something at every address."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield set_scene()
        transaction.set_rollback(True)


# The walk rolls back every request; psycopg's connection does not outlive that yet, so it runs on SQLite alone.
collect_ignore = ["test_walk.py"] if os.environ.get("XIANXING_DATABASE_URL") else []
