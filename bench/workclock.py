"""Deadlines a second on one core, beside the working-day search of the `holidays` package.

Run: python bench/workclock.py
"""

import importlib
import importlib.util
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from xianxing.engines.workclock import Unit, due_date, load_seed

FIRST = date(2018, 1, 1)
STARTS = [FIRST + timedelta(days=place % 3_000) for place in range(100_000)]
PEER_STARTS = STARTS[:5_000]
ROUNDS = 5


def rate(answer: Callable[[date], object], starts: list[date]) -> float:
    """Answers a second in the best of several warm rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for start in starts:
            answer(start)
        best = min(best, time.perf_counter() - started)
    return len(starts) / best


def main() -> int:
    """Prints one figure a line and returns 0."""
    calendar = load_seed()
    rates = {
        unit: rate(partial(due_date, count=15, unit=unit, calendar=calendar), STARTS)
        for unit in (Unit.DAY, Unit.WORKING_DAY, Unit.MONTH)
    }
    for unit, found in rates.items():
        print(f"workclock {unit:<12} 15 units: {found:>10,.0f} deadlines/s")
    if importlib.util.find_spec("holidays") is None:
        print("peer: the `holidays` package is not installed, so there is nothing to compare with")
        return 0
    china = importlib.import_module("holidays").country_holidays("CN", years=range(2018, 2028))
    differences = sum(
        china.get_nth_working_day(start, 15)
        != due_date(start, count=15, unit=Unit.WORKING_DAY, calendar=calendar).due
        for start in STARTS[:3_000]
    )
    peer = rate(lambda start: china.get_nth_working_day(start, 15), PEER_STARTS)
    print(
        f"holidays  get_nth_working_day  : {peer:>10,.0f} deadlines/s ({differences} of 3,000 answers differ)"
    )
    print(f"ratio, working days: {rates[Unit.WORKING_DAY] / peer:.1f}x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
