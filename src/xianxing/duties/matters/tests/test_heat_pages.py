"""The pages of the hot issues: who sees what, ranks, filters, sorting members, printing."""

import sys
from datetime import timedelta
from subprocess import run

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from xianxing.duties.matters.actions.issues import regroup_matters
from xianxing.duties.matters.actions.protecting import declare_recusal
from xianxing.duties.matters.models import Issue, IssueMember, LinkRelation, Matter, MatterState
from xianxing.duties.matters.queries import heat
from xianxing.duties.matters.queries.heat import HeatFilter, heat_by_place, hot_issues, issue_detail
from xianxing.duties.matters.tests.factories import NOW, WANG, accusation, arrived, closed
from xianxing.duties.matters.tests.test_issues import MIXER, all_of, came, members, same_matter
from xianxing.duties.matters.views.sparks import draw_weeks
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast
from xianxing.office.register.senders import Sender

pytestmark = pytest.mark.django_db
READERS = {"head", "clerk", "leader"}
TODAY = NOW.date()


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(account: Account, address: str) -> str:
    return client_of(account).get(address).content.decode()


def make_issue(title: str, people: int, **given: object) -> Issue:
    """Return an issue by itself, without members."""
    columns: dict[str, object] = {
        "relation": LinkRelation.SAME_MATTER,
        "messages_count": people,
        "first_at": NOW - timedelta(days=40),
        "last_at": NOW,
        "computed_at": NOW,
        **given,
    }
    return Issue.objects.create(title=title, complainants=people, **columns)


def mixing_plant() -> tuple[Issue, list[Matter]]:
    matters = all_of(MIXER)
    regroup_matters({})
    return same_matter()[0], matters


def post(account: Account, address: str, **given: object) -> str:
    response = client_of(account).post(address, given, follow=True)
    return response.content.decode()


# Who may -----------------------------------------------------------------------------------------------------


def test_hot_issues_are_for_the_office_and_the_leaders(office: Cast) -> None:
    issue, _matters = mixing_plant()
    for address in ("/matters/heat/", "/matters/heat/places/", f"/matters/issues/{issue.pk}/"):
        answers = {
            name: client_of(account).get(address).status_code for name, account in office.accounts().items()
        }
        assert {name for name, status in answers.items() if status == 200} == READERS, address
        assert {status for name, status in answers.items() if name not in READERS} == {403}


def test_members_are_sorted_by_the_office_alone(office: Cast) -> None:
    issue, matters = mixing_plant()
    for address in (
        f"/matters/issues/{issue.pk}/sort/",
        f"/matters/issues/{issue.pk}/restore/?ids={matters[0].pk}",
        f"/matters/issues/split/?ids={matters[0].pk}",
    ):
        for name in ("leader", "unit", "stranger", "system", "security", "audit"):
            response = client_of(office.accounts()[name]).post(
                address, {"selected": matters[0].pk, "part": "1"}
            )
            assert response.status_code == 403, (name, address)
    assert len(members(issue)) == 3
    assert "不属于此问题" not in page(office.leader, f"/matters/issues/{issue.pk}/")


def test_leader_sees_the_issue_but_not_matters_below_the_leaders(office: Cast) -> None:
    issue, matters = mixing_plant()
    shown = page(office.leader, f"/matters/issues/{issue.pk}/")
    assert "另有 3 件不在您的查看范围内，未列出" in shown
    assert not any(matter.number in shown for matter in matters)


def test_recused_clerk_does_not_see_the_member(office: Cast) -> None:
    issue, matters = mixing_plant()
    assert office.clerk.person is not None
    declare_recusal(actor=office.head, matter=matters[0], person=office.clerk.person, reason="亲属", now=NOW)
    shown = page(office.clerk, f"/matters/issues/{issue.pk}/")
    assert matters[0].number not in shown
    assert matters[1].number in shown
    assert "另有 1 件不在您的查看范围内" in shown
    post(office.clerk, f"/matters/issues/{issue.pk}/sort/", selected=matters[0].pk, part="1")
    assert matters[0].pk in members(issue)


def test_restricted_member_left_in_the_table_is_shown_to_nobody(office: Cast) -> None:
    issue, matters = mixing_plant()
    secret = accusation(office)
    IssueMember.objects.create(issue=issue, matter=secret)
    assert secret.number not in page(office.head, f"/matters/issues/{issue.pk}/")
    assert sum(heat.weekly_counts([issue])[issue.pk]) == len(matters)


# The list ----------------------------------------------------------------------------------------------------


def test_list_ranks_by_people_and_shows_the_trend(office: Cast) -> None:
    make_issue("路灯", 2, place="和平路")
    make_issue("搅拌站", 50, topic="环境保护", places_count=3, place="丽发新城")
    shown = page(office.clerk, "/matters/heat/")
    assert shown.index("搅拌站") < shown.index("路灯")
    assert '<meter min="0" max="50" value="2"' in shown
    assert "等 3 处" in shown
    assert "最近 12 周每周来件：" in shown


def test_list_shows_the_other_level_under_its_tab(office: Cast) -> None:
    make_issue("路灯", 2)
    make_issue("麻将馆", 9, relation=LinkRelation.SAME_PROBLEM)
    shown = page(office.clerk, "/matters/heat/?relation=same_problem")
    assert "麻将馆" in shown
    assert "路灯" not in shown
    assert "宜从源头治理" in shown


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["搅拌站", "路灯", "旧事"]),
        ("period=30", ["搅拌站", "路灯"]),
        ("period=7&topic=环境保护", ["搅拌站"]),
        ("topic=环境保护", ["搅拌站"]),
        ("topic=没有的", ["搅拌站", "路灯", "旧事"]),
        ("place=和平", ["路灯"]),
        ("place=搅拌", ["搅拌站"]),
        ("until=2026-09-30", ["旧事"]),
        ("since=2026-11-01", ["搅拌站", "路灯"]),
        ("since=坏的", ["搅拌站", "路灯", "旧事"]),
    ],
)
def test_list_follows_the_filter(office: Cast, query: str, titles: list[str]) -> None:
    make_issue("搅拌站", 9, topic="环境保护")
    make_issue("路灯", 5, place="和平路", topic="城乡建设")
    old = NOW - timedelta(days=70)
    make_issue("旧事", 3, first_at=old, last_at=old)
    shown = page(office.clerk, f"/matters/heat/?{query}")
    assert [title for title in ("搅拌站", "路灯", "旧事") if f">{title}</a>" in shown] == titles


def test_list_goes_on_over_pages_without_losing_or_repeating(
    office: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heat, "PAGE_SIZE", 3)
    for number in range(7):
        make_issue(f"问题{number}", 5 if number < 5 else 9)
    seen: list[tuple[int, str]] = []
    after, pages = "", 0
    while pages == 0 or after:
        found = hot_issues(HeatFilter(), after=after)
        seen += [(row.rank, row.issue.title) for row in found.rows]
        after, pages = found.after, pages + 1
    assert [rank for rank, _title in seen] == list(range(1, 8))
    assert len({title for _rank, title in seen}) == 7
    assert seen[0][1] in {"问题5", "问题6"}
    assert "下一页" in page(office.clerk, "/matters/heat/")


@pytest.mark.parametrize("after", ["x", "1|2", "1|2|x", "1|2|3|4", "-1|2|3"])
def test_list_with_a_mark_of_its_own_making_is_not_found(office: Cast, after: str) -> None:
    assert client_of(office.clerk).get("/matters/heat/", {"after": after}).status_code == 404


def test_list_that_is_empty_says_how_issues_arise(office: Cast) -> None:
    assert "两个以上不同的人反映同一件事，就会出现在这里" in page(office.clerk, "/matters/heat/")


def test_list_asked_for_by_a_live_page_gives_the_rows_alone(office: Cast) -> None:
    make_issue("搅拌站", 9)
    shown = client_of(office.clerk).get("/matters/heat/", headers={"HX-Target": "heat"}).content.decode()
    assert shown.startswith('<div id="heat" data-live="issues"')
    assert "<html" not in shown


def test_list_costs_the_same_for_few_and_many(
    office: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 20):
        for number in range(count):
            make_issue(f"问题{count}-{number}", 3)
        with django_assert_num_queries(3):
            hot_issues(HeatFilter())


def test_weeks_count_back_from_the_last_message(office: Cast) -> None:
    issue = make_issue("搅拌站", 3)
    for days in (0, 6, 8, 83, 84, 200):
        matter = came(("灯", "坏"), "甲", at=NOW - timedelta(days=days))
        IssueMember.objects.create(issue=issue, matter=matter)
    assert heat.weekly_counts([issue])[issue.pk] == (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2)
    assert heat.weekly_counts([]) == {}


def test_weeks_are_drawn_with_their_figures_as_words() -> None:
    drawn = draw_weeks((0, 4, 2))
    assert "<title>最近 3 周每周来件：0、4、2</title>" in drawn
    assert [f'height="{height}"' in drawn for height in (1, 18, 9)] == [True, True, True]
    assert "style=" not in drawn
    assert "<rect" not in draw_weeks(())


# One issue ---------------------------------------------------------------------------------------------------


def test_issue_lists_its_members_oldest_first_with_ticks(office: Cast) -> None:
    issue, matters = mixing_plant()
    issue.members.update(similarity=0.4)
    issue.members.filter(matter=matters[1]).update(similarity=0.6)
    shown = page(office.clerk, f"/matters/issues/{issue.pk}/")
    places = [shown.index(f"/matters/{matter.pk}/") for matter in matters]
    assert places == sorted(places)
    assert shown.count(" checked>") == 1
    assert "40%" in shown


def test_issue_of_many_places_offers_no_joining(office: Cast) -> None:
    issue, _matters = mixing_plant()
    Issue.objects.filter(pk=issue.pk).update(relation=LinkRelation.SAME_PROBLEM)
    shown = page(office.clerk, f"/matters/issues/{issue.pk}/")
    assert "适合专项治理或完善制度，不宜并为一件" in shown
    assert "并为一件</button>" not in shown
    assert " checked>" not in shown


def test_issue_costs_a_fixed_number_of_queries(
    office: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    issue, _matters = mixing_plant()
    account = Account.objects.get(pk=office.head.pk)
    assert issue_detail(account, issue).unseen == 0
    with django_assert_num_queries(2):
        detail = issue_detail(account, issue)
    assert len(detail.members) == 3


def test_members_put_out_can_be_put_back(office: Cast) -> None:
    issue, matters = mixing_plant()
    shown = post(office.clerk, f"/matters/issues/{issue.pk}/sort/", selected=matters[0].pk, part="1")
    assert "已移出 1 件，以后重算也不再归到一起" in shown
    assert f"/matters/issues/{issue.pk}/restore/?ids={matters[0].pk}" in shown
    assert len(members(issue)) == 2
    post(office.clerk, f"/matters/issues/{issue.pk}/restore/?ids={matters[0].pk}")
    assert len(members(issue)) == 3


def test_joining_shows_first_what_it_will_do(office: Cast) -> None:
    issue, matters = mixing_plant()
    ended = closed(office, "搅拌站")
    IssueMember.objects.create(issue=issue, matter=ended)
    chosen = [matter.pk for matter in [*matters, ended]]
    shown = post(
        office.clerk, f"/matters/issues/{issue.pk}/sort/", selected=chosen, main=matters[1].pk, join="1"
    )
    assert "将并入 2 件" in shown
    assert "现为“已办结”，不能并案" in shown
    assert f"并入 {matters[1].number}" in shown
    assert not Matter.objects.filter(state=MatterState.MERGED).exists()


def test_joining_that_is_confirmed_can_be_taken_back(office: Cast) -> None:
    issue, matters = mixing_plant()
    chosen = [matter.pk for matter in matters]
    shown = post(office.clerk, f"/matters/issues/{issue.pk}/sort/", selected=chosen, confirmed="1")
    assert f"已将 2 件并入 {matters[0].number}" in shown
    assert Matter.objects.get(pk=matters[0].pk).complainants == 3
    ids = f"{matters[1].pk},{matters[2].pk}"
    assert f"/matters/issues/split/?ids={matters[1].pk}%2C{matters[2].pk}" in shown
    assert "已撤销并案，各件恢复单独办理" in post(office.clerk, f"/matters/issues/split/?ids={ids}")
    assert not Matter.objects.filter(state=MatterState.MERGED).exists()
    assert "不能拆分" in post(office.clerk, f"/matters/issues/split/?ids={ids}")


def test_sorting_without_a_tick_or_with_one_alone_is_refused(office: Cast) -> None:
    issue, matters = mixing_plant()
    address = f"/matters/issues/{issue.pk}/sort/"
    assert "没有选中来件；请先勾选" in post(office.clerk, address, part="1")
    assert "没有选中来件" in post(office.clerk, address, selected="x", join="1")
    assert "都不能并入" in post(office.clerk, address, selected=matters[0].pk, confirmed="1")
    everyone = [matter.pk for matter in matters]
    assert "请至少留下一件" in post(office.clerk, address, selected=everyone, part="1")


def test_matter_of_another_issue_is_not_sorted_here(office: Cast) -> None:
    issue, _matters = mixing_plant()
    other = arrived("路灯不亮")
    shown = post(office.clerk, f"/matters/issues/{issue.pk}/sort/", selected=other.pk, part="1")
    assert "没有选中来件" in shown


def test_issue_that_is_gone_is_not_found(office: Cast) -> None:
    client = client_of(office.clerk)
    assert client.get("/matters/issues/9/").status_code == 404
    assert client.post("/matters/issues/9/sort/").status_code == 404
    assert client.post("/matters/issues/9/restore/").status_code == 404
    assert client.get("/matters/issues/9/sort/").status_code == 405


# Places ------------------------------------------------------------------------------------------------------


def test_places_count_people_and_leave_accusations_out(office: Cast) -> None:
    for person in ("甲", "甲", "乙", ""):
        arrived("路灯", sender=Sender(name=person))
    Matter.objects.filter(pk=arrived("井盖", sender=WANG).pk).update(place="和平路")
    Matter.objects.filter(pk=accusation(office).pk).update(place="望湖小区")
    closed(office)
    found = heat_by_place(TODAY - timedelta(days=9), TODAY)
    assert [(row.place, row.complainants, row.messages, row.open_matters) for row in found] == [
        ("望湖小区", 4, 5, 4),
        ("和平路", 1, 1, 1),
    ]
    assert heat_by_place(TODAY - timedelta(days=9), TODAY - timedelta(days=1)) == ()


def test_places_follow_topic_and_name(office: Cast) -> None:
    matter = arrived("路灯")
    Matter.objects.filter(pk=matter.pk).update(topic="城乡建设")
    Matter.objects.filter(pk=arrived("井盖").pk).update(place="和平路")
    assert [row.place for row in heat_by_place(TODAY, TODAY, topic="城乡建设")] == ["望湖小区"]
    shown = page(office.clerk, "/matters/heat/places/?place=和平")
    assert "和平路" in shown
    assert "望湖小区" not in shown
    assert "没有符合条件的地点" in page(office.clerk, "/matters/heat/places/?place=月球")


def test_places_cost_one_query(office: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    arrived("路灯")
    with django_assert_num_queries(1):
        heat_by_place(TODAY, TODAY)


# The web process ---------------------------------------------------------------------------------------------


def test_pages_do_not_load_the_worker_s_mind() -> None:
    script = (
        "import django, sys; django.setup(); import xianxing.duties.matters.urls;"
        "print([name for name in sys.modules if name.endswith(('actions.minds', 'engines.grouping'))])"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "xianxing.site.settings_test", "PATH": "/usr/bin:/bin"}
    found = run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
