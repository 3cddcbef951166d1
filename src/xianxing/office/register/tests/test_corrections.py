from datetime import timedelta

import pytest

from xianxing.office.access.tests.cast import Cast
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.models import SealedValue
from xianxing.office.ledger.queries import timeline, verify
from xianxing.office.register.actions import reveal_sender
from xianxing.office.register.corrections import Correction, correct_entry, erase_sender
from xianxing.office.register.errors import EntryRefused, NothingChanged, ReasonMissing, SenderErased
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.queries import distinct_senders, due_for_erasure, find_by_code
from xianxing.office.register.senders import ANONYMOUS, Sender, sender_key
from xianxing.office.register.tests.incoming import NOW, WANG, bring_in

pytestmark = pytest.mark.django_db


def test_correct_entry_saves_only_what_was_given(cast: Cast) -> None:
    entry = bring_in()
    correction = Correction(channel=Channel.VISIT, people_count=6, received_at=NOW - timedelta(hours=3))
    changes = correct_entry(actor=cast.clerk, entry=entry, correction=correction, reason="登记有误", now=NOW)
    assert [(change.field, change.before, change.after) for change in changes] == [
        ("channel", "来信", "来访"),
        ("received_at", "2026-11-23 09:00", "2026-11-23 07:00"),
        ("people_count", "1", "6"),
    ]
    kept = Entry.objects.get()
    assert (kept.channel, kept.people_count, kept.title) == ("visit", 6, "路灯不亮")


def test_correct_entry_of_the_sender_moves_the_key_and_seals_the_names(cast: Cast) -> None:
    entry = bring_in()
    correct_entry(
        actor=cast.clerk,
        entry=entry,
        correction=Correction(sender_contact="13900139000"),
        reason="号码听错",
        now=NOW,
    )
    assert Entry.objects.get().sender_key == sender_key(Sender("王小明", "13900139000"))
    line = timeline(entry).get(verb="register.entry.corrected")
    assert [sorted(change) for change in line.changes] == [["field", "sealed"]]


def test_correct_entry_that_corrects_nothing_is_refused(cast: Cast) -> None:
    with pytest.raises(NothingChanged) as refusal:
        correct_entry(
            actor=cast.clerk,
            entry=bring_in(),
            correction=Correction(title=" 路灯不亮 "),
            reason="改",
            now=NOW,
        )
    assert refusal.value.messages == ["没有改动任何内容；请改正后再保存"]


def test_correct_entry_without_reason_is_refused(cast: Cast) -> None:
    with pytest.raises(ReasonMissing):
        correct_entry(
            actor=cast.clerk, entry=bring_in(), correction=Correction(title="新"), reason="", now=NOW
        )


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (Correction(title=""), "标题不能改为空；请填写标题"),
        (Correction(received_at=NOW + timedelta(minutes=1)), "收到时间晚于现在；请改为实际收到的时间"),
        (Correction(people_count=0), "人数至少为 1；请改正"),
    ],
)
def test_correct_entry_to_the_impossible_is_refused(cast: Cast, correction: Correction, message: str) -> None:
    with pytest.raises(EntryRefused) as refusal:
        correct_entry(actor=cast.clerk, entry=bring_in(), correction=correction, reason="改", now=NOW)
    assert refusal.value.messages == [message]


def test_correct_entry_to_classified_words_is_refused(cast: Cast) -> None:
    correction = Correction(text="机密★1年")
    with pytest.raises(ClassifiedMaterial):
        correct_entry(actor=cast.clerk, entry=bring_in(), correction=correction, reason="改", now=NOW)


def test_correct_entry_from_an_old_copy_keeps_what_another_corrected(cast: Cast) -> None:
    entry = bring_in()
    stale = Entry.objects.get()
    correct_entry(actor=cast.clerk, entry=entry, correction=Correction(title="新标题"), reason="改", now=NOW)
    correct_entry(actor=cast.head, entry=stale, correction=Correction(people_count=3), reason="改", now=NOW)
    kept = Entry.objects.get()
    assert (kept.title, kept.people_count) == ("新标题", 3)


def test_erase_sender_removes_every_trace_and_the_chain_verifies(cast: Cast) -> None:
    entry = bring_in(title="王小明反映", text="我是王小明，电话138-0013-8000。")
    correction = Correction(sender_address="平安市西城区")
    correct_entry(actor=cast.clerk, entry=entry, correction=correction, reason="更正", now=NOW)
    sealed = erase_sender(actor=cast.head, entry=entry, reason="本人要求", now=NOW)
    kept = Entry.objects.get()
    assert sealed == 1
    assert (kept.sender_name, kept.sender_contact, kept.sender_address) == ("", "", "")
    assert (kept.title, kept.text) == (
        "王**反映",
        "我是王**，电话138******000。".replace("******000", "******8000"),
    )
    assert not SealedValue.objects.exists()
    assert "小明" not in str(Entry.objects.values_list())
    assert verify() == ()


def test_erase_sender_makes_the_key_random_and_the_code_useless(cast: Cast) -> None:
    entry, again, other = bring_in(), bring_in(), bring_in(sender=ANONYMOUS)
    ids = [entry.pk, again.pk, other.pk]
    assert distinct_senders(ids) == 2
    erase_sender(actor=cast.head, entry=entry, reason="本人要求", now=NOW)
    assert Entry.objects.get(pk=entry.pk).sender_key not in {"", sender_key(WANG)}
    assert distinct_senders(ids) == 3
    assert find_by_code(entry.receipt_number, entry.query_code) is None


def test_erased_sender_cannot_be_shown_corrected_or_erased_again(cast: Cast) -> None:
    entry = bring_in()
    erase_sender(actor=cast.head, entry=entry, reason="本人要求", now=NOW)
    stale = Entry.objects.get()
    expected = ["来信人信息已于2026-11-23删除，不能再查看或更正"]
    with pytest.raises(SenderErased) as refusal:
        reveal_sender(actor=cast.head, entry=stale, reason="看", now=NOW)
    assert refusal.value.messages == expected
    with pytest.raises(SenderErased):
        erase_sender(actor=cast.head, entry=stale, reason="再删", now=NOW)
    with pytest.raises(SenderErased):
        correct_entry(
            actor=cast.head, entry=stale, correction=Correction(sender_name="王小明"), reason="补", now=NOW
        )


def test_due_for_erasure_holds_only_named_and_closed_entries(cast: Cast) -> None:
    named, erased, anonymous, open_one = bring_in(), bring_in(), bring_in(sender=ANONYMOUS), bring_in()
    erase_sender(actor=cast.head, entry=erased, reason="本人要求", now=NOW)
    assert list(due_for_erasure([named.pk, erased.pk, anonymous.pk])) == [named]
    assert open_one not in due_for_erasure([named.pk])
