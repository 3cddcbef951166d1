"""The publish gate, the back-test, and publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.engines.rulebook import Change as TableChange
from xianxing.engines.rulebook import ChangeKind, Finding, Severity, check, compare
from xianxing.office.access.models import Account
from xianxing.office.authority.content import canonical, table_of
from xianxing.office.authority.drafting import require_draft
from xianxing.office.authority.engine import text_hash
from xianxing.office.authority.errors import GateClosed
from xianxing.office.authority.models import Decision, TableVersion, VersionCheck, VersionState
from xianxing.office.authority.queries import published_version, recent_decisions, validities
from xianxing.office.ledger.actions import Change, record, writing

BACKTEST_LIMIT = 2000
"""The latest decisions that a draft is tried on."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A past decision that the draft would make otherwise."""

    decision: Decision
    kind: ChangeKind
    change: TableChange


@dataclass(frozen=True, slots=True)
class Backtest:
    """What a draft would have changed. ``signature`` stands for exactly this draft and this result."""

    content_sha256: str
    tried: int
    changed: tuple[Changed, ...]
    signature: str


def findings(version: TableVersion, *, today: date) -> tuple[Finding, ...]:
    """Return what speaks against publishing a version, against the clauses in force and the published version."""
    table = table_of(version)
    cited = {key for row in table.rows for key in row.clauses}
    published = version.table.versions.filter(state=VersionState.PUBLISHED).first()
    previous = table_of(published) if published and published.pk != version.pk else None
    return check(table, validities(cited), today, previous=previous)


def backtest(draft: TableVersion, decisions: Iterable[Decision] | None = None) -> Backtest:
    """Return what the draft would have changed in past decisions: those given, else the latest 2,000 of its table.

    Facts that several decisions share are tried for each of them, so the count is that of decisions.
    """
    tried = list(recent_decisions(draft.table, BACKTEST_LIMIT) if decisions is None else decisions)
    old = table_of(published_version(draft.table.name))
    changes = compare(old, table_of(draft), [decision.facts for decision in tried])
    changed = tuple(Changed(tried[change.position], change.kind, change) for change in changes)
    result = {"changed": [[each.decision.pk, each.kind.value] for each in changed], "tried": len(tried)}
    signature = text_hash(draft.content_sha256 + canonical(result))
    return Backtest(draft.content_sha256, len(tried), changed, signature)


@writing()
def publish_version(
    *, actor: Account, version: TableVersion, tested: Backtest, signature: str, reason: str, now: datetime
) -> None:
    """Publish a draft: from now on it decides, and the version before it is retired.

    ``tested`` is the back-test of this very draft, and ``signature`` its signature as the publisher confirmed it.
    Effects in order: the old version is retired; the draft is published; both are recorded, with the signed
    summary of the back-test and who checked.

    Raises:
        NotADraft: it is published or retired already.
        GateClosed: the gate has errors; the back-test is of another content; it was not signed; no second
            person checked this very content.
    """
    require_draft(version)
    today = timezone.localtime(now).date()
    _refuse_findings(findings(version, today=today))
    _refuse_unsigned(version, tested, signature)
    check = _second_person(version, actor)
    for old in version.table.versions.filter(state=VersionState.PUBLISHED):
        old.state = VersionState.RETIRED
        old.save(update_fields=["state"])
        record("authority.version.retired", actor=actor, obj=old, now=now)
    version.state = VersionState.PUBLISHED
    version.published_by, version.published_at, version.effective_from = actor, now, today
    version.save(update_fields=["state", "published_by", "published_at", "effective_from"])
    changes = [
        Change("content_sha256", "", version.content_sha256),
        Change("backtest_tried", "", str(tested.tried)),
        Change("backtest_changed", "", str(len(tested.changed))),
        Change("backtest_signature", "", signature),
        Change("checked_by", "", str(check.checked_by)),
    ]
    record("authority.version.published", actor=actor, obj=version, changes=changes, reason=reason, now=now)


@writing()
def check_version(
    *, actor: Account, version: TableVersion, tested: Backtest, opinion: str, now: datetime
) -> VersionCheck:
    """Record that a second person looked at a draft, its findings and its back-test, and agrees.

    Raises:
        NotADraft: it is published or retired already.
        GateClosed: the checker drafted it; the gate has errors; the back-test is of another content.
    """
    require_draft(version)
    if version.drafted_by_id == actor.pk:
        raise GateClosed(_("这一版由您起草，不能由您复核；请办公室另一位同事复核"))
    _refuse_findings(findings(version, today=timezone.localtime(now).date()))
    if tested.content_sha256 != version.content_sha256:
        raise GateClosed(_("回测以后草稿又改过；请重新回测，再确认发布"))
    check = VersionCheck.objects.create(
        version=version,
        content_sha256=version.content_sha256,
        checked_by=actor,
        checked_at=now,
        opinion=opinion[:200],
    )
    changes = [
        Change("content_sha256", "", version.content_sha256),
        Change("backtest_signature", "", tested.signature),
    ]
    record("authority.version.checked", actor=actor, obj=version, changes=changes, reason=opinion, now=now)
    return check


def check_of(version: TableVersion) -> VersionCheck | None:
    """Return the latest check of a draft as it stands now, None when it was edited since."""
    found = version.checks.filter(content_sha256=version.content_sha256)
    return found.select_related("checked_by__person").first()


def _second_person(version: TableVersion, publisher: Account) -> VersionCheck:
    found = version.checks.filter(content_sha256=version.content_sha256).exclude(checked_by=publisher)
    check = found.select_related("checked_by__person").first()
    if check is None:
        raise GateClosed(
            _("还没有另一人复核这一稿，或复核以后又改过；请办公室另一位同事打开“复核”页，看过后确认")
        )
    return check


def _refuse_findings(found: Iterable[Finding]) -> None:
    errors = [finding.text for finding in found if finding.severity is Severity.ERROR]
    if errors:
        text = _("发布检查发现 %(n)s 处问题，须先改正：%(texts)s")
        raise GateClosed(text % {"n": len(errors), "texts": "；".join(errors)})


def _refuse_unsigned(version: TableVersion, tested: Backtest, signature: str) -> None:
    if tested.content_sha256 != version.content_sha256:
        raise GateClosed(_("回测以后草稿又改过；请重新回测，再确认发布"))
    if signature != tested.signature:
        raise GateClosed(_("没有确认回测结果，或结果已有变化；请重新查看回测清单，再确认发布"))
