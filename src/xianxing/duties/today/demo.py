"""Nine weeks of kept figures for the demo office."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone

from xianxing.duties.today.keeping import keep_for_head
from xianxing.office.duty import DemoOffice, Story

WEEKS = 8
EVENING = time(17, 45)


def tell_stories(office: DemoOffice) -> Iterator[Story]:
    """Return the story of the figures, which are kept once a week as things stood then."""
    yield _keep_weekly(office)


def _keep_weekly(office: DemoOffice) -> Story:
    today = timezone.localdate(office.now)
    for week in range(WEEKS, 0, -1):
        at = yield timezone.make_aware(datetime.combine(today - timedelta(days=7 * week - 1), EVENING))
        keep_for_head(at)
