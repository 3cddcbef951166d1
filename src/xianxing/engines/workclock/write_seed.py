"""Writes the packaged calendar anew: `python -m xianxing.engines.workclock.write_seed > calendar_seed.txt`.

This is the only module that needs `chinesecalendar`; the engine reads the file it wrote.
"""

import sys
from datetime import date

from chinese_calendar import constants

from xianxing.engines.workclock.seed import format_seed
from xianxing.engines.workclock.terms import DayKind

_REMARK = "# Official arrangements of holidays, collected by chinesecalendar; see write_seed.py\n"


def collect_days() -> dict[date, DayKind]:
    """Every day of the collection that differs from a plain week or belongs to a holiday.

    Source: `chinese_calendar.constants` (holidays, days in lieu, worked weekends).
    """
    days: dict[date, DayKind] = dict.fromkeys(constants.holidays, DayKind.STATUTORY_HOLIDAY)
    days.update(dict.fromkeys(constants.in_lieu_days, DayKind.ADJUSTED_REST))
    days.update(dict.fromkeys(constants.workdays, DayKind.MAKE_UP))
    return days


def main() -> int:
    """0 after the seed text has gone to standard output. Source: `format_seed`."""
    days = collect_days()
    years = range(min(constants.holidays).year, max(constants.holidays).year + 1)
    sys.stdout.write(_REMARK + format_seed(days, years))
    return 0


if __name__ == "__main__":
    sys.exit(main())
