from collections.abc import Callable
from datetime import date

import pytest

from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.duty import Manifest, OpenWork
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry
from xianxing.office.people.actions import appoint
from xianxing.office.people.errors import PersonLeft, WorkLeftOpen, WrongDay
from xianxing.office.people.leaving import leave
from xianxing.office.people.models import Handover, Person
from xianxing.office.people.queries import open_work, posts_of
from xianxing.office.people.tests.given import NOW, TODAY, organ, post

pytestmark = pytest.mark.django_db
IN_HAND: dict[int, int] = {}
"""Open thing to the person that has it: a duty of two lines."""


def provide(account: Account) -> list[OpenWork]:
    return [
        OpenWork("test.thing", number, f"第{number}件", f"/things/{number}/")
        for number, owner in sorted(IN_HAND.items())
        if owner == account.person_id
    ]


def take_over(entry: Entry) -> None:
    for handover in Handover.objects.filter(person_id=entry.object_id):
        IN_HAND[handover.object_id] = handover.successor_id


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    manifest = Manifest(name="things", title="things", open_work=f"{__name__}:provide")
    monkeypatch.setattr("xianxing.office.people.queries.manifests", lambda: (manifest, Manifest("x", "x")))
    monkeypatch.setattr("xianxing.office.people.queries.resolve", lambda path: provide)
    monkeypatch.setattr("xianxing.office.ledger.actions.listeners", _listeners)
    IN_HAND.clear()
    return gather_cast()


def _listeners(verb: str) -> tuple[Callable[[Entry], None], ...]:
    return (take_over,) if verb == "people.person.left" else ()


def _person(account: Account) -> Person:
    assert account.person is not None
    return account.person


def _state(person: Person) -> tuple[date | None, int, int]:
    person.refresh_from_db()
    return person.left_on, Handover.objects.count(), Entry.objects.filter(verb="people.person.left").count()


def test_leave_hands_everything_over_ends_the_posts_and_is_recorded(cast: Cast) -> None:
    goer, heir = _person(cast.clerk), _person(cast.head)
    IN_HAND.update({1: goer.pk, 2: goer.pk, 3: heir.pk})
    handovers = leave(actor=cast.head, person=goer, on=TODAY, successor=heir, now=NOW)
    assert [(each.object_id, each.successor) for each in handovers] == [(1, heir), (2, heir)]
    assert {1: heir.pk, 2: heir.pk, 3: heir.pk} == IN_HAND
    assert open_work(goer) == ()
    assert goer.left_on == TODAY
    assert len(posts_of(goer, TODAY)) == 1
    assert posts_of(goer, date(2026, 11, 24)) == []
    entry = Entry.objects.get(verb="people.person.left")
    assert entry.changes == [
        {"field": "第1件", "before": "林科员", "after": "周主任"},
        {"field": "第2件", "before": "林科员", "after": "周主任"},
        {"field": "离任日期", "before": "", "after": "2026-11-23"},
    ]


def test_leave_each_thing_goes_to_the_one_named_for_it(cast: Cast) -> None:
    goer = _person(cast.clerk)
    IN_HAND.update({1: goer.pk, 2: goer.pk})
    successors = {("test.thing", 1): _person(cast.leader)}
    leave(
        actor=cast.head, person=goer, on=TODAY, successor=_person(cast.head), successors=successors, now=NOW
    )
    assert {1: _person(cast.leader).pk, 2: _person(cast.head).pk} == IN_HAND


def test_leave_with_something_that_has_no_successor_is_refused_and_nothing_changes(cast: Cast) -> None:
    goer = _person(cast.clerk)
    IN_HAND.update(dict.fromkeys(range(1, 6), goer.pk))
    with pytest.raises(WorkLeftOpen) as refusal:
        leave(
            actor=cast.head,
            person=goer,
            on=TODAY,
            successors={("test.thing", 1): _person(cast.head)},
            now=NOW,
        )
    assert refusal.value.messages == [
        "还有 4 件工作没有接手人：《第2件》、《第3件》、《第4件》等；请逐件指定接手人后再办理离任"
    ]
    assert _state(goer) == (None, 0, 0)
    assert set(IN_HAND.values()) == {goer.pk}


def test_leave_when_no_duty_takes_the_work_over_is_rolled_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xianxing.office.ledger.actions.listeners", lambda verb: ())
    goer = _person(cast.clerk)
    IN_HAND[1] = goer.pk
    with pytest.raises(WorkLeftOpen) as refusal:
        leave(actor=cast.head, person=goer, on=TODAY, successor=_person(cast.head), now=NOW)
    assert refusal.value.messages == ["下列工作没有移交成功，离任未办理：《第1件》"]
    assert _state(goer) == (None, 0, 0)


def test_leave_without_open_work_needs_no_successor_and_no_account(cast: Cast) -> None:
    without_account = Person.objects.create(name="陈卫国", staff_code="A1")
    assert leave(actor=SYSTEM, person=without_account, on=TODAY, now=NOW) == ()
    assert without_account.left_on == TODAY


def test_leave_to_oneself_to_someone_who_left_or_who_cannot_sign_in_is_refused(cast: Cast) -> None:
    goer, gone = _person(cast.clerk), _person(cast.unit)
    IN_HAND[1] = goer.pk
    gone.left_on = TODAY
    gone.save()
    cast.stranger.is_active = False
    cast.stranger.save()
    without_account = Person.objects.create(name="陈卫国", staff_code="A1")
    for taker in (goer, gone, _person(cast.stranger), without_account):
        fresh = Person.objects.get(pk=taker.pk)
        with pytest.raises(PersonLeft) as refusal:
            leave(actor=cast.head, person=goer, on=TODAY, successor=fresh, now=NOW)
        assert refusal.value.messages == [f"{taker} 不能接手：须是另一位在任并有可用账号的人；请另选"]
    assert _state(goer) == (None, 0, 0)


def test_leave_twice_on_a_day_to_come_or_before_the_last_appointment_is_refused(cast: Cast) -> None:
    goer = _person(cast.clerk)
    with pytest.raises(WrongDay) as early:
        leave(actor=cast.head, person=goer, on=date(2026, 11, 24), now=NOW)
    assert early.value.messages == ["离任日期 2026-11-24 还没有到；请到当日再办"]
    appoint(actor=SYSTEM, person=goer, post=post(organ("防汛办"), "主任"), starts_on=TODAY, now=NOW)
    with pytest.raises(WrongDay) as before:
        leave(actor=cast.head, person=goer, on=date(2026, 11, 22), now=NOW)
    assert before.value.messages == ["林科员 自 2026-11-23 起任 防汛办主任，晚于离任日期；请核对日期"]
    leave(actor=cast.head, person=goer, on=TODAY, now=NOW)
    with pytest.raises(PersonLeft) as twice:
        leave(actor=cast.head, person=goer, on=TODAY, now=NOW)
    assert twice.value.messages == ["林科员 已于 2026-11-23 离任"]
