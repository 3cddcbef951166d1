"""Number papers in many threads at once; a process of its own, run by the tests of contention."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import django

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def main(keys: list[int]) -> None:
    """Number each of the papers in a thread of its own and print what it got."""
    django.setup()
    from django.db import connection  # late import: app registry

    from xianxing.duties.writing.actions.issuing import (  # late import: app registry
        Distribution,
        register_number,
    )
    from xianxing.duties.writing.models import Paper  # late import: app registry
    from xianxing.office.people.models import Organ  # late import: app registry

    def number(key: int) -> str:
        try:
            paper = Paper.objects.get(pk=key)
            wanted = Distribution("平政办发", list(Organ.objects.all()[:1]))
            register_number(actor=paper.drafter, paper=paper, wanted=wanted, now=NOW)
            return str(paper.number)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(keys)) as pool:
        for found in pool.map(number, keys):
            sys.stdout.write(found + "\n")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]])
