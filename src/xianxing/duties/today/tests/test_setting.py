"""Lamps, kept figures and handing over."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from xianxing.duties.matters.actions.protecting import declare_recusal
from xianxing.duties.matters.models import Matter
from xianxing.duties.today.actions import hand_over, keep_figures, set_lamp_scale
from xianxing.duties.today.keeping import TIMER, keep_for_head
from xianxing.duties.today.models import FigurePoint, LampScale
from xianxing.duties.today.queries import page_parts
from xianxing.duties.today.tests import scenes
from xianxing.duties.today.tests.scenes import NOW
from xianxing.office.access.models import Account, Role
from xianxing.office.access.tests.cast import Cast, make_account
from xianxing.office.duty import Figure, Heading
from xianxing.office.jobs.models import Timer
from xianxing.office.jobs.timers import fire_due
from xianxing.office.ledger.actions import record, writing
from xianxing.office.ledger.models import Entry
from xianxing.office.ledger.queries import verify
from xianxing.office.people.models import Handover
from xianxing.office.people.queries import open_work

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def open_office(cast: Cast) -> Iterator[None]:
    scenes.open_the_office()
    with patch.object(timezone, "now", lambda: NOW):
        yield


@pytest.fixture
def colleague(cast: Cast) -> Account:
    return make_account("clerk2", "许科员", cast.office, Role.STAFF)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sign_in(account: Account, at: datetime) -> None:
    with writing():
        record("access.account.signed_in", actor=account, obj=account, now=at)


class TestLamps:
    def test_head_widens_the_scale_and_lamps_follow(self, cast: Cast) -> None:
        scenes.accepted(cast, "三十天办结", at=NOW - 24 * DAY)
        risk = [part for part in page_parts(cast.head, NOW) if part.heading == Heading.RISK]
        assert risk[0].lines == ()
        answer = signed_in(cast.head).post("/today/lamps/", {"amber_days": "5", "red_days": "1"})
        assert (answer.status_code, answer["Location"]) == (302, "/today/")
        risk = [part for part in page_parts(cast.head, NOW) if part.heading == Heading.RISK]
        assert [each.lamp for each in risk[0].lines] == ["amber"]
        entry = Entry.objects.get(verb="today.lampscale.changed")
        assert entry.changes == [{"field": "黄灯/红灯", "before": "3/0", "after": "5/1"}]

    def test_red_before_amber_is_refused(self, cast: Cast) -> None:
        with pytest.raises(ValidationError, match="红灯的天数不能多于黄灯的天数；请改小红灯，或改大黄灯"):
            set_lamp_scale(actor=cast.head, amber_days=1, red_days=2, now=NOW)
        assert LampScale.objects.count() == 0

    def test_refused_scale_is_shown_with_its_reason(self, cast: Cast) -> None:
        answer = signed_in(cast.head).post("/today/lamps/", {"amber_days": "1", "red_days": "2"})
        assert answer.status_code == 422
        assert "红灯的天数不能多于黄灯的天数" in answer.content.decode()

    def test_number_out_of_range_is_refused(self, cast: Cast) -> None:
        answer = signed_in(cast.head).post("/today/lamps/", {"amber_days": "9", "red_days": "0"})
        assert answer.status_code == 422

    @pytest.mark.parametrize("name", ["clerk", "leader", "unit", "system", "security", "audit"])
    def test_nobody_else_sets_lamps_or_hands_over(self, cast: Cast, name: str) -> None:
        client = signed_in(cast.accounts()[name])
        assert client.get("/today/lamps/").status_code == 403
        assert client.post("/today/lamps/", {"amber_days": "1", "red_days": "0"}).status_code == 403
        assert client.get("/today/handover/").status_code == 403
        assert client.get(f"/today/handover/{cast.clerk.person_id}/").status_code == 403
        assert LampScale.objects.count() == 0


class TestKeeping:
    def test_point_of_a_day_is_replaced_not_doubled(self) -> None:
        keep_figures([Figure("a", "甲", 1.0, "件"), Figure("b", "乙", None, "件")], on=TODAY)
        keep_figures([Figure("a", "甲", 2.0, "件")], on=TODAY)
        assert list(FigurePoint.objects.values_list("name", "value")) == [("a", 2.0)]

    def test_sign_in_arms_the_night_once(self, cast: Cast) -> None:
        sign_in(cast.head, NOW)
        sign_in(cast.clerk, NOW + timedelta(hours=1))
        timer = Timer.objects.get(key=TIMER)
        assert timezone.localtime(timer.due_at).isoformat() == "2026-11-23T23:30:00+08:00"

    def test_night_keeps_figures_and_arms_the_next(self, cast: Cast) -> None:
        sign_in(cast.head, NOW)
        assert fire_due(now=NOW + DAY) == 1
        assert FigurePoint.objects.filter(name="today.quiet_days").count() == 1
        timer = Timer.objects.get(key=TIMER, fired_at__isnull=True)
        assert timezone.localdate(timer.due_at) > TODAY

    def test_office_without_head_keeps_nothing(self, cast: Cast) -> None:
        cast.head.grants.all().delete()
        assert keep_for_head(NOW) == 0


class TestHandover:
    def test_work_goes_to_the_successor(self, cast: Cast, colleague: Account) -> None:
        matter = scenes.accepted(cast, "在办的事", at=NOW - DAY)
        client = signed_in(cast.head)
        shown = client.get(f"/today/handover/{cast.clerk.person_id}/").content.decode()
        assert "在办的事" in shown
        values = {"works": f"matters.matter:{matter.pk}", "successor": str(colleague.person_id)}
        answer = client.post(f"/today/handover/{cast.clerk.person_id}/", values)
        assert answer.status_code == 302
        matter.refresh_from_db()
        assert matter.handler == colleague
        assert Handover.objects.get().successor == colleague.person
        assert verify() == ()
        rest = client.get(f"/today/handover/{cast.clerk.person_id}/").content.decode()
        assert "手头没有在办的工作" in rest

    def test_work_that_was_not_ticked_stays(self, cast: Cast, colleague: Account) -> None:
        kept = scenes.accepted(cast, "留下的", at=NOW - DAY)
        scenes.accepted(cast, "交出的", at=NOW - DAY)
        assert cast.clerk.person is not None
        works = [work for work in open_work(cast.clerk.person) if "交出的" in work.title]
        assert colleague.person is not None
        hand_over(actor=cast.head, person=cast.clerk.person, successor=colleague.person, works=works, now=NOW)
        kept.refresh_from_db()
        assert kept.handler == cast.clerk

    def test_recused_successor_rolls_everything_back(self, cast: Cast, colleague: Account) -> None:
        matter = scenes.accepted(cast, "亲属的事", at=NOW - DAY)
        assert colleague.person is not None
        declare_recusal(actor=cast.head, matter=matter, person=colleague.person, reason="亲属", now=NOW)
        values = {"works": f"matters.matter:{matter.pk}", "successor": str(colleague.person_id)}
        answer = signed_in(cast.head).post(f"/today/handover/{cast.clerk.person_id}/", values)
        assert answer.status_code == 422
        assert "许科员须回避此事项；请改派他人" in answer.content.decode()
        assert Handover.objects.count() == 0
        assert Matter.objects.get().handler == cast.clerk

    def test_successor_must_be_another_with_an_account(self, cast: Cast) -> None:
        scenes.accepted(cast, "在办的事", at=NOW - DAY)
        person = cast.clerk.person
        assert person is not None
        with pytest.raises(ValidationError, match="林科员 不能接手"):
            hand_over(actor=cast.head, person=person, successor=person, works=open_work(person), now=NOW)

    def test_work_that_no_duty_moves_rolls_back(self, cast: Cast, colleague: Account) -> None:
        scenes.accepted(cast, "在办的事", at=NOW - DAY)
        person = cast.clerk.person
        assert person is not None
        assert colleague.person is not None
        works = open_work(person)
        with (
            patch("xianxing.office.ledger.actions.listeners", lambda _verb: ()),
            pytest.raises(ValidationError, match=r"下列工作没有移交成功：《.*在办的事》；请改选接手人"),
        ):
            hand_over(actor=cast.head, person=person, successor=colleague.person, works=works, now=NOW)
        assert Handover.objects.count() == 0

    def test_nothing_chosen_is_refused(self, cast: Cast, colleague: Account) -> None:
        assert cast.clerk.person is not None
        assert colleague.person is not None
        with pytest.raises(ValidationError, match="没有选中要移交的工作；请至少勾选一件"):
            hand_over(
                actor=cast.head, person=cast.clerk.person, successor=colleague.person, works=(), now=NOW
            )

    def test_choosing_leads_to_the_person(self, cast: Cast) -> None:
        client = signed_in(cast.head)
        assert client.get("/today/handover/").status_code == 200
        answer = client.get(f"/today/handover/?person={cast.clerk.person_id}")
        assert answer["Location"] == f"/today/handover/{cast.clerk.person_id}/"
