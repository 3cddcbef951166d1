"""How an entry is written: where, by which verb, with its listeners, and never again changed."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from xianxing.office.ledger import actions
from xianxing.office.ledger.actions import PUBLIC, SYSTEM, Change, record, record_many, writing
from xianxing.office.ledger.models import Entry, SealedValue
from xianxing.office.ledger.queries import lines, timeline, verify
from xianxing.office.ledger.tests.given import NOW, VERB, an_organ, write_entries


@pytest.mark.django_db
def test_record_unknown_verb_is_refused() -> None:
    with pytest.raises(LookupError) as refused, writing():
        record("people.organ.painted", actor=SYSTEM, obj=an_organ(), now=NOW)
    assert str(refused.value) == (
        "台账动作 'people.organ.painted' 未在任何清单中登记；请在所属模块的清单 verbs 中写明"
    )
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_record_outside_writing_is_refused() -> None:
    organ = an_organ()
    with pytest.raises(RuntimeError) as refused:
        record(VERB, actor=SYSTEM, obj=organ, now=NOW)
    assert str(refused.value) == "台账只能在 writing() 之内写入；请把改动和记录放在同一事务"
    with pytest.raises(RuntimeError):
        record_many(VERB, actor=SYSTEM, objects=[organ], now=NOW)


@pytest.mark.django_db
def test_record_tells_listeners_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, bool]] = []

    def listener(entry: Entry) -> None:
        told.append((entry.sequence, connection.in_atomic_block))

    monkeypatch.setattr(actions, "listeners", lambda verb: (listener,) if verb == VERB else ())
    organ = an_organ()
    with writing():
        record(VERB, actor=SYSTEM, obj=organ, now=NOW)
        record_many(VERB, actor=SYSTEM, objects=[organ, organ], now=NOW)
    assert told == [(1, True), (2, True), (3, True)]


@pytest.mark.django_db
def test_record_failing_listener_takes_the_entry_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_entry: Entry) -> None:
        raise ValueError("listener")

    monkeypatch.setattr(actions, "listeners", lambda _verb: (fail,))
    organ = an_organ()
    with pytest.raises(ValueError, match="listener"), writing():
        record(VERB, actor=SYSTEM, obj=organ, now=NOW)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_record_keeps_private_text_out_of_the_chain() -> None:
    organ = an_organ()
    with writing():
        entry = record(
            VERB, actor=PUBLIC, obj=organ, now=NOW, changes=[Change("phone", "", "13800138000", private=True)]
        )
    sealed = SealedValue.objects.get()
    assert entry.changes == [{"field": "phone", "sealed": sealed.digest}]
    assert sealed.value == '["", "13800138000"]'
    assert lines(timeline(organ))[0].changes == [
        {"field": "phone", "before": "", "after": "（已更改，内容保密）"}
    ]


@pytest.mark.django_db
def test_record_many_makes_one_chain_with_record() -> None:
    organ = an_organ()
    with writing():
        record(VERB, actor=SYSTEM, obj=organ, now=NOW)
        record_many(VERB, actor=SYSTEM, objects=[organ, organ], now=NOW, reason="导入")
        record(VERB, actor=SYSTEM, obj=organ, now=NOW)
    assert list(Entry.objects.order_by("sequence").values_list("sequence", "reason")) == [
        (1, ""),
        (2, "导入"),
        (3, "导入"),
        (4, ""),
    ]
    assert verify() == ()


@pytest.mark.django_db
def test_lines_word_the_verb() -> None:
    write_entries(1)
    (line,) = lines(Entry.objects.all())
    assert (line.actor, line.verb, line.reason, line.clauses) == ("系统", VERB, "第1次", ["信访工作条例#23"])
    assert line.wording != VERB


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET reason = '别的' WHERE sequence = 1",
        "DELETE FROM ledger_entry WHERE sequence = 1",
    ],
)
def test_triggers_refuse_every_change(statement: str) -> None:
    write_entries(1)
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert str(refused.value).splitlines()[0] == "ledger_entry 只能追加，不能改动或删除"
    assert Entry.objects.get().reason == "第1次"


@pytest.mark.django_db
def test_triggers_refuse_the_model_too() -> None:
    (entry,) = write_entries(1)
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(reason="别的")
    assert Entry.objects.count() == 1


def test_writing_takes_the_lock_where_writers_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, list[int]]] = []
    cursor = SimpleNamespace(execute=lambda sql, values: asked.append((sql, values)))
    monkeypatch.setattr(actions, "transaction", SimpleNamespace(atomic=_Nothing))
    monkeypatch.setattr(
        actions, "connection", SimpleNamespace(vendor="postgresql", cursor=lambda: _Nothing(cursor))
    )
    with writing():
        pass
    assert asked == [("SELECT pg_advisory_xact_lock(%s)", [actions.WRITER_LOCK])]


class _Nothing:
    """A block that opens and closes and does nothing."""

    def __init__(self, given: object = None) -> None:
        self.given = given

    def __enter__(self) -> object:
        return self.given

    def __exit__(self, *_exc: object) -> None: ...
