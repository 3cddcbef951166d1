"""What the register answers: pages of the book, a receipt by its code, retention, one's own record."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from xianxing.office.access.models import Account
from xianxing.office.numbering.actions import format_number
from xianxing.office.register.actions import SERIES, sender_of
from xianxing.office.register.codes import code_matches
from xianxing.office.register.masking import mask_address, mask_contact, mask_name
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.permissions import visible_entries
from xianxing.office.register.search import find_entries
from xianxing.office.register.senders import Sender
from xianxing.text import normalise

PAGE_SIZE = 50
_RECEIPT = re.compile(r"\D*(\d{4})\D+(\d{1,9})\D*")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the book is narrowed to; empty fields narrow nothing."""

    channel: Channel | None = None
    since: date | None = None
    until: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page of the book, newest first, and the mark from which the next goes on (empty on the last)."""

    entries: tuple[Entry, ...]
    next_mark: str


def book(account: Account, filters: Filters) -> QuerySet[Entry]:
    """Return the entries of the book that an account sees, newest first, without their long texts."""
    found = visible_entries(account).defer("text").order_by("-received_at", "-id")
    if filters.channel is not None:
        found = found.filter(channel=filters.channel)
    if filters.since is not None:
        found = found.filter(received_at__gte=_midnight(filters.since))
    if filters.until is not None:
        found = found.filter(received_at__lt=_midnight(filters.until + timedelta(days=1)))
    if filters.words.strip():
        found = found.filter(id__in=find_entries(filters.words))
    return found


def book_page(account: Account, filters: Filters, *, mark: str = "") -> BookPage:
    """Return one page of the book after a mark (the first when the mark is empty or not one of ours)."""
    found = book(account, filters)
    place = _place(mark)
    if place is not None:
        moment, last_id = place
        found = found.filter(Q(received_at__lt=moment) | Q(received_at=moment, id__lt=last_id))
        found = found.filter(received_at__lte=moment)
    rows = list(found[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    return BookPage(tuple(shown), _mark(shown[-1]) if len(rows) > PAGE_SIZE else "")


def find_by_code(receipt_number: str, code: str) -> Entry | None:
    """Return the entry of a receipt number when the query code belongs to it, else None.

    A wrong number and a wrong code cost the same work, so that the answer's time tells neither.
    """
    receipt_number = normal_receipt(receipt_number)
    entry = Entry.objects.filter(receipt_number=receipt_number).first()
    kept = entry.query_code_hash if entry else ""
    return entry if code_matches(receipt_number, code, kept) else None


def normal_receipt(text: str) -> str:
    """Return a receipt number as it is kept, however it was typed: 收[2026]12 gives 收〔2026〕12号."""
    found = _RECEIPT.fullmatch(normalise(text))
    return format_number(SERIES, int(found[1]), int(found[2])) if found else ""


def masked_sender(entry: Entry) -> Sender:
    """Return the sender as everyone in the office may see it."""
    sender = sender_of(entry)
    return Sender(mask_name(sender.name), mask_contact(sender.contact), mask_address(sender.address))


def distinct_senders(entry_ids: Collection[int]) -> int:
    """Return how many distinct senders stand behind the entries; each anonymous entry counts as one."""
    keys = Entry.objects.filter(id__in=entry_ids).values_list("sender_key", flat=True)
    named = {key for key in keys if key}
    return len(named) + sum(1 for key in keys if not key)


def earlier_entries(entry: Entry) -> QuerySet[Entry]:
    """Return the other entries of the same sender, newest first; none for an anonymous one."""
    if not entry.sender_key:
        return Entry.objects.none()
    return (
        Entry.objects.filter(sender_key=entry.sender_key).exclude(id=entry.pk).order_by("-received_at", "-id")
    )


def due_for_erasure(closed_ids: Collection[int]) -> QuerySet[Entry]:
    """Return, oldest first, those entries whose sender is still named.

    The duties decide which of their cases closed long enough ago and give the ids of their entries.
    """
    found = Entry.objects.filter(id__in=closed_ids, erased_at__isnull=True).exclude(sender_key="")
    return found.order_by("received_at", "id")


def own_record(entry: Entry) -> dict[str, object]:
    """Return all that is kept about a sender in one entry, for the sender.

    Source: 个人信息保护法 第四十五条.
    """
    return {
        "受理编号": entry.receipt_number,
        "渠道": str(Channel(entry.channel).label),
        "收到时间": timezone.localtime(entry.received_at).isoformat(),
        "登记时间": timezone.localtime(entry.recorded_at).isoformat(),
        "标题": entry.title,
        "内容": entry.text,
        "姓名": entry.sender_name,
        "联系方式": entry.sender_contact,
        "住址": entry.sender_address,
        "人数": entry.people_count,
        "附件": [
            {"文件名": file.name, "大小": file.size, "sha256": file.sha256} for file in entry.files.all()
        ],
        "已删除": entry.erased_at is not None,
    }


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _mark(entry: Entry) -> str:
    return f"{entry.received_at.isoformat()}~{entry.pk}"


def _place(mark: str) -> tuple[datetime, int] | None:
    moment, _, last_id = mark.partition("~")
    try:
        found = datetime.fromisoformat(moment)
        return (found, int(last_id)) if found.tzinfo else None
    except ValueError:
        return None
