from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from xianxing.duties.regulations.models import Area, DraftState, Opinion, Review, RuleDraft
from xianxing.duties.regulations.permissions import (
    may_govern_rules,
    may_read_rulebook,
    may_see_governance,
    may_write_rules,
)
from xianxing.duties.regulations.tests import scene
from xianxing.duties.regulations.tests.given import TEXT, consulted, drafted, law, published
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.models import Instrument, Limit

pytestmark = pytest.mark.django_db

Enter = Callable[[str], Client]
EVERYONE = {"head", "clerk", "leader", "unit", "stranger", "system", "security", "audit"}
OFFICE = {"head", "clerk"}
GOVERNORS = {"head", "clerk", "leader"}
BUSINESS = {"head", "clerk", "leader", "unit", "stranger"}
ASKED = {"head", "clerk", "leader", "unit"}
PAGES = {
    "list": EVERYONE,
    "ask": EVERYONE,
    "clause": EVERYONE,
    "instrument": EVERYONE,
    "compare": EVERYONE,
    "gaps": GOVERNORS,
    "packs": GOVERNORS,
    "pack": GOVERNORS,
    "areas": {"head"},
    "area": {"head"},
    "area_new": {"head"},
    "limit": {"head"},
    "repeal": {"head"},
    "import": OFFICE,
    "import_file": {"clerk"},
    "drafts": BUSINESS,
    "write": OFFICE,
    "draft": ASKED,
    "edit": OFFICE,
    "review": OFFICE,
    "steward": OFFICE,
}
POSTS = {
    "consult": OFFICE,
    "withdraw": OFFICE,
    "publish": {"head"},
    "reply": OFFICE,
    "answer": {"leader"},
    "tell": OFFICE,
    "acknowledge": EVERYONE,
}


def allowed(predicate: Callable[..., bool], cast: Cast) -> set[str]:
    return {part for part, account in cast.accounts().items() if predicate(account)}


def test_permissions_name_whom_they_let_in(cast: Cast) -> None:
    assert allowed(may_read_rulebook, cast) == EVERYONE
    assert allowed(may_see_governance, cast) == GOVERNORS
    assert allowed(may_write_rules, cast) == OFFICE
    assert allowed(may_govern_rules, cast) == {"head"}


@pytest.mark.parametrize("part", sorted(EVERYONE))
def test_pages_are_open_to_whom_the_permissions_name(office: Cast, enter: Enter, part: str) -> None:
    arguments, visitor = scene.arguments(office), enter(part)
    for name, parts in PAGES.items():
        address = reverse(f"regulations:{name}", kwargs=arguments.get(f"regulations:{name}"))
        status = visitor.get(address).status_code
        refused = {404} if name == "import_file" and part == "head" else {403}
        assert status in ({200} if part in parts else refused), (name, status)


@pytest.mark.parametrize("part", sorted(EVERYONE))
def test_buttons_are_refused_to_the_others(office: Cast, enter: Enter, part: str) -> None:
    arguments, visitor = scene.arguments(office), enter(part)
    for name, parts in POSTS.items():
        address = reverse(f"regulations:{name}", kwargs=arguments[f"regulations:{name}"])
        assert visitor.get(address).status_code == 405, name
        status = visitor.post(address, {}).status_code
        assert status == (302 if part in parts else 403), (name, status)


def test_list_shows_standing_and_finds_by_tab(office: Cast, enter: Enter) -> None:
    clerk = enter("clerk")
    page = clerk.get(reverse("regulations:list")).content.decode()
    assert "信访工作条例" in page
    assert "现行：法律 2，党内法规 1" in page
    ended = clerk.get(reverse("regulations:list"), {"tab": "ended"}).content.decode()
    assert "已废止" in ended
    coming = clerk.get(reverse("regulations:list"), {"tab": "coming"}).content.decode()
    assert "这一类还没有" in coming
    assert clerk.get(reverse("regulations:list"), {"tab": "x", "before": "y"}).status_code == 200


def test_ask_page_answers_and_says_what_a_past_day_means(office: Cast, enter: Enter) -> None:
    clerk, address = enter("clerk"), reverse("regulations:ask")
    assert "想查什么规定" in clerk.get(address).content.decode()
    page = clerk.get(address, {"q": "信访事项多少日内办结"}).content.decode()
    assert "《信访工作条例》第三十四条" in page
    assert "只列现行有效的规定" in page
    past = clerk.get(address, {"q": "信访事项多少日内办结", "on": "2023-05-01"}).content.decode()
    assert "2023-05-01 当天有效的规定" in past
    none = clerk.get(address, {"q": "宇宙飞船发射窗口"}).content.decode()
    assert "没有找到这方面的规定" in none


def test_a_law_is_uploaded_looked_at_and_entered(office: Cast, enter: Enter) -> None:
    clerk = enter("clerk")
    text = "平安市接待办法\n（2026年3月1日平安市人民政府公布）\n第一条 甲。\n第二条 自2026年5月1日起施行。\n附件：表"
    upload = clerk.post(
        reverse("regulations:import"), {"file": SimpleUploadedFile("办法.txt", text.encode())}
    )
    assert upload.status_code == 302
    page = clerk.get(upload["Location"]).content.decode()
    assert "找到 2 条，从第一条起" in page
    assert "附件：表" in page
    assert 'value="2026-05-01"' in page
    typed = {
        "code": "平安接待办法",
        "title": "平安市接待办法",
        "issuer": "平安市人民政府",
        "level": "ordinance",
        "scope": "平安市",
        "issued_on": "2026-03-01",
        "effective_from": "2026-05-01",
    }
    entered = clerk.post(upload["Location"], typed, follow=True)
    assert "已录入 2 条" in entered.content.decode()
    again = clerk.post(upload["Location"], typed)
    assert again.status_code == 422
    assert "代号“平安接待办法”已有法规在用" in again.content.decode()


def test_an_upload_that_is_no_law_says_so(office: Cast, enter: Enter) -> None:
    clerk = enter("clerk")
    marked = SimpleUploadedFile("办法.txt", "机密★1年\n第一条 甲。".encode())
    refused = clerk.post(reverse("regulations:import"), {"file": marked})
    assert refused.status_code == 422
    assert "国家秘密标志" in refused.content.decode()
    plain = SimpleUploadedFile("意见.txt", "关于某事的意见\n一、总体要求".encode())
    page = clerk.post(reverse("regulations:import"), {"file": plain}, follow=True).content.decode()
    assert "没有找到“第一条”这样的条" in page


def test_instrument_page_shows_versions_and_reliance(office: Cast, enter: Enter) -> None:
    old = law(office)
    law(office, code="某条例2026", effective_from=date(2026, 1, 1), replaces=old,
        text="第一条 甲事应当在五日内办结。\n第二条 乙事由主管部门负责。")  # fmt: skip
    clerk = enter("clerk")
    page = clerk.get(reverse("regulations:instrument", args=["某条例"])).content.decode()
    assert "已修改，不得作为今天的依据" in page
    compared = clerk.get(reverse("regulations:compare", args=["某条例", "某条例2026"])).content.decode()
    assert "新增 0 条，删去 0 条，改动 1 条，只变条号 0 条，未变 1 条" in compared
    assert ("<del>十" in compared, "<ins>五" in compared) == (True, True)
    house = clerk.get(reverse("regulations:instrument", args=["办理规定"])).content.decode()
    assert "权限与时限表" in house
    stranger = enter("stranger").get(reverse("regulations:instrument", args=["办理规定"])).content.decode()
    assert "谁以此为依据" not in stranger


def test_clause_page_names_who_relies_on_it(office: Cast, enter: Enter) -> None:
    rule = published(office)
    clause = Instrument.objects.get(code="信访工作条例").clauses.get(key="信访工作条例#34")
    page = enter("clerk").get(reverse("regulations:clause", args=[clause.pk])).content.decode()
    assert f"《{rule.title}》第一条" in page


def test_repeal_page_ends_a_rule(office: Cast, enter: Enter) -> None:
    published(office)
    head, address = enter("head"), reverse("regulations:repeal", args=["接待细则"])
    wrong = head.post(address, {"last_day": "2020-01-01", "reason": "重复"})
    assert wrong.status_code == 422
    assert "早于施行日期" in wrong.content.decode()
    done = head.post(address, {"last_day": "2026-11-20", "reason": "重复"}, follow=True)
    assert "已登记废止" in done.content.decode()


def test_a_draft_goes_through_its_pages(office: Cast, enter: Enter) -> None:
    clerk = enter("clerk")
    begun = clerk.get(reverse("regulations:write"), {"template": "reception"}).content.decode()
    assert "公务接待实施细则" in begun
    typed = {
        "title": "公务接待实施细则", "code": "接待细则", "area": str(Area.objects.get(name="公务接待").pk),
        "scope": "本办公室", "effective_from": "2026-12-01", "review_months": "12", "text": TEXT,
    }  # fmt: skip
    bad = clerk.post(reverse("regulations:write"), {**typed, "text": "一、甲"})
    assert (bad.status_code, "每条请另起一行" in bad.content.decode()) == (422, True)
    made = clerk.post(reverse("regulations:write"), typed)
    draft = RuleDraft.objects.get()
    assert made["Location"] == reverse("regulations:draft", args=[draft.pk])
    people = {"due_on": "2099-12-01", "accounts": [str(office.leader.pk)]}
    sent = clerk.post(reverse("regulations:consult", args=[draft.pk]), people, follow=True)
    assert "已送会签" in sent.content.decode()
    nobody = clerk.post(reverse("regulations:consult", args=[draft.pk]), {}, follow=True)
    assert "请选定会签人和期限" in nobody.content.decode()
    edit = reverse("regulations:edit", args=[draft.pk])
    assert "草稿已保存" in clerk.post(edit, {**typed, "scope": "各科室"}, follow=True).content.decode()
    assert clerk.post(edit, {**typed, "text": "无"}).status_code == 422
    leader = enter("leader")
    opinion = Opinion.objects.get()
    assert "请您会签" in leader.get(reverse("regulations:draft", args=[draft.pk])).content.decode()
    answer = reverse("regulations:answer", args=[opinion.pk])
    assert "请选定同意" in leader.post(answer, {}, follow=True).content.decode()
    assert (
        "会签意见已送出"
        in leader.post(answer, {"stance": "change", "words": "写明例外"}, follow=True).content.decode()
    )
    head = enter("head")
    early = head.post(reverse("regulations:publish", args=[draft.pk]), follow=True).content.decode()
    assert "还没有填采纳情况" in early
    reply = reverse("regulations:reply", args=[opinion.pk])
    assert "采纳情况已告知对方" in head.post(reply, {"words": "已采纳"}, follow=True).content.decode()
    done = head.post(reverse("regulations:publish", args=[draft.pk]), follow=True).content.decode()
    assert "已发布；请告知有关人员" in done
    assert RuleDraft.objects.get().state == DraftState.PUBLISHED


def test_a_draft_is_withdrawn_with_its_reason(office: Cast, enter: Enter) -> None:
    draft = drafted(office)
    page = enter("clerk").post(
        reverse("regulations:withdraw", args=[draft.pk]), {"reason": "并入另一件"}, follow=True
    )
    assert "草稿已撤回" in page.content.decode()
    assert "并入另一件" in page.content.decode()


def test_a_draft_that_replaces_a_rule_shows_what_changes(office: Cast, enter: Enter) -> None:
    old = published(office)
    draft = drafted(office, code="接待细则二", replaces=old, text=TEXT.replace("三人", "两人"))
    page = enter("clerk").get(reverse("regulations:draft", args=[draft.pk])).content.decode()
    assert "与现行文本对比" in page
    assert ("<del>三" in page, "<ins>两" in page) == (True, True)


def test_units_see_only_the_drafts_that_they_were_asked_about(office: Cast, enter: Enter) -> None:
    consulted(office, drafted(office), [office.unit])
    drafted(office, code="另一件", title="另一件制度")
    unit = enter("unit").get(reverse("regulations:drafts")).content.decode()
    assert ("公务接待实施细则" in unit, "另一件制度" in unit) == (True, False)
    stranger = enter("stranger").get(reverse("regulations:drafts")).content.decode()
    assert "公务接待实施细则" not in stranger
    assert "没有请您会签的制度" in stranger


def test_people_are_told_and_confirm(office: Cast, enter: Enter) -> None:
    rule = published(office)
    clerk = enter("clerk")
    tell = reverse("regulations:tell", args=[rule.code])
    assert "请选定要告知的人" in clerk.post(tell, {}, follow=True).content.decode()
    told = clerk.post(tell, {"accounts": [str(office.unit.pk)]}, follow=True).content.decode()
    assert "未确认：吴联络" in told
    unit = enter("unit")
    assert "我已阅知" in unit.get(reverse("regulations:instrument", args=[rule.code])).content.decode()
    done = unit.post(reverse("regulations:acknowledge", args=[rule.code]), follow=True).content.decode()
    assert ("已确认阅知" in done, "我已阅知" in done) == (True, False)


def test_a_review_and_a_steward_are_kept(office: Cast, enter: Enter) -> None:
    rule = published(office)
    clerk = enter("clerk")
    review = reverse("regulations:review", args=[rule.code])
    bad = clerk.post(review, {"conclusion": "keep", "words": "好", "next_on": "2020-01-01"})
    assert (bad.status_code, "须在今天以后" in bad.content.decode()) == (422, True)
    clerk.post(review, {"conclusion": "keep", "words": "运行正常", "next_on": "2099-01-01"})
    assert Review.objects.get().words == "运行正常"
    steward = reverse("regulations:steward", args=[rule.code])
    clerk.post(steward, {"area": "", "keeper": str(office.head.pk), "review_on": "2099-02-01"})
    page = clerk.get(reverse("regulations:instrument", args=[rule.code])).content.decode()
    assert ("周主任" in page, "2099-02-01" in page) == (True, True)


def test_gap_page_names_areas(office: Cast, enter: Enter) -> None:
    page = enter("leader").get(reverse("regulations:gaps")).content.decode()
    assert "没有本单位制度的工作领域（13）" in page
    Area.objects.update(closed_on=date(2026, 1, 1))
    assert "没有发现缺口" in enter("head").get(reverse("regulations:gaps")).content.decode()


def test_areas_are_added_and_changed(office: Cast, enter: Enter) -> None:
    head = enter("head")
    assert head.post(reverse("regulations:area_new"), {"name": "", "order_number": "1"}).status_code == 422
    head.post(reverse("regulations:area_new"), {"name": "外事", "order_number": "5"})
    assert "外事" in head.get(reverse("regulations:areas")).content.decode()


def test_limits_stand_in_groups_and_take_stricter_values(office: Cast, enter: Enter) -> None:
    head = enter("head")
    page = head.get(reverse("regulations:pack", args=["reception"])).content.decode()
    assert ("已核实，直接适用" in page, "待核实" in page, "其他地方的规定" in page) == (True, True, True)
    limit = Limit.objects.get(pack="reception", name="small_companions")
    address = reverse("regulations:limit", args=[limit.pk])
    loose = head.post(address, {"value": "4", "reason": "惯例"})
    assert (loose.status_code, "4 比规定宽，不能采用" in loose.content.decode()) == (422, True)
    strict = head.post(address, {"value": "2", "reason": "从严"}, follow=True).content.decode()
    assert "不得超过 2 人" in strict
    ban = Limit.objects.get(pack="reception", name="tobacco")
    shown = head.get(reverse("regulations:limit", args=[ban.pk])).content.decode()
    assert "<select" in shown
    assert enter("head").get(reverse("regulations:pack", args=["unknown"])).status_code == 404


def test_pages_ask_few_queries(
    office: Cast, enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    arguments = scene.arguments(office)
    clerk = enter("clerk")
    for name, most in {
        "list": 22, "ask": 24, "instrument": 45, "clause": 24, "drafts": 20, "draft": 40, "gaps": 30, "pack": 20,
    }.items():  # fmt: skip
        address = reverse(f"regulations:{name}", kwargs=arguments.get(f"regulations:{name}"))
        clerk.get(address)
        with django_assert_max_num_queries(most):
            clerk.get(address, {"q": "办结"})
