"""What the duty gives to the whole: first page, figures, handing over, demo, replay."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.utils import timezone

from xianxing.duties.regulations.actions import keeping
from xianxing.duties.regulations.actions.adopting import set_steward
from xianxing.duties.regulations.demo import tell_stories
from xianxing.duties.regulations.figures import list_figures
from xianxing.duties.regulations.handover import open_work, take_over
from xianxing.duties.regulations.models import Acknowledgement, DraftState, Opinion, RuleDraft, Stewardship
from xianxing.duties.regulations.tests.given import NOW, TODAY, consulted, drafted, published
from xianxing.duties.regulations.today import sections
from xianxing.engines.rulebook import ChoiceField, NumberField, SetField, table_from_json
from xianxing.engines.rulebook.fields import Field, Given
from xianxing.office.access.models import Account, Role
from xianxing.office.access.tests.cast import Cast, make_account
from xianxing.office.authority.actions import backtest, check_version, decide, draft_version, replay, rule
from xianxing.office.authority.content import table_of
from xianxing.office.authority.models import Decision, DecisionTable, Limit, TableVersion
from xianxing.office.duty import DemoOffice, Heading
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry
from xianxing.office.ledger.queries import verify
from xianxing.office.people.models import Handover
from xianxing.site.demo.telling import Telling

pytestmark = pytest.mark.django_db


def shown(account: Account, heading: Heading) -> list[str]:
    return [
        str(line.title)
        for section in sections(account, NOW)
        if section.heading == heading
        for line in section.lines
    ]


def test_first_page_tells_each_what_waits(office: Cast) -> None:
    rule_made = published(office)
    keeping.tell(actor=office.clerk, instrument=rule_made, accounts=[office.clerk, office.unit], now=NOW)
    draft = drafted(office, code="二", title="另一件制度")
    consulted(office, draft, [office.clerk, office.leader, office.unit])
    table = DecisionTable.objects.get(name="matters.authority")
    version = draft_version(actor=office.head, table=table, now=NOW)
    assert shown(office.clerk, Heading.MINE) == [
        "会签《另一件制度》", f"复核{version}", "阅知《公务接待实施细则》",
    ]  # fmt: skip
    assert shown(office.leader, Heading.MINE) == ["会签《另一件制度》"]
    assert shown(office.unit, Heading.MINE) == ["会签《另一件制度》", "阅知《公务接待实施细则》"]
    assert sections(office.audit, NOW) == ()
    assert shown(office.head, Heading.DECIDE) == []
    assert "郑市长还没有会签《另一件制度》" in shown(office.head, Heading.RISK)
    Opinion.objects.update(answered_at=NOW, stance="agree")
    check_version(actor=office.clerk, version=version, tested=backtest(version), opinion="可", now=NOW)
    assert shown(office.head, Heading.DECIDE) == ["发布《另一件制度》", f"发布{version}"]
    set_steward(
        actor=office.head, instrument=rule_made, area=None, keeper=None, review_on=date(2026, 11, 1), now=NOW
    )
    assert shown(office.head, Heading.RISK) == ["《公务接待实施细则》过了复审日期"]


def test_figures_are_computed_from_what_happened(office: Cast) -> None:
    found = {figure.name: figure.value for figure in list_figures(office.head, TODAY)}
    assert found == {"decisions_cited": None, "areas_without_rule": 13.0, "past_review": 0.0}
    published(office)
    ask_often(office, 3)
    found = {figure.name: figure.value for figure in list_figures(office.head, TODAY)}
    assert found == {"decisions_cited": 100.0, "areas_without_rule": 12.0, "past_review": 0.0}
    assert list_figures(office.unit, TODAY) == ()


def any_value(field: Field, rng: Random) -> Given:
    match field:
        case ChoiceField():
            return rng.choice(field.values)
        case SetField():
            return [word for word in field.values if rng.random() < 0.5]
        case NumberField():
            return rng.choice([1, 9, 10, 11, 49, 50, 99_999, 100_000, 999_999, 1_000_000])
        case _:
            return rng.random() < 0.5


def ask_often(office: Cast, count: int) -> None:
    """Keep so many decisions on facts drawn by chance, over every table."""
    rng = Random(20261123)
    versions = list(TableVersion.objects.select_related("table").filter(state="published"))
    made = []
    for place in range(count):
        version = versions[place % len(versions)]
        facts = {field.name: any_value(field, rng) for field in table_of(version).fields}
        ruling = rule(version.table.name, facts, version=version)
        made.append(ruling.decision_on(office.office, actor=SYSTEM, now=NOW))
    Decision.objects.bulk_create(made)


def test_replay_of_generated_decisions_reproduces_all(office: Cast) -> None:
    ask_often(office, 400)
    decisions = list(Decision.objects.select_related("version__table"))
    assert len(decisions) == 400
    assert replay(decisions) == ()
    assert all(decision.clauses for decision in decisions)


def test_replay_notices_one_decision_that_was_altered(office: Cast) -> None:
    ask_often(office, 20)
    decisions = list(Decision.objects.select_related("version__table"))
    decisions[7].row = "别的行"
    assert [mismatch.decision for mismatch in replay(decisions)] == [decisions[7]]


def test_work_goes_to_a_successor(office: Cast) -> None:
    rule_made = published(office)
    draft = drafted(office, code="二")
    [opinion] = consulted(office, draft, [office.clerk])
    titles = [work.title for work in open_work(office.clerk)]
    assert titles == ["起草《公务接待实施细则》", "会签《公务接待实施细则》", "管理《公务接待实施细则》"]
    successor = make_account("next", "接手人", office.office, Role.STAFF)
    assert office.clerk.person is not None
    assert successor.person is not None
    for work in open_work(office.clerk):
        Handover.objects.create(
            person=office.clerk.person, successor=successor.person, object_type=work.object_type,
            object_id=work.object_id, title=work.title, at=NOW,
        )  # fmt: skip
    left = _entry(office.clerk)
    take_over(left)
    assert open_work(office.clerk) == []
    assert RuleDraft.objects.get(pk=draft.pk).drafted_by == successor
    assert Opinion.objects.get(pk=opinion.pk).asked == successor
    assert Stewardship.objects.get(instrument=rule_made).keeper == successor


def _entry(account: Account) -> Entry:
    """What the ledger says when someone left, as far as the listener reads it."""
    return Entry(object_id=account.person_id or 0, at=NOW, actor_name="周主任")


def test_demo_tells_a_rule_from_draft_to_readers_and_leaves_work_open(office: Cast) -> None:
    names = ("keyuan1", "keyuan2", "keyuan3", "keyuan4")
    accounts = {name: make_account(name, name, office.office, Role.STAFF) for name in names}
    demo = DemoOffice(NOW, Random(1), {**accounts, "zhuren": office.head, "fushizhang": office.leader}, {})
    begun = datetime.now(tz=timezone.get_current_timezone())
    Telling(tell_stories(demo)).tell_until(NOW)
    assert datetime.now(tz=timezone.get_current_timezone()) - begun < timedelta(seconds=5)
    states = dict(RuleDraft.objects.values_list("code", "state"))
    assert states == {"公务接待细则": DraftState.PUBLISHED, "印章办法": DraftState.CONSULTING}
    assert Acknowledgement.objects.filter(acknowledged_at__isnull=True).count() == 1
    assert Limit.objects.get(pack="reception", name="small_companions").office_value == "2"
    assert Stewardship.objects.filter(review_on__lt=TODAY).count() == 1
    assert verify() == ()


def test_decide_keeps_the_version_of_acceptance(office: Cast) -> None:
    version = TableVersion.objects.select_related("table").get(table__name="matters.deadlines")
    facts = {field.name: any_value(field, Random(3)) for field in table_of(version).fields}
    kept = decide(
        actor=office.clerk,
        table="matters.deadlines",
        facts=facts,
        obj=office.office,
        now=NOW,
        version=version,
    )
    assert kept.version == version
    assert table_from_json(version.content).version == "1"
