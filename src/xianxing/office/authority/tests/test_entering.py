from datetime import date, timedelta
from typing import Any

import pytest

from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.entering import Described, enter_instrument, repeal_instrument
from xianxing.office.authority.errors import BadInstrument
from xianxing.office.authority.models import Instrument, Standing
from xianxing.office.authority.queries import clauses_in_force
from xianxing.office.authority.tests.given import NOW, TODAY, lay_rule
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.queries import timeline

pytestmark = pytest.mark.django_db

TEXT = "某办法\n第一条 甲：\n（一）乙；\n（二）丙。\n第二条 丁。"


def described(**changed: Any) -> Described:
    known = {
        "code": "接待办法",
        "title": "公务接待办法",
        "issuer": "本办公室",
        "issued_on": date(2026, 5, 1),
        "effective_from": date(2026, 6, 1),
        "level": "house",
        "scope": "本办公室",
    }
    return Described(**{**known, **changed})


def enter(cast: Cast, text: str = TEXT, replaces: Instrument | None = None, **changed: Any) -> Instrument:
    return enter_instrument(
        actor=cast.head, described=described(**changed), text=text, now=NOW, replaces=replaces
    )


def test_an_instrument_is_entered_with_its_clauses_and_one_entry(cast: Cast) -> None:
    found = enter(cast)
    assert (found.is_house_rule, found.level, found.standing) == (True, "house", Standing.IN_FORCE)
    assert [clause.key for clause in found.clauses.all()] == [
        "接待办法#1", "接待办法#1.1(1)", "接待办法#1.1(2)", "接待办法#2",
    ]  # fmt: skip
    assert [entry.verb for entry in timeline(found)] == ["authority.instrument.entered"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"code": ""}, "代号“”不能用；请用不超过 40 个字、不含空格和 / # ? . 的简称"),
        ({"code": "甲/乙"}, "代号“甲/乙”不能用；请用不超过 40 个字、不含空格和 / # ? . 的简称"),
        ({"code": "甲" * 41}, f"代号“{'甲' * 41}”不能用；请用不超过 40 个字、不含空格和 / # ? . 的简称"),
        ({"effective_to": date(2026, 5, 31)}, "失效日期早于施行日期；请核对"),
        ({"text": "一、甲"}, "《公务接待办法》里没有找到“第一条”这样的条；请核对文本，条文应每条另起一行"),
    ],
)
def test_what_cannot_be_cited_is_refused_with_the_reason(
    cast: Cast, changed: dict[str, Any], message: str
) -> None:
    with pytest.raises(BadInstrument) as refused:
        enter(cast, **changed)
    assert refused.value.messages == [message]
    assert not Instrument.objects.exists()


def test_a_taken_code_is_refused(cast: Cast) -> None:
    enter(cast)
    with pytest.raises(BadInstrument) as refused:
        enter(cast)
    assert refused.value.messages == [
        "代号“接待办法”已有法规在用；如是修订后的新文本，请换一个代号（如加年份）并选定它替代的旧文本"
    ]


def test_a_marked_text_is_refused(cast: Cast) -> None:
    with pytest.raises(ClassifiedMaterial):
        enter(cast, text=f"机密★1年\n{TEXT}")
    assert not Instrument.objects.exists()


def test_a_new_text_ends_the_old_one_the_day_before(cast: Cast) -> None:
    old = enter(cast)
    new = enter(cast, code="接待办法2027", effective_from=date(2027, 1, 1), replaces=old)
    assert (old.standing, old.effective_to, new.replaces) == (Standing.AMENDED, date(2026, 12, 31), old)
    assert [entry.verb for entry in timeline(old)][-1] == "authority.instrument.amended"
    keys = {clause.instrument_id for clause in clauses_in_force(TODAY)}
    assert keys == {old.pk}
    assert {clause.instrument_id for clause in clauses_in_force(date(2027, 1, 1))} == {new.pk}
    with pytest.raises(BadInstrument) as refused:
        enter(cast, code="接待办法2026", replaces=new)
    assert refused.value.messages == ["新文本的施行日期须晚于被替代的旧文本（2027-01-01）；请核对"]


def test_a_repealed_instrument_is_cited_no_longer(cast: Cast) -> None:
    rule = lay_rule()
    yesterday = TODAY - timedelta(days=1)
    repeal_instrument(actor=cast.head, instrument=rule, last_day=yesterday, reason="另有规定", now=NOW)
    assert (rule.standing, rule.effective_to) == (Standing.REPEALED, yesterday)
    assert not clauses_in_force(TODAY).exists()
    with pytest.raises(BadInstrument) as refused:
        repeal_instrument(actor=cast.head, instrument=rule, last_day=TODAY, reason="", now=NOW)
    assert refused.value.messages == ["《经费审批规定》已经废止，不必再次废止"]


def test_a_repeal_to_come_leaves_it_in_force_until_then(cast: Cast) -> None:
    rule = lay_rule()
    last = TODAY + timedelta(days=30)
    repeal_instrument(actor=cast.head, instrument=rule, last_day=last, reason="另有规定", now=NOW)
    assert rule.standing == Standing.IN_FORCE
    assert clauses_in_force(last).exists()
    assert not clauses_in_force(last + timedelta(days=1)).exists()


def test_a_repeal_before_the_beginning_is_refused(cast: Cast) -> None:
    with pytest.raises(BadInstrument) as refused:
        repeal_instrument(
            actor=cast.head, instrument=lay_rule(), last_day=date(2020, 1, 1), reason="", now=NOW
        )
    assert refused.value.messages == [
        "最后有效日 2020-01-01 早于施行日期 2026-01-01；请改为施行日期以后的一天"
    ]
