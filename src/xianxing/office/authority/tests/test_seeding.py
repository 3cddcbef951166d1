from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from xianxing.office.authority.engine import text_hash
from xianxing.office.authority.errors import LawDamaged
from xianxing.office.authority.models import (
    Clause,
    Decision,
    Instrument,
    TableVersion,
    VersionState,
)
from xianxing.office.authority.publishing import findings
from xianxing.office.authority.queries import clauses_in_force
from xianxing.office.authority.seeding import packaged_rules, seed_rules
from xianxing.office.duty import manifests
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
COUNT = len(list(packaged_rules()))
TABLES = [name for manifest in manifests() for name in manifest.tables]


def test_seed_rules_enters_everything_once() -> None:
    assert seed_rules(actor=SYSTEM, now=NOW) == COUNT + len(TABLES)
    counts = (Instrument.objects.count(), Clause.objects.count(), Entry.objects.count())
    assert seed_rules(actor=SYSTEM, now=NOW) == 0
    assert (Instrument.objects.count(), Clause.objects.count(), Entry.objects.count()) == counts
    assert counts[0] == COUNT


def test_seed_rules_keeps_the_hash_of_every_clause() -> None:
    seed_rules(actor=SYSTEM, now=NOW)
    assert all(clause.text_sha256 == text_hash(clause.text) for clause in Clause.objects.all())


def test_seed_rules_refuses_a_text_that_changed_since() -> None:
    seed_rules(actor=SYSTEM, now=NOW)
    Instrument.objects.filter(code="民法典").update(text_sha256="0" * 64)
    with pytest.raises(LawDamaged) as refusal:
        seed_rules(actor=SYSTEM, now=NOW)
    expected = "《中华人民共和国民法典（总则编）》的随附文本与已录入的不同；请重新安装程序，不要改动随附文本"
    assert str(refusal.value) == expected


def test_repealed_instrument_is_known_by_name_and_never_in_force() -> None:
    seed_rules(actor=SYSTEM, now=NOW)
    old = Instrument.objects.get(code="信访条例2005")
    assert (old.standing, old.clauses.count()) == ("repealed", 0)
    assert not clauses_in_force(date(2010, 1, 1)).filter(instrument=old).exists()


def test_clauses_in_force_respect_the_first_and_last_day() -> None:
    seed_rules(actor=SYSTEM, now=NOW)
    key = "信访工作条例#34"
    assert not clauses_in_force(date(2022, 4, 30)).filter(key=key).exists()
    assert clauses_in_force(date(2022, 5, 1)).filter(key=key).exists()
    Instrument.objects.filter(code="信访工作条例").update(effective_to=TODAY)
    assert clauses_in_force(TODAY).filter(key=key).exists()
    assert not clauses_in_force(date(2026, 11, 24)).filter(key=key).exists()


def test_every_first_table_is_published_and_the_gate_finds_nothing() -> None:
    seed_rules(actor=SYSTEM, now=NOW)
    versions = TableVersion.objects.select_related("table")
    assert {version.table.name for version in versions} == set(TABLES)
    for version in versions:
        assert (version.number, version.state) == (1, VersionState.PUBLISHED)
        assert findings(version, today=TODAY) == (), version.table.name


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
@pytest.mark.parametrize(("model", "column"), [(Clause, "text"), (Decision, "row")])
def test_clauses_and_decisions_refuse_update_and_delete(
    model: type[Clause] | type[Decision], column: str, statement: str
) -> None:
    seed_rules(actor=SYSTEM, now=NOW)
    Decision.objects.create(
        version=TableVersion.objects.earliest("id"), object_type="x", object_id=1, facts={}, outcome={}, row="r",
        effect="decide", hits=[], clauses=[], decided_at=NOW, decided_by_name="x",
    )  # fmt: skip
    name, quoted = model._meta.db_table, connection.ops.quote_name(column)
    with (
        pytest.raises(DatabaseError, match="只能追加，不能改动或删除"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(name, quoted, quoted))
    assert model.objects.exists()


def test_versions_may_still_be_retired() -> None:
    seed_rules(actor=SYSTEM, now=NOW)
    assert TableVersion.objects.update(state=VersionState.RETIRED) == len(TABLES)
