"""``make test``: the whole suite on SQLite, then on PostgreSQL when a server answers.

It needs no service. What it leaves out it names plainly, before and after; the last line is pytest's own.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tests.surroundings import answers, chromium, database_url, everything_required, postgresql_server

COVERED_PERCENT = 95
PYTEST = (sys.executable, "-m", "pytest", "-n", "2", "--durations=8", "--durations-min=2")
COVERAGE = ("--cov", "--cov-branch", "--cov-report=", f"--cov-fail-under={COVERED_PERCENT}")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the suite. An empty ``database`` is SQLite."""

    title: str
    database: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The runs of the suite, and what this machine cannot run, in words."""

    runs: tuple[Run, ...]
    left_out: tuple[str, ...]


def make_plan(*, server: str, server_answers: bool, browser: str) -> Plan:
    """Return what to run, given what was found."""
    runs = [Run("SQLite", "")]
    left_out = []
    if server_answers:
        runs.append(Run("PostgreSQL", database_url(server, "xianxing")))
    else:
        left_out.append(
            "the run on PostgreSQL (no server that lets its user make databases answers at "
            "XIANXING_TEST_DATABASE_URL; the default is a local one on port 5432)"
        )
    if not browser:
        left_out.append("the browser tests (no Chromium on PATH; XIANXING_CHROMIUM names one)")
    return Plan(runs=tuple(runs), left_out=tuple(left_out))


def options_of(run: Run) -> tuple[str, ...]:
    """Return the options of one run: where everything is required, the run on SQLite counts what it covers."""
    return COVERAGE if everything_required() and not run.database else ()


def environment_of(run: Run) -> dict[str, str]:
    """Return the variables of one run: those of this process, with the database of the run."""
    variables = {name: value for name, value in os.environ.items() if name != "XIANXING_DATABASE_URL"}
    return variables | ({"XIANXING_DATABASE_URL": run.database} if run.database else {})


def main(arguments: Sequence[str]) -> int:
    """Run the plan and return the exit status: that of the first run that failed."""
    server = postgresql_server()
    plan = make_plan(server=server, server_answers=answers(server), browser=chromium())
    for line in plan.left_out:
        print(f"Not on this machine: {line}.", flush=True)
    if plan.left_out and everything_required():
        print("XIANXING_REQUIRE_ALL=1: nothing may be left out, so nothing was run.")
        return 1
    for run in plan.runs:
        print(f"== The suite on {run.title}", flush=True)
        done = subprocess.run([*PYTEST, *options_of(run), *arguments], env=environment_of(run), check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
