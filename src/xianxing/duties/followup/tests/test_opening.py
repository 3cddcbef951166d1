"""立项: on a mandate, and on nothing else (政府督查工作条例 11)."""

from datetime import date

import pytest

from xianxing.duties.followup.actions.opening import approve_item, hand_item, open_item, refuse_item
from xianxing.duties.followup.actions.sending import send_task
from xianxing.duties.followup.errors import MandateMissing, StepRefused
from xianxing.duties.followup.models import Item, MandateKind, Source
from xianxing.duties.followup.permissions import visible_items
from xianxing.duties.followup.tests.factories import NOW, added, opened, particulars, texts_for
from xianxing.duties.matters.actions.mediating import give_instruction
from xianxing.duties.matters.tests import factories as matters
from xianxing.office.access.tests.cast import Cast
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.models import Entry

pytestmark = pytest.mark.django_db


def last_entry() -> Entry:
    return Entry.objects.latest("sequence")


def test_item_on_an_order_is_opened_with_its_clause(office: Cast) -> None:
    item = opened(office)
    assert (item.number, item.stage, item.handler) == ("督〔2026〕1号", "opened", office.clerk)
    entry = last_entry()
    assert (entry.verb, entry.clauses) == ("followup.item.opened", ["政府督查工作条例#11.1"])


def test_own_suggestion_waits_for_the_head(office: Cast) -> None:
    item = opened(office, mandate_kind=MandateKind.APPROVAL)
    assert item.stage == "proposed"
    assert texts_for(office.head) == ["请批准立项：全市防汛物资储备情况核查"]
    task = added(office, item)
    with pytest.raises(MandateMissing) as refused:
        send_task(actor=office.clerk, task=task, now=NOW)
    assert refused.value.messages == ["督〔2026〕1号 尚未批准立项，不得开展督查；请先报办公室负责人批准"]
    assert refused.value.clauses == ("政府督查工作条例#11.2",)


def test_approved_suggestion_can_be_sent(office: Cast) -> None:
    item = opened(office, mandate_kind=MandateKind.APPROVAL)
    task = added(office, item)
    approve_item(actor=office.head, item=item, words="同意", now=NOW)
    assert (item.approved_by, item.approved_at) == (office.head, NOW)
    assert texts_for(office.clerk) == ["已批准立项：全市防汛物资储备情况核查"]
    send_task(actor=office.clerk, task=task, now=NOW)
    assert task.stage == "sent"


def test_approving_twice_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="事项现为“已立项”，无需批准；请刷新页面"):
        approve_item(actor=office.head, item=opened(office), words="", now=NOW)


def test_refused_suggestion_ends_with_its_reason(office: Cast) -> None:
    item = opened(office, mandate_kind=MandateKind.APPROVAL)
    refuse_item(actor=office.head, item=item, reason="已有专班", now=NOW)
    assert (item.stage, item.ended_at) == ("dropped", NOW)
    assert last_entry().reason == "已有专班"


def test_item_without_mandate_is_refused(office: Cast) -> None:
    with pytest.raises(MandateMissing) as refused:
        opened(office, mandate="  ")
    assert refused.value.messages == [
        "立项须有依据：请写明哪次会议决定、哪位领导批示或者哪份文件；没有依据的，请按“督查建议”报批"
    ]
    assert not Item.objects.exists()


def test_limit_before_the_mandate_is_refused(office: Cast) -> None:
    with pytest.raises(StepRefused, match="办结时限 2026-11-01 早于依据日期 2026-11-23；请改正"):
        opened(office, due_on=date(2026, 11, 1))


@pytest.mark.parametrize("field", ["title", "content", "mandate", "source_label"])
def test_marks_of_secrets_are_refused_everywhere(office: Cast, field: str) -> None:
    with pytest.raises(ClassifiedMaterial):
        open_item(actor=office.clerk, particulars=particulars(**{field: "机密★1年"}), now=NOW)


def test_handing_on_tells_the_successor(office: Cast) -> None:
    item = opened(office)
    hand_item(actor=office.clerk, item=item, handler=office.head, now=NOW)
    assert texts_for(office.head) == ["全市防汛物资储备情况核查 交由您督办"]


def test_instruction_on_a_matter_becomes_a_proposal(office: Cast) -> None:
    matter = matters.assigned(office)
    give_instruction(actor=office.leader, matter=matter, text="请住建局一周内办结并回访。", now=NOW)
    item = Item.objects.get()
    assert (item.stage, item.source, item.content) == (
        "proposed",
        Source.INSTRUCTION,
        "请住建局一周内办结并回访。",
    )
    assert (item.leader, item.source_type, item.source_id) == (
        office.leader.person,
        "matters.matter",
        matter.pk,
    )
    assert "请批准立项" in texts_for(office.head)[-1]


def test_instruction_on_an_accusation_is_known_to_its_knowers_alone(office: Cast) -> None:
    matter = matters.accusation(office)
    give_instruction(actor=office.leader, matter=matter, text="请依法处理。", now=NOW)
    seen = {part for part, account in office.accounts().items() if visible_items(account).exists()}
    assert seen == {"head"}
