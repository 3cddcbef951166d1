import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from xianxing.office.ledger.actions import writing
from xianxing.office.numbering.actions import format_number, next_number
from xianxing.office.numbering.models import Series


def _take_and_fail(*, expected: int) -> None:
    assert next_number("信", 2026) == expected
    raise ZeroDivisionError


@pytest.mark.django_db
def test_next_number_first_of_a_year_is_one_and_then_rises() -> None:
    with writing():
        assert [next_number("信", 2026), next_number("信", 2026), next_number("信", 2026)] == [1, 2, 3]


@pytest.mark.django_db
def test_next_number_other_year_or_series_starts_again() -> None:
    with writing():
        assert (next_number("信", 2026), next_number("信", 2027), next_number("收", 2026)) == (1, 1, 1)
        assert next_number("信", 2026) == 2


@pytest.mark.django_db(transaction=True)
def test_next_number_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError) as refusal:
        next_number("信", 2026)
    assert str(refusal.value) == "编号只能在 writing() 之内领取；请把领号和保存放在同一事务"
    assert not Series.objects.exists()


@pytest.mark.django_db
def test_next_number_after_a_failed_transaction_is_given_again() -> None:
    with pytest.raises(ZeroDivisionError), writing():
        _take_and_fail(expected=1)
    with writing():
        assert next_number("信", 2026) == 1


@pytest.mark.django_db
def test_next_number_after_a_failed_savepoint_is_given_again() -> None:
    with writing():
        assert next_number("信", 2026) == 1
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            _take_and_fail(expected=2)
        assert next_number("信", 2026) == 2


@pytest.mark.django_db
def test_next_number_costs_two_queries_once_the_series_exists(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with writing():
        next_number("信", 2026)
        with django_assert_num_queries(2):
            next_number("信", 2026)


@pytest.mark.parametrize(
    ("key", "year", "number", "expected"),
    [
        ("信", 2026, 12, "信〔2026〕12号"),
        ("收", 2026, 1, "收〔2026〕1号"),
        ("府办函", 2027, 1024, "府办函〔2027〕1024号"),
    ],
)
def test_format_number_is_written_as_documents_bear_it(
    key: str, year: int, number: int, expected: str
) -> None:
    assert format_number(key, year, number) == expected


def test_series_is_shown_with_its_last_number() -> None:
    assert str(Series(key="信", year=2026, last=12)) == "信〔2026〕12号"


class SeriesProperties(TestCase):
    @given(st.lists(st.tuples(st.sampled_from(["信", "收"]), st.sampled_from([2026, 2027]), st.booleans())))
    def test_numbers_kept_in_any_order_of_failures_have_no_gap_and_no_repeat(
        self, attempts: list[tuple[str, int, bool]]
    ) -> None:
        Series.objects.all().delete()
        kept: dict[tuple[str, int], list[int]] = {}
        for key, year, fails in attempts:
            try:
                with writing():
                    number = next_number(key, year)
                    if fails:
                        raise ZeroDivisionError
                kept.setdefault((key, year), []).append(number)
            except ZeroDivisionError:
                continue
        for numbers in kept.values():
            assert numbers == list(range(1, len(numbers) + 1))
