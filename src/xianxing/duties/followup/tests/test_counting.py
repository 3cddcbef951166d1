"""Figures of several units, side by side, and the head's choice."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.followup.actions.counting import (
    ask_quantity,
    give_reading,
    plain,
    return_readings,
    settle_quantity,
)
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import Item, Quantity, Reading
from xianxing.duties.followup.queries.detail import compared_quantities
from xianxing.duties.followup.queries.waiting import differing_quantities
from xianxing.duties.followup.tests.factories import NOW, of_accusation, opened, sent, texts_for
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast
from xianxing.office.ledger.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def asked(office: Cast) -> Quantity:
    item = opened(office)
    sent(office, item)
    sent(office, item, owner=office.stranger_organ)
    return ask_quantity(actor=office.clerk, item=item, name="编织袋缺口", unit="条", now=NOW)


def said(actor: Account, quantity: Quantity, value: str, as_of: date = DAY) -> Reading:
    return give_reading(
        actor=actor, quantity=quantity, value=Decimal(value), source="库存表", as_of=as_of, now=NOW
    )


def differing(office: Cast) -> tuple[Quantity, Reading, Reading]:
    quantity = asked(office)
    first = said(office.unit, quantity, "120000")
    return quantity, first, said(office.stranger, quantity, "96000", date(2026, 10, 31))


def test_two_numbers_differ_and_the_later_day_is_advised(office: Cast) -> None:
    quantity, first, _second = differing(office)
    (compared,) = differing_quantities(office.head)
    assert (compared.quantity, compared.differs, compared.advised) == (quantity, True, first)


def test_same_number_is_no_difference(office: Cast) -> None:
    quantity = asked(office)
    said(office.unit, quantity, "120000")
    said(office.stranger, quantity, "120000.0000")
    assert differing_quantities(office.head) == ()


def test_choice_settles_until_a_unit_says_something_new(office: Cast) -> None:
    quantity, first, _second = differing(office)
    settle_quantity(actor=office.head, reading=first, reason="有签字", now=NOW)
    assert differing_quantities(office.head) == ()
    assert compared_quantities(quantity.item)[0].settled == first
    assert texts_for(office.stranger)[-1] == "口径已定：编织袋缺口"
    entry = Entry.objects.filter(verb="followup.quantity.settled").get()
    assert entry.changes == [{"field": "编织袋缺口", "before": "", "after": "120000 条（住建局）"}]
    Reading.objects.filter(pk=first.pk).update(said_at=NOW.replace(hour=5))
    assert len(differing_quantities(office.head)) == 1


def test_replaced_reading_cannot_be_chosen(office: Cast) -> None:
    quantity, first, _second = differing(office)
    said(office.unit, quantity, "110000")
    with pytest.raises(StepRefused, match="该单位已经更新了数字；请刷新后再定"):
        settle_quantity(actor=office.head, reading=first, reason="", now=NOW)
    assert [each.value for each in compared_quantities(quantity.item)[0].readings] == [96000, 110000]


def test_returned_figures_wait_for_the_units(office: Cast) -> None:
    quantity, _first, _second = differing(office)
    return_readings(actor=office.head, quantity=quantity, reason="请统一", now=NOW)
    (compared,) = differing_quantities(office.head)
    assert compared.is_returned
    assert texts_for(office.unit)[-1] == "口径不一致，请商量统一后再报：编织袋缺口"


def test_same_figure_is_asked_once(office: Cast) -> None:
    quantity = asked(office)
    with pytest.raises(StepRefused, match="已经要求报过“编织袋缺口”；同一个数只要一次"):
        ask_quantity(actor=office.clerk, item=quantity.item, name="编织袋缺口", unit="条", now=NOW)


def test_figure_of_a_day_to_come_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="截至日期 2026-11-30 还没有到；请改正"):
        said(office.unit, asked(office), "1", date(2026, 11, 30))


def test_unit_without_a_task_cannot_give_a_figure(office: Cast) -> None:
    item = opened(office)
    sent(office, item)
    quantity = ask_quantity(actor=office.clerk, item=item, name="缺口", unit="条", now=NOW)
    with pytest.raises(StepRefused, match="贵单位没有此事项的任务，不能报数"):
        said(office.stranger, quantity, "1")


def test_ended_item_asks_for_nothing(office: Cast) -> None:
    item = opened(office)
    Item.objects.filter(pk=item.pk).update(stage="closed")
    with pytest.raises(StepRefused, match="事项已了结，不能再要求报数"):
        ask_quantity(actor=office.clerk, item=item, name="缺口", unit="条", now=NOW)


def test_differences_about_an_accusation_are_for_its_knowers(office: Cast) -> None:
    quantity, _first, _second = differing(office)
    matter, _item = of_accusation(office)
    Item.objects.filter(pk=quantity.item_id).update(source_type="matters.matter", source_id=matter.pk)
    assert differing_quantities(office.clerk) == ()
    assert len(differing_quantities(office.head)) == 1


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_plain_figures_mean_the_same(value: Decimal) -> None:
    assert Decimal(plain(value)) == value


@pytest.mark.parametrize(("value", "words"), [("120000.0000", "120000"), ("9.6000", "9.6"), ("100", "100")])
def test_plain_figures_have_no_needless_noughts(value: str, words: str) -> None:
    assert plain(Decimal(value)) == words
