"""List, detail, create and search at 10,000 and at 1,000,000 matters on both databases: p95 and the ratio of the two.

    python bench/matters_scale.py [--small 10000] [--large 1000000] [--rounds 60] [--postgresql URL]

Requests go through the whole stack in one process (sessions, permissions, templates). Rows are made inside the
database from a few hundred invented texts. PostgreSQL is measured when one answers at the address.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve()
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
    parser.add_argument("--measure", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure, given.rounds)
        return
    for vendor in ("sqlite", "postgresql"):
        if given.only in {"", vendor}:
            compare(vendor, given)


def compare(vendor: str, given: argparse.Namespace) -> None:
    """Measure both sizes in processes of their own and print the ratio of the p95 of each page."""
    found = {}
    for size in (given.small, given.large):
        found[size] = measured_apart(vendor, size, given)
        if not found[size]:
            print(f"{vendor}: not measured (no answer at {given.postgresql})")
            return
    print(
        f"{vendor:<11} {'page':<8} {'p95 ' + str(given.small):>12} {'p95 ' + str(given.large):>14} {'ratio':>7}"
    )
    for page, small in found[given.small].items():
        large = found[given.large][page]
        print(f"{vendor:<11} {page:<8} {small:>9.1f} ms {large:>11.1f} ms {large / small:>7.2f}")


def measured_apart(vendor: str, size: int, given: argparse.Namespace) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="xianxing-bench-") as home:
        environment = {**os.environ, "XIANXING_HOME": home, "XIANXING_DATABASE_URL": ""}
        name = f"xianxing_bench_{os.getpid()}_{size}"
        if vendor == "postgresql":
            if not admin(given.postgresql, f"CREATE DATABASE {name}"):
                return {}
            environment["XIANXING_DATABASE_URL"] = given.postgresql.rsplit("/", 1)[0] + f"/{name}"
        command = [sys.executable, str(HERE), "--measure", str(size), "--rounds", str(given.rounds)]
        try:
            printed = subprocess.run(
                command, env=environment, check=True, capture_output=True, text=True
            ).stdout
        finally:
            if vendor == "postgresql":
                admin(given.postgresql, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    rows = [line.split() for line in printed.splitlines() if line.startswith("p95 ")]
    return {row[1]: float(row[2]) for row in rows}


def admin(url: str, statement: str) -> bool:
    import psycopg  # late import: optional package

    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=3) as connection:
            connection.execute(statement)
    except psycopg.OperationalError:
        return False
    return True


def measure(size: int, rounds: int) -> None:
    """Fill the database of this process and print the p95 of each page in milliseconds."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "xianxing.site.settings_test"
    import django  # late import: settings first

    django.setup()
    from bench_pages import Pages, fill  # late import: settings first

    started = time.perf_counter()
    fill(size, WORDS, PLACES)
    print(f"filled {size} in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    pages = Pages(size)
    for name in ("list", "next", "detail", "create", "search"):
        print("p95", name, f"{p95(getattr(pages, name), rounds):.2f}")


def p95(call: Callable[[], None], rounds: int) -> float:
    for _ in range(3):
        call()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
