"""The hours in which an office works."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from xianxing.engines.workclock import Calendar, next_working_day

SPANS = ((time(8, 30), time(12, 0)), (time(14, 0), time(17, 30)))
DAY_MINUTES = 420


@dataclass(frozen=True, slots=True)
class Hours:
    """Counts in minutes of work, over nights, weekends and holidays."""

    calendar: Calendar

    def after(self, moment: datetime, minutes: float) -> datetime:
        """Return when so many minutes of work have passed since a moment."""
        local = timezone.localtime(moment)
        left = timedelta(minutes=minutes)
        day = local.date()
        start = local
        while True:
            if self.calendar.is_working(day):
                for first, last in SPANS:
                    begin, end = max(_at(day, first), start), _at(day, last)
                    if begin + left <= end:
                        return begin + left
                    left -= max(end - begin, timedelta())
            day = next_working_day(day, calendar=self.calendar)
            start = _at(day, time(0))

    def days_before(self, day: date, count: int) -> date:
        """Return the working day that lies so many working days before a day; itself for 0 when it is worked."""
        return date.fromordinal(self.calendar.nth_worked_after(day.toordinal(), -count))


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
