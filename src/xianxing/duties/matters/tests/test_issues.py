"""Hot issues: what the machine groups, what people join and part, what only few may know."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from xianxing.duties.matters.actions.issues import find_groups, regroup_matters
from xianxing.duties.matters.actions.linking import join_matter
from xianxing.duties.matters.actions.members import recount_issue
from xianxing.duties.matters.actions.parting import (
    join_members,
    part_from_issue,
    plan_joining,
    restore_to_issue,
    split_members,
)
from xianxing.duties.matters.actions.placing import Grouped, place_groups
from xianxing.duties.matters.actions.protecting import name_accused, restrict_matter
from xianxing.duties.matters.actions.renewing import next_night, renew_issues, renew_nightly
from xianxing.duties.matters.actions.topics import confirm_kind
from xianxing.duties.matters.engine import Kind
from xianxing.duties.matters.errors import MoveRefused
from xianxing.duties.matters.models import (
    Issue,
    IssueExclusion,
    Link,
    LinkRelation,
    LinkState,
    Matter,
    MatterState,
)
from xianxing.duties.matters.tests.factories import NOW, arrived, closed
from xianxing.office.access.tests.cast import Cast
from xianxing.office.jobs.models import Job, Timer
from xianxing.office.jobs.timers import fire_due
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry as LedgerEntry
from xianxing.office.register.senders import Sender

pytestmark = pytest.mark.django_db

MIXER = (
    ("丽发新城小区旁搅拌站噪音扰民", "丽发新城小区旁边的搅拌站半夜生产，噪音粉尘严重，居民无法休息。"),
    ("丽发新城搅拌站夜间施工噪音", "丽发新城附近的搅拌站每天夜间生产，噪音扰民，粉尘污染，请查处。"),
    ("投诉丽发新城小区搅拌站粉尘噪音", "搅拌站离丽发新城小区太近，夜里噪音大，粉尘污染严重，无法开窗。"),
)
PARKING = (
    ("伊景园滨河苑捆绑销售车位", "伊景园滨河苑买房必须捆绑购买车位，价格很高，请处理。"),
    ("投诉伊景园滨河苑车位捆绑销售", "伊景园滨河苑开发商捆绑销售车位，不买车位就不让买房，请查处。"),
)


def came(text: tuple[str, str], person: str, *, at: datetime = NOW) -> Matter:
    """Return a matter of one person with a title and a text of its own."""
    title, body = text
    sender = Sender(name=person) if person else Sender()
    matter = arrived(title, sender=sender, at=at)
    matter.entry.text = body
    matter.entry.save()
    Matter.objects.filter(pk=matter.pk).update(place="")
    return Matter.objects.select_related("entry").get(pk=matter.pk)


def all_of(texts: Sequence[tuple[str, str]], *, first: str = "甲") -> list[Matter]:
    """Return a matter for each text, each of another person, a day apart."""
    return [
        came(text, f"{first}{number}", at=NOW - timedelta(days=len(texts) - number))
        for number, text in enumerate(texts)
    ]


def same_matter() -> list[Issue]:
    return list(Issue.objects.filter(relation=LinkRelation.SAME_MATTER).order_by("-complainants", "-id"))


def members(issue: Issue) -> set[int]:
    return set(issue.members.values_list("matter_id", flat=True))


# What the machine groups -------------------------------------------------------------------------------------


def test_regroup_puts_messages_of_one_matter_together_hottest_first(office: Cast) -> None:
    mixer, parking = all_of(MIXER), all_of(PARKING, first="乙")
    regroup_matters({})
    issues = same_matter()
    assert [members(issue) for issue in issues] == [{m.pk for m in mixer}, {m.pk for m in parking}]
    hottest = issues[0]
    assert (hottest.complainants, hottest.messages_count) == (3, 3)
    assert (hottest.first_at, hottest.last_at) == (mixer[0].received_at, mixer[2].received_at)
    assert "丽发新城" in hottest.place
    assert hottest.title in {title for title, _body in MIXER}


def test_regroup_counts_one_person_once_and_one_person_alone_is_no_issue(office: Cast) -> None:
    for text in MIXER:
        came(text, "甲")
    regroup_matters({})
    assert same_matter() == []
    came(MIXER[0], "乙")
    regroup_matters({})
    assert [(issue.complainants, issue.messages_count) for issue in same_matter()] == [(2, 4)]


def test_regroup_counts_the_same_nameless_text_once(office: Cast) -> None:
    for _time in range(5):
        came(MIXER[0], "")
    regroup_matters({})
    assert same_matter() == []


def test_regroup_tells_how_like_each_member_is_to_the_one_most_like_it(office: Cast) -> None:
    first, second, third = all_of(MIXER)
    outside = came(("夜里睡不着", "楼上小孩半夜跑跳，物业不管。"), "丙")
    for one, other, similarity, state in (
        (second, first, 0.4, LinkState.SUGGESTED),
        (third, second, 0.7, LinkState.ACCEPTED),
        (third, first, 0.9, LinkState.REFUSED),
        (first, outside, 0.95, LinkState.SUGGESTED),
    ):
        Link.objects.create(
            matter=one, other=other, similarity=similarity, state=state, relation=LinkRelation.SAME_MATTER
        )
    regroup_matters({})
    found = dict(same_matter()[0].members.values_list("matter_id", "similarity"))
    assert found == {first.pk: 0.4, second.pk: 0.7, third.pk: 0.7}


def test_regroup_twice_keeps_the_ids_of_issues(office: Cast) -> None:
    all_of(MIXER)
    regroup_matters({})
    before = same_matter()
    all_of(PARKING, first="乙")
    came(MIXER[0], "丙")
    regroup_matters({})
    after = same_matter()
    assert after[0].pk == before[0].pk
    assert [issue.complainants for issue in after] == [4, 2]


def test_regroup_drops_issues_that_are_no_more(office: Cast) -> None:
    mixer = all_of(MIXER)
    regroup_matters({})
    for matter in mixer:
        restrict_matter(actor=SYSTEM, matter=matter, now=NOW)
    regroup_matters({})
    assert not Issue.objects.exists()


def test_regroup_of_nothing_gives_nothing(office: Cast) -> None:
    regroup_matters({})
    assert not Issue.objects.exists()
    assert Timer.objects.filter(key="matters.issues.nightly").exists()


def test_regroup_takes_the_likeliest_topic_of_the_members(office: Cast) -> None:
    mixer = all_of(MIXER)
    Matter.objects.filter(pk=mixer[0].pk).update(topic="环境保护")
    Matter.objects.filter(pk=mixer[1].pk).update(topic_scores=[["环境保护", 0.4], ["城乡建设", 0.3]])
    regroup_matters({})
    assert same_matter()[0].topic == "环境保护"


def test_regroup_finds_one_problem_in_many_places(office: Cast) -> None:
    texts = [
        (f"{place}麻将馆噪音扰民", f"{place}楼下开麻将馆，营业到深夜，噪音扰民，无法休息，请查处。")
        for place in ("东城区望湖社区", "西城区东汇社区", "南城区金星社区", "北城区梅溪社区")
    ]
    matters = all_of(texts)
    regroup_matters({})
    problems = Issue.objects.filter(relation=LinkRelation.SAME_PROBLEM)
    assert [members(issue) for issue in problems] == [{matter.pk for matter in matters}]
    assert problems[0].places_count >= 2
    assert same_matter() == []


# What people decide ------------------------------------------------------------------------------------------


def test_parted_matter_leaves_and_never_comes_back_by_itself(office: Cast) -> None:
    mixer = all_of(MIXER)
    regroup_matters({})
    issue = same_matter()[0]
    part_from_issue(actor=office.clerk, issue=issue, matters=[mixer[0]], now=NOW)
    issue.refresh_from_db()
    assert (members(issue), issue.complainants) == ({mixer[1].pk, mixer[2].pk}, 2)
    recorded = LedgerEntry.objects.get(verb="matters.issue.parted")
    assert [each["after"] for each in recorded.changes] == [mixer[0].number]
    regroup_matters({})
    assert [members(issue) for issue in same_matter()] == [{mixer[1].pk, mixer[2].pk}]
    assert same_matter()[0].pk == issue.pk


def test_parted_matter_that_gave_the_title_takes_it_along(office: Cast) -> None:
    mixer = all_of(MIXER)
    regroup_matters({})
    issue = same_matter()[0]
    typical = next(matter for matter in mixer if matter.title == issue.title)
    part_from_issue(actor=office.clerk, issue=issue, matters=[typical], now=NOW)
    issue.refresh_from_db()
    assert issue.title in {matter.title for matter in mixer if matter != typical}


def test_parting_can_be_taken_back(office: Cast) -> None:
    mixer = all_of(MIXER)
    regroup_matters({})
    issue = same_matter()[0]
    part_from_issue(actor=office.clerk, issue=issue, matters=[mixer[0]], now=NOW)
    restore_to_issue(actor=office.clerk, issue=issue, matters=[mixer[0]], now=NOW)
    issue.refresh_from_db()
    assert (len(members(issue)), issue.complainants) == (3, 3)
    assert not IssueExclusion.objects.exists()
    assert LedgerEntry.objects.filter(verb="matters.issue.restored").count() == 1


def test_parting_all_is_refused(office: Cast) -> None:
    mixer = all_of(MIXER)
    regroup_matters({})
    with pytest.raises(MoveRefused) as refused:
        part_from_issue(actor=office.clerk, issue=same_matter()[0], matters=mixer, now=NOW)
    assert refused.value.messages == ["不能移出全部来件；请至少留下一件，以说明此问题是什么"]
    assert not IssueExclusion.objects.exists()


def test_joined_matter_stays_with_its_main_one_though_the_words_differ(office: Cast) -> None:
    mixer = all_of(MIXER)
    other = came(("夜里睡不着", "楼上小孩半夜跑跳，物业不管。"), "丙")
    join_matter(actor=office.clerk, matter=other, into=mixer[0], reason="同一事项", now=NOW)
    regroup_matters({})
    assert [members(issue) for issue in same_matter()] == [{m.pk for m in [*mixer, other]}]


def test_plan_of_joining_says_which_cannot_and_why(office: Cast) -> None:
    mixer = all_of(MIXER)
    ended = closed(office, "搅拌站")
    planned = plan_joining(mixer[0], [*mixer, ended])
    assert planned.joins == (mixer[1], mixer[2])
    assert planned.refused == ((ended, "现为“已办结”，不能并案"),)
    secret = came(MIXER[0], "丁")
    restrict_matter(actor=SYSTEM, matter=secret, now=NOW)
    assert plan_joining(mixer[0], [secret]).refused == ((secret, "限定知悉范围的事项不与其他事项并案"),)
    assert plan_joining(ended, [mixer[0]]).refused == ((mixer[0], f"主件 {ended.number} 已不在办"),)


def test_joining_members_makes_one_matter_and_can_be_taken_back(office: Cast) -> None:
    mixer = all_of(MIXER)
    joined = join_members(actor=office.clerk, main=mixer[0], matters=mixer, reason="同一事项", now=NOW)
    assert joined == (mixer[1], mixer[2])
    main = Matter.objects.get(pk=mixer[0].pk)
    assert main.complainants == 3
    assert {Matter.objects.get(pk=m.pk).state for m in joined} == {MatterState.MERGED}
    again = list(Matter.objects.select_related("entry", "merged_into").filter(pk__in=[m.pk for m in joined]))
    split_members(actor=office.clerk, matters=again, reason="撤销并案", now=NOW)
    main.refresh_from_db()
    assert main.complainants == 1
    assert {Matter.objects.get(pk=m.pk).state for m in joined} == {MatterState.REGISTERED}


def test_joining_nothing_that_can_be_is_refused(office: Cast) -> None:
    mixer = all_of(MIXER[:1])
    with pytest.raises(MoveRefused) as refused:
        join_members(actor=office.clerk, main=mixer[0], matters=mixer, reason="x", now=NOW)
    assert refused.value.messages == [f"选中的来件都不能并入 {mixer[0].number}；请另选主件"]


def test_splitting_one_that_is_not_joined_takes_nothing_back(office: Cast) -> None:
    mixer = all_of(MIXER)
    join_members(actor=office.clerk, main=mixer[0], matters=mixer[:2], reason="x", now=NOW)
    again = list(Matter.objects.select_related("entry", "merged_into").order_by("id"))
    with pytest.raises(MoveRefused):
        split_members(actor=office.clerk, matters=again[1:], reason="x", now=NOW)
    assert Matter.objects.get(pk=mixer[1].pk).state == MatterState.MERGED


# What only few may know --------------------------------------------------------------------------------------


def test_restricted_matter_leaves_issue_title_and_links_at_once(office: Cast) -> None:
    mixer = all_of(MIXER)
    regroup_matters({})
    issue = same_matter()[0]
    typical = next(matter for matter in mixer if matter.title == issue.title)
    other = next(matter for matter in mixer if matter != typical)
    Link.objects.create(matter=other, other=typical, relation=LinkRelation.SAME_MATTER, similarity=0.7)
    Link.objects.create(matter=typical, other=other, relation=LinkRelation.SAME_MATTER, similarity=0.7)
    restrict_matter(actor=SYSTEM, matter=typical, now=NOW)
    issue.refresh_from_db()
    assert typical.pk not in members(issue)
    assert (issue.title != typical.title, issue.complainants) == (True, 2)
    assert not Link.objects.exists()


def test_matter_with_named_accused_leaves_its_issue(office: Cast) -> None:
    mixer = all_of(MIXER)
    regroup_matters({})
    name_accused(actor=office.head, matter=mixer[0], organ=office.unit_organ, person=None, now=NOW)
    assert members(same_matter()[0]) == {mixer[1].pk, mixer[2].pk}


def test_kind_that_is_confirmed_as_accusation_leaves_and_another_stays(office: Cast) -> None:
    mixer = all_of(MIXER)
    regroup_matters({})
    confirm_kind(actor=office.clerk, matter=mixer[0], kind=Kind.COMPLAINT, now=NOW)
    assert len(members(same_matter()[0])) == 3
    confirm_kind(actor=office.clerk, matter=mixer[1], kind=Kind.ACCUSATION, now=NOW)
    assert members(same_matter()[0]) == {mixer[0].pk, mixer[2].pk}


def test_issue_whose_last_member_left_is_gone(office: Cast) -> None:
    mixer = all_of(MIXER[:2])
    regroup_matters({})
    for matter in mixer:
        restrict_matter(actor=SYSTEM, matter=matter, now=NOW)
    assert not Issue.objects.exists()


def test_restricted_matter_is_never_grouped(office: Cast) -> None:
    mixer = all_of(MIXER)
    restrict_matter(actor=SYSTEM, matter=mixer[0], now=NOW)
    regroup_matters({})
    assert members(same_matter()[0]) == {mixer[1].pk, mixer[2].pk}


def test_matter_restricted_while_the_engine_groups_is_left_out(office: Cast) -> None:
    mixer = all_of(MIXER)
    grouped = find_groups(NOW)
    typical = next(m for m in mixer if m.title == grouped.same_matter[0].title)
    restrict_matter(actor=SYSTEM, matter=typical, now=NOW)
    place_groups(grouped, now=NOW)
    issue = same_matter()[0]
    assert members(issue) == {m.pk for m in mixer if m != typical}
    assert issue.title != typical.title
    assert issue.complainants == 2


def test_group_of_which_one_person_is_left_is_no_issue(office: Cast) -> None:
    mixer = all_of(MIXER[:2])
    grouped = find_groups(NOW)
    restrict_matter(actor=SYSTEM, matter=mixer[0], now=NOW)
    place_groups(grouped, now=NOW)
    assert not Issue.objects.exists()


def test_matters_that_people_joined_are_an_issue_though_the_machine_sees_none(office: Cast) -> None:
    one = came(("夜里睡不着", "楼上小孩半夜跑跳，物业不管。"), "甲")
    other = came(("太吵", "隔壁装修电钻声从早到晚。"), "乙")
    join_matter(actor=office.clerk, matter=other, into=one, reason="同一事项", now=NOW)
    place_groups(Grouped((), ()), now=NOW)
    assert [members(issue) for issue in same_matter()] == [{one.pk, other.pk}]
    assert same_matter()[0].title == one.title


def test_recount_of_issue_follows_its_members(office: Cast) -> None:
    mixer = all_of(MIXER)
    regroup_matters({})
    issue = same_matter()[0]
    issue.members.filter(matter=mixer[2]).delete()
    recount_issue(issue, now=NOW)
    assert (issue.messages_count, issue.last_at) == (2, mixer[1].received_at)


# When they are rebuilt ---------------------------------------------------------------------------------------


def test_renewal_waits_and_is_asked_for_once(office: Cast) -> None:
    renew_issues(now=NOW)
    renew_issues(now=NOW + timedelta(minutes=5))
    job = Job.objects.get(name="matters.regroup")
    assert (job.run_after, job.priority) == (NOW + timedelta(minutes=30), -1)


def test_renewal_at_once_does_not_wait_for_the_one_that_waits(office: Cast) -> None:
    renew_issues(now=NOW)
    renew_issues(now=NOW, after=timedelta())
    waiting = Job.objects.filter(name="matters.regroup").values_list("run_after", flat=True)
    assert sorted(waiting) == [NOW, NOW + timedelta(minutes=30)]


def test_renewal_of_every_night_arms_the_next(office: Cast) -> None:
    renew_issues(now=NOW, after=timedelta())
    Job.objects.all().delete()
    night = next_night(NOW)
    assert night.isoformat() == "2026-11-24T02:30:00+08:00"
    assert next_night(night - timedelta(minutes=1)) == night
    fire_due(now=night)
    assert Job.objects.filter(name="matters.regroup").count() == 1
    timer = Timer.objects.get(key="matters.issues.nightly")
    assert (timer.due_at, timer.fired_at) == (night + timedelta(days=1), None)


def test_renewal_of_a_timer_without_moment_goes_by_when_it_was_due(office: Cast) -> None:
    renew_nightly(Timer(key="x", kind="matters.issues.nightly", due_at=NOW))
    assert Job.objects.get(name="matters.regroup").run_after == NOW
