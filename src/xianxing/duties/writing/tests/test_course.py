"""A paper goes its whole way, and every step that the regulations forbid is refused in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from xianxing.duties.writing.actions import consulting, drafting, issuing, signing
from xianxing.duties.writing.engine.life import Bearing, State
from xianxing.duties.writing.errors import ContentRefused, GuardRefused, MoveRefused
from xianxing.duties.writing.models import NumberEntry, Paper, PaperState, Position
from xianxing.duties.writing.tests import factories
from xianxing.duties.writing.tests.factories import CONTENT, NOW, TODAY
from xianxing.engines.docform import DocumentType, Form
from xianxing.office.access.tests.cast import Cast
from xianxing.office.files.queries import open_stored
from xianxing.office.ledger.queries import timeline, verify
from xianxing.office.notices.models import Notice
from xianxing.office.people.models import Post

pytestmark = pytest.mark.django_db
RULES = "党政机关公文处理工作条例"


def state(paper: Paper) -> str:
    paper.refresh_from_db()
    return paper.state


def refusal(refused: pytest.ExceptionInfo[GuardRefused | MoveRefused]) -> tuple[str, tuple[str, ...]]:
    return refused.value.messages[0], refused.value.clauses


def test_paper_goes_its_whole_way(cast: Cast) -> None:
    paper = factories.issued(cast)
    issuing.archive(actor=cast.clerk, paper=paper, now=NOW + timedelta(days=1))
    assert state(paper) == State.ARCHIVED
    assert (paper.number, paper.copies) == ("平政办发〔2026〕1号", 4)
    assert paper.dated_on == paper.printed_on == TODAY
    assert [entry.verb.rpartition(".")[2] for entry in timeline(paper)] == [
        "drafted", "submitted", "reviewed", "signed", "rechecked", "numbered", "printed", "issued", "archived",
    ]  # fmt: skip
    assert [entry.clauses for entry in timeline(paper)][1:4] == [
        [f"{RULES}#20"],
        [f"{RULES}#20"],
        [f"{RULES}#22"],
    ]
    assert verify() == ()


def test_signature_keeps_opinion_name_and_day(cast: Cast) -> None:
    paper = factories.signed(cast)
    signature = paper.signatures.get()
    assert (signature.opinion, signature.signed_name) == ("同意。", "郑市长")
    assert signature.signed_at == NOW + timedelta(hours=1)
    assert (paper.signed_version, paper.signed_findings) == (1, 0)
    assert paper.signed_length > 30


def test_printed_files_hold_number_and_day(cast: Cast) -> None:
    paper = factories.printed(cast)
    rendition = paper.renditions.get()
    with open_stored(rendition.pdf) as content:
        assert content.read(5) == b"%PDF-"
    assert rendition.docx is not None
    assert rendition.docx.name.endswith(".docx")
    assert rendition.pages == 2
    assert len(rendition.pdf.sha256) == 64


def test_each_recipient_is_told_and_signs_once(cast: Cast) -> None:
    paper = factories.issued(cast)
    copy = paper.recipients.get(organ=cast.unit_organ)
    assert Notice.objects.get(account=cast.unit).text == "收到文件：平政办发〔2026〕1号 " + CONTENT.title
    issuing.sign_for(actor=cast.unit, copy=copy, now=NOW + timedelta(hours=6))
    issuing.sign_for(actor=cast.head, copy=copy, now=NOW + timedelta(hours=7))
    copy.refresh_from_db()
    assert (copy.read_by, copy.read_at) == (cast.unit, NOW + timedelta(hours=6))
    with pytest.raises(MoveRefused, match="该单位已经签收，不必催办"):
        issuing.remind_recipient(actor=cast.clerk, copy=copy, now=NOW)


def test_reminded_recipient_gets_a_notice(cast: Cast) -> None:
    paper = factories.issued(cast)
    copy = paper.recipients.get(organ=cast.stranger_organ)
    issuing.remind_recipient(actor=cast.clerk, copy=copy, now=NOW + timedelta(days=1))
    assert Notice.objects.get(account=cast.stranger).text.startswith("请签收文件：")
    assert copy.reminded == 1


@pytest.mark.parametrize(("field", "message"), [("title", "没有标题"), ("body", "没有正文")])
def test_paper_without_title_or_body_cannot_be_submitted(cast: Cast, field: str, message: str) -> None:
    paper = factories.drafted(cast)
    paper.content = {**paper.content, field: " "}
    paper.save()
    with pytest.raises(GuardRefused) as refused:
        signing.submit(actor=cast.clerk, paper=paper, now=NOW)
    assert refusal(refused)[0].startswith(f"不能送审核：{message}；")
    assert refusal(refused)[1] == (f"{RULES}#9",)


def test_step_out_of_order_names_what_is_possible(cast: Cast) -> None:
    paper = factories.drafted(cast)
    with pytest.raises(MoveRefused) as refused:
        signing.sign(actor=cast.leader, paper=paper, opinion="同意", now=NOW)
    assert refusal(refused) == (
        "文稿现为“起草”，不能签发；现在可以：终止、送会签、送审核",
        (f"{RULES}#22",),
    )


def test_open_consultation_stops_review(cast: Cast) -> None:
    paper = factories.consulted(cast).paper
    with pytest.raises(MoveRefused, match="文稿现为“会签”，不能送审核"):
        signing.submit(actor=cast.clerk, paper=paper, now=NOW)


def test_last_opinion_returns_paper_to_drafter(cast: Cast) -> None:
    consultation = factories.consulted(cast)
    consulting.answer_consultation(
        actor=cast.unit, consultation=consultation, position=Position.AGREED, opinion="", now=NOW
    )
    assert state(consultation.paper) == State.DRAFTING
    assert Notice.objects.get(account=cast.clerk).text == f"住建局 已反馈会签意见：{CONTENT.title}"


def test_differing_opinions_stand_side_by_side_and_stop_what_goes_down(cast: Cast) -> None:
    paper = factories.drafted(cast)
    organs = [cast.unit_organ, cast.stranger_organ]
    first, second = consulting.consult(
        actor=cast.clerk, paper=paper, organs=organs, due_on=TODAY + timedelta(days=2), now=NOW
    )
    answer = consulting.answer_consultation
    answer(actor=cast.unit, consultation=first, position=Position.OPPOSED, opinion="时限太紧。", now=NOW)
    answer(actor=cast.stranger, consultation=second, position=Position.AMENDED, opinion="加一句。", now=NOW)
    signing.submit(actor=cast.clerk, paper=paper, now=NOW)
    with pytest.raises(GuardRefused) as refused:
        signing.approve_review(
            actor=cast.head, paper=paper, points=5, signers=[cast.leader], reason="", now=NOW
        )
    assert refusal(refused) == (
        "不能审核通过：会签单位有不同意见尚未协商一致，不得向下行文；请先写明采纳情况",
        (f"{RULES}#16",),
    )
    consulting.settle_difference(
        actor=cast.clerk, consultation=first, settlement="已协商，时限改为12月10日。", now=NOW
    )
    signing.approve_review(actor=cast.head, paper=paper, points=5, signers=[cast.leader], reason="", now=NOW)
    assert state(paper) == State.SIGNING
    assert [each.opinion for each in paper.consultations.all()] == ["时限太紧。", "加一句。"]


def test_opinion_that_differs_must_say_why(cast: Cast) -> None:
    consultation = factories.consulted(cast)
    with pytest.raises(ContentRefused, match="修改后同意或者不同意的，须写明具体意见；请补充"):
        consulting.answer_consultation(
            actor=cast.unit, consultation=consultation, position=Position.OPPOSED, opinion=" ", now=NOW
        )


def test_second_answer_of_an_organ_is_refused(cast: Cast) -> None:
    consultation = factories.consulted(cast)
    given = {"actor": cast.unit, "consultation": consultation, "opinion": "", "now": NOW}
    consulting.answer_consultation(position=Position.AGREED, **given)  # type: ignore[arg-type]
    with pytest.raises(MoveRefused, match="此会签已经反馈；如有补充意见请联系拟稿人"):
        consulting.answer_consultation(position=Position.AGREED, **given)  # type: ignore[arg-type]


def test_withdrawn_consultation_keeps_its_reason(cast: Cast) -> None:
    consultation = factories.consulted(cast)
    with pytest.raises(ContentRefused, match="撤回会签须写明理由；请补充"):
        consulting.withdraw_consultation(actor=cast.clerk, paper=consultation.paper, reason="", now=NOW)
    consulting.withdraw_consultation(
        actor=cast.clerk, paper=consultation.paper, reason="改由会议研究", now=NOW
    )
    consultation.refresh_from_db()
    assert consultation.opinion == "（拟稿单位撤回：改由会议研究）"
    assert state(consultation.paper) == State.DRAFTING


def test_consulting_nobody_is_refused(cast: Cast) -> None:
    paper = factories.drafted(cast)
    with pytest.raises(ContentRefused, match="没有选会签单位；请至少选一个单位"):
        consulting.consult(actor=cast.clerk, paper=paper, organs=[], due_on=TODAY, now=NOW)


def test_organ_with_an_open_question_is_not_asked_twice(cast: Cast) -> None:
    paper = factories.consulted(cast).paper
    again = consulting.consult(actor=cast.clerk, paper=paper, organs=[cast.unit_organ], due_on=TODAY, now=NOW)
    assert again == []


def test_reminded_organ_hears_until_it_answers(cast: Cast) -> None:
    consultation = factories.consulted(cast)
    consulting.remind_consulted(actor=cast.clerk, consultation=consultation, now=NOW)
    assert Notice.objects.get(account=cast.unit).text == f"催办会签：{CONTENT.title}"
    consulting.answer_consultation(
        actor=cast.unit, consultation=consultation, position=Position.AGREED, opinion="", now=NOW
    )
    with pytest.raises(MoveRefused, match="该单位已经反馈，不必催办"):
        consulting.remind_consulted(actor=cast.clerk, consultation=consultation, now=NOW)


def test_settling_before_the_answer_is_refused(cast: Cast) -> None:
    consultation = factories.consulted(cast)
    with pytest.raises(GuardRefused, match="该单位还没有反馈；请先等待或者催办"):
        consulting.settle_difference(
            actor=cast.clerk, consultation=consultation, settlement="已协商", now=NOW
        )
    with pytest.raises(ContentRefused, match="采纳情况是空的"):
        consulting.settle_difference(actor=cast.clerk, consultation=consultation, settlement=" ", now=NOW)


def test_return_needs_a_reason_and_goes_to_the_drafter(cast: Cast) -> None:
    paper = factories.submitted(cast)
    with pytest.raises(GuardRefused, match="不能退回修改：没有写明理由；请补充理由"):
        signing.return_paper(actor=cast.head, paper=paper, reason=" ", now=NOW)
    signing.return_paper(actor=cast.head, paper=paper, reason="依据不准确", now=NOW)
    review = paper.reviews.get()
    assert (state(paper), review.passed, review.reason) == (State.DRAFTING, False, "依据不准确")
    assert Notice.objects.get(account=cast.clerk).text == f"文稿退回修改：{CONTENT.title}"


def test_review_needs_all_five_points_and_a_signer(cast: Cast) -> None:
    paper = factories.submitted(cast)
    with pytest.raises(GuardRefused) as refused:
        signing.approve_review(actor=cast.head, paper=paper, points=4, signers=[], reason="", now=NOW)
    assert refusal(refused) == (
        "不能审核通过：五项审核要点没有逐项确认；请逐项核对后再通过；没有选签发人；请选本机关负责人",
        (f"{RULES}#20", f"{RULES}#22"),
    )


def upward(cast: Cast) -> Paper:
    content = replace(CONTENT, title="平安市办公室关于增拨经费的请示", body="请增拨经费。\n妥否，请批示。")
    kind = drafting.Kind(cast.office, DocumentType.REQUEST, Form.ORDINARY, Bearing.UP)
    paper = drafting.draft_paper(actor=cast.clerk, kind=kind, content=content, now=NOW)
    signing.submit(actor=cast.clerk, paper=paper, now=NOW)
    return paper


def test_upward_paper_is_signed_by_the_principal_only(cast: Cast) -> None:
    paper = upward(cast)
    approve = signing.approve_review
    with pytest.raises(GuardRefused, match="上行文由机关主要负责人签发；请改选主要负责人"):
        approve(actor=cast.head, paper=paper, points=5, signers=[cast.leader], reason="", now=NOW)
    approve(actor=cast.head, paper=paper, points=5, signers=[cast.head], reason="", now=NOW)
    assert paper.signatures.get().is_principal


def test_post_of_the_issuing_organ_makes_a_principal(cast: Cast) -> None:
    paper = upward(cast)
    assert cast.leader.person is not None
    Post.objects.filter(appointments__person=cast.leader.person).update(is_head=True)
    assert signing.is_principal(cast.leader, paper, NOW)
    assert not signing.is_principal(cast.unit, paper, NOW)


def test_joint_paper_waits_for_the_last_signer_and_bears_that_day(cast: Cast) -> None:
    paper = factories.submitted(cast)
    signing.approve_review(
        actor=cast.head, paper=paper, points=5, signers=[cast.leader, cast.head], reason="", now=NOW
    )
    signing.sign(actor=cast.leader, paper=paper, opinion="同意", now=NOW)
    assert (state(paper), paper.dated_on) == (State.SIGNING, None)
    signing.sign(actor=cast.head, paper=paper, opinion="同意", now=NOW + timedelta(days=2))
    assert (state(paper), paper.dated_on) == (State.RECHECKING, TODAY + timedelta(days=2))


def test_signature_without_opinion_is_refused(cast: Cast) -> None:
    paper = factories.approved(cast)
    with pytest.raises(GuardRefused, match="不能签发：没有签发意见；请签署意见，如“同意”"):
        signing.sign(actor=cast.leader, paper=paper, opinion=" ", now=NOW)


def test_only_who_was_asked_signs(cast: Cast) -> None:
    paper = factories.approved(cast)
    with pytest.raises(MoveRefused, match="此文稿没有请您签发，或者您已经签发；请刷新页面"):
        signing.sign(actor=cast.head, paper=paper, opinion="同意", now=NOW)


def test_declined_paper_goes_back_and_is_signed_anew(cast: Cast) -> None:
    paper = factories.approved(cast)
    signing.decline(actor=cast.leader, paper=paper, reason="请补充依据", now=NOW)
    assert state(paper) == State.DRAFTING
    signing.submit(actor=cast.clerk, paper=paper, now=NOW)
    signing.approve_review(actor=cast.head, paper=paper, points=5, signers=[cast.leader], reason="", now=NOW)
    signing.sign(actor=cast.leader, paper=paper, opinion="同意", now=NOW)
    assert state(paper) == State.RECHECKING


def test_signer_is_reminded_until_signed(cast: Cast) -> None:
    paper = factories.approved(cast)
    signature = paper.signatures.get()
    signing.remind_signer(actor=cast.clerk, signature=signature, now=NOW)
    assert Notice.objects.get(account=cast.leader).text == f"催办签发：{CONTENT.title}"
    signing.sign(actor=cast.leader, paper=paper, opinion="同意", now=NOW)
    signature.refresh_from_db()
    with pytest.raises(MoveRefused, match="签发人已经签批，不必催办"):
        signing.remind_signer(actor=cast.clerk, signature=signature, now=NOW)


def change_body(cast: Cast, paper: Paper, old: str, new: str) -> None:
    content = replace(paper.fields, body=paper.fields.body.replace(old, new))
    saved = drafting.save_version(
        actor=cast.clerk,
        paper=paper,
        content=content,
        base=paper.version_number,
        now=NOW + timedelta(hours=2),
    )
    assert saved is not None


def test_slip_is_corrected_at_recheck_and_counted(cast: Cast) -> None:
    paper = factories.signed(cast)
    change_body(cast, paper, "值守", "值班")
    assert paper.corrections.get().weight == "wording"
    signing.pass_recheck(actor=cast.clerk, paper=paper, now=NOW)
    assert state(paper) == State.REGISTERING


def test_change_of_substance_goes_back_to_the_signer(cast: Cast) -> None:
    paper = factories.signed(cast)
    change_body(cast, paper, "12月1日", "12月31日")
    with pytest.raises(GuardRefused) as refused:
        signing.pass_recheck(actor=cast.clerk, paper=paper, now=NOW)
    assert refusal(refused) == (
        "不能复核通过：签发后作了实质性修改；请退原签批人复审",
        (f"{RULES}#25",),
    )
    signing.refer_back(actor=cast.clerk, paper=paper, reason="时限改为12月31日", now=NOW)
    assert state(paper) == State.SIGNING
    signing.sign(actor=cast.leader, paper=paper, opinion="同意修改", now=NOW + timedelta(hours=4))
    signing.pass_recheck(actor=cast.clerk, paper=paper, now=NOW)
    assert (state(paper), paper.signed_version) == (State.REGISTERING, 2)


def test_register_needs_series_and_recipients(cast: Cast) -> None:
    paper = factories.rechecked(cast)
    with pytest.raises(GuardRefused) as refused:
        issuing.register_number(actor=cast.clerk, paper=paper, wanted=issuing.Distribution(" ", []), now=NOW)
    assert refusal(refused)[0] == (
        "不能登记编号：没有发文代字；请选定发文代字；没有分送范围；请至少选一个分送单位"
    )
    assert not NumberEntry.objects.exists()


def test_number_of_a_dropped_paper_stays_void_with_its_reason(cast: Cast) -> None:
    paper = factories.numbered(cast)
    issuing.drop(actor=cast.clerk, paper=paper, reason="会议决定不再发文", now=NOW)
    entry = NumberEntry.objects.get()
    assert (entry.void_reason, entry.voided_at) == ("会议决定不再发文", NOW)
    other = factories.numbered(cast, "平安市办公室关于值班安排的通知")
    assert other.number == "平政办发〔2026〕2号"


def test_unprinted_paper_cannot_be_issued(cast: Cast) -> None:
    paper = factories.numbered(cast)
    paper.state = State.ISSUING
    paper.save()
    with pytest.raises(GuardRefused, match="不能核发：还没有印制；请先印制"):
        issuing.issue(actor=cast.clerk, paper=paper, now=NOW)


def test_unnumbered_paper_cannot_be_printed(cast: Cast) -> None:
    paper = factories.rechecked(cast)
    with pytest.raises(MoveRefused, match="文稿现为“待登记”，不能印制"):
        issuing.print_document(actor=cast.clerk, paper=paper, now=NOW)


@pytest.mark.parametrize(
    ("verb", "target", "told"),
    [
        ("void", PaperState.VOIDED, "文件已撤销，自始无效："),
        ("repeal", PaperState.REPEALED, "文件已废止，自即日起失效："),
    ],
)
def test_issued_paper_is_voided_or_repealed_with_reason(
    cast: Cast, verb: str, target: str, told: str
) -> None:
    paper = factories.issued(cast)
    with pytest.raises(GuardRefused, match="没有写明理由；请补充理由"):
        getattr(issuing, verb)(actor=cast.head, paper=paper, reason="", now=NOW)
    getattr(issuing, verb)(actor=cast.head, paper=paper, reason="依据已失效", now=NOW)
    assert state(paper) == target
    assert paper.ended_reason == "依据已失效"
    assert Notice.objects.get(account=cast.unit).text.startswith(told)
