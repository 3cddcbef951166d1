"""Tell stories in the order of time, one transaction a day."""

import heapq
from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from xianxing.office.duty import Story
from xianxing.office.ledger.actions import writing


class Telling:
    """The stories that go on, the one that comes first at the top."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._waiting: list[tuple[datetime, int, Story]] = []
        for place, story in enumerate(stories):
            self._wait(next(story), place, story)

    def tell_until(self, now: datetime) -> int:
        """Let everything happen up to a moment, and return the number of steps taken."""
        steps = 0
        while self._waiting and self._waiting[0][0] <= now:
            day = timezone.localdate(self._waiting[0][0])
            with writing():
                while self._waiting and self._waiting[0][0] <= now and self._on(day):
                    self._take_step()
                    steps += 1
        return steps

    def _on(self, day: date) -> bool:
        return timezone.localdate(self._waiting[0][0]) == day

    def _take_step(self) -> None:
        at, place, story = heapq.heappop(self._waiting)
        try:
            self._wait(story.send(at), place, story)
        except StopIteration:
            return

    def _wait(self, at: datetime, place: int, story: Story) -> None:
        heapq.heappush(self._waiting, (at, place, story))
