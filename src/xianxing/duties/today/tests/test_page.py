from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from xianxing.duties.matters.actions.answering import Heard, record_callback, sign_reply
from xianxing.duties.matters.actions.deciding import Approval
from xianxing.duties.matters.actions.handling import (
    Facts,
    Task,
    accept_matter,
    assign_matter,
    escalate_matter,
    state_facts,
)
from xianxing.duties.matters.actions.protecting import name_accused
from xianxing.duties.matters.engine import Kind, Track
from xianxing.duties.matters.models import Level, Matter, MatterState, TopicState
from xianxing.duties.today.greeting import greet
from xianxing.duties.today.models import FigurePoint
from xianxing.duties.today.queries import Part, page_parts, virtue_cards
from xianxing.duties.today.tests import scenes
from xianxing.duties.today.tests.scenes import NOW
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast
from xianxing.office.assignments.models import Assignment
from xianxing.office.duty import Heading, Virtue, Way
from xianxing.office.jobs.timers import fire_due
from xianxing.office.notices.actions import notify
from xianxing.office.register.models import Channel

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def open_office(cast: Cast) -> Iterator[None]:
    scenes.open_the_office()
    with patch.object(timezone, "now", lambda: NOW):
        yield


def part(account: Account, heading: Heading) -> Part:
    return next(each for each in page_parts(account, NOW) if each.heading == heading)


def titles(account: Account, heading: Heading) -> list[str]:
    return [str(each.line.title) for each in part(account, heading).lines]


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(account: Account, **headers: str) -> str:
    answer = signed_in(account).get("/today/", headers=headers or None)
    assert answer.status_code == 200
    return answer.content.decode()


def post(account: Account, url: str, **values: str) -> str:
    answer = signed_in(account).post(url, values)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"])


def up_to_leaders(cast: Cast, title: str) -> Matter:
    matter = scenes.accepted(cast, title, at=NOW - DAY)
    facts = Facts("red", None, 1, False, False, False, "望湖小区")
    state_facts(actor=cast.clerk, matter=matter, facts=facts, now=NOW - DAY)
    escalate_matter(
        actor=cast.clerk, matter=matter, level=Level.LEADERS, reason="紧急", approval=None, now=NOW - DAY
    )
    return matter


class TestHead:
    def test_reply_waits_for_head_and_is_signed_in_place(self, cast: Cast) -> None:
        matter = scenes.replied(cast, "修好北塔路路灯", at=NOW - 3 * DAY)
        [line] = [each.line for each in part(cast.head, Heading.DECIDE).lines]
        sign, back = line.acts
        assert (str(line.title), str(line.chip), str(sign.title), str(back.title)) == (
            "修好北塔路路灯",
            "待审签",
            "审签",
            "退回",
        )
        assert post(cast.head, f"{sign.url}?next=/today/", **dict(sign.values), x="1") == "/today/"
        matter.refresh_from_db()
        assert matter.state == MatterState.ANSWERED
        assert titles(cast.head, Heading.DECIDE) == []

    def test_reply_past_authority_asks_for_a_reason(self, cast: Cast) -> None:
        matter = scenes.replied(cast, "十四户没有水", at=NOW - 3 * DAY)
        facts = Facts("green", None, 14, False, False, False, "望湖小区")
        state_facts(actor=cast.clerk, matter=matter, facts=facts, now=NOW - DAY)
        [line] = [each.line for each in part(cast.head, Heading.DECIDE).lines]
        sign = line.acts[0]
        assert (str(line.chip), sign.asked) == ("越权须批准", "override_reason")
        post(cast.head, f"{sign.url}?next=/today/", override_reason="当天解决")
        matter.refresh_from_db()
        assert matter.state == MatterState.ANSWERED

    def test_matter_that_table_sends_up_is_escalated_in_place(self, cast: Cast) -> None:
        matter = scenes.accepted(cast, "工地塌方", at=NOW - DAY)
        facts = Facts("red", None, 1, False, False, False, "望湖小区")
        state_facts(actor=cast.clerk, matter=matter, facts=facts, now=NOW - DAY)
        [line] = [each.line for each in part(cast.head, Heading.DECIDE).lines]
        [act] = line.acts
        assert act.values == (("level", "leaders"),)
        post(cast.head, f"{act.url}?next=/today/", level="leaders", reason="情况紧急")
        matter.refresh_from_db()
        assert matter.level == Level.LEADERS

    def test_overdue_is_red_and_reminded_in_place(self, cast: Cast) -> None:
        scenes.assigned(cast, "路灯不亮", at=NOW - 20 * DAY, channel=Channel.HOTLINE)
        [lit] = part(cast.head, Heading.RISK).lines
        assert lit.lamp == "red"
        [act] = lit.line.acts
        assert post(cast.head, f"{act.url}?next=/today/") == "/today/"
        assert Assignment.objects.get().reminders == 1

    def test_limit_far_away_is_not_at_risk(self, cast: Cast) -> None:
        scenes.assigned(cast, "路灯不亮", at=NOW - DAY)
        assert titles(cast.head, Heading.RISK) == []
        assert titles(cast.head, Heading.GIVEN) == ["路灯不亮"]

    def test_came_in_after_friday_is_overnight_on_monday(self, cast: Cast) -> None:
        scenes.arrived("周五上午", at=NOW - 3 * DAY)
        saturday = scenes.arrived("周六夜里", at=NOW - 1.6 * DAY)
        assert titles(cast.head, Heading.ARRIVED) == ["周六夜里"]
        [act] = part(cast.head, Heading.ARRIVED).lines[0].line.acts
        post(cast.head, f"{act.url}?next=/today/", **dict(act.values))
        saturday.refresh_from_db()
        assert saturday.state == MatterState.ACCEPTED

    def test_accusation_is_decided_by_head_alone(self, cast: Cast) -> None:
        matter = scenes.arrived("反映住建局", at=NOW - DAY)
        name_accused(actor=cast.head, matter=matter, organ=cast.unit_organ, person=None, now=NOW - DAY)
        assert titles(cast.head, Heading.DECIDE) == ["反映住建局"]
        for account in (cast.clerk, cast.leader, cast.unit, cast.stranger):
            assert "反映住建局" not in page(account)

    def test_page_of_an_empty_office_is_kind(self, cast: Cast) -> None:
        shown = page(cast.head)
        assert "都定完了，没有等您的。" in shown
        assert "早上好，周主任" in shown
        assert "11月23日 星期一" in shown
        assert "工作日" in shown

    def test_number_of_queries_does_not_grow_with_rows(
        self, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = signed_in(cast.head)
        client.get("/today/")
        asked = {}
        for last in (2, 12):
            for number in range(last):
                scenes.arrived(f"来件{last}-{number}", at=NOW - timedelta(hours=2 + number))
                scenes.replied(cast, f"答复{last}-{number}", at=NOW - 2 * DAY)
            with django_assert_max_num_queries(90) as captured:
                client.get("/today/")
            asked[last] = len(captured)
        assert asked[12] == asked[2]
        with django_assert_max_num_queries(50):
            page_parts(Account.objects.get(pk=cast.head.pk), NOW)

    def test_fragment_of_a_live_page_has_no_frame(self, cast: Cast) -> None:
        shown = page(cast.head, HX_Target="today")
        assert shown.lstrip().startswith('<div id="today"')
        assert "<html" not in shown


class TestClerk:
    def test_clerk_sees_own_work_and_what_nobody_took_up(self, cast: Cast) -> None:
        scenes.accepted(cast, "我受理的", at=NOW - 2 * DAY)
        scenes.arrived("五天没人理", at=NOW - 5 * DAY)
        assert titles(cast.clerk, Heading.MINE) == ["我受理的"]
        assert titles(cast.clerk, Heading.ARRIVED) == ["五天没人理"]

    def test_clerk_gets_no_signature_to_give(self, cast: Cast) -> None:
        scenes.replied(cast, "等主任签", at=NOW - DAY)
        assert titles(cast.clerk, Heading.DECIDE) == []


class TestLeader:
    def test_leader_sees_only_what_came_up_and_writes_on_it(self, cast: Cast) -> None:
        scenes.accepted(cast, "办公室自己办", at=NOW - DAY)
        matter = up_to_leaders(cast, "报到领导")
        assert titles(cast.leader, Heading.DECIDE) == ["报到领导"]
        assert "办公室自己办" not in page(cast.leader)
        [act] = part(cast.leader, Heading.DECIDE).lines[0].line.acts
        assert post(cast.leader, f"{act.url}?next=/today/", text="抓紧") == "/today/"
        assert titles(cast.leader, Heading.GIVEN) == ["报到领导"]
        assert str(matter.title) == "报到领导"

    def test_leader_sees_no_figures(self, cast: Cast) -> None:
        assert "精明能干" not in page(cast.leader)
        assert "精明能干" in page(cast.head)


class TestUnit:
    def test_unit_signs_and_reports_in_place(self, cast: Cast) -> None:
        scenes.assigned(cast, "修路灯", at=NOW - DAY)
        sign = part(cast.unit, Heading.DECIDE).lines[0].line.acts[0]
        assert post(cast.unit, f"{sign.url}?next=/today/") == "/today/"
        [report] = part(cast.unit, Heading.MINE).lines[0].line.acts
        post(cast.unit, f"{report.url}?next=/today/", text="已修好，六基路灯全部恢复。")
        assert titles(cast.unit, Heading.GIVEN) == ["修路灯"]

    def test_other_unit_sees_nothing(self, cast: Cast) -> None:
        scenes.assigned(cast, "修路灯", at=NOW - DAY)
        assert "修路灯" not in page(cast.stranger)
        assert "修路灯" in page(cast.unit)


class TestOfficers:
    def test_officers_get_doors_and_no_matters(self, cast: Cast) -> None:
        scenes.replied(cast, "修路灯", at=NOW - DAY)
        doors = {"system": "后台任务", "security": "账号与角色", "audit": "审计台账"}
        for part_, door in doors.items():
            shown = page(cast.accounts()[part_])
            assert door in shown
            assert "修路灯" not in shown
            assert "精明能干" not in shown


class TestFigures:
    def test_cards_set_figures_beside_their_trend(self, cast: Cast) -> None:
        today = timezone.localdate(NOW)
        for days, value in ((14, 12.0), (7, 16.0)):
            FigurePoint.objects.create(name="today.quiet_days", on=today - days * DAY, value=value)
        cards = {card.virtue: card for card in virtue_cards(cast.head, today)}
        assert list(cards) == list(Virtue)
        [quiet] = [each for each in cards[Virtue.SOUND].trends if each.figure.name == "today.quiet_days"]
        assert (quiet.figure.value, quiet.first, quiet.path.count("L")) == (20, 12.0, 2)

    def test_missed_limit_costs_a_quiet_day(self, cast: Cast) -> None:
        scenes.assigned(cast, "路灯不亮", at=NOW - 20 * DAY, channel=Channel.HOTLINE)
        from_the_past(NOW - 3 * DAY)
        [quiet] = [
            trend.figure.value
            for card in virtue_cards(cast.head, timezone.localdate(NOW))
            for trend in card.trends
            if trend.figure.name == "today.quiet_days"
        ]
        assert quiet is not None
        assert quiet < 20


def from_the_past(now: datetime) -> None:
    """Let the timers up to a moment fire."""
    fire_due(now=now)


def test_notice_stands_on_the_page_of_its_account_alone(cast: Cast) -> None:
    notify(cast.clerk, text="交由您经办", url="/today/", obj=None, group_key="g", now=NOW)
    assert "交由您经办" in page(cast.clerk)
    assert "交由您经办" not in page(cast.head)


@pytest.mark.parametrize("bad", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_act_never_leads_out_of_the_site(cast: Cast, bad: str) -> None:
    matter = scenes.replied(cast, "修路灯", at=NOW - DAY)
    assert post(cast.head, f"/matters/{matter.pk}/sign/?next={bad}", x="1") == f"/matters/{matter.pk}/"


def test_anonymous_is_sent_to_sign_in(client: Client) -> None:
    answer = client.get("/today/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_approval_is_needed_to_go_up_without_need(cast: Cast) -> None:
    matter = scenes.accepted(cast, "小事", at=NOW - DAY)
    assert titles(cast.head, Heading.DECIDE) == []
    approval = Approval(cast.head, "领导要听")
    escalate_matter(
        actor=cast.head, matter=matter, level=Level.LEADERS, reason="汇报", approval=approval, now=NOW
    )
    assert titles(cast.leader, Heading.DECIDE) == ["小事"]


class TestLines:
    def test_next_step_follows_the_state(self, cast: Cast) -> None:
        scenes.accepted(cast, "要交办", at=NOW - DAY)
        answered = scenes.replied(cast, "要办结", at=NOW - 3 * DAY)
        reply = answered.replies.latest("id")
        sign_reply(actor=cast.head, reply=reply, approval=None, now=NOW - DAY)
        steps = {
            str(each.line.title): [str(act.title) for act in each.line.acts]
            for each in part(cast.clerk, Heading.MINE).lines
        }
        assert steps == {"要交办": ["交办"], "要办结": ["办结"]}

    def test_petition_near_its_limit_may_be_extended_in_place(self, cast: Cast) -> None:
        matter = scenes.arrived("流转费没有给", at=NOW - 58 * DAY)
        at = NOW - 57 * DAY
        accept_matter(actor=cast.clerk, matter=matter, kind=Kind.APPEAL, track=Track.PETITION, now=at)
        task = Task(owner=cast.unit_organ, instruction="请核实。", due_at=NOW + DAY)
        assign_matter(actor=cast.clerk, matter=matter, task=task, now=at)
        [line] = [each.line for each in part(cast.head, Heading.DECIDE).lines]
        [act] = line.acts
        assert (str(line.chip), act.values) == ("可延期", (("days", "30"),))
        post(cast.head, f"{act.url}?next=/today/", days="30", reason="正在测量")
        assert titles(cast.head, Heading.DECIDE) == []

    def test_answer_that_the_person_denies_is_reopened_in_place(self, cast: Cast) -> None:
        matter = scenes.replied(cast, "又坏了", at=NOW - 3 * DAY)
        sign_reply(actor=cast.head, reply=matter.replies.latest("id"), approval=None, now=NOW - DAY)
        heard = Heard(reached=True, responded=True, settled=False, satisfied=False, note="又坏了")
        matter.refresh_from_db()
        record_callback(actor=cast.clerk, matter=matter, heard=heard, now=NOW - DAY)
        [line] = [each.line for each in part(cast.head, Heading.DECIDE).lines]
        assert str(line.chip) == "说法不一"
        post(cast.head, f"{line.acts[0].url}?next=/today/", reason="来信人说没有解决")
        matter.refresh_from_db()
        assert matter.state == MatterState.WORKING

    def test_suggested_topic_is_confirmed_in_place(self, cast: Cast) -> None:
        matter = scenes.arrived("路灯不亮", at=NOW - timedelta(hours=3))
        Matter.objects.filter(pk=matter.pk).update(topic="城乡建设/市政", topic_state=TopicState.SUGGESTED)
        _accept, confirm = part(cast.head, Heading.ARRIVED).lines[0].line.acts
        assert str(confirm.title) == "归入“市政”"
        assert post(cast.head, f"{confirm.url}?next=/today/", **dict(confirm.values)) == "/today/"
        matter.refresh_from_db()
        assert (matter.topic, matter.topic_state) == ("城乡建设/市政", TopicState.CONFIRMED)

    def test_appeal_asks_for_its_track_on_its_own_form(self, cast: Cast) -> None:
        matter = scenes.arrived("要求认定工伤", at=NOW - timedelta(hours=3))
        Matter.objects.filter(pk=matter.pk).update(kind="appeal")
        [act] = part(cast.head, Heading.ARRIVED).lines[0].line.acts
        assert (str(act.title), act.way) == ("受理", Way.OPEN)


@pytest.mark.parametrize(
    ("hours", "words"), [(-8, "夜深了"), (0, "早上好"), (2, "中午好"), (5, "下午好"), (10, "晚上好")]
)
def test_greeting_follows_the_hour(cast: Cast, hours: int, words: str) -> None:
    assert greet(cast.head, NOW + timedelta(hours=hours)).words == f"{words}，周主任"


@pytest.mark.parametrize(
    ("day", "kind"),
    [(datetime(2026, 10, 1, 2, tzinfo=UTC), "法定节假日"), (datetime(2026, 11, 22, 2, tzinfo=UTC), "休息日")],
)
def test_greeting_names_the_day(cast: Cast, day: datetime, kind: str) -> None:
    found = greet(cast.head, day)
    assert (found.kind, found.is_working) == (kind, False)
