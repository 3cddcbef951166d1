"""A paper about an accusation stays from whom the accusation is kept (信访工作条例 三十)."""

from datetime import timedelta

import pytest
from django.test import Client

from xianxing.duties.matters.tests.factories import accepted, accusation, open_the_office
from xianxing.duties.writing.actions import consulting, issuing
from xianxing.duties.writing.actions.drafting import Kind, Origin, draft_paper
from xianxing.duties.writing.engine.life import Bearing, State
from xianxing.duties.writing.errors import GuardRefused
from xianxing.duties.writing.models import Consultation, Paper
from xianxing.duties.writing.permissions import may_answer_consultation, visible_papers
from xianxing.duties.writing.tests.factories import CONTENT, NOW, TODAY
from xianxing.duties.writing.today import sections
from xianxing.engines.docform import DocumentType, Form
from xianxing.office.access.tests.cast import Cast
from xianxing.office.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast) -> Cast:
    open_the_office()
    return cast


def paper_about(cast: Cast, matter_id: int) -> Paper:
    origin = Origin(object_type="matters.matter", object_id=matter_id)
    kind = Kind(cast.office, DocumentType.NOTICE, Form.ORDINARY, Bearing.DOWN)
    return draft_paper(actor=cast.head, kind=kind, content=CONTENT, origin=origin, now=NOW)


def seen_by(cast: Cast, paper: Paper) -> set[str]:
    return {
        name
        for name, account in cast.accounts().items()
        if visible_papers(account).filter(pk=paper.pk).exists()
    }


def test_paper_about_a_usual_matter_is_the_whole_office_s(office: Cast) -> None:
    assert seen_by(office, paper_about(office, accepted(office).pk)) == {"head", "clerk"}


def test_paper_about_an_accusation_is_seen_by_those_alone_who_know_of_it(
    office: Cast, client: Client
) -> None:
    paper = paper_about(office, accusation(office).pk)
    assert seen_by(office, paper) == {"head"}
    client.force_login(office.clerk)
    assert client.get(f"/writing/{paper.pk}/").status_code == 404
    assert paper.title not in client.get("/writing/?tab=all").content.decode()


def test_accused_organ_is_not_consulted_on_a_paper_about_the_accusation(office: Cast) -> None:
    paper = paper_about(office, accusation(office).pk)
    with pytest.raises(GuardRefused) as refused:
        consulting.consult(actor=office.head, paper=paper, organs=[office.unit_organ], due_on=TODAY, now=NOW)
    assert refused.value.messages == ["住建局不得知悉此文稿所涉的事项；请改选其他单位"]
    assert not Notice.objects.filter(account=office.unit).exists()


def test_accused_organ_is_not_sent_a_paper_about_the_accusation(office: Cast) -> None:
    paper = paper_about(office, accusation(office).pk)
    Paper.objects.filter(pk=paper.pk).update(state=State.REGISTERING)
    paper.refresh_from_db()
    wanted = issuing.Distribution("平办发", [office.unit_organ])
    with pytest.raises(GuardRefused, match="住建局不得知悉此文稿所涉的事项；请改选其他单位"):
        issuing.register_number(actor=office.head, paper=paper, wanted=wanted, now=NOW)
    assert paper.number == ""


def test_organ_that_was_accused_after_it_was_asked_sees_and_hears_no_more(office: Cast) -> None:
    paper = paper_about(office, accusation(office).pk)
    asked = Consultation.objects.create(
        paper=paper,
        organ=office.unit_organ,
        version_number=1,
        asked_by=office.head,
        asked_at=NOW,
        due_on=TODAY + timedelta(days=3),
    )
    Paper.objects.filter(pk=paper.pk).update(state=State.CONSULTING)
    assert not may_answer_consultation(office.unit, asked)
    consulting.remind_consulted(actor=office.head, consultation=asked, now=NOW)
    assert not Notice.objects.filter(account=office.unit).exists()
    assert [line.title for section in sections(office.unit, NOW) for line in section.lines] == []


def test_paper_about_a_matter_carries_its_facts_with_their_source(office: Cast, client: Client) -> None:
    matter = accepted(office)
    client.force_login(office.clerk)
    given = {"pattern": "notice", "organ": office.office.pk, "matter": matter.title}
    client.post(f"/writing/new/?about=matters.matter:{matter.pk}", given)
    paper = Paper.objects.get(about_type="matters.matter", about_id=matter.pk)
    assert f"1 人反映望湖小区“路灯不亮”。（来源：{matter.number}）" in paper.fields.body


def test_paper_about_an_accusation_carries_nothing_for_a_clerk(office: Cast, client: Client) -> None:
    matter = accusation(office)
    client.force_login(office.clerk)
    given = {"pattern": "notice", "organ": office.office.pk, "matter": "路灯"}
    client.post(f"/writing/new/?about=matters.matter:{matter.pk}", given)
    paper = Paper.objects.get()
    assert (paper.about_type, matter.number in paper.fields.body) == ("", False)
