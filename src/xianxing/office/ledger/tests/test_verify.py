"""Whatever is done to the chain behind the product's back is found and named."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from xianxing.office.ledger.actions import SYSTEM, erase
from xianxing.office.ledger.chain import GENESIS, Link, link_hash
from xianxing.office.ledger.cli import ledger
from xianxing.office.ledger.models import Entry, Head, SealedValue
from xianxing.office.ledger.queries import Fault, FaultKind, verify
from xianxing.office.ledger.tests.given import NOW, tamper, write_entries
from xianxing.office.people.models import Organ

pytestmark = pytest.mark.django_db
COLUMNS = ("actor_name", "verb", "object_type", "object_label", "reason", "changes", "clauses")


def test_verify_untouched_chain_finds_nothing() -> None:
    write_entries(5)
    assert verify() == ()


def test_verify_empty_chain_finds_nothing() -> None:
    assert verify() == ()


@pytest.mark.parametrize("column", COLUMNS)
def test_verify_altered_column_names_the_entry(column: str) -> None:
    write_entries(3)
    value = '["x"]' if column in {"changes", "clauses"} else "x"
    tamper(f"UPDATE ledger_entry SET {column} = %s WHERE sequence = 2", [value])
    assert verify() == (Fault(2, FaultKind.ALTERED, "第 2 条的内容与其校验值不符：此条被改动过"),)


@pytest.mark.parametrize(
    ("removed", "found"),
    [
        ((1,), Fault(1, FaultKind.REMOVED, "缺少第 1 条：此条被删除")),
        ((3,), Fault(3, FaultKind.REMOVED, "缺少第 3 条：此条被删除")),
        ((2, 3), Fault(2, FaultKind.REMOVED, "缺少第 2 至 3 条：这些条目被删除")),
        ((5,), Fault(5, FaultKind.REMOVED, "缺少第 5 条：此条被删除")),
        ((4, 5), Fault(4, FaultKind.REMOVED, "缺少第 4 至 5 条：这些条目被删除")),
        ((1, 2, 3, 4, 5), Fault(1, FaultKind.REMOVED, "缺少第 1 至 5 条：这些条目被删除")),
    ],
)
def test_verify_removed_entries_are_named(removed: tuple[int, ...], found: Fault) -> None:
    write_entries(5)
    marks = ", ".join("%s" for _number in removed)
    tamper(f"DELETE FROM ledger_entry WHERE sequence IN ({marks})", removed)
    assert verify() == (found,)


def test_verify_swapped_entries_are_named_and_so_is_what_follows() -> None:
    write_entries(4)
    tamper("UPDATE ledger_entry SET sequence = 99 WHERE sequence = 2")
    tamper("UPDATE ledger_entry SET sequence = 2 WHERE sequence = 3")
    tamper("UPDATE ledger_entry SET sequence = 3 WHERE sequence = 99")
    assert [(fault.sequence, fault.kind) for fault in verify()] == [
        (2, FaultKind.ALTERED),
        (3, FaultKind.ALTERED),
        (4, FaultKind.REORDERED),
    ]


def test_verify_forged_entry_with_a_fitting_hash_breaks_the_next_link() -> None:
    entries = write_entries(3)
    forged = _rehashed(entries[1], reason="从未如此")
    tamper("UPDATE ledger_entry SET reason = '从未如此', hash = %s WHERE sequence = 2", [forged])
    assert verify() == (Fault(3, FaultKind.REORDERED, "第 3 条没有接在前一条之后：顺序被调换或前一条被改写"),)


def test_verify_forged_last_entry_differs_from_the_head() -> None:
    entries = write_entries(3)
    forged = _rehashed(entries[2], reason="从未如此")
    tamper("UPDATE ledger_entry SET reason = '从未如此', hash = %s WHERE sequence = 3", [forged])
    assert verify() == (Fault(3, FaultKind.ALTERED, "链尾记录与最后一条（第 3 条）不符：链尾被改写"),)


def test_verify_added_entry_differs_from_the_head() -> None:
    last = write_entries(2)[1]
    link = replace(_link(last), sequence=3, previous_hash=last.hash)
    Entry(hash=link_hash(link), **{name: getattr(link, name) for name in Link.__slots__}).save(
        force_insert=True
    )
    assert verify() == (Fault(3, FaultKind.ALTERED, "链尾记录与最后一条（第 3 条）不符：链尾被改写"),)


def test_verify_lost_head_is_named() -> None:
    write_entries(2)
    Head.objects.all().delete()
    assert verify() == (Fault(2, FaultKind.ALTERED, "链尾记录与最后一条（第 2 条）不符：链尾被改写"),)


def test_verify_altered_sealed_value_is_named() -> None:
    write_entries(1)
    SealedValue.objects.update(value="别的")
    organ = Organ.objects.get()
    text = f"people.organ {organ.pk} 的保密内容与其校验值不符：内容被改动过"
    assert verify() == (Fault(0, FaultKind.SEAL_ALTERED, text),)


def test_verify_after_erasing_finds_nothing() -> None:
    write_entries(3)
    organ = Organ.objects.get()
    assert erase(actor=SYSTEM, obj=organ, now=NOW, reason="保存期限届满") == 3
    assert not SealedValue.objects.exists()
    assert verify() == ()
    last = Entry.objects.latest("sequence")
    assert (last.verb, last.reason, last.object_label) == ("ledger.value.erased", "保存期限届满", "3")


def test_verify_reports_every_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    write_entries(1)
    tamper("UPDATE ledger_entry SET sequence = 1000")
    told: list[int] = []
    verify(told.append)
    assert told == [1000]


def test_first_link_hangs_on_the_genesis() -> None:
    first, second = write_entries(2)
    assert (first.previous_hash, second.previous_hash) == (GENESIS, first.hash)
    head = Head.objects.get()
    assert (head.sequence, head.hash) == (2, second.hash)


def test_command_whole_chain_says_so() -> None:
    write_entries(2)
    ran = CliRunner().invoke(ledger, ["verify"])
    assert (ran.exit_code, ran.output) == (0, "台账完整：共 2 条，未发现改动\n")


def test_command_broken_chain_fails_and_names_the_entry() -> None:
    write_entries(2)
    tamper("DELETE FROM ledger_entry WHERE sequence = 1")
    ran = CliRunner().invoke(ledger, ["verify"])
    assert ran.exit_code == 1
    assert ran.output == (
        "removed\t1\t缺少第 1 条：此条被删除\nError: 台账有 1 处问题，见上；请立即保全数据库并通知安全审计员\n"
    )


class TampersAtRandom(TestCase):
    """Any single change of any entry is found at its place."""

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(
        sequence=st.integers(1, 6),
        column=st.sampled_from(COLUMNS[:5]),
        text=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20),
    )
    def test_verify_random_text_in_a_random_place_is_found(
        self, sequence: int, column: str, text: str
    ) -> None:
        entries = write_entries(6)
        tamper(f"UPDATE ledger_entry SET {column} = %s WHERE sequence = %s", [text, sequence])
        touched = getattr(entries[sequence - 1], column) != text
        assert [fault.sequence for fault in verify()] == ([sequence] if touched else [])

    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(removed=st.sets(st.integers(1, 6), min_size=1))
    def test_verify_random_removal_is_found(self, removed: set[int]) -> None:
        write_entries(6)
        marks = ", ".join("%s" for _number in removed)
        tamper(f"DELETE FROM ledger_entry WHERE sequence IN ({marks})", sorted(removed))
        starts = [number for number in sorted(removed) if number - 1 not in removed]
        assert [(fault.sequence, fault.kind) for fault in verify()] == [
            (number, FaultKind.REMOVED) for number in starts
        ]


def _link(entry: Entry) -> Link:
    return Link(**{name: getattr(entry, name) for name in Link.__slots__})


def _rehashed(entry: Entry, *, reason: str) -> str:
    rehash: Callable[[Link], str] = link_hash
    return rehash(replace(_link(entry), reason=reason))
