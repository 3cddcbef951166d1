"""Lists, details, figures, first page, search, handover and commands: what they say and how many queries."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xianxing.duties.writing import sources, today
from xianxing.duties.writing.actions import consulting, drafting, handling, issuing, signing
from xianxing.duties.writing.cli import writing
from xianxing.duties.writing.figures import list_figures
from xianxing.duties.writing.handover import open_work
from xianxing.duties.writing.models import Incoming, Paper, Position
from xianxing.duties.writing.queries import listing
from xianxing.duties.writing.queries.composing import advise, apply_fix, compose_paper
from xianxing.duties.writing.queries.detail import (
    compare_versions,
    incoming_detail,
    list_versions,
    paper_detail,
)
from xianxing.duties.writing.queries.listing import Shelf, Tab, list_incoming, list_papers
from xianxing.duties.writing.queries.sources import find_clauses, quoted_clauses, read_source, source_of
from xianxing.duties.writing.tests import factories
from xianxing.duties.writing.tests.factories import CONTENT, NOW, TODAY
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.actions import seed_rules
from xianxing.office.duty import Heading
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.actions import writing as write
from xianxing.office.people.leaving import leave
from xianxing.office.search.queries import find

pytestmark = pytest.mark.django_db


def titles(rows: listing.Rows) -> list[str]:
    return [row.title for row in rows.rows]


def test_list_is_cut_by_key_and_forgets_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    for number in range(5):
        factories.drafted(cast, f"关于第{number}件事的通知")
    seen: list[str] = []
    after = ""
    while True:
        page = list_papers(cast.clerk, Tab.ALL, after=after)
        seen += titles(page)
        after = page.after
        if not after:
            break
    assert seen == [f"关于第{number}件事的通知" for number in (4, 3, 2, 1, 0)]
    with pytest.raises(ValueError, match="'x'"):
        list_papers(cast.clerk, Tab.ALL, after="x")


def test_tabs_divide_papers_by_their_course(cast: Cast) -> None:
    drafted, approved = factories.drafted(cast, "甲通知"), factories.approved(cast, "乙通知")
    signed, issued = factories.signed(cast, "丙通知"), factories.issued(cast, "丁通知")
    expected = {
        Tab.DRAFTS: drafted, Tab.APPROVAL: approved, Tab.OFFICE: signed, Tab.ISSUED: issued,
    }  # fmt: skip
    for tab, paper in expected.items():
        assert titles(list_papers(cast.clerk, tab)) == [paper.title]
    assert titles(list_papers(cast.leader, Tab.MINE)) == ["乙通知"]
    assert titles(list_papers(cast.unit, Tab.MINE)) == ["丁通知"]
    assert set(titles(list_papers(cast.clerk, Tab.MINE))) == {"甲通知", "乙通知", "丙通知"}
    assert titles(list_papers(cast.clerk, Tab.ALL, query="丙通知")) == ["丙通知"]
    assert [listing.count_waiting(each) for each in (cast.leader, cast.unit, cast.head)] == [1, 1, 0]


def test_shelves_divide_incoming_by_their_course(cast: Cast) -> None:
    incoming = factories.assigned(cast)
    assert titles(list_incoming(cast.clerk, Shelf.HANDLING)) == [incoming.title]
    assert titles(list_incoming(cast.clerk, Shelf.TODO)) == []
    assert titles(list_incoming(cast.clerk, Shelf.ALL, query="河道巡查")) == [incoming.title]
    assert titles(list_incoming(cast.leader, Shelf.ALL)) == []
    assert listing.count_incoming(cast.clerk) == 0


def test_lists_and_details_ask_a_fixed_number_of_queries(cast: Cast) -> None:
    papers = [factories.drafted(cast, f"第{n}件通知") for n in range(3)]
    incoming = factories.assigned(cast)
    paper = papers[0]
    cast.clerk.__dict__.pop("_xianxing_roles", None)
    counts = {}
    asks: dict[str, Callable[[], object]] = {
        "papers": lambda: list_papers(cast.clerk, Tab.ALL),
        "incoming": lambda: list_incoming(cast.clerk, Shelf.ALL),
        "paper": lambda: paper_detail(cast.clerk, paper),
        "letter": lambda: incoming_detail(cast.clerk, incoming, today=TODAY),
    }
    for name, ask in asks.items():
        with CaptureQueriesContext(connection) as asked:
            ask()
        counts[name] = len(asked)
    assert counts["papers"] <= 2
    assert counts["incoming"] <= 1
    assert counts["paper"] <= 9
    assert counts["letter"] <= 4


def test_versions_are_compared_field_by_field(cast: Cast) -> None:
    paper = factories.drafted(cast)
    content = replace(CONTENT, note="（公开）", title="平安市办公室关于供暖的通知")
    drafting.save_version(actor=cast.head, paper=paper, content=content, base=1, now=NOW)
    newer, older = list_versions(paper)
    changes = compare_versions(older, newer)
    assert [(each.field, each.title) for each in changes] == [("title", "标题"), ("note", "附注")]


def test_advice_stands_beside_its_field_and_is_repaired(cast: Cast) -> None:
    paper = factories.drafted(cast, main_recipient="各县（市、区）人民政府", copy_to="抄送：市委办公室")
    composed = compose_paper(paper)
    found = advise(paper, composed, paper.fields, today=TODAY)
    by_field = {each.field: each for each in found if each.fix}
    assert set(by_field) == {"main_recipient", "copy_to"}
    fixed = apply_fix(paper, paper.fields, by_field["main_recipient"].key, today=TODAY)
    assert fixed is not None
    assert fixed.main_recipient == "各县（市、区）人民政府："
    assert apply_fix(paper, fixed, by_field["main_recipient"].key, today=TODAY) is None
    assert {(each.wording, each.tone) for each in found if each.fix} == {("应当", "red")}


def test_advice_knows_the_organs_around(cast: Cast) -> None:
    cast.unit_organ.parent = cast.office
    cast.unit_organ.save()
    paper = factories.drafted(cast, copy_to="抄送：住建局。")
    Paper.objects.filter(pk=paper.pk).update(way="up", type="请示")
    paper.refresh_from_db()
    found = advise(paper, compose_paper(paper), paper.fields, today=TODAY)
    assert "conduct.copies_down" in {each.rule for each in found}
    consultation = consulting.consult(
        actor=cast.clerk, paper=factories.drafted(cast), organs=[cast.unit_organ], due_on=TODAY, now=NOW
    )[0]
    consulting.answer_consultation(
        actor=cast.unit, consultation=consultation, position=Position.OPPOSED, opinion="不妥", now=NOW
    )
    other = consultation.paper
    assert "conduct.not_agreed" in {
        each.rule for each in advise(other, compose_paper(other), other.fields, today=TODAY)
    }


def test_quoted_clause_leads_to_its_law(cast: Cast) -> None:
    with write():
        seed_rules(actor=SYSTEM, now=NOW - timedelta(days=90))
    found = quoted_clauses("根据《信访工作条例》第三十二条和《无此法》第一条，答复如下。")
    assert found
    assert all(each.code == "信访工作条例" and "第三十二条" in each.label for each in found)
    assert quoted_clauses("没有引用") == ()
    assert find_clauses("答复 期限", on=TODAY) or find_clauses("答复", on=TODAY)


def test_source_of_another_duty_is_asked_through_the_office(cast: Cast) -> None:
    paper = factories.drafted(cast)
    found = read_source(cast.clerk, f"writing.paper:{paper.pk}")
    assert found is not None
    assert (found.title, found.url) == (paper.title, f"/writing/{paper.pk}/")
    assert read_source(cast.unit, f"writing.paper:{paper.pk}") is None
    for text in ("", "writing.paper", "writing.paper:x", "no.thing:1", "writing.paper:" + "9" * 30):
        assert read_source(cast.clerk, text) is None
    assert source_of(cast.clerk, "", 0) is None


def test_search_finds_title_elements_and_text_for_who_may_see(cast: Cast) -> None:
    paper, incoming = factories.approved(cast), factories.received(cast)
    for words in ("冬季供暖", "及时处置群众反映", "各县"):
        assert [hit.object_id for hit in find(words, audience=["office"], limit=5)] == [paper.pk]
    assert [hit.object_id for hit in find("河道巡查", audience=["office"], limit=5)] == [incoming.pk]
    assert [hit.object_id for hit in find("供暖", audience=[f"account:{cast.leader.pk}"], limit=5)] == [
        paper.pk
    ]
    assert find("供暖", audience=[f"organ:{cast.unit_organ.pk}"], limit=5) == []
    assert sources.seen_papers(cast.leader, [paper.pk])[paper.pk][1] == f"/writing/{paper.pk}/"
    assert sources.seen_papers(cast.unit, [paper.pk]) == {}
    assert sources.seen_incoming(cast.clerk, [incoming.pk])[incoming.pk][0] == incoming.title
    assert sources.seen_incoming(cast.unit, [incoming.pk]) == {}
    assert len(list(sources.reindex(NOW))) == 2


def test_figures_come_from_what_happened(cast: Cast) -> None:
    paper = factories.signed(cast)
    content = replace(paper.fields, body=paper.fields.body.replace("值守", "值班"))
    drafting.save_version(actor=cast.clerk, paper=paper, content=content, base=1, now=NOW)
    back = factories.submitted(cast, "另一件通知")
    signing.return_paper(actor=cast.head, paper=back, reason="补依据", now=NOW)
    Incoming.objects.filter(pk=factories.assigned(cast).pk).update(due_on=TODAY - timedelta(days=1))
    found = {each.name: each.value for each in list_figures(cast.head, TODAY)}
    assert found == {
        "writing.findings": 0.0,
        "writing.corrections": 1,
        "writing.first_pass": 50,
        "writing.hours_to_signature": 1.0,
        "writing.answered_in_time": 0,
    }
    assert list_figures(cast.unit, TODAY) == ()


def test_figures_of_nothing_are_none(cast: Cast) -> None:
    values = [each.value for each in list_figures(cast.leader, TODAY)]
    assert values == [None, 0, None, None, None]


def test_first_page_has_what_waits_for_each(cast: Cast) -> None:
    factories.approved(cast, "待签的通知")
    factories.submitted(cast, "待审的通知")
    factories.consulted(cast)
    factories.issued(cast, "已发的通知")
    incoming = factories.examined(cast)
    handling.circulate(actor=cast.head, incoming=incoming, readers=[cast.leader], proposal="", now=NOW)
    factories.drafted(cast, "我拟的通知")
    seen = {
        role: {(each.heading, str(each.title)): [str(line.title) for line in each.lines] for each in found}
        for role in ("head", "clerk", "leader", "unit", "system")
        for found in [today.sections(getattr(cast, role), NOW)]
    }
    assert seen["leader"][Heading.DECIDE, "待我签发"] == ["待签的通知"]
    assert seen["leader"][Heading.ARRIVED, "送我阅的来文"] == [incoming.title]
    assert seen["head"][Heading.DECIDE, "待我审核的文稿"] == ["待审的通知"]
    assert seen["unit"][Heading.DECIDE, "待我会签"] == [CONTENT.title]
    assert seen["unit"][Heading.ARRIVED, "待签收的文件"] == ["平政办发〔2026〕1号 已发的通知"]
    assert "我拟的通知" in seen["clerk"][Heading.MINE, "我拟的文稿"]
    assert seen["system"] == {}


def test_arrivals_stand_on_the_first_page_of_the_office(cast: Cast) -> None:
    incoming = factories.received(cast)
    found = {str(each.title): each.lines for each in today.sections(cast.clerk, NOW)}
    assert [line.title for line in found["待办收文"]] == [incoming.title]


def test_work_of_a_leaver_goes_to_the_successor(cast: Cast) -> None:
    paper, incoming = factories.drafted(cast), factories.assigned(cast)
    assert [(each.object_type, each.object_id) for each in open_work(cast.clerk)] == [
        ("writing.paper", paper.pk),
        ("writing.incoming", incoming.pk),
    ]
    assert cast.clerk.person is not None
    leave(actor=cast.head, person=cast.clerk.person, on=TODAY, successor=cast.head.person, now=NOW)
    paper.refresh_from_db()
    incoming.refresh_from_db()
    assert (paper.drafter, incoming.handler) == (cast.head, cast.head)


NOTICE = "平安市人民政府关于做好供暖工作的通知\n各县（市、区）人民政府：\n现通知如下。\n平安市人民政府\n2026年11月23日\n"


@pytest.mark.parametrize(("form", "head"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_file_is_set_from_the_command_line(tmp_path: Path, form: str, head: bytes) -> None:
    source, target = tmp_path / "稿.txt", tmp_path / f"成.{form}"
    source.write_text(NOTICE, encoding="utf-8")
    done = CliRunner().invoke(writing, ["render", str(source), "-o", str(target)])
    assert (done.exit_code, target.read_bytes()[: len(head)]) == (0, head)
    assert done.output.startswith(f"已写入 {target}（")


def test_command_names_its_own_file_and_refuses_what_it_cannot_write(tmp_path: Path) -> None:
    source = tmp_path / "稿.txt"
    source.write_text(NOTICE, encoding="utf-8")
    assert CliRunner().invoke(writing, ["render", str(source)]).exit_code == 0
    assert (tmp_path / "稿.公文.pdf").exists()
    missing = str(tmp_path / "无" / "成.pdf")
    done = CliRunner().invoke(writing, ["render", str(source), "-o", missing])
    assert (done.exit_code, "不能写入" in done.output) == (1, True)
    done = CliRunner().invoke(writing, ["render", str(tmp_path / "没有.txt")])
    assert done.exit_code == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [("机密★1年\n" + NOTICE, "带有国家秘密标志"), ("", "是空文件")],
)
def test_command_refuses_secrets_and_empty_files(tmp_path: Path, content: str, message: str) -> None:
    source = tmp_path / "稿.txt"
    source.write_text(content, encoding="utf-8")
    for command in ("render", "check"):
        done = CliRunner().invoke(writing, [command, str(source)])
        assert (done.exit_code, message in done.output) == (1, True)


def test_check_prints_line_strength_clause_and_fails_on_must(tmp_path: Path) -> None:
    source = tmp_path / "稿.txt"
    source.write_text(NOTICE.replace("人民政府：", "人民政府"), encoding="utf-8")
    done = CliRunner().invoke(writing, ["check", str(source)])
    assert done.exit_code == 1
    assert "第 2 行 [应当]" in done.output
    assert "（GB/T 9704-2012 7.3.2）" in done.output


def test_dropped_paper_cannot_be_archived_and_says_so(cast: Cast) -> None:
    paper = factories.drafted(cast)
    issuing.drop(actor=cast.clerk, paper=paper, reason="不再需要", now=NOW)
    with pytest.raises(Exception, match="文稿现为“已终止”，不能归档；现在可以：没有"):
        issuing.archive(actor=cast.clerk, paper=paper, now=NOW)
