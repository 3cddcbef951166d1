"""The reminder tick over 100,000 open deadlines, and the list of items at 10,000 and at 1,000,000 on both databases.

    python bench/followup.py [--deadlines 100000] [--due 100] [--small 10000] [--large 1000000] [--rounds 60]
                             [--postgresql URL] [--only sqlite|postgresql]

The tick is measured twice: pure (the engine places and asks the rungs of every deadline) and whole (the sweep of
the worker among that many waiting timers, with so many rungs due at once, each in a transaction with its ledger
entry and notices). Pages go through the whole stack, both sizes in turns. PostgreSQL is measured when one answers.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from matters_scale import Office, admin

HERE = Path(__file__).resolve()
PAGES = ("list", "next", "late", "near", "detail")
WARM_UP = 3
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deadlines", type=int, default=100_000)
    parser.add_argument("--due", type=int, default=100)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--postgresql", default="postgresql://postgres@127.0.0.1:5432/postgres")
    parser.add_argument("--only", default="")
    parser.add_argument("--answer", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.answer:
        answer(*(int(number) for number in given.answer.split(",")))
        return
    print(f"pure tick over {given.deadlines} deadlines: {pure_tick(given.deadlines):.2f} s", flush=True)
    for vendor in ("sqlite", "postgresql"):
        if given.only in {"", vendor}:
            compare(vendor, given)


def pure_tick(count: int) -> float:
    """Return the processor seconds in which the engine places, asks and goes on for every deadline."""
    from xianxing.duties.followup.engine import ladder  # late import: start-up time
    from xianxing.engines.workclock import load_seed  # late import: start-up time

    days, zone = load_seed(), ZoneInfo("Asia/Shanghai")
    climbs = [ladder.Climb(START, START + timedelta(hours=7 * (k % 400))) for k in range(count)]
    now = START + timedelta(days=30)
    started = time.process_time()
    due = 0
    for climb in climbs:
        placed = ladder.place_rungs(
            climb.due_at, armed_at=climb.armed_at, rungs=ladder.USUAL, calendar=days, zone=zone
        )
        rungs = ladder.due_now(climb, placed, now)
        ladder.next_moment(ladder.climbed(climb, rungs), placed)
        due += len(rungs)
    if not due:
        raise SystemExit("no rung was due: the bench measures nothing")
    return time.process_time() - started


def compare(vendor: str, given: argparse.Namespace) -> None:
    """Print the sweep, and the p95 of each page at both sizes with their ratio."""
    if vendor == "postgresql" and not admin(given.postgresql, "SELECT 1"):
        print(f"{vendor}: not measured (no answer at {given.postgresql})")
        return
    with ExitStack() as stack:
        small, large = (
            stack.enter_context(an_office(vendor, size, given))
            for size in ((given.small, given.deadlines, given.due), (given.large, 0, 0))
        )
        for name, words in (("idle", "nothing due"), ("busy", f"{given.due} rungs due")):
            seconds = small.ask(name) / 1000
            print(f"{vendor:<11} sweep of {given.deadlines} timers, {words}: {seconds:.3f} s", flush=True)
        heads = f"{'p95 ' + str(given.small):>12} {'p95 ' + str(given.large):>14} {'ratio':>7}"
        print(f"{vendor:<11} {'page':<8} {heads}")
        for page in PAGES:
            low, high = measured(page, (small, large), given.rounds)
            print(f"{vendor:<11} {page:<8} {low:>9.1f} ms {high:>11.1f} ms {high / low:>7.2f}", flush=True)


def measured(page: str, offices: tuple[Office, Office], rounds: int) -> tuple[float, float]:
    """Ask both offices for a page in turns and return the p95 of each, in milliseconds."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + WARM_UP):
        for office, kept in zip(offices, times, strict=True):
            milliseconds = office.ask(page)
            if turn >= WARM_UP:
                kept.append(milliseconds)
    low, high = (statistics.quantiles(kept, n=20)[-1] for kept in times)
    return low, high


@contextmanager
def an_office(vendor: str, sizes: tuple[int, int, int], given: argparse.Namespace) -> Iterator[Office]:
    """Yield a process with a database of its own: so many items, waiting timers, and rungs that will be due."""
    name = f"xianxing_bench_{os.getpid()}_{sizes[0]}"
    with tempfile.TemporaryDirectory(prefix="xianxing-bench-") as home:
        environment = {**os.environ, "XIANXING_HOME": home, "XIANXING_DATABASE_URL": ""}
        if vendor == "postgresql":
            admin(given.postgresql, f"CREATE DATABASE {name}")
            environment["XIANXING_DATABASE_URL"] = given.postgresql.rsplit("/", 1)[0] + f"/{name}"
        command = [sys.executable, str(HERE), "--answer", ",".join(str(size) for size in sizes)]
        pipe = subprocess.PIPE
        try:
            with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as running:
                assert running.stdin
                assert running.stdout
                if not running.stdout.readline():
                    raise SystemExit(
                        f"the office of {sizes[0]} items could not be filled; its error stands above"
                    )
                yield Office(running.stdin, running.stdout)
                running.stdin.close()
        finally:
            if vendor == "postgresql":
                admin(given.postgresql, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def answer(size: int, deadlines: int, due: int) -> None:
    """Fill the database of this process, then time each page or sweep that is asked for."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "xianxing.site.settings_test"
    import django  # late import: settings first

    django.setup()
    from bench_followup import Pages, fill_items, fill_timers, found_office  # late import: settings first

    started = time.perf_counter()
    cast = found_office()
    fill_items(cast, size)
    fill_timers(cast, deadlines, due)
    print(f"filled {size} in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    pages = Pages(size, due)
    print("ready", flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        getattr(pages, line.strip())()
        print(f"{(time.perf_counter() - started) * 1000:.3f}", flush=True)


if __name__ == "__main__":
    main()
