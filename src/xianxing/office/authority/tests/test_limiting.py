from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.engine.strictness import BadValueError, clean_value, is_looser
from xianxing.office.authority.errors import LooserLimit
from xianxing.office.authority.limiting import (
    LimitRow,
    binding,
    is_overtaken,
    limit_of,
    seed_limits,
    set_limit,
)
from xianxing.office.authority.models import Limit
from xianxing.office.authority.tests.given import NOW, TODAY
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry
from xianxing.office.ledger.queries import timeline

ROW = LimitRow(
    name="companions",
    title="陪餐人数",
    unit="人",
    direction="ceiling",
    value="3",
    basis="《规定》第十条",
    clause_key="",
    jurisdiction="全国",
    is_verified=True,
    needs_adoption=False,
    may_loosen=False,
    effective_from=date(2013, 12, 8),
    effective_to=None,
    order_number=1,
)


def lay(*rows: LimitRow) -> Limit:
    seed_limits(actor=SYSTEM, pack="reception", rows=rows or (ROW,), now=NOW)
    return Limit.objects.get(name=(rows or (ROW,))[0].name)


def give(cast: Cast, limit: Limit, value: str) -> Limit:
    set_limit(actor=cast.head, limit=limit, value=value, reason="从严", now=NOW)
    return Limit.objects.get(pk=limit.pk)


@pytest.mark.django_db
def test_seeding_twice_changes_nothing_and_keeps_the_offices_value(cast: Cast) -> None:
    limit = give(cast, lay(), "2")
    count = Entry.objects.count()
    assert seed_limits(actor=SYSTEM, pack="reception", rows=(ROW,), now=NOW) == 0
    assert Entry.objects.count() == count
    assert seed_limits(actor=SYSTEM, pack="reception", rows=(replace(ROW, basis="新"),), now=NOW) == 1
    limit.refresh_from_db()
    assert (limit.basis, limit.office_value) == ("新", "2")


@pytest.mark.django_db
def test_a_stricter_value_wins_and_is_recorded(cast: Cast) -> None:
    limit = lay()
    found = binding(limit, TODAY)
    assert found is not None
    assert (found.value, found.is_office_value) == ("3", False)
    found = binding(give(cast, limit, "2"), TODAY)
    assert found is not None
    assert (found.number, found.is_office_value) == (Fraction(2), True)
    assert timeline(limit).last().changes == [{"field": "office_value", "before": "", "after": "2"}]  # type: ignore[union-attr]
    assert binding(give(cast, limit, " "), TODAY) == limit_of("reception", "companions", on=TODAY)


@pytest.mark.django_db
def test_a_looser_value_is_refused_with_its_basis(cast: Cast) -> None:
    with pytest.raises(LooserLimit) as refused:
        give(cast, lay(), "4")
    assert refused.value.messages == [
        "“陪餐人数”规定为不得超过 3人（《规定》第十条），4 比规定宽，不能采用；只能更严"
    ]
    assert Limit.objects.get().office_value == ""


@pytest.mark.django_db
def test_a_looser_value_passes_where_the_rule_allows_it(cast: Cast) -> None:
    assert give(cast, lay(replace(ROW, may_loosen=True)), "4").office_value == "4"


@pytest.mark.django_db
def test_what_was_not_verified_binds_only_once_the_office_set_it(cast: Cast) -> None:
    limit = lay(replace(ROW, is_verified=False))
    assert binding(limit, TODAY) is None
    found = binding(give(cast, limit, "5"), TODAY)
    assert found is not None
    assert found.value == "5"


@pytest.mark.django_db
def test_the_limit_of_another_place_binds_only_once_adopted(cast: Cast) -> None:
    limit = lay(replace(ROW, needs_adoption=True, jurisdiction="济南市"))
    assert binding(limit, TODAY) is None
    assert give(cast, limit, "5").office_value == "5"
    found = limit_of("reception", "companions", on=TODAY)
    assert found is not None
    assert found.is_office_value


@pytest.mark.django_db
def test_a_rule_that_became_stricter_overtakes_the_office(cast: Cast) -> None:
    limit = give(cast, lay(), "3")
    limit = lay(replace(ROW, value="2"))
    found = binding(limit, TODAY)
    assert found is not None
    assert (is_overtaken(limit), found.value, found.is_office_value) == (True, "2", False)


@pytest.mark.django_db
def test_a_limit_binds_between_its_days() -> None:
    limit = lay(replace(ROW, effective_to=date(2026, 1, 1)))
    assert [binding(limit, day) is not None for day in (date(2013, 12, 7), date(2013, 12, 8), TODAY)] == [
        False, True, False,
    ]  # fmt: skip
    assert limit_of("reception", "unknown", on=TODAY) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("direction", "value", "message"),
    [
        ("ceiling", "三", "“陪餐人数”：“三”不是数；请写成如 3、0.15 或 1/3"),
        ("ceiling", "-1", "“陪餐人数”：“-1”小于 0；应为不小于 0 的数，如 3、0.15、1/3"),
        ("ceiling", "1/0", "“陪餐人数”：“1/0”不是数；请写成如 3、0.15 或 1/3"),
        ("forbidden", "3", "“陪餐人数”：应为“是”或“否”"),
    ],
)
def test_what_is_no_value_is_refused(cast: Cast, direction: str, value: str, message: str) -> None:
    limit = lay(replace(ROW, direction=direction, value="yes" if direction == "forbidden" else "3"))
    with pytest.raises(LooserLimit) as refused:
        give(cast, limit, value)
    assert refused.value.messages == [message]


@pytest.mark.django_db
def test_a_ban_cannot_be_lifted(cast: Cast) -> None:
    limit = lay(replace(ROW, direction="forbidden", value="yes", title="烟酒", unit=""))
    with pytest.raises(LooserLimit) as refused:
        give(cast, limit, "no")
    assert refused.value.messages == [
        "“烟酒”规定为禁止 是（《规定》第十条），否 比规定宽，不能采用；只能更严"
    ]
    found = binding(give(cast, limit, "yes"), TODAY)
    assert found is not None
    assert found.is_yes


NUMBERS = st.fractions(0, 100, max_denominator=12)


@given(NUMBERS, NUMBERS, st.sampled_from(["ceiling", "floor"]))
def test_of_two_values_at_most_one_is_looser(rule: Fraction, office: Fraction, direction: str) -> None:
    one, other = is_looser(direction, str(rule), str(office)), is_looser(direction, str(office), str(rule))
    assert (one and other) is False
    assert (one or other) is (rule != office)
    assert one is ((office > rule) if direction == "ceiling" else (office < rule))


@given(st.text(max_size=6))
def test_any_text_is_a_value_or_refused(text: str) -> None:
    try:
        assert clean_value("ceiling", text) == text.strip()
    except BadValueError as refused:
        message = str(refused)
        assert "请写成" in message or "应为" in message
