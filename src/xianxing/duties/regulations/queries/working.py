"""Drafts of house rules, and what waits for an account."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from xianxing.duties.regulations.models import Acknowledgement, DraftState, Opinion, RuleDraft
from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_leader, is_office_member
from xianxing.office.authority.models import Instrument, TableVersion, VersionState
from xianxing.office.authority.publishing import check_of

PAGE = 50


def visible_drafts(account: Account) -> QuerySet[RuleDraft]:
    """Return the drafts that an account may read: all for the office and leaders, else those it was asked about."""
    drafts = RuleDraft.objects.select_related("area", "drafted_by__person", "instrument", "replaces")
    if is_office_member(account) or is_leader(account):
        return drafts
    return drafts.filter(pk__in=Opinion.objects.filter(asked=account).values("draft_id"))


def list_drafts(account: Account, *, before: int | None = None) -> list[RuleDraft]:
    """Return a page of drafts, open ones and closed ones, the newest first, one more when there are more."""
    found = visible_drafts(account)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: PAGE + 1])


def opinions_of(draft: RuleDraft) -> list[Opinion]:
    """Return what was asked and answered about a draft, in order."""
    return list(draft.opinions.select_related("asked__person"))


def waiting_opinions(account: Account) -> list[Opinion]:
    """Return the drafts that an account was asked about and has not answered, the nearest limit first."""
    found = Opinion.objects.filter(
        asked=account, answered_at__isnull=True, draft__state=DraftState.CONSULTING
    )
    return list(found.select_related("draft").order_by("due_on", "pk"))


def waiting_acknowledgements(account: Account) -> list[Acknowledgement]:
    """Return the rules that an account was asked to read and has not confirmed."""
    found = Acknowledgement.objects.filter(account=account, acknowledged_at__isnull=True)
    return list(found.select_related("instrument").order_by("told_at"))


def ready_drafts() -> list[RuleDraft]:
    """Return the drafts that were answered by all who were asked, so that the head may publish them."""
    open_or_unsettled = Opinion.objects.filter(
        Q(answered_at__isnull=True) | (~Q(stance="agree") & Q(reply=""))
    )
    found = RuleDraft.objects.filter(state=DraftState.CONSULTING).exclude(
        pk__in=open_or_unsettled.values("draft_id")
    )
    return list(found.select_related("drafted_by__person").order_by("updated_at"))


def open_opinions() -> list[Opinion]:
    """Return the questions that nobody has answered yet, the nearest limit first."""
    found = Opinion.objects.filter(answered_at__isnull=True, draft__state=DraftState.CONSULTING)
    return list(found.select_related("draft", "asked__person").order_by("due_on")[:PAGE])


def drafts_to_check(account: Account) -> list[TableVersion]:
    """Return the drafts of tables by others that nobody has checked as they stand."""
    found = TableVersion.objects.filter(state=VersionState.DRAFT).exclude(drafted_by=account)
    return [draft for draft in found.select_related("table", "drafted_by__person") if check_of(draft) is None]


def tables_to_publish() -> list[TableVersion]:
    """Return the drafts of tables that a second person has checked as they stand."""
    found = TableVersion.objects.filter(state=VersionState.DRAFT).select_related("table")
    return [draft for draft in found if check_of(draft) is not None]


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a rule was read by those who were told of it."""

    told: int
    read: int
    waiting: tuple[str, ...]
    is_mine: bool


def reading_of(instrument: Instrument, account: Account) -> Reading:
    """Return how far a rule was read, and whether this account has yet to confirm."""
    rows = list(instrument.acknowledgements.select_related("account__person"))
    waiting = [each for each in rows if each.acknowledged_at is None]
    return Reading(
        told=len(rows),
        read=len(rows) - len(waiting),
        waiting=tuple(str(each.account) for each in waiting),
        is_mine=any(each.account_id == account.pk for each in waiting),
    )
