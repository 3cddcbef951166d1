import pytest

from xianxing.engines.rulebook import ChangeKind, Effect, Equals, FindingKind
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.actions import (
    Direction,
    RowEdit,
    add_row,
    backtest,
    check_version,
    decide,
    discard_draft,
    draft_again,
    draft_version,
    edit_row,
    move_row,
    publish_version,
    remove_row,
    replay,
)
from xianxing.office.authority.content import table_of
from xianxing.office.authority.errors import BadRow, DraftExists, GateClosed, NotADraft
from xianxing.office.authority.models import Decision, Instrument, Standing, TableVersion, VersionState
from xianxing.office.authority.publishing import check_of, findings
from xianxing.office.authority.queries import published_version
from xianxing.office.authority.tests.given import NAME, NOW, TODAY, lay_table, small, trip
from xianxing.office.ledger.queries import timeline, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast: Cast) -> TableVersion:
    return draft_version(actor=cast.head, table=lay_table().table, now=NOW)


def ids(version: TableVersion) -> list[str]:
    return [row.id for row in table_of(TableVersion.objects.get(pk=version.pk)).rows]


def publish(cast: Cast, draft: TableVersion) -> None:
    if not findings(draft, today=TODAY):
        check(cast, draft)
    tested = backtest(draft)
    publish_version(
        actor=cast.head, version=draft, tested=tested, signature=tested.signature, reason="季度调整", now=NOW
    )


def check(cast: Cast, draft: TableVersion) -> None:
    """The second person looks at the draft as it stands."""
    check_version(actor=cast.clerk, version=draft, tested=backtest(draft), opinion="同意", now=NOW)


def set_limit(cast: Cast, draft: TableVersion, limit: int) -> None:
    """Move the limit between the small and the large amounts."""
    edit_row(actor=cast.head, version=draft, row_id="小额", edit=small(limit), now=NOW)
    row = next(row for row in table_of(draft).rows if row.id == "大额")
    condition = row.when["amount"].__class__(at_least=limit)  # type: ignore[call-arg]
    edit = RowEdit("大额", {"amount": condition}, row.then, row.clauses)
    edit_row(actor=cast.head, version=draft, row_id="大额", edit=edit, now=NOW)


def test_draft_version_copies_the_published_one_under_the_next_number(draft: TableVersion) -> None:
    assert (draft.number, draft.state, ids(draft)) == (2, VersionState.DRAFT, ["礼品", "小额", "大额"])
    assert draft.content["version"] == "2"


def test_second_draft_is_refused(cast: Cast, draft: TableVersion) -> None:
    with pytest.raises(DraftExists) as refusal:
        draft_version(actor=cast.head, table=draft.table, now=NOW)
    assert refusal.value.messages == ["“经费审批表”已有一份草稿；请接着改这一份，或先放弃它"]


def test_edit_row_changes_only_the_draft_and_is_recorded(cast: Cast, draft: TableVersion) -> None:
    before = published_version(NAME).content
    edit_row(actor=cast.head, version=draft, row_id="小额", edit=small(800, id="零星"), now=NOW)
    assert ids(draft) == ["礼品", "零星", "大额"]
    assert published_version(NAME).content == before
    line = timeline(draft).get(verb="authority.version.edited")
    assert line.changes[0] == {"field": "row", "before": "小额", "after": "零星"}


def test_edit_of_a_row_that_is_not_there_is_refused(cast: Cast, draft: TableVersion) -> None:
    with pytest.raises(BadRow) as refusal:
        edit_row(actor=cast.head, version=draft, row_id="没有", edit=small(1), now=NOW)
    assert refusal.value.messages == ["没有名为“没有”的行；请刷新页面后重试"]


THEN = small(1).then


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (
            RowEdit("小额", {}, {**THEN, "days": -1}, ("x#1",)),
            "第 小额 行的结果：字段“days”的值为 -1；应为 整数，不小于 0",
        ),
        (RowEdit("小额", {}, THEN, ()), "第 小额 行没有依据；请至少填写一条条款编号"),
        (RowEdit("大额", {}, THEN, ("x#1",)), "行号“大额”为空或重复；请改名"),
        (
            RowEdit("小额", {"colour": Equals("red")}, THEN, ("x#1",)),
            "第 小额 行的条件用了未定义的字段“colour”；可用 amount、gift、purpose、signed_by",
        ),
        (
            RowEdit("小额", {}, THEN, ("x#1",), Effect.HARD_DENY, active=False),
            "第 小额 行是硬性否决，不能停用；请恢复启用",
        ),
    ],
)
def test_row_that_the_table_cannot_hold_is_refused(
    cast: Cast, draft: TableVersion, edit: RowEdit, message: str
) -> None:
    before = draft.content_sha256
    with pytest.raises(BadRow) as refusal:
        edit_row(actor=cast.head, version=draft, row_id="小额", edit=edit, now=NOW)
    assert refusal.value.messages == [message]
    assert TableVersion.objects.get(pk=draft.pk).content_sha256 == before


def test_add_move_and_remove_row(cast: Cast, draft: TableVersion) -> None:
    add_row(actor=cast.head, version=draft, edit=trip(), now=NOW)
    move_row(actor=cast.head, version=draft, row_id="出差", direction=Direction.UP, now=NOW)
    assert ids(draft) == ["礼品", "小额", "出差", "大额"]
    move_row(actor=cast.head, version=draft, row_id="礼品", direction=Direction.UP, now=NOW)
    move_row(actor=cast.head, version=draft, row_id="大额", direction=Direction.DOWN, now=NOW)
    assert ids(draft) == ["礼品", "小额", "出差", "大额"]
    remove_row(actor=cast.head, version=draft, row_id="出差", now=NOW)
    assert [row.order for row in table_of(draft).rows] == [1, 2, 3]


def test_published_version_is_never_edited_or_discarded(cast: Cast, draft: TableVersion) -> None:
    published = published_version(NAME)
    with pytest.raises(NotADraft) as refusal:
        edit_row(actor=cast.head, version=published, row_id="小额", edit=small(1), now=NOW)
    assert refusal.value.messages == ["第 1 版不是草稿，不能改动；请新起草一版"]
    with pytest.raises(NotADraft):
        discard_draft(actor=cast.head, version=published, reason="", now=NOW)


def test_discarded_draft_is_gone_and_recorded(cast: Cast, draft: TableVersion) -> None:
    stale = TableVersion.objects.get(pk=draft.pk)
    discard_draft(actor=cast.head, version=draft, reason="重来", now=NOW)
    with pytest.raises(NotADraft):
        add_row(actor=cast.head, version=stale, edit=trip(), now=NOW)
    assert draft_version(actor=cast.head, table=stale.table, now=NOW).number == 2
    assert verify() == ()


def test_publish_retires_the_old_version_and_the_new_one_decides(cast: Cast, draft: TableVersion) -> None:
    old = decide(actor=cast.clerk, table=NAME, facts={"amount": 900}, obj=cast.office, now=NOW)
    set_limit(cast, draft, 800)
    publish(cast, draft)
    new = decide(actor=cast.clerk, table=NAME, facts={"amount": 900}, obj=cast.office, now=NOW)
    assert (old.outcome["handler"], new.outcome["handler"]) == ("clerk", "head")
    assert TableVersion.objects.get(number=1).state == VersionState.RETIRED
    assert replay(Decision.objects.select_related("version")) == ()
    line = timeline(draft).get(verb="authority.version.published")
    assert (line.reason, line.changes[1]["after"], line.changes[2]["after"]) == ("季度调整", "1", "1")


def test_backtest_names_what_would_change(cast: Cast, draft: TableVersion) -> None:
    for amount in (900, 100, 850):
        decide(actor=cast.clerk, table=NAME, facts={"amount": amount}, obj=cast.office, now=NOW)
    assert backtest(draft).changed == ()
    set_limit(cast, draft, 800)
    tested = backtest(draft)
    assert tested.tried == 3
    assert [(each.decision.facts["amount"], each.kind) for each in tested.changed] == [
        (900, ChangeKind.OUTCOME),
        (850, ChangeKind.OUTCOME),
    ]
    assert backtest(draft, [Decision.objects.earliest("id")]).tried == 1


def test_publish_with_findings_is_refused(cast: Cast, draft: TableVersion) -> None:
    edit_row(actor=cast.head, version=draft, row_id="小额", edit=small(800), now=NOW)
    [finding] = findings(draft, today=TODAY)
    assert finding.kind is FindingKind.GAP
    assert finding.example == {
        "amount": 800,
        "gift": False,
        "purpose": "travel",
        "signed_by": frozenset(),
    }
    with pytest.raises(GateClosed) as refusal:
        publish(cast, draft)
    assert refusal.value.messages[0].startswith("发布检查发现 1 处问题，须先改正：有情形没有一行适用")
    assert published_version(NAME).number == 1


def test_publish_without_a_hard_deny_is_refused(cast: Cast, draft: TableVersion) -> None:
    remove_row(actor=cast.head, version=draft, row_id="礼品", now=NOW)
    assert [finding.kind for finding in findings(draft, today=TODAY)] == [FindingKind.DENY_REMOVED]
    with pytest.raises(GateClosed):
        publish(cast, draft)


def test_publish_citing_a_missing_clause_is_refused(cast: Cast, draft: TableVersion) -> None:
    edit = RowEdit("小额", small(1000).when, THEN, ("信访条例2005#33",))
    edit_row(actor=cast.head, version=draft, row_id="小额", edit=edit, now=NOW)
    [finding] = findings(draft, today=TODAY)
    assert (finding.kind, finding.clause) == (FindingKind.CLAUSE_MISSING, "信访条例2005#33")
    with pytest.raises(GateClosed):
        publish(cast, draft)


def test_publish_citing_a_repealed_instrument_is_refused(cast: Cast, draft: TableVersion) -> None:
    Instrument.objects.update(standing=Standing.REPEALED)
    kinds = {finding.kind for finding in findings(draft, today=TODAY)}
    assert kinds == {FindingKind.CLAUSE_MISSING}


def test_publish_after_a_later_edit_needs_a_new_backtest(cast: Cast, draft: TableVersion) -> None:
    tested = backtest(draft)
    edit_row(actor=cast.head, version=draft, row_id="小额", edit=small(1000, id="零星"), now=NOW)
    with pytest.raises(GateClosed) as refusal:
        publish_version(
            actor=cast.head, version=draft, tested=tested, signature=tested.signature, reason="", now=NOW
        )
    assert refusal.value.messages == ["回测以后草稿又改过；请重新回测，再确认发布"]


def test_publish_without_signature_is_refused(cast: Cast, draft: TableVersion) -> None:
    with pytest.raises(GateClosed) as refusal:
        publish_version(
            actor=cast.head, version=draft, tested=backtest(draft), signature="", reason="", now=NOW
        )
    expected = "没有确认回测结果，或结果已有变化；请重新查看回测清单，再确认发布"
    assert refusal.value.messages == [expected]


def test_publish_twice_is_refused(cast: Cast, draft: TableVersion) -> None:
    publish(cast, draft)
    with pytest.raises(NotADraft):
        publish(cast, draft)


def test_publish_by_one_person_alone_is_refused(cast: Cast, draft: TableVersion) -> None:
    tested = backtest(draft)
    with pytest.raises(GateClosed) as refusal:
        publish_version(
            actor=cast.head, version=draft, tested=tested, signature=tested.signature, reason="", now=NOW
        )
    expected = "还没有另一人复核这一稿，或复核以后又改过；请办公室另一位同事打开“复核”页，看过后确认"
    assert refusal.value.messages == [expected]


def test_the_drafter_cannot_check(cast: Cast, draft: TableVersion) -> None:
    with pytest.raises(GateClosed) as refusal:
        check_version(actor=cast.head, version=draft, tested=backtest(draft), opinion="同意", now=NOW)
    assert refusal.value.messages == ["这一版由您起草，不能由您复核；请办公室另一位同事复核"]


def test_the_checker_cannot_publish(cast: Cast, draft: TableVersion) -> None:
    check(cast, draft)
    tested = backtest(draft)
    with pytest.raises(GateClosed):
        publish_version(
            actor=cast.clerk, version=draft, tested=tested, signature=tested.signature, reason="", now=NOW
        )


def test_an_edit_after_the_check_needs_another(cast: Cast, draft: TableVersion) -> None:
    check(cast, draft)
    assert check_of(draft) is not None
    set_limit(cast, draft, 800)
    assert check_of(draft) is None
    tested = backtest(draft)
    with pytest.raises(GateClosed):
        publish_version(
            actor=cast.head, version=draft, tested=tested, signature=tested.signature, reason="", now=NOW
        )


def test_a_check_of_a_stale_backtest_or_with_findings_is_refused(cast: Cast, draft: TableVersion) -> None:
    tested = backtest(draft)
    set_limit(cast, draft, 800)
    with pytest.raises(GateClosed) as refusal:
        check_version(actor=cast.clerk, version=draft, tested=tested, opinion="同意", now=NOW)
    assert refusal.value.messages == ["回测以后草稿又改过；请重新回测，再确认发布"]
    edit_row(actor=cast.head, version=draft, row_id="小额", edit=small(500), now=NOW)
    with pytest.raises(GateClosed, match="发布检查发现 1 处问题"):
        check_version(actor=cast.clerk, version=draft, tested=backtest(draft), opinion="同意", now=NOW)


def test_rollback_drafts_the_old_version_and_needs_the_gate_again(cast: Cast, draft: TableVersion) -> None:
    set_limit(cast, draft, 800)
    publish(cast, draft)
    first = TableVersion.objects.select_related("table").get(number=1)
    again = draft_again(actor=cast.head, version=first, now=NOW)
    assert (again.number, again.state) == (3, VersionState.DRAFT)
    assert table_of(again).rows == table_of(first).rows
    with pytest.raises(DraftExists):
        draft_again(actor=cast.head, version=first, now=NOW)
    publish(cast, again)
    assert (
        decide(actor=cast.clerk, table=NAME, facts={"amount": 900}, obj=cast.office, now=NOW).outcome[
            "handler"
        ]
        == "clerk"
    )
