"""Tell accounts what they should know, and tell open pages what changed."""

from datetime import datetime

from django.db import models
from django.db.models import F
from django.db.models.functions import Greatest

from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import writing
from xianxing.office.notices.models import Notice, Outbox
from xianxing.office.notices.topics import account_topic, check_topic


@writing()
def notify(
    account: Account, *, text: str, url: str, obj: models.Model | None, group_key: str, now: datetime
) -> Notice:
    """Tell one account something, and return its notice.

    1. An unread notice of the same group takes the new text and address and counts one more.
    2. Otherwise a new notice is written.
    3. The account's topic is touched, so that its open pages show the number.
    """
    unread = Notice.objects.filter(account=account, group_key=group_key, read_at__isnull=True)
    fresh = {
        "text": text[:300],
        "url": url,
        "object_type": obj._meta.label_lower if obj else "",
        "object_id": obj.pk if obj else 0,
        "updated_at": now,
    }
    notice = unread.order_by("-id").first()
    if notice is None:
        notice = Notice.objects.create(account=account, group_key=group_key, created_at=now, **fresh)
    else:
        Notice.objects.filter(pk=notice.pk).update(count=F("count") + 1, **fresh)
        notice.refresh_from_db()
    touch(account_topic(account), now)
    return notice


@writing()
def touch(topic: str, now: datetime) -> None:
    """Say that what a topic names has changed, in the caller's transaction; open pages fetch it again.

    ``matters`` and ``matter:12`` name things, ``account:5`` one account, ``organ:12`` one unit. Rows are
    written one writer at a time, so their ids are in the order of their commits and a reader misses none.

    Raises:
        ValueError: the topic is not of that form.
    """
    Outbox.objects.create(topic=check_topic(topic), at=now)


@writing()
def mark_read(notice: Notice, *, now: datetime) -> None:
    """Mark one notice as read; reading it again changes nothing."""
    if Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now):
        touch(account_topic(notice.account), now)


@writing()
def mark_all_read(account: Account, *, upto: datetime, now: datetime) -> int:
    """Mark the account's notices as read, except those that came after ``upto``; return how many."""
    unread = Notice.objects.filter(account=account, read_at__isnull=True, updated_at__lte=upto)
    count = unread.update(read_at=Greatest(F("updated_at"), now))
    if count:
        touch(account_topic(account), now)
    return count
