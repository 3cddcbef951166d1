"""A small demo office, built through the real actions."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from unittest.mock import patch

import pytest
from django.utils import timezone

from xianxing.duties.matters.demo import plan as matters_plan
from xianxing.duties.matters.demo.texts import Issue, hot_issues
from xianxing.duties.matters.models import Level, Matter, MatterState, Override, SavedView
from xianxing.duties.today.models import FigurePoint
from xianxing.duties.today.queries import page_parts
from xianxing.office.access.models import Account, Grant, Role
from xianxing.office.duty import Heading, Story
from xianxing.office.ledger.models import Entry
from xianxing.office.ledger.queries import verify
from xianxing.office.notices.models import Notice
from xianxing.office.people.models import Appointment, Handover, Organ, OrganKind, Person
from xianxing.office.people.queries import open_work
from xianxing.site.demo.build import Demo, build_demo
from xianxing.site.demo.directory import build_directory
from xianxing.site.demo.names import invent_names, invent_phone
from xianxing.site.demo.telling import Telling

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class TestNames:
    def test_names_differ_and_follow_the_seed(self) -> None:
        names = invent_names(120, Random(1))
        assert len(set(names)) == 120
        assert names == invent_names(120, Random(1))
        assert names != invent_names(120, Random(2))

    def test_phone_is_of_an_area_that_does_not_exist(self) -> None:
        assert invent_phone(7) == "0000-600007"


class TestTelling:
    pytestmark = pytest.mark.django_db

    def story(self, told: list[str], name: str, *hours: int) -> Story:
        for hour in hours:
            at = yield NOW + timedelta(hours=hour)
            told.append(f"{name}{timezone.localtime(at):%d-%H}")

    def test_stories_mix_in_the_order_of_time(self) -> None:
        told: list[str] = []
        stories = [self.story(told, "a", 0, 30, 40), self.story(told, "b", 1, 29)]
        assert Telling(stories).tell_until(NOW + timedelta(hours=30)) == 4
        assert told == ["a23-09", "b23-10", "b24-14", "a24-15"]

    def test_same_moment_keeps_the_order_of_the_stories(self) -> None:
        told: list[str] = []
        stories = [self.story(told, "a", 5), self.story(told, "b", 5)]
        Telling(stories).tell_until(NOW + timedelta(days=1))
        assert [each[0] for each in told] == ["a", "b"]


@pytest.mark.django_db
class TestDirectory:
    def test_city_has_its_organs_people_and_accounts(self) -> None:
        built = build_directory(now=NOW, rng=Random(1), password="a-password-1")
        kinds = Counter(Organ.objects.values_list("kind", flat=True))
        assert (kinds[OrganKind.DEPARTMENT], kinds[OrganKind.TOWNSHIP], kinds[OrganKind.COMPANY]) == (
            24,
            8,
            2,
        )
        assert 90 <= Person.objects.count() <= 105
        assert Organ.objects.get(is_office=True, parent=None).short_name == "市政府办"
        roles = Counter(Grant.objects.values_list("role", flat=True))
        assert roles == {
            Role.HEAD: 1,
            Role.STAFF: 5,
            Role.LEADER: 3,
            Role.UNIT: 14,
            Role.SYSTEM_OFFICER: 1,
            Role.SECURITY_OFFICER: 1,
            Role.AUDIT_OFFICER: 1,
        }
        assert not any(account.must_change_password for account in built.accounts.values())
        assert all(account.check_password("a-password-1") for account in Account.objects.all()[:2])
        assert verify() == ()

    def test_two_people_hold_two_posts(self) -> None:
        built = build_directory(now=NOW, rng=Random(1), password="a-password-1")
        posts = {str(each.post) for each in Appointment.objects.filter(person=built.people["市政府市长"])}
        assert posts == {"市政府市长", "市委副书记"}


def few_issues() -> tuple[Issue, ...]:
    """Return a grave issue and an everyday one, with few messages each."""
    grave, everyday = hot_issues()[0], hot_issues()[3]
    return replace(grave, messages=4), replace(everyday, messages=5)


@pytest.mark.django_db
class TestDemo:
    @pytest.fixture
    def demo(self) -> Iterator[tuple[Demo, list[str]]]:
        said: list[str] = []
        with (
            patch.object(matters_plan, "ROUNDS", 0),
            patch.object(matters_plan, "hot_issues", few_issues),
            patch.object(timezone, "now", lambda: NOW),
        ):
            yield build_demo(NOW, 1, said.append), said

    def test_small_demo_office_is_whole(self, demo: tuple[Demo, list[str]]) -> None:
        built, said = demo
        assert "请勿用于正式办公" in said[-1]
        assert built.accounts[0] == ("zhuren", "柳沐溪，市政府办主任（办公室负责人）")
        assert "keyuan5" not in dict(built.accounts)
        assert verify() == ()
        self.check_order()
        self.check_states()
        self.check_leavers()
        self.check_pages(built)

    def check_order(self) -> None:
        moments = list(Entry.objects.order_by("sequence").values_list("at", flat=True))
        late = [later for earlier, later in pairwise(moments) if later < earlier]
        assert len(late) <= len(moments) // 20

    def check_states(self) -> None:
        states = set(Matter.objects.values_list("state", flat=True))
        assert {
            MatterState.REGISTERED,
            MatterState.REPLYING,
            MatterState.WORKING,
            MatterState.CLOSED,
        } <= states
        assert {MatterState.DECLINED, MatterState.FORWARDED, MatterState.REVIEWING} <= states
        assert Override.objects.filter(move="settle").count() == 1
        assert SavedView.objects.count() == 3
        assert Matter.objects.filter(level=Level.LEADERS, state=MatterState.WORKING).count() == 1
        today = date(2026, 11, 23)
        due = Matter.objects.filter(ended_at__isnull=True)
        assert due.filter(due_on=today).count() >= 2
        assert due.filter(due_on__lt=today).count() >= 2

    def check_leavers(self) -> None:
        assert Person.objects.filter(left_on__isnull=False).count() == 2
        gone = Account.objects.get(username="keyuan5")
        assert (gone.is_active, open_work(gone.person)) == (False, ())  # type: ignore[arg-type]
        assert set(Handover.objects.values_list("successor__account__username", flat=True)) <= {"keyuan2"}

    def check_pages(self, built: Demo) -> None:
        head = Account.objects.get(username="zhuren")
        parts = {part.heading: part for part in page_parts(head, NOW)}
        chips = {str(each.line.chip) for each in parts[Heading.DECIDE].lines}
        assert {"待审签", "应上报", "提出异议", "检举控告", "可延期"} <= chips
        assert {each.lamp for each in parts[Heading.RISK].lines} == {"red", "amber"}
        assert len(parts[Heading.ARRIVED].lines) >= 4
        assert FigurePoint.objects.filter(name="today.quiet_days").count() == 8
        assert Notice.objects.filter(read_at__isnull=True).exists()
        assert head.check_password(built.password)
