from datetime import timedelta

import pytest

from xianxing.office.access.tests.cast import Cast
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.files.models import StoredFile
from xianxing.office.ledger.actions import PUBLIC
from xianxing.office.ledger.models import Entry as LedgerEntry
from xianxing.office.ledger.queries import timeline, verify
from xianxing.office.register.actions import (
    attach_file,
    content_digest,
    register,
    reissue_code,
    reveal_sender,
)
from xianxing.office.register.errors import EntryRefused, NothingChanged, ReasonMissing
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.queries import find_by_code
from xianxing.office.register.senders import ANONYMOUS, Sender, sender_key
from xianxing.office.register.tests.incoming import NOW, WANG, bring_in

pytestmark = pytest.mark.django_db


def stored(name: str = "来信.png", sha256: str = "a" * 64) -> StoredFile:
    return StoredFile.objects.create(
        name=name, sha256=sha256, size=3, content_type="image/png", stored_at=NOW
    )


def test_register_gives_receipt_numbers_in_order_without_gap() -> None:
    numbers = [bring_in().receipt_number for _ in range(3)]
    assert numbers == ["收〔2026〕1号", "收〔2026〕2号", "收〔2026〕3号"]


def test_register_numbers_by_the_local_year_of_recording() -> None:
    new_year_at_eight = NOW.replace(month=12, day=31, hour=16)
    assert bring_in(now=new_year_at_eight).receipt_number == "收〔2027〕1号"


def test_register_refused_gives_the_number_back() -> None:
    with pytest.raises(EntryRefused):
        bring_in(title="", text="")
    assert bring_in().receipt_number == "收〔2026〕1号"


def test_register_keeps_normal_form_and_who_recorded(cast: Cast) -> None:
    entry = bring_in(actor=cast.clerk, title="　路灯　不亮 ", text="ＡＢＣ")
    assert (entry.title, entry.text, entry.recorded_by) == ("路灯 不亮", "ABC", cast.clerk)


def test_register_records_channel_and_digest_but_no_name() -> None:
    entry = bring_in()
    [line] = timeline(entry)
    assert line.verb == "register.entry.registered"
    assert line.object_label == entry.receipt_number
    assert line.changes == [
        {"field": "channel", "before": "", "after": "来信"},
        {"field": "digest", "before": "", "after": content_digest(entry)},
    ]
    assert "王小明" not in str(LedgerEntry.objects.values_list())


def test_register_without_title_takes_the_beginning_of_the_text() -> None:
    assert bring_in(title="", text="第一行\n第二行").title == "第一行"
    assert bring_in(title="", text="长" * 60).title == "长" * 39 + "…"


def test_register_with_only_a_scan_takes_its_name() -> None:
    entry = register(
        actor=PUBLIC, channel=Channel.SCAN, received_at=NOW, title="", text="", files=[stored()], now=NOW
    )
    assert (entry.title, [file.name for file in entry.files.all()]) == ("来信.png", ["来信.png"])


def test_register_nothing_said_is_refused() -> None:
    with pytest.raises(EntryRefused) as refusal:
        bring_in(title=" ", text="\n")
    assert refusal.value.messages == ["没有标题、内容和附件；请至少填写一项"]


def test_register_from_the_future_is_refused() -> None:
    with pytest.raises(EntryRefused) as refusal:
        bring_in(hours_ago=-1)
    assert refusal.value.messages == ["收到时间 2026-11-23 11:00 晚于现在；请改为实际收到的时间"]


@pytest.mark.parametrize("count", [0, -1, 100_001])
def test_register_impossible_number_of_people_is_refused(count: int) -> None:
    with pytest.raises(EntryRefused) as refusal:
        register(
            actor=PUBLIC,
            channel=Channel.VISIT,
            received_at=NOW,
            title="甲",
            text="",
            people_count=count,
            now=NOW,
        )
    assert refusal.value.messages == [f"人数为 {count}；应在 1 到 100000 之间，请改正"]


@pytest.mark.parametrize(("title", "text"), [("绝密★启用前", "文"), ("题", "密级：机密\n正文")])
def test_register_classified_material_is_refused_and_leaves_nothing(title: str, text: str) -> None:
    with pytest.raises(ClassifiedMaterial):
        bring_in(title=title, text=text)
    assert not Entry.objects.exists()


def test_query_code_is_returned_once_and_kept_only_as_a_hash() -> None:
    entry = bring_in()
    kept = Entry.objects.get()
    assert len(entry.query_code) == 10
    assert kept.query_code == ""
    assert entry.query_code not in str(Entry.objects.values_list())


def test_find_by_code_right_code_finds_the_entry() -> None:
    entry = bring_in()
    assert find_by_code(entry.receipt_number, entry.query_code) == entry
    spaced = f"{entry.query_code[:5].lower()} {entry.query_code[5:]}"
    assert find_by_code("收[2026]1", spaced) == entry


def test_find_by_code_wrong_code_or_number_finds_nothing() -> None:
    entry, other = bring_in(), bring_in()
    assert find_by_code(entry.receipt_number, other.query_code) is None
    assert find_by_code("收〔2026〕99号", entry.query_code) is None
    assert find_by_code("随便", "") is None


def test_find_by_code_of_an_entry_without_code_finds_nothing() -> None:
    entry = bring_in()
    Entry.objects.update(query_code_hash="")
    assert find_by_code(entry.receipt_number, "") is None


def test_reissue_code_ends_the_old_one(cast: Cast) -> None:
    entry = bring_in()
    code = reissue_code(actor=cast.clerk, entry=entry, reason="遗失", now=NOW)
    assert find_by_code(entry.receipt_number, entry.query_code) is None
    assert find_by_code(entry.receipt_number, code) == entry


def test_attach_file_twice_is_refused(cast: Cast) -> None:
    entry = bring_in()
    attach_file(actor=cast.clerk, entry=entry, file=stored(), now=NOW)
    with pytest.raises(NothingChanged) as refusal:
        attach_file(actor=cast.clerk, entry=entry, file=stored("另存.png"), now=NOW)
    assert refusal.value.messages == ["“另存.png”的内容已在附件中；无需重复添加"]
    assert [line.verb for line in timeline(entry)] == ["register.entry.registered", "register.file.attached"]


def test_reveal_sender_writes_an_entry_each_look(cast: Cast) -> None:
    entry = bring_in()
    for _ in range(2):
        assert reveal_sender(actor=cast.clerk, entry=entry, reason="电话回访", now=NOW) == WANG_KEPT
    looks = timeline(entry).filter(verb="register.sender.revealed")
    assert [(look.actor_name, look.reason) for look in looks] == [("林科员", "电话回访")] * 2


WANG_KEPT = Sender("王小明", "138-0013-8000", "平安市东城区和平路1号3单元")


def test_reveal_sender_without_reason_is_refused_and_shows_nothing(cast: Cast) -> None:
    entry = bring_in()
    with pytest.raises(ReasonMissing) as refusal:
        reveal_sender(actor=cast.clerk, entry=entry, reason=" ", now=NOW)
    assert refusal.value.messages == ["没有写明理由；此项操作会记入台账，请用一句话写明为什么"]
    assert timeline(entry).count() == 1


@pytest.mark.parametrize(
    "other",
    [
        Sender("老王", "13800138000", "别处"),
        Sender("王小明", "+86 138 0013 8000", ""),
        Sender("", "（138）00138000", ""),
    ],
)
def test_sender_key_is_one_for_one_contact(other: Sender) -> None:
    assert sender_key(other) == sender_key(WANG)


@pytest.mark.parametrize(
    "other", [Sender("王小明", "13800138001"), Sender("王小明"), Sender("王小明", "", "别处")]
)
def test_sender_key_differs_for_another_contact_or_place(other: Sender) -> None:
    assert sender_key(other) != sender_key(WANG)


def test_sender_key_of_mail_ignores_case() -> None:
    assert sender_key(Sender("", "Wang@Example.CN")) == sender_key(Sender("甲", "wang@example.cn"))


@pytest.mark.parametrize("anonymous", [ANONYMOUS, Sender(" "), Sender("匿名", "", "某处")])
def test_sender_key_of_nobody_is_empty(anonymous: Sender) -> None:
    assert sender_key(anonymous) == ""


def test_chain_verifies_after_everything(cast: Cast) -> None:
    entry = bring_in()
    reveal_sender(actor=cast.clerk, entry=entry, reason="回访", now=NOW + timedelta(hours=1))
    assert verify() == ()
