"""Notices merge while unread, and belong to one account alone."""

from datetime import UTC, datetime, timedelta

import pytest

from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.jobs.models import Timer
from xianxing.office.jobs.timers import fire_due
from xianxing.office.notices import upkeep
from xianxing.office.notices.actions import mark_all_read, mark_read, notify, touch
from xianxing.office.notices.models import Notice, Outbox
from xianxing.office.notices.queries import changed_since, last_change, page_of, unread_count
from xianxing.office.notices.topics import ear_of, may_hear

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather_cast()


def tell(cast: Cast, text: str = "有来件", *, group: str = "intake", at: datetime = NOW) -> Notice:
    return notify(cast.clerk, text=text, url="/matters/", obj=cast.office, group_key=group, now=at)


def test_notify_twice_of_one_group_counts_in_one_notice(cast: Cast) -> None:
    tell(cast)
    merged = tell(cast, "又有来件", at=NOW + MINUTE)
    assert (merged.count, merged.text, merged.created_at, merged.updated_at) == (
        2,
        "又有来件",
        NOW,
        NOW + MINUTE,
    )
    assert (Notice.objects.count(), unread_count(cast.clerk)) == (1, 1)


def test_notify_of_another_group_or_account_stands_alone(cast: Cast) -> None:
    tell(cast)
    tell(cast, group="due")
    notify(cast.head, text="有来件", url="/", obj=None, group_key="intake", now=NOW)
    assert (unread_count(cast.clerk), unread_count(cast.head)) == (2, 1)


def test_notify_after_reading_begins_anew(cast: Cast) -> None:
    mark_read(tell(cast), now=NOW)
    assert (tell(cast).count, unread_count(cast.clerk), Notice.objects.count()) == (1, 1, 2)


def test_mark_read_twice_keeps_the_first_moment(cast: Cast) -> None:
    notice = tell(cast)
    mark_read(notice, now=NOW)
    mark_read(notice, now=NOW + MINUTE)
    notice.refresh_from_db()
    assert notice.read_at == NOW


def test_mark_all_read_leaves_what_came_later_and_what_is_not_mine(cast: Cast) -> None:
    tell(cast)
    tell(cast, group="later", at=NOW + MINUTE)
    notify(cast.head, text="x", url="/", obj=None, group_key="g", now=NOW)
    assert mark_all_read(cast.clerk, upto=NOW, now=NOW + MINUTE) == 1
    assert mark_all_read(cast.clerk, upto=NOW, now=NOW + MINUTE) == 0
    assert (unread_count(cast.clerk), unread_count(cast.head)) == (1, 1)


def test_notify_and_reading_touch_the_account(cast: Cast) -> None:
    before = last_change()
    mark_read(tell(cast), now=NOW)
    assert [topic for _id, topic in changed_since(before)] == [f"account:{cast.clerk.pk}"] * 2


def test_page_of_gives_all_latest_first_without_gap_or_repeat(cast: Cast) -> None:
    for number in range(5):
        tell(cast, f"{number}", group=f"{number}", at=NOW + MINUTE * (number // 2))
    seen, mark = [], ""
    while True:
        page = page_of(cast.clerk, limit=2, before=mark)
        seen += [notice.text for notice in page.notices]
        mark = page.next_mark
        if not mark:
            break
    assert seen == ["4", "3", "2", "1", "0"]


@pytest.mark.parametrize("mark", ["x", "2026-11-23~1", "2026-11-23T01:00:00+00:00~x", "~"])
def test_page_of_a_broken_mark_gives_the_first_page(cast: Cast, mark: str) -> None:
    tell(cast)
    assert len(page_of(cast.clerk, limit=2, before=mark).notices) == 1


@pytest.mark.parametrize("topic", ["", "matter:", "matter:x", "Matter", "matter 1", "a" * 81, "data\n"])
def test_touch_of_a_broken_topic_is_refused(topic: str) -> None:
    with pytest.raises(ValueError, match="不合规定"):
        touch(topic, NOW)


def test_topics_are_heard_by_those_they_concern(cast: Cast) -> None:
    parts = cast.accounts()
    heard = {
        topic: {name for name, account in parts.items() if may_hear(ear_of(account), topic)}
        for topic in ("matters", "matter:12", f"account:{cast.unit.pk}", f"organ:{cast.unit_organ.pk}")
    }
    office = {"head", "clerk", "leader"}
    assert heard == {
        "matters": set(parts),
        "matter:12": office,
        f"account:{cast.unit.pk}": {"unit"},
        f"organ:{cast.unit_organ.pk}": office | {"unit"},
    }


def test_pruning_removes_old_rows_and_arms_the_next(cast: Cast) -> None:
    mark_read(tell(cast, at=NOW - timedelta(days=200)), now=NOW - timedelta(days=181))
    tell(cast, group="unread", at=NOW - timedelta(days=200))
    touch("matters", NOW)
    upkeep.arm(now=NOW - upkeep.EVERY)
    upkeep.arm(now=NOW)
    assert fire_due(now=NOW) == 1
    assert [row.topic for row in Outbox.objects.all()] == ["matters"]
    assert [notice.group_key for notice in Notice.objects.all()] == ["unread"]
    assert Timer.objects.get(key=upkeep.KEY).due_at == NOW + upkeep.EVERY
