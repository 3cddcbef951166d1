"""Build the index anew from what the sources offer.

A manifest that names a source (``sources["matters.matter"] = "xianxing.duties.matters.search:seen"``) may
keep a function ``reindex(now) -> Iterator[object]`` in the same module: it calls ``index`` for each of its
objects and yields after each. Nothing else needs to be registered.
"""

import importlib
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import connection, transaction

from xianxing.office.duty import manifests
from xianxing.office.search.models import Document

Rebuild = Callable[[datetime], Iterator[object]]


def rebuilds() -> dict[str, Rebuild]:
    """Return the ``reindex`` functions found beside the sources, by module."""
    paths = sorted({path.partition(":")[0] for each in manifests() for path in each.sources.values()})
    modules = {path: importlib.import_module(path) for path in paths}
    return {path: module.reindex for path, module in modules.items() if hasattr(module, "reindex")}


def clear() -> None:
    """Empty the index."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text")
        Document.objects.all().delete()


def reindex(*, now: datetime, report: Callable[[str, int], None]) -> int:
    """Empty the index, let every source fill its part, and return how many objects were indexed.

    ``report`` is told the module and its count every hundred objects and at its end.
    """
    clear()
    total = 0
    for path, rebuild in rebuilds().items():
        count = 0
        for count, _each in enumerate(rebuild(now), start=1):
            if count % 100 == 0:
                report(path, count)
        report(path, count)
        total += count
    return total
