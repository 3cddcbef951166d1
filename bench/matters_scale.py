"""List, detail, create and search at 10,000 and at 1,000,000 matters on both databases: p95 and the ratio of the two.

    python bench/matters_scale.py [--small 10000] [--large 1000000] [--rounds 60] [--postgresql URL]

Requests go through the whole stack in one process for each size (sessions, permissions, templates). The two
processes are asked in turns, so that whatever else the machine does falls on both alike. Rows are made inside the
database from a few hundred invented texts. PostgreSQL is measured when one answers at the address.
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
from dataclasses import dataclass
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve()
PAGES = ("list", "next", "detail", "create", "search")
WARM_UP = 3
WORDS = (
    "防汛物资",
    "路灯不亮",
    "拖欠工资",
    "公交改线",
    "小区停水",
    "夜间施工",
    "占道经营",
    "学区划分",
    "医保报销",
    "噪音扰民",
)
PLACES = ("青石小区", "文昌路", "滨河新村", "东门市场", "学府街", "锦绣家园", "南环路", "西关社区")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--postgresql", default="postgresql://postgres@127.0.0.1:5432/postgres")
    parser.add_argument("--only", default="")
    parser.add_argument("--answer", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.answer:
        answer(given.answer)
        return
    for vendor in ("sqlite", "postgresql"):
        if given.only in {"", vendor}:
            compare(vendor, given)


def compare(vendor: str, given: argparse.Namespace) -> None:
    """Ask both sizes in turns and print the p95 of each page and the ratio of the two."""
    if vendor == "postgresql" and not admin(given.postgresql, "SELECT 1"):
        print(f"{vendor}: not measured (no answer at {given.postgresql})")
        return
    with ExitStack() as stack:
        small, large = (
            stack.enter_context(an_office(vendor, size, given.postgresql))
            for size in (given.small, given.large)
        )
        print(
            f"{vendor:<11} {'page':<8} {'p95 ' + str(given.small):>12} {'p95 ' + str(given.large):>14} {'ratio':>7}"
        )
        for page in PAGES:
            times: tuple[list[float], list[float]] = ([], [])
            for turn in range(given.rounds + WARM_UP):
                for office, measured in zip((small, large), times, strict=True):
                    seconds = office.ask(page)
                    if turn >= WARM_UP:
                        measured.append(seconds)
            low, high = (statistics.quantiles(measured, n=20)[-1] for measured in times)
            print(f"{vendor:<11} {page:<8} {low:>9.1f} ms {high:>11.1f} ms {high / low:>7.2f}", flush=True)


@dataclass(frozen=True, slots=True)
class Office:
    """A process that holds an office of one size and answers how long a page took, in milliseconds."""

    questions: IO[str]
    answers: IO[str]

    def ask(self, page: str) -> float:
        self.questions.write(f"{page}\n")
        self.questions.flush()
        return float(self.answers.readline())


@contextmanager
def an_office(vendor: str, size: int, postgresql: str) -> Iterator[Office]:
    name = f"xianxing_bench_{os.getpid()}_{size}"
    with tempfile.TemporaryDirectory(prefix="xianxing-bench-") as home:
        environment = {**os.environ, "XIANXING_HOME": home, "XIANXING_DATABASE_URL": ""}
        if vendor == "postgresql":
            admin(postgresql, f"CREATE DATABASE {name}")
            environment["XIANXING_DATABASE_URL"] = postgresql.rsplit("/", 1)[0] + f"/{name}"
        command = [sys.executable, str(HERE), "--answer", str(size)]
        pipe = subprocess.PIPE
        try:
            with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as running:
                assert running.stdin
                assert running.stdout
                if not running.stdout.readline():
                    raise SystemExit(
                        f"the office of {size} matters could not be filled; its error stands above"
                    )
                yield Office(running.stdin, running.stdout)
                running.stdin.close()
        finally:
            if vendor == "postgresql":
                admin(postgresql, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def admin(url: str, statement: str) -> bool:
    import psycopg  # late import: optional package

    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=3) as connection:
            connection.execute(statement)
    except psycopg.OperationalError:
        return False
    return True


def answer(size: int) -> None:
    """Fill the database of this process, then time each page that is asked for."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "xianxing.site.settings_test"
    import django  # late import: settings first

    django.setup()
    from bench_pages import Pages, fill  # late import: settings first

    started = time.perf_counter()
    fill(size, WORDS, PLACES)
    print(f"filled {size} in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    pages = Pages(size)
    print("ready", flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        getattr(pages, line.strip())()
        print(f"{(time.perf_counter() - started) * 1000:.3f}", flush=True)


if __name__ == "__main__":
    main()
