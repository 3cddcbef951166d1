"""The register of issued documents (发文登记簿)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from xianxing.duties.writing.models import NumberEntry

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page of the register, and the sequence number below which the next goes on (0 at the end)."""

    rows: tuple[NumberEntry, ...]
    before: int


def list_series() -> list[tuple[str, int]]:
    """Return every series and year that has numbers, the latest year first."""
    rows = NumberEntry.objects.order_by("-year", "series").values_list("series", "year").distinct()
    return list(rows)


def book_rows(series: str, year: int) -> QuerySet[NumberEntry]:
    """Return the lines of one series and year, the latest number first."""
    rows = NumberEntry.objects.filter(series=series, year=year)
    return rows.select_related("paper__organ", "paper__drafter__person", "taken_by__person").order_by(
        "-sequence"
    )


def book_page(series: str, year: int, *, before: int = 0) -> BookPage:
    """Return one page of the register of a series and year."""
    rows = book_rows(series, year).defer("paper__content")
    if before:
        rows = rows.filter(sequence__lt=before)
    found = tuple(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return BookPage(shown, shown[-1].sequence if len(found) > PAGE_SIZE else 0)


def missing_numbers(series: str, year: int) -> Sequence[int]:
    """Return the numbers of a series that no line accounts for; there are none unless rows were lost."""
    rows = NumberEntry.objects.filter(series=series, year=year)
    last = rows.aggregate(last=Max("sequence"))["last"] or 0
    known = set(rows.values_list("sequence", flat=True))
    return [number for number in range(1, last + 1) if number not in known]
