"""The demo tells its stories through the real actions, in every state, and fast."""

from datetime import UTC, datetime, timedelta
from random import Random
from time import process_time

import pytest
from django.utils import timezone

from xianxing.duties.writing.demo import tell_stories
from xianxing.duties.writing.engine.incoming import Stand
from xianxing.duties.writing.engine.life import State
from xianxing.duties.writing.models import Incoming, Paper
from xianxing.duties.writing.queries.book import list_series, missing_numbers
from xianxing.office.duty import DemoOffice
from xianxing.office.ledger.queries import verify
from xianxing.site.demo.directory import build_directory
from xianxing.site.demo.telling import Telling

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.slow
def test_demo_leaves_a_paper_in_every_state_and_no_hole_in_the_register() -> None:
    built = build_directory(now=NOW - timedelta(days=60), rng=Random(1), password="pass-word-1")
    office = DemoOffice(now=NOW, random=Random(1), accounts=built.accounts, organs=built.organs)
    begun = process_time()
    Telling(tell_stories(office)).tell_until(NOW)
    assert process_time() - begun < 20
    papers = set(Paper.objects.values_list("state", flat=True))
    assert papers == set(State) - {State.VOIDED, State.REPEALED}
    letters = set(Incoming.objects.values_list("state", flat=True))
    assert letters == set(Stand) - {Stand.ARCHIVED}
    assert all(missing_numbers(series, year) == [] for series, year in list_series())
    assert Paper.objects.filter(updated_at__gt=NOW).count() == 0
    assert {
        timezone.localtime(each).weekday() for each in Paper.objects.values_list("drafted_at", flat=True)
    } <= set(range(5))
    assert verify() == ()
