"""Every page answers every role as it should: what it may see it sees, the rest is as if it were not there."""

import re

import pytest
from django.urls import reverse

from xianxing.duties.writing.actions import consulting, issuing
from xianxing.duties.writing.actions.drafting import Remark, write_comment
from xianxing.duties.writing.engine.life import State
from xianxing.duties.writing.models import Paper, Position
from xianxing.duties.writing.tests import factories
from xianxing.duties.writing.tests.asking import ask, browser, send, text_of
from xianxing.duties.writing.tests.factories import CONTENT, NOW, TODAY
from xianxing.duties.writing.tests.scene import arguments
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast

pytestmark = pytest.mark.django_db
FORBIDDEN = re.compile(r"""<style\b|\sstyle=["']|\son[a-z]+=["']|%\([a-z_]+\)s|<script(?![^>]*\bsrc=)""")

FOR_SCRIPTS = re.compile(r'\sdata-[a-z-]+="[^"]*"')


@pytest.mark.slow
def test_every_address_answers_every_role_without_a_fault(cast: Cast) -> None:
    asked = arguments(cast)
    plain = ("list", "new", "clauses", "book", "book_export", "incoming", "receive")
    for role, account in cast.accounts().items():
        client = browser(account)
        for key, kwargs in [*asked.items(), *((f"writing:{name}", {}) for name in plain)]:
            address = reverse(key.split()[0], kwargs=kwargs)
            answer = client.get(address)
            assert answer.status_code < 500, (role, key)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                html = FOR_SCRIPTS.sub("", answer.content.decode())
                assert not FORBIDDEN.search(html), (role, key, FORBIDDEN.search(html))
                assert html.count("<h1") <= 1, (role, key)


@pytest.mark.slow
def test_every_address_takes_an_empty_form_without_a_fault(cast: Cast) -> None:
    asked = arguments(cast)
    for role in ("head", "unit", "leader", "system"):
        client = browser(getattr(cast, role))
        for key, kwargs in asked.items():
            answer = client.post(reverse(key.split()[0], kwargs=kwargs), {})
            assert answer.status_code < 500, (role, key)


@pytest.mark.parametrize(
    ("role", "status"),
    [("head", 200), ("clerk", 200), ("leader", 404), ("unit", 404), ("stranger", 404), ("system", 403)],
)
def test_draft_is_seen_by_the_office_alone(cast: Cast, role: str, status: int) -> None:
    paper = factories.drafted(cast)
    assert ask(getattr(cast, role), "detail", pk=paper.pk).status_code == status


@pytest.mark.parametrize(
    ("role", "status"),
    [("head", 200), ("leader", 200), ("unit", 200), ("stranger", 404), ("audit", 403), ("security", 403)],
)
def test_consulted_and_signing_are_seen_by_who_was_asked(cast: Cast, role: str, status: int) -> None:
    paper = factories.drafted(cast)
    asked = consulting.consult(
        actor=cast.clerk, paper=paper, organs=[cast.unit_organ], due_on=TODAY, now=NOW
    )[0]
    consulting.answer_consultation(
        actor=cast.unit, consultation=asked, position=Position.AGREED, opinion="", now=NOW
    )
    paper.signatures.create(signer=cast.leader, asked_at=NOW)
    assert ask(getattr(cast, role), "detail", pk=paper.pk).status_code == status


def test_unit_sees_its_own_part_and_not_the_course(cast: Cast) -> None:
    paper = factories.drafted(cast)
    organs = [cast.unit_organ, cast.stranger_organ]
    first, _ = consulting.consult(actor=cast.clerk, paper=paper, organs=organs, due_on=TODAY, now=NOW)
    consulting.answer_consultation(
        actor=cast.unit, consultation=first, position=Position.OPPOSED, opinion="时限太紧。", now=NOW
    )
    write_comment(actor=cast.head, paper=paper, remark=Remark("内部批注"), now=NOW)
    seen = text_of(ask(cast.stranger, "detail", pk=paper.pk))
    assert "时限太紧。" not in seen
    assert "内部批注" not in seen
    assert "办理经过" not in seen
    for name in ("versions", "consultations", "sheet"):
        assert ask(cast.stranger, name, pk=paper.pk).status_code == 403
        assert ask(cast.clerk, name, pk=paper.pk).status_code == 200


def test_unit_answers_its_own_consultation_only(cast: Cast) -> None:
    consultation = factories.consulted(cast)
    given = {"position": "amended", "opinion": "建议增加一条。"}
    assert send(cast.stranger, "consultation", given, pk=consultation.pk).status_code == 404
    assert send(cast.clerk, "consultation", given, pk=consultation.pk).status_code == 403
    assert send(cast.unit, "consultation", given, pk=consultation.pk).status_code == 302
    consultation.refresh_from_db()
    assert consultation.opinion == "建议增加一条。"
    refused = send(cast.unit, "consultation", given, pk=consultation.pk)
    assert refused.status_code == 422
    assert "此会签已经反馈" in text_of(refused)


def test_paper_is_started_from_a_pattern_with_the_office_filled_in(cast: Cast) -> None:
    given = {"pattern": "notice", "organ": cast.office.pk, "matter": "做好冬季供暖工作"}
    answer = send(cast.clerk, "new", given)
    paper = Paper.objects.get()
    assert answer.headers["Location"] == f"/writing/{paper.pk}/edit/"
    assert (paper.title, paper.type) == ("平安市办公室关于做好冬季供暖工作的通知", "通知")
    assert paper.fields.issuer_mark == "平安市办公室文件"
    assert send(cast.unit, "new", given).status_code == 403


def test_classified_matter_is_refused_on_the_first_page(cast: Cast) -> None:
    given = {"pattern": "memo", "organ": cast.office.pk, "matter": "\n机密★1年\n"}
    answer = send(cast.clerk, "new", given)
    assert answer.status_code == 422
    assert "带有国家秘密标志" in text_of(answer)


def test_reply_cites_what_it_answers(cast: Cast) -> None:
    incoming = factories.assigned(cast)
    given = {"pattern": "letter", "organ": cast.office.pk, "matter": "协助巡查"}
    browser(cast.clerk).post(f"/writing/new/?answers={incoming.pk}", given)
    paper = Paper.objects.get()
    assert paper.answers == incoming
    assert paper.fields.body.startswith("《平安市水利局关于商请协助开展巡查的函》（平水函〔2026〕8号）收悉。")
    assert paper.title in text_of(ask(cast.clerk, "incoming_detail", pk=incoming.pk))


def fields(**changed: str) -> dict[str, str]:
    return {**CONTENT.as_mapping(), "base": "1", **changed}


def test_autosave_answers_checks_clauses_and_pages(cast: Cast) -> None:
    paper = factories.drafted(cast)
    answer = send(cast.clerk, "autosave", fields(title="平安市办公室关于供暖工作的通知。"), pk=paper.pk)
    html = text_of(answer)
    assert answer.status_code == 200
    assert "已自动保存" in html
    assert "排版预览（2 页）" in html
    assert f"/writing/{paper.pk}/pages/2.png" in html
    assert send(cast.leader, "autosave", fields(), pk=paper.pk).status_code == 404


def test_autosave_says_why_it_refused(cast: Cast) -> None:
    paper = factories.drafted(cast)
    answer = send(cast.clerk, "autosave", fields(note="（绝密）"), pk=paper.pk)
    assert answer.status_code == 422
    assert "带有国家秘密标志" in text_of(answer)
    assert send(cast.clerk, "autosave", {}, pk=paper.pk).status_code == 422


def test_version_is_saved_and_compared_word_by_word(cast: Cast) -> None:
    paper = factories.drafted(cast)
    answer = send(cast.clerk, "edit", fields(note="（此件公开发布）", leave="1"), pk=paper.pk)
    assert answer.headers["Location"] == f"/writing/{paper.pk}/"
    assert "<ins>（此件公开发布）</ins>" in text_of(ask(cast.clerk, "versions", pk=paper.pk))


def test_conflict_keeps_what_was_written(cast: Cast) -> None:
    paper = factories.drafted(cast)
    send(cast.head, "edit", fields(note="（甲）"), pk=paper.pk)
    answer = send(cast.clerk, "edit", fields(note="（乙）"), pk=paper.pk)
    assert answer.status_code == 422
    assert "周主任 已于" in text_of(answer)
    assert "（乙）" in text_of(answer)


def test_one_click_repairs_a_finding(cast: Cast) -> None:
    paper = factories.drafted(cast, copy_to="抄送：市委办公室")
    html = text_of(ask(cast.clerk, "edit", pk=paper.pk))
    keys = re.findall(r'name="key" value="([^"]+)"', html)
    assert keys
    assert send(cast.clerk, "fix", {"key": keys[0]}, pk=paper.pk).status_code == 302
    paper.refresh_from_db()
    assert paper.fields.copy_to == "抄送：市委办公室。"
    assert send(cast.clerk, "fix", {"key": keys[0]}, pk=paper.pk).status_code == 302
    paper.refresh_from_db()
    assert paper.version_number == 2


def test_kind_and_comment_by_form(cast: Cast) -> None:
    paper = factories.drafted(cast)
    given = {"type": "函", "form": "letter", "way": "level", "organ": cast.office.pk}
    send(cast.clerk, "kind", given, pk=paper.pk)
    send(cast.clerk, "kind", {}, pk=paper.pk)
    send(cast.head, "comment", {"text": "请核对", "field": "body"}, pk=paper.pk)
    send(cast.head, "comment", {}, pk=paper.pk)
    paper.refresh_from_db()
    assert paper.type == "函"
    comment = paper.comments.get()
    send(cast.clerk, "comment_settle", {}, pk=paper.pk, comment_id=comment.pk)
    assert send(cast.clerk, "comment_settle", {}, pk=paper.pk, comment_id=0).status_code == 404
    comment.refresh_from_db()
    assert comment.settled_by == cast.clerk


def test_signing_page_carries_pages_checks_and_two_buttons(cast: Cast) -> None:
    paper = factories.approved(cast)
    html = text_of(ask(cast.leader, "sign", pk=paper.pk))
    assert 'name="sign"' in html
    assert 'name="decline"' in html
    assert f"/writing/{paper.pk}/pages/1.png" in html
    assert ask(cast.clerk, "sign", pk=paper.pk).status_code == 302
    assert send(cast.leader, "sign", {"opinion": "", "sign": "1"}, pk=paper.pk).status_code == 422
    assert send(cast.leader, "sign", {"opinion": "同意。", "sign": "1"}, pk=paper.pk).status_code == 302
    paper.refresh_from_db()
    assert paper.state == State.RECHECKING


def test_signer_sends_back_from_the_signing_page(cast: Cast) -> None:
    paper = factories.approved(cast)
    assert send(cast.leader, "sign", {"decline": "1", "reason": ""}, pk=paper.pk).status_code == 422
    assert send(cast.leader, "sign", {"decline": "1", "reason": "补依据"}, pk=paper.pk).status_code == 302
    paper.refresh_from_db()
    assert paper.state == State.DRAFTING


def test_whole_course_by_forms(cast: Cast) -> None:
    paper = factories.drafted(cast)
    steps: list[tuple[Account, str, dict[str, object]]] = [
        (cast.clerk, "submit", {}),
        (cast.head, "approve", {"points": ["1", "2", "3", "4", "5"], "signers": [str(cast.leader.pk)]}),
        (cast.leader, "sign", {"opinion": "同意。"}),
        (cast.clerk, "recheck", {}),
        (cast.clerk, "number", {"series": "平政办发", "main": [cast.unit_organ.pk], "count": "1"}),
        (cast.clerk, "print", {}),
        (cast.clerk, "issue", {}),
        (cast.clerk, "archive", {}),
    ]
    for account, name, given in steps:
        assert ask(account, "step", pk=paper.pk, name=name).status_code == 200, name
        answer = send(account, "step", given, pk=paper.pk, name=name)
        assert answer.status_code == 302, (name, text_of(answer))
    paper.refresh_from_db()
    assert (paper.state, paper.number) == (State.ARCHIVED, "平政办发〔2026〕1号")


def test_steps_ask_their_own_permission(cast: Cast) -> None:
    paper = factories.submitted(cast)
    for name in ("approve", "return"):
        assert ask(cast.clerk, "step", pk=paper.pk, name=name).status_code == 403
        assert ask(cast.head, "step", pk=paper.pk, name=name).status_code == 200
    issued = factories.issued(cast, "另一件通知")
    for name in ("void", "repeal"):
        assert ask(cast.clerk, "step", pk=issued.pk, name=name).status_code == 403
        assert ask(cast.head, "step", pk=issued.pk, name=name).status_code == 200
    assert ask(cast.unit, "step", pk=issued.pk, name="archive").status_code == 403


def test_refused_step_shows_reason_and_article(cast: Cast) -> None:
    paper = factories.submitted(cast)
    answer = send(cast.head, "step", {"points": ["1"]}, pk=paper.pk, name="approve")
    assert answer.status_code == 422
    assert "五项审核要点没有逐项确认" in text_of(answer)
    assert "党政机关公文处理工作条例 第二十条" in text_of(answer)


def test_remaining_steps_by_forms(cast: Cast) -> None:
    paper = factories.drafted(cast)
    consult = {"organs": [cast.unit_organ.pk], "due_on": "2026-11-26"}
    assert send(cast.clerk, "step", consult, pk=paper.pk, name="consult").status_code == 302
    assert send(cast.clerk, "step", {"reason": "改会议研究"}, pk=paper.pk, name="gather").status_code == 302
    send(cast.clerk, "step", {}, pk=paper.pk, name="submit")
    assert send(cast.head, "step", {"reason": "补依据"}, pk=paper.pk, name="return").status_code == 302
    assert send(cast.clerk, "step", {"reason": "不再发文"}, pk=paper.pk, name="drop").status_code == 302
    signed = factories.signed(cast, "签发的通知")
    assert send(cast.clerk, "step", {"reason": "请复审"}, pk=signed.pk, name="refer").status_code == 302
    assert send(cast.leader, "step", {"reason": "不同意"}, pk=signed.pk, name="decline").status_code == 302
    for name in ("void", "repeal"):
        issued = factories.issued(cast, f"{name}的通知")
        assert send(cast.head, "step", {"reason": "失效"}, pk=issued.pk, name=name).status_code == 302


def test_pages_pdf_and_word_are_given_to_who_may_see_the_paper(cast: Cast) -> None:
    paper = factories.drafted(cast)
    page = ask(cast.clerk, "page", pk=paper.pk, number=1)
    assert (page.headers["Content-Type"], page.content[:4]) == ("image/png", b"\x89PNG")
    assert ask(cast.clerk, "page", pk=paper.pk, number=9).status_code == 404
    assert ask(cast.clerk, "pdf", pk=paper.pk).content[:5] == b"%PDF-"
    assert ask(cast.clerk, "docx", pk=paper.pk).content[:2] == b"PK"
    for name in ("pdf", "docx"):
        assert ask(cast.unit, name, pk=paper.pk).status_code == 404
    assert ask(cast.unit, "page", pk=paper.pk, number=1).status_code == 404


def test_printed_files_are_given_as_they_were_printed(cast: Cast) -> None:
    paper = factories.issued(cast)
    for name, head in (("pdf", b"%PDF-"), ("docx", b"PK")):
        answer = ask(cast.unit, name, pk=paper.pk)
        assert b"".join(answer.streaming_content)[: len(head)] == head  # type: ignore[attr-defined]


def test_sheet_carries_version_and_code(cast: Cast) -> None:
    paper = factories.signed(cast)
    html = text_of(ask(cast.clerk, "sheet", pk=paper.pk))
    assert "<svg" in html
    assert f"http://testserver/writing/{paper.pk}/" in html
    assert "第 1 版" in html
    assert "同意。 郑市长 2026-11-23" in html


def test_book_shows_every_number_and_is_taken_along(cast: Cast) -> None:
    kept, dropped = factories.numbered(cast), factories.numbered(cast, "不再发的通知")
    issuing.drop(actor=cast.clerk, paper=dropped, reason="会议决定不再发文", now=NOW)
    html = text_of(ask(cast.clerk, "book"))
    assert "序号连续，没有缺号" in html
    assert "会议决定不再发文" in html
    assert kept.number in html
    taken = send(cast.clerk, "book_export", {"series": "平政办发", "year": "2026"})
    assert b"".join(taken.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    for role in ("leader", "unit", "system"):
        assert ask(getattr(cast, role), "book").status_code == 403
        assert send(getattr(cast, role), "book_export", {}).status_code == 403


def test_copy_is_signed_for_by_its_unit_only(cast: Cast) -> None:
    paper = factories.issued(cast)
    copy = paper.recipients.get(organ=cast.unit_organ)
    assert send(cast.stranger, "sign_for", {}, pk=copy.pk).status_code == 404
    assert send(cast.unit, "sign_for", {}, pk=copy.pk).status_code == 302
    copy.refresh_from_db()
    assert copy.read_by == cast.unit


def test_everyone_the_paper_waits_for_is_reminded(cast: Cast) -> None:
    for paper, count in (
        (factories.consulted(cast).paper, 1),
        (factories.approved(cast), 1),
        (factories.issued(cast), 2),
    ):
        answer = browser(cast.clerk).post(f"/writing/{paper.pk}/remind/", follow=True)
        assert f"已催办 {count} 处" in answer.content.decode()
    draft = factories.drafted(cast)
    answer = browser(cast.clerk).post(f"/writing/{draft.pk}/remind/", follow=True)
    assert "没有可以催办的人" in answer.content.decode()
    assert send(cast.unit, "remind", {}, pk=draft.pk).status_code == 404


def test_settlement_is_written_by_the_office(cast: Cast) -> None:
    consultation = factories.consulted(cast)
    refused = send(cast.clerk, "settle", {"settlement": "已协商"}, pk=consultation.pk)
    assert (refused.status_code, "该单位还没有反馈" in text_of(refused)) == (422, True)
    consulting.answer_consultation(
        actor=cast.unit, consultation=consultation, position=Position.OPPOSED, opinion="太紧", now=NOW
    )
    assert send(cast.clerk, "settle", {"settlement": "已协商"}, pk=consultation.pk).status_code == 302
    assert send(cast.unit, "settle", {"settlement": "已协商"}, pk=consultation.pk).status_code == 403


def test_lists_keep_to_what_each_may_see(cast: Cast) -> None:
    factories.drafted(cast, "平安市办公室关于甲事的通知")
    factories.approved(cast, "平安市办公室关于乙事的通知")
    seen = {
        role: ("甲事" in html, "乙事" in html)
        for role in ("clerk", "leader", "unit")
        for html in [browser(getattr(cast, role)).get("/writing/?tab=all").content.decode()]
    }
    assert seen == {"clerk": (True, True), "leader": (False, True), "unit": (False, False)}
    assert ask(cast.system, "list").status_code == 403
    assert browser(cast.clerk).get("/writing/?after=x").status_code == 404
    assert browser(cast.clerk).get("/writing/?q=乙事", headers={"HX-Target": "rows"}).status_code == 200
