"""Takes numbers from many threads at once; the test starts several of these on one database.

``python -m xianxing.office.numbering.tests.contention THREADS NUMBERS_PER_THREAD`` prints every number that a
transaction kept, one a line. Every third transaction fails after it took its number.
"""

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import django
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianxing.site.settings")
django.setup()

from xianxing.office.ledger.actions import writing  # noqa: E402
from xianxing.office.numbering.actions import next_number  # noqa: E402


class RefusedError(Exception):
    """The caller's own failure after the number was taken."""


def take_many(wanted: int) -> list[int]:
    """Return the numbers of this thread's kept transactions."""
    kept: list[int] = []
    attempt = 0
    while len(kept) < wanted:
        attempt += 1
        try:
            with writing():
                number = next_number("信", 2026)
                if attempt % 3 == 0:
                    raise RefusedError
            kept.append(number)
        except RefusedError:
            continue
    connection.close()
    return kept


def main(arguments: Sequence[str]) -> None:
    threads, wanted = map(int, arguments)
    with ThreadPoolExecutor(threads) as pool:
        for kept in pool.map(take_many, [wanted] * threads):
            sys.stdout.writelines(f"{number}\n" for number in kept)


if __name__ == "__main__":
    main(sys.argv[1:])
