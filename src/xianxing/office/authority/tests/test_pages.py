from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.actions import backtest, check_version, decide, draft_version
from xianxing.office.authority.content import table_of
from xianxing.office.authority.models import Decision, Instrument, Standing, TableVersion, VersionState
from xianxing.office.authority.permissions import (
    may_check_rules,
    may_make_rules,
    may_read_decisions,
    may_read_laws,
    may_read_rules,
)
from xianxing.office.authority.tests.given import NAME, NOW, lay_table

pytestmark = pytest.mark.django_db

EVERYONE = {"head", "clerk", "leader", "unit", "stranger", "system", "security", "audit"}


@pytest.fixture
def enter(client: Client, cast: Cast) -> Callable[[str], Client]:
    def sign_in(part: str) -> Client:
        client.force_login(cast.accounts()[part])
        return client

    return sign_in


@pytest.fixture
def version() -> TableVersion:
    return lay_table()


@pytest.fixture
def draft(cast: Cast, version: TableVersion) -> TableVersion:
    return draft_version(actor=cast.head, table=version.table, now=NOW)


def decided(cast: Cast, amount: int = 400) -> Decision:
    return decide(actor=cast.clerk, table=NAME, facts={"amount": amount}, obj=cast.office, now=NOW)


def draft_now() -> TableVersion:
    return TableVersion.objects.select_related("table").get(state=VersionState.DRAFT)


def row_of(limit: int) -> dict[str, object]:
    """What the head types into the form of small amounts."""
    return {
        "name": "小额",
        "effect": "decide",
        "active": "on",
        "clauses": "经费规定#1.1(1)",
        "when_amount_below": str(limit),
        "then_handler": "clerk",
        "then_days": "3",
        "then_allowed": "yes",
    }


def test_permissions_of_rules(cast: Cast) -> None:
    def allowed(predicate: Callable[..., bool]) -> set[str]:
        return {part for part, account in cast.accounts().items() if predicate(account)}

    assert allowed(may_read_laws) == EVERYONE
    assert allowed(may_read_rules) == {"head", "clerk", "leader"}
    assert allowed(may_read_decisions) == {"head", "clerk"}
    assert allowed(may_make_rules) == {"head"}
    assert allowed(may_check_rules) == {"head", "clerk"}


@pytest.mark.parametrize("part", sorted(EVERYONE))
def test_pages_are_open_to_whom_the_permissions_name(
    cast: Cast, enter: Callable[[str], Client], draft: TableVersion, part: str
) -> None:
    decision, visitor, published = decided(cast), enter(part), TableVersion.objects.get(number=1)
    pages = {
        reverse("authority:laws"): EVERYONE,
        reverse("authority:law", args=["经费规定"]): EVERYONE,
        reverse("authority:tables"): {"head", "clerk", "leader"},
        reverse("authority:version", args=[published.pk]): {"head", "clerk", "leader"},
        reverse("authority:compare", args=[published.pk, draft.pk]): {"head", "clerk", "leader"},
        reverse("authority:decision", args=[decision.pk]): {"head", "clerk"},
        reverse("authority:draft", args=[draft.pk]): {"head"},
        reverse("authority:add", args=[draft.pk]): {"head"},
        reverse("authority:row", args=[draft.pk, "小额"]): {"head"},
        reverse("authority:publish", args=[draft.pk]): {"head"},
        reverse("authority:check", args=[draft.pk]): {"head", "clerk"},
        reverse("authority:sheet", args=[published.pk]): {"head", "clerk", "leader"},
    }
    for address, allowed in pages.items():
        assert visitor.get(address).status_code == (200 if part in allowed else 403), address


@pytest.mark.parametrize("part", sorted(EVERYONE - {"head"}))
def test_writing_is_the_heads_alone(enter: Callable[[str], Client], draft: TableVersion, part: str) -> None:
    visitor, before = enter(part), draft.content_sha256
    posts = [
        reverse("authority:start", args=[draft.table_id]),
        reverse("authority:add", args=[draft.pk]),
        reverse("authority:row", args=[draft.pk, "小额"]),
        reverse("authority:change", args=[draft.pk, "小额"]),
        reverse("authority:discard", args=[draft.pk]),
        reverse("authority:publish", args=[draft.pk]),
        reverse("authority:import_rows", args=[draft.pk]),
        reverse("authority:again", args=[TableVersion.objects.get(number=1).pk]),
    ]
    for address in posts:
        assert visitor.post(address, {**row_of(5), "do": "remove"}).status_code == 403, address
    assert TableVersion.objects.get(pk=draft.pk).content_sha256 == before


def test_law_page_has_an_anchor_for_every_article_and_finds_words(
    enter: Callable[[str], Client], version: TableVersion
) -> None:
    clerk, address = enter("clerk"), reverse("authority:law", args=["经费规定"])
    page = clerk.get(address).content.decode()
    assert ('id="第一条"' in page, 'id="第二条"' in page) == (True, True)
    found = clerk.get(address, {"q": "礼品"}).content.decode()
    assert ('id="第一条"' in found, 'id="第二条"' in found) == (False, True)
    assert "没有找到" in clerk.get(address, {"q": "出国"}).content.decode()
    everywhere = clerk.get(reverse("authority:laws"), {"q": "礼品 报销"}).content.decode()
    assert "《经费审批规定》第二条" in everywhere


def test_law_page_says_that_an_instrument_is_repealed(
    enter: Callable[[str], Client], version: TableVersion
) -> None:
    Instrument.objects.update(standing=Standing.REPEALED)
    page = enter("unit").get(reverse("authority:law", args=["经费规定"])).content.decode()
    assert "此件已废止，不得作为依据引用" in page


def test_start_opens_one_draft_and_comes_back_to_it(
    enter: Callable[[str], Client], version: TableVersion
) -> None:
    head, address = enter("head"), reverse("authority:start", args=[version.table_id])
    first, second = head.post(address), head.post(address)
    assert first.headers["Location"] == second.headers["Location"]
    assert TableVersion.objects.filter(state=VersionState.DRAFT).count() == 1


def test_edit_shows_a_gap_with_an_example_in_plain_chinese(
    enter: Callable[[str], Client], draft: TableVersion
) -> None:
    head, page = enter("head"), reverse("authority:draft", args=[draft.pk])
    assert "检查没有发现" in head.get(page).content.decode()
    saved = head.post(reverse("authority:row", args=[draft.pk, "小额"]), row_of(800))
    assert saved.headers["Location"] == page
    shown = head.get(page).content.decode()
    assert "下面这种情形没有一行适用" in shown
    assert "涉及金额（元） 800" in shown


def test_row_form_begins_with_the_row_and_saving_changes_nothing(
    enter: Callable[[str], Client], draft: TableVersion
) -> None:
    head, address = enter("head"), reverse("authority:row", args=[draft.pk, "大额"])
    form = head.get(address).context["form"]
    typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
    typed["active"] = "on"
    assert head.post(address, typed).status_code == 302
    assert table_of(TableVersion.objects.get(pk=draft.pk)).rows == table_of(draft).rows


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"clauses": "没有#1"}, "条款库中没有 没有#1，或已废止"),
        ({"name": "大额"}, "行号“大额”为空或重复；请改名"),
        ({"then_days": "-1"}, "字段“days”的值为 -1；应为 整数，不小于 0"),
        ({"then_handler": ""}, "第 小额 行的结果缺少字段“handler”；请补上"),
    ],
)
def test_row_form_says_what_is_wrong(
    enter: Callable[[str], Client], draft: TableVersion, changed: dict[str, str], message: str
) -> None:
    address = reverse("authority:row", args=[draft.pk, "小额"])
    answer = enter("head").post(address, {**row_of(1000), **changed})
    assert message in answer.content.decode()


def test_row_form_of_a_repealed_clause_is_refused(
    enter: Callable[[str], Client], draft: TableVersion
) -> None:
    Instrument.objects.update(standing=Standing.REPEALED)
    answer = enter("head").post(reverse("authority:row", args=[draft.pk, "小额"]), row_of(1000))
    assert "条款库中没有 经费规定#1.1(1)，或已废止" in answer.content.decode()


def test_added_row_holds_every_kind_of_condition(enter: Callable[[str], Client], draft: TableVersion) -> None:
    typed = {
        **row_of(500),
        "name": "出差",
        "when_amount_min": "10",
        "when_gift": "no",
        "when_purpose": ["travel"],
        "when_signed_by_mode": "all",
        "when_signed_by": ["clerk", "finance"],
        "then_consult": ["legal"],
    }
    assert enter("head").post(reverse("authority:add", args=[draft.pk]), typed).status_code == 302
    content = TableVersion.objects.get(pk=draft.pk).content
    assert content["rows"][-1]["when"] == {
        "amount": {"min": 10, "below": 500},
        "gift": {"equals": False},
        "purpose": {"equals": "travel"},
        "signed_by": {"has_all": ["clerk", "finance"]},
    }
    assert content["rows"][-1]["then"]["consult"] == ["legal"]


def test_rows_move_and_go(enter: Callable[[str], Client], draft: TableVersion) -> None:
    head = enter("head")
    for wanted in ("up", "down", "up", "nonsense"):
        head.post(reverse("authority:change", args=[draft.pk, "大额"]), {"do": wanted})
    head.post(reverse("authority:change", args=[draft.pk, "小额"]), {"do": "remove"})
    assert [row.id for row in table_of(TableVersion.objects.get(pk=draft.pk)).rows] == ["礼品", "大额"]
    answer = head.post(reverse("authority:change", args=[draft.pk, "没有"]), {"do": "remove"}, follow=True)
    assert "没有名为“没有”的行" in answer.content.decode()
    assert head.get(reverse("authority:row", args=[draft.pk, "没有"])).status_code == 404


def test_publish_page_lists_changes_and_publishes_when_signed(
    cast: Cast, enter: Callable[[str], Client], draft: TableVersion
) -> None:
    decided(cast, 900)
    head, address = enter("head"), reverse("authority:publish", args=[draft.pk])
    head.post(reverse("authority:row", args=[draft.pk, "小额"]), {**row_of(1000), "then_handler": "head"})
    shown = head.get(address)
    assert "试算了最近 1 次判定，按此草稿有 1 次会不同" in shown.content.decode()
    signature = shown.context["tested"].signature
    unsigned = head.post(address, {"signature": signature, "reason": "调整"})
    assert "没有确认回测结果" in unsigned.content.decode()
    alone = head.post(address, {"signature": signature, "confirmed": "1", "reason": "调整"})
    assert "还没有另一人复核这一稿" in alone.content.decode()
    check_version(
        actor=cast.clerk, version=draft_now(), tested=backtest(draft_now()), opinion="可行", now=NOW
    )
    assert "林科员已复核这一稿：可行" in head.get(address).content.decode()
    signed = head.post(address, {"signature": signature, "confirmed": "1", "reason": "调整"})
    assert signed.status_code == 302
    assert TableVersion.objects.get(state=VersionState.PUBLISHED).number == 2


def test_discard_page_throws_the_draft_away(enter: Callable[[str], Client], draft: TableVersion) -> None:
    head = enter("head")
    assert head.post(reverse("authority:discard", args=[draft.pk])).status_code == 302
    assert head.get(reverse("authority:draft", args=[draft.pk])).status_code == 404


def test_published_version_cannot_be_opened_in_the_editor(
    enter: Callable[[str], Client], version: TableVersion
) -> None:
    head = enter("head")
    assert head.get(reverse("authority:draft", args=[version.pk])).status_code == 404


def test_compare_page_marks_what_changed(enter: Callable[[str], Client], draft: TableVersion) -> None:
    head = enter("head")
    head.post(reverse("authority:row", args=[draft.pk, "小额"]), row_of(800))
    published = TableVersion.objects.get(number=1)
    page = head.get(reverse("authority:compare", args=[published.pk, draft.pk])).content.decode()
    assert ("改动" in page, "不满 1,000" in page, "不满 800" in page) == (True, True, True)


def test_decision_page_quotes_clauses_with_hash_and_replays(
    cast: Cast, enter: Callable[[str], Client], version: TableVersion
) -> None:
    decision = decided(cast)
    page = enter("clerk").get(reverse("authority:decision", args=[decision.pk])).content.decode()
    assert "用当时的版本重算，结果完全一致" in page
    assert decision.clauses[0]["text_sha256"] in page
    assert "不满一千元的，由经办人审批" in page


def test_pages_ask_few_queries(
    enter: Callable[[str], Client],
    draft: TableVersion,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    head = enter("head")
    for address in (
        reverse("authority:laws"),
        reverse("authority:tables"),
        reverse("authority:draft", args=[draft.pk]),
    ):
        head.get(address)
        with django_assert_max_num_queries(24):
            head.get(address)


def test_check_page_takes_the_agreement_of_another_person(
    cast: Cast, enter: Callable[[str], Client], draft: TableVersion
) -> None:
    decided(cast, 900)
    address = reverse("authority:check", args=[draft.pk])
    own = enter("head").get(address).content.decode()
    assert "这一版由您起草，须由办公室另一位同事复核" in own
    clerk = enter("clerk")
    signature = clerk.get(address).context["tested"].signature
    silent = clerk.post(address, {"signature": signature, "confirmed": "1", "opinion": " "})
    assert "请看过检查结果和回测，写明复核意见并勾选确认" in silent.content.decode()
    stale = clerk.post(address, {"signature": "0", "confirmed": "1", "opinion": "可行"})
    assert draft.checks.count() == 0
    assert stale.status_code == 200
    agreed = clerk.post(address, {"signature": signature, "confirmed": "1", "opinion": "可行"})
    assert agreed.status_code == 302
    assert draft.checks.get().opinion == "可行"


def test_a_version_goes_out_as_a_sheet_and_comes_in_again(
    enter: Callable[[str], Client], draft: TableVersion
) -> None:
    head = enter("head")
    answer = head.get(reverse("authority:sheet", args=[draft.pk]))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["Content-Disposition"].startswith("attachment;")
    before = table_of(draft_now()).rows
    address = reverse("authority:import_rows", args=[draft.pk])
    file = SimpleUploadedFile("表.xlsx", answer.content)
    assert "已从表格导入 3 行" in head.post(address, {"file": file}, follow=True).content.decode()
    assert table_of(draft_now()).rows == before
    broken = SimpleUploadedFile("表.xlsx", b"PK")
    assert "表格打不开" in head.post(address, {"file": broken}, follow=True).content.decode()
    assert "请选择一个 xlsx 文件" in head.post(address, {}, follow=True).content.decode()


def test_an_earlier_version_is_drafted_again(enter: Callable[[str], Client], draft: TableVersion) -> None:
    head, first = enter("head"), TableVersion.objects.get(number=1)
    address = reverse("authority:again", args=[first.pk])
    assert "已有一份草稿" in head.post(address, follow=True).content.decode()
    head.post(reverse("authority:discard", args=[draft.pk]))
    assert "已按第 1 版起草" in head.post(address, follow=True).content.decode()
    assert draft_now().number == 2
