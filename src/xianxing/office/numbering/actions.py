"""Numbers without gaps, one series a year."""

from django.db import connection

from xianxing.office.numbering.models import Series


def next_number(key: str, year: int) -> int:
    """Take the next number of a series; the first of a year is 1.

    Call it inside ``ledger.writing()``, in the transaction that saves what bears the number: writers are
    serial, so nobody else is given the same number, and a transaction that fails gives its number back.

    Raises:
        RuntimeError: called outside a transaction, where a failure would leave a gap.
    """
    return next_numbers(key, year, 1)[0]


def next_numbers(key: str, year: int, count: int) -> range:
    """Take the next ``count`` numbers of a series in one step, as ``next_number`` takes one.

    Raises:
        RuntimeError: called outside a transaction, where a failure would leave a gap.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("编号只能在 writing() 之内领取；请把领号和保存放在同一事务")
    series, _ = Series.objects.select_for_update().get_or_create(key=key, year=year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return range(first, series.last + 1)


def format_number(key: str, year: int, number: int) -> str:
    """Return the number as documents bear it: 信〔2026〕12号, without padding (GB/T 9704-2012 7.2.5)."""
    return f"{key}〔{year}〕{number}号"
