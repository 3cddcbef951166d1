from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from xianxing.office.access.tests.cast import Cast
from xianxing.office.ledger.models import Entry as LedgerEntry
from xianxing.office.ledger.queries import timeline
from xianxing.office.register.actions import open_entry, restrict_entry
from xianxing.office.register.errors import ReasonMissing
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.permissions import may_see_entry
from xianxing.office.register.queries import PAGE_SIZE, Filters, book, book_page, masked_sender
from xianxing.office.register.search import reindex, shown_entries
from xianxing.office.register.tests.incoming import NOW, bring_in
from xianxing.office.search.queries import find

pytestmark = pytest.mark.django_db

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
STRANGERS = ("leader", "unit", "stranger", "system", "security", "audit")


@pytest.fixture
def enter(client: Client, cast: Cast) -> Callable[[str], Client]:
    def sign_in(part: str) -> Client:
        client.force_login(cast.accounts()[part])
        return client

    return sign_in


def addresses(entry: Entry) -> list[tuple[str, str]]:
    """Every address of the register with its method."""
    return [
        ("get", reverse("register:book")),
        ("get", reverse("register:export")),
        ("get", reverse("register:entry", args=[entry.pk])),
        ("get", reverse("register:correct", args=[entry.pk])),
        ("get", reverse("register:file", args=[entry.pk, 1])),
        *(
            ("post", reverse(f"register:{name}", args=[entry.pk]))
            for name in ("correct", "reveal", "reissue", "erase", "attach", "record")
        ),
    ]


@pytest.mark.parametrize("part", STRANGERS)
def test_register_is_closed_to_everyone_outside_the_office(enter: Callable[[str], Client], part: str) -> None:
    entry = bring_in()
    visitor = enter(part)
    for method, address in addresses(entry):
        answer = getattr(visitor, method)(address, {"reason": "看看"})
        assert (answer.status_code, "王小明" in answer.content.decode()) == (403, False), address
    assert LedgerEntry.objects.filter(verb__startswith="register.").count() == 1


@pytest.mark.parametrize("part", ["head", "clerk"])
def test_register_is_open_to_the_office(enter: Callable[[str], Client], part: str) -> None:
    entry = bring_in()
    visitor = enter(part)
    page = visitor.get(reverse("register:book")).content.decode()
    assert entry.receipt_number in page
    assert ("王**" in page, "王小明" in page) == (True, False)
    assert visitor.get(reverse("register:entry", args=[entry.pk])).status_code == 200


def test_sender_is_shown_only_in_the_answer_to_a_reason(enter: Callable[[str], Client]) -> None:
    entry = bring_in()
    clerk = enter("clerk")
    address = reverse("register:entry", args=[entry.pk])
    assert "王小明" not in clerk.get(address).content.decode()
    shown = clerk.post(reverse("register:reveal", args=[entry.pk]), {"reason": "电话回访"})
    assert "王小明" in shown.content.decode()
    assert "王小明" not in clerk.get(address).content.decode()
    refused = clerk.post(reverse("register:reveal", args=[entry.pk]), {"reason": ""}, follow=True)
    assert "没有写明理由" in refused.content.decode()
    assert timeline(entry).filter(verb="register.sender.revealed").count() == 1


def test_erase_is_the_heads_alone(enter: Callable[[str], Client]) -> None:
    entry = bring_in()
    address = reverse("register:erase", args=[entry.pk])
    assert enter("clerk").post(address, {"reason": "要求"}).status_code == 403
    assert Entry.objects.get().sender_name == "王小明"
    assert enter("head").post(address, {"reason": "要求"}).status_code == 302
    assert Entry.objects.get().sender_name == ""


def test_correct_page_saves_and_names_what_is_wrong(enter: Callable[[str], Client]) -> None:
    entry = bring_in()
    clerk, address = enter("clerk"), reverse("register:correct", args=[entry.pk])
    form = {
        "channel": "visit",
        "received_at": "2026-11-23 09:00:00",
        "title": "路灯不亮",
        "text": entry.text,
        "people_count": "3",
        "reason": "漏登人数",
    }
    assert clerk.post(address, form).status_code == 302
    assert Entry.objects.get().people_count == 3
    assert "没有改动任何内容" in clerk.post(address, form).content.decode()
    assert "国家秘密标志" in clerk.post(address, form | {"text": "绝密★启用前"}).content.decode()


def test_attached_picture_is_shown_in_place(
    enter: Callable[[str], Client], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    entry, clerk = bring_in(), enter("clerk")
    address = reverse("register:attach", args=[entry.pk])
    upload = {"file": SimpleUploadedFile("来信.png", PNG, "image/png")}
    assert clerk.post(address, upload).status_code == 302
    file = entry.files.get()
    picture = reverse("register:file", args=[entry.pk, file.pk])
    assert f'src="{picture}"' in clerk.get(reverse("register:entry", args=[entry.pk])).content.decode()
    assert clerk.get(picture)["Content-Disposition"].startswith("inline")
    assert clerk.get(picture, {"save": "1"})["Content-Disposition"].startswith("attachment")


def test_file_of_another_entry_is_not_given(
    enter: Callable[[str], Client], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    entry, other, clerk = bring_in(), bring_in(), enter("clerk")
    clerk.post(reverse("register:attach", args=[entry.pk]), {"file": SimpleUploadedFile("a.png", PNG)})
    address = reverse("register:file", args=[other.pk, entry.files.get().pk])
    assert clerk.get(address).status_code == 404


def test_attach_refuses_a_missing_or_bad_file_with_words(
    enter: Callable[[str], Client], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    entry, clerk = bring_in(), enter("clerk")
    address = reverse("register:attach", args=[entry.pk])
    assert "没有选择文件" in clerk.post(address, follow=True).content.decode()
    bad = {"file": SimpleUploadedFile("a.exe", b"MZ" + b"\0" * 100)}
    assert clerk.post(address, bad).status_code == 302
    assert not entry.files.exists()


def test_reissued_code_is_shown_once(enter: Callable[[str], Client]) -> None:
    entry, clerk = bring_in(), enter("clerk")
    address = reverse("register:reissue", args=[entry.pk])
    assert "新的查询码" in clerk.post(address, {"reason": "遗失"}).content.decode()
    assert "没有写明理由" in clerk.post(address, {"reason": ""}, follow=True).content.decode()
    assert "新的查询码" not in clerk.get(reverse("register:entry", args=[entry.pk])).content.decode()


def test_own_record_holds_everything_and_is_recorded(enter: Callable[[str], Client]) -> None:
    entry = bring_in()
    given = enter("clerk").post(reverse("register:record", args=[entry.pk])).json()
    assert (given["姓名"], given["受理编号"], given["附件"]) == ("王小明", entry.receipt_number, [])
    assert timeline(entry).filter(verb="register.record.exported").count() == 1


def test_export_masks_senders_and_is_recorded(enter: Callable[[str], Client]) -> None:
    bring_in(title="=1+1", channel=Channel.CALL)
    bring_in(channel=Channel.VISIT)
    answer = enter("clerk").get(reverse("register:export"), {"channel": "call"})
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert len(rows) == 2
    assert rows[1][3:6] == ("=1+1", "王**", "138******8000")
    assert LedgerEntry.objects.get(verb="register.book.exported").changes[0]["after"] == "1"


def test_book_pages_follow_each_other_without_gap_or_repeat(cast: Cast) -> None:
    for number in range(PAGE_SIZE + 7):
        bring_in(hours_ago=number % 5)
    first = book_page(cast.clerk, Filters())
    second = book_page(cast.clerk, Filters(), mark=first.next_mark)
    shown = [entry.pk for entry in (*first.entries, *second.entries)]
    assert shown == [entry.pk for entry in book(cast.clerk, Filters())]
    assert (len(first.entries), second.next_mark) == (PAGE_SIZE, "")


@pytest.mark.parametrize("mark", ["x", "2026-11-23~1", "~", "2026-11-23T10:00:00+08:00~x"])
def test_book_page_with_a_foreign_mark_is_the_first(cast: Cast, mark: str) -> None:
    entry = bring_in()
    assert book_page(cast.clerk, Filters(), mark=mark).entries == (entry,)


def test_book_is_narrowed_by_channel_day_and_words(cast: Cast) -> None:
    old = bring_in(title="供暖不热", channel=Channel.CALL, hours_ago=72)
    new = bring_in(title="路灯不亮")
    assert list(book(cast.clerk, Filters(channel=Channel.CALL))) == [old]
    assert list(book(cast.clerk, Filters(since=NOW.date()))) == [new]
    assert list(book(cast.clerk, Filters(until=old.received_at.date()))) == [old]
    assert list(book(cast.clerk, Filters(words="供暖"))) == [old]
    assert list(book(cast.clerk, Filters(words=new.receipt_number))) == [new]
    assert list(book(cast.clerk, Filters(words="没有"))) == []


def test_book_asks_the_database_a_constant_number_of_times(
    enter: Callable[[str], Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    clerk = enter("clerk")
    for _ in range(12):
        bring_in()
    with django_assert_max_num_queries(12):
        clerk.get(reverse("register:book"))


def test_masked_sender_of_an_anonymous_entry_is_empty() -> None:
    assert masked_sender(Entry()).name == ""


def test_search_finds_entries_for_the_office_and_for_nobody_else(cast: Cast) -> None:
    entry = bring_in(title="供暖不热")
    assert [hit.object_id for hit in find("供暖", audience=["office"], limit=5)] == [entry.pk]
    assert find("供暖", audience=["leader", "account:1"], limit=5) == []
    assert shown_entries(cast.clerk, [entry.pk])[entry.pk][0] == "供暖不热"
    assert shown_entries(cast.unit, [entry.pk]) == {}
    assert list(reindex(NOW)) == [entry.pk]


def test_search_does_not_find_a_sender_by_name() -> None:
    bring_in()
    assert find("王小明", audience=["office"], limit=5) == []


def test_restricted_entry_is_the_heads_alone(cast: Cast, enter: Callable[[str], Client]) -> None:
    entry, later = bring_in(title="反映某局长收受礼金"), bring_in()
    restrict_entry(actor=cast.head, entry=entry, reason="检举控告", now=NOW)
    address = reverse("register:entry", args=[entry.pk])
    clerk = enter("clerk")
    for method, page in addresses(entry)[2:]:
        assert getattr(clerk, method)(page, {"reason": "看"}).status_code in {403, 404}, page
    assert "收受礼金" not in clerk.get(reverse("register:book")).content.decode()
    assert "收受礼金" not in clerk.get(reverse("register:book"), {"q": "礼金"}).content.decode()
    assert "收受礼金" not in clerk.get(reverse("register:entry", args=[later.pk])).content.decode()
    rows = load_workbook(BytesIO(clerk.get(reverse("register:export")).content)).active
    assert rows is not None
    assert "收受礼金" not in str(list(rows.iter_rows(values_only=True)))
    assert find("礼金", audience=["office"], limit=5) == []
    assert shown_entries(cast.clerk, [entry.pk]) == {}
    head = enter("head")
    assert "收受礼金" in head.get(address).content.decode()
    assert "收受礼金" in head.get(reverse("register:book"), {"q": "礼金"}).content.decode()


def test_opened_entry_is_seen_by_the_office_again(cast: Cast) -> None:
    entry = bring_in()
    for _ in range(2):
        restrict_entry(actor=cast.head, entry=entry, reason="检举控告", now=NOW)
    assert not may_see_entry(cast.clerk, entry)
    for _ in range(2):
        open_entry(actor=cast.head, entry=entry, reason="不是检举控告", now=NOW)
    assert (may_see_entry(cast.clerk, entry), may_see_entry(cast.unit, entry)) == (True, False)
    verbs = [line.verb for line in timeline(entry)][1:]
    assert verbs == ["register.entry.restricted", "register.entry.opened"]
    with pytest.raises(ReasonMissing):
        restrict_entry(actor=cast.head, entry=entry, reason="", now=NOW)
