"""The job that reads new matters: suggestions only, what people settled stays, accusations are kept close."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from xianxing.duties.matters.actions import minds, understanding
from xianxing.duties.matters.actions.labels import replace_topics, seed_topics
from xianxing.duties.matters.actions.minds import current_mind, forget_minds
from xianxing.duties.matters.actions.topics import confirm_topic
from xianxing.duties.matters.actions.understanding import (
    understand_chunk,
    understand_matters,
    understand_waiting,
)
from xianxing.duties.matters.engine import Kind
from xianxing.duties.matters.errors import IntakeRefused
from xianxing.duties.matters.models import (
    LearnedTopics,
    Link,
    LinkRelation,
    Matter,
    MatterKind,
    Risk,
    Topic,
    TopicState,
)
from xianxing.duties.matters.tests.factories import NOW, arrived
from xianxing.duties.matters.tests.minds import fresh_mind
from xianxing.duties.matters.tests.test_issues import MIXER, PARKING, came
from xianxing.office.access.tests.cast import Cast
from xianxing.office.jobs.models import Job
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry as LedgerEntry
from xianxing.office.notices.models import Notice

pytestmark = pytest.mark.django_db
ACCUSATION = ("实名举报镇长贪污受贿", "我实名举报镇长王某收受贿赂、贪污公款，请纪委依法查处。")
FIRE = ("小区地下室燃气泄漏", "小区地下室燃气泄漏，气味很重，随时可能爆炸，请立即处理。")


@pytest.fixture(autouse=True)
def mind(office: Cast) -> minds.Mind:
    return fresh_mind(NOW)


def unread(text: tuple[str, str], person: str = "甲") -> Matter:
    """Return a matter that the machine has not read and whose kind nobody said."""
    matter = came(text, person)
    Matter.objects.filter(pk=matter.pk).update(kind=MatterKind.HELP, kind_confirmed=False)
    matter.refresh_from_db()
    return matter


def read(*matters: Matter) -> list[Matter]:
    understand_matters({"matters": [matter.pk for matter in matters]})
    return [Matter.objects.get(pk=matter.pk) for matter in matters]


# What is read ------------------------------------------------------------------------------------------------


def test_reading_notes_topic_kind_place_and_moment(office: Cast) -> None:
    (found,) = read(unread(MIXER[2]))
    assert found.topic_state in {TopicState.AUTO, TopicState.SUGGESTED, TopicState.ASKED}
    assert 1 <= len(found.topic_scores) <= 3
    assert found.kind == MatterKind.COMPLAINT
    assert not found.kind_confirmed
    assert "丽发新城" in found.place
    assert found.understood_at is not None


def test_reading_raises_risk_to_yellow_and_no_further(office: Cast) -> None:
    (found,) = read(unread(FIRE))
    assert found.risk == Risk.YELLOW


def test_reading_leaves_what_people_settled(office: Cast) -> None:
    matter = unread(FIRE)
    Matter.objects.filter(pk=matter.pk).update(
        kind=MatterKind.SUGGESTION, kind_confirmed=True, risk=Risk.RED, place="和平路"
    )
    matter.refresh_from_db()
    confirm_topic(actor=office.clerk, matter=matter, topic="城乡建设", now=NOW)
    (found,) = read(matter)
    assert (found.kind, found.risk, found.place) == (MatterKind.SUGGESTION, Risk.RED, "和平路")
    assert (found.topic, found.topic_state) == ("城乡建设", TopicState.CONFIRMED)


def test_reading_leaves_what_people_settled_while_it_read(
    office: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = unread(ACCUSATION)
    whole = understanding._without_restricted

    def settle_meanwhile(links: list[Link]) -> list[Link]:
        now = Matter.objects.filter(pk=matter.pk)
        now.update(kind=MatterKind.HELP, kind_confirmed=True, risk=Risk.RED, place="和平路")
        now.update(topic="城乡建设", topic_state=TopicState.CONFIRMED)
        return whole(links)

    monkeypatch.setattr(understanding, "_without_restricted", settle_meanwhile)
    (found,) = read(matter)
    assert (found.kind, found.risk, found.place) == (MatterKind.HELP, Risk.RED, "和平路")
    assert (found.topic, found.is_restricted) == ("城乡建设", False)


def test_reading_twice_gives_the_same_rows(office: Cast) -> None:
    matters = [unread(text, f"甲{number}") for number, text in enumerate(MIXER)]
    first = read(*matters)
    links = list(Link.objects.values_list("matter_id", "other_id", "similarity"))
    assert read(*matters) == first
    assert list(Link.objects.values_list("matter_id", "other_id", "similarity")) == links


def test_reading_by_two_workers_at_once_restricts_and_tells_once(office: Cast) -> None:
    matter = unread(ACCUSATION)
    mind = current_mind(NOW)
    whole = understanding._keep_all

    def other_worker_first(matters: Sequence[Matter], now: datetime) -> set[int]:
        understanding._keep_all = whole
        understand_chunk([matter.pk], mind=mind, now=NOW)
        return whole(matters, NOW)

    understanding._keep_all = other_worker_first
    try:
        understand_chunk([matter.pk], mind=mind, now=NOW)
    finally:
        understanding._keep_all = whole
    assert LedgerEntry.objects.filter(verb="matters.matter.restricted").count() == 1
    assert Notice.objects.filter(account=office.head).count() == 1


def test_reading_of_nothing_new_asks_for_nothing(office: Cast) -> None:
    (matter,) = read(unread(PARKING[0]))
    Job.objects.all().delete()
    read(matter)
    assert not Job.objects.exists()


def test_reading_of_something_new_has_the_issues_renewed(office: Cast) -> None:
    read(unread(PARKING[0]))
    assert Job.objects.filter(name="matters.regroup").count() == 1


def test_command_reads_all_that_waits_and_reports(office: Cast) -> None:
    for number, text in enumerate(MIXER):
        unread(text, f"甲{number}")
    told: list[tuple[int, int]] = []
    count = understand_waiting(now=NOW, report=lambda done, total: told.append((done, total)))
    assert (count, told) == (3, [(3, 3)])
    assert understand_waiting(now=NOW, report=lambda _done, _total: None) == 0


# Look-alikes -------------------------------------------------------------------------------------------------


def test_look_alike_is_suggested_with_its_reasons(office: Cast) -> None:
    first, second = (unread(text, f"甲{number}") for number, text in enumerate(MIXER[:2]))
    read(first)
    read(second)
    link = Link.objects.get()
    assert (link.matter, link.other) == (second, first)
    assert link.relation in {LinkRelation.SAME_MATTER, LinkRelation.DUPLICATE}
    assert link.similarity >= 0.25
    assert link.reasons


def test_look_alike_from_before_a_restart_is_found(office: Cast) -> None:
    first, second = (unread(text, f"甲{number}") for number, text in enumerate(MIXER[:2]))
    read(first)
    fresh_mind(NOW)
    read(second)
    assert Link.objects.get().other == first


def test_look_alike_that_another_process_read_is_found(office: Cast) -> None:
    first, second = (unread(text, f"甲{number}") for number, text in enumerate(MIXER[:2]))
    current_mind(NOW)
    Matter.objects.filter(pk=first.pk).update(understood_at=NOW)
    read(second)
    assert Link.objects.get().other == first


def test_restricted_matter_gets_no_link_and_gives_none(office: Cast) -> None:
    secret, second, third = (unread(text, f"甲{number}") for number, text in enumerate(MIXER))
    Matter.objects.filter(pk=secret.pk).update(is_restricted=True)
    read(secret)
    assert str(secret.pk) not in current_mind(NOW).index
    read(second)
    assert not Link.objects.exists()
    Matter.objects.filter(pk=second.pk).update(is_restricted=True)
    assert str(second.pk) in current_mind(NOW).index
    read(third)
    assert not Link.objects.exists()


def test_read_again_matter_is_not_its_own_look_alike(office: Cast) -> None:
    (matter,) = read(unread(MIXER[0]))
    Matter.objects.filter(pk=matter.pk).update(understood_at=None)
    read(matter)
    assert not Link.objects.exists()


# Accusations -------------------------------------------------------------------------------------------------


def test_accusation_is_restricted_at_once_and_the_head_is_told(office: Cast) -> None:
    (found,) = read(unread(ACCUSATION))
    assert (found.kind, found.is_restricted, found.kind_confirmed) == (MatterKind.ACCUSATION, True, False)
    notice = Notice.objects.get()
    assert (notice.account, notice.text) == (
        office.head,
        f"{found.number} 疑似检举控告，已限定知悉范围，请确认类别",
    )
    recorded = LedgerEntry.objects.get(verb="matters.matter.restricted")
    assert (recorded.actor_name, recorded.clauses) == (SYSTEM.actor_name, ["信访工作条例#30"])


def test_many_accusations_are_told_in_one_line(office: Cast) -> None:
    read(*(unread(ACCUSATION, f"甲{number}") for number in range(4)))
    notice = Notice.objects.get()
    assert (notice.text, notice.url) == (
        "4 件来件疑似检举控告，已限定知悉范围，请确认类别",
        "/matters/?tab=open&kind=accusation",
    )
    assert Matter.objects.filter(is_restricted=True).count() == 4


def test_accusation_against_the_head_is_not_told_to_the_head(office: Cast) -> None:
    matter = unread(ACCUSATION)
    assert office.head.person is not None
    matter.accused.create(person=office.head.person)
    read(matter)
    assert not Notice.objects.exists()


def test_message_whose_kind_was_confirmed_is_not_restricted(office: Cast) -> None:
    matter = came(ACCUSATION, "甲")
    Matter.objects.filter(pk=matter.pk).update(kind=MatterKind.HELP, kind_confirmed=True)
    (found,) = read(matter)
    assert (found.kind, found.is_restricted) == (MatterKind.HELP, False)


# What is learned ---------------------------------------------------------------------------------------------


def test_confirmations_teach_and_are_kept_for_the_next_start(
    office: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minds, "LEARN_EVERY", 4)
    texts = [
        ("路灯不亮", "城乡建设"),
        ("井盖丢了", "城乡建设"),
        ("学校补课收费", "教育文体"),
        ("教师待遇", "教育文体"),
    ]
    for number, (title, topic) in enumerate(texts):
        matter = came((title, f"{title}，请处理。"), f"甲{number}")
        confirm_topic(actor=office.clerk, matter=matter, topic=topic, now=NOW)
    mind = current_mind(NOW)
    assert mind.taught == 4
    kept = LearnedTopics.objects.get()
    assert kept.confirmations == 4
    forget_minds()
    again = current_mind(NOW + timedelta(hours=1))
    assert again.taught == 4
    assert again.triage.names == mind.triage.names
    kept.state = b"damaged"
    kept.save()
    forget_minds()
    assert current_mind(NOW).taught == 4


def test_labels_that_were_replaced_build_a_new_mind(office: Cast) -> None:
    before = current_mind(NOW)
    rows = [("城乡建设", "市政", "路灯"), ("教育", "收费", "补课")]
    replace_topics(actor=office.head, rows=rows, now=NOW)
    after = current_mind(NOW)
    assert after is not before
    assert set(after.triage.names) == {"城乡建设", "教育"}


def test_labels_are_seeded_once(office: Cast) -> None:
    count = Topic.objects.count()
    assert count > 50
    assert len({topic.first for topic in Topic.objects.all()}) == 15
    assert seed_topics(actor=SYSTEM, now=NOW) == 0
    assert Topic.objects.count() == count


@pytest.mark.parametrize("rows", [[], [("", "市政", "路灯")]])
def test_labels_that_cannot_be_used_are_refused(office: Cast, rows: list[tuple[str, str, str]]) -> None:
    with pytest.raises(IntakeRefused) as refused:
        replace_topics(actor=office.head, rows=rows, now=NOW)
    assert refused.value.messages == ["分类表是空的，或有一行缺少一级分类；请补齐后再导入"]


def test_kinds_of_engine_and_duty_are_the_same() -> None:
    assert {kind.value for kind in Kind} == {kind.value for kind in understanding.KINDS.values()}


def test_matter_opened_by_hand_is_read_by_the_worker(office: Cast) -> None:
    matter = arrived("路灯不亮")
    job = Job.objects.get(name="matters.understand")
    assert job.payload == {"matters": [matter.pk]}
