"""Who may see and do what with a matter.

The hard guards come first and nothing lifts them: the accused never sees an accusation (信访工作条例 30, 46) and
a person with a direct interest stays away (28). Officers never see a matter.
"""

from typing import Any

from django.db.models import Q, QuerySet

from xianxing.duties.matters.models import Accused, Level, Matter, MatterKind, Recusal
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import predicate
from xianxing.office.access.roles import (
    is_head,
    is_leader,
    is_office_member,
    is_unit_contact,
    organs_of,
)
from xianxing.office.assignments.models import Assignment

OBJECT_TYPE = "matters.matter"


def visible_matters(account: Account) -> QuerySet[Matter]:
    """Return the matters that an account may see, as a query without joins."""
    matters = Matter.objects.exclude(_hard_denied(account))
    if is_head(account):
        return matters
    if is_office_member(account):
        return matters.filter(Q(is_restricted=False) | Q(handler=account))
    if is_leader(account):
        return matters.filter(level=Level.LEADERS)
    return Matter.objects.none()


def known_matter_ids(account: Account) -> QuerySet[Matter, Any]:
    """Return the ids of matters whose work an account may know of: units all but what accuses them."""
    if is_unit_contact(account):
        return Matter.objects.exclude(_hard_denied(account)).values("pk")
    return visible_matters(account).values("pk")


def _hard_denied(account: Account) -> Q:
    """Return the condition of what this account must never see: accused, or recused."""
    accused = Q(organ_id__in=organs_of(account)) if is_unit_contact(account) else Q(pk__in=[])
    if account.person_id is not None:
        accused |= Q(person_id=account.person_id)
        accused |= Q(organ__posts__appointments__person_id=account.person_id)
    recused = Recusal.objects.filter(person_id=account.person_id or 0)
    # Few for any one account, so the database gathers them once instead of asking again for every matter.
    return Q(pk__in=Accused.objects.filter(accused).values("matter_id")) | Q(
        pk__in=recused.values("matter_id")
    )


@predicate
def may_list_matters(account: Account, _obj: Any) -> bool:
    """Office members and leaders have the list of matters."""
    return is_office_member(account) or is_leader(account)


@predicate
def may_see_matter(account: Account, matter: Matter) -> bool:
    """Whether the account may open this matter."""
    return may_list_matters(account) and visible_matters(account).filter(pk=matter.pk).exists()


@predicate
def may_register_matter(account: Account, _obj: Any) -> bool:
    """Office members write down what comes in."""
    return is_office_member(account)


@predicate
def may_work_on_matter(account: Account, matter: Matter) -> bool:
    """Office members who may see it work on it."""
    return is_office_member(account) and may_see_matter(account, matter)


@predicate
def may_approve_matter(account: Account, matter: Matter) -> bool:
    """The head approves replies, extensions and overrides."""
    return is_head(account) and may_see_matter(account, matter)


@predicate
def may_instruct_matter(account: Account, matter: Matter) -> bool:
    """A leader writes an instruction on what has come up to the leaders."""
    return is_leader(account) and may_see_matter(account, matter)


@predicate
def may_reveal_sender(account: Account, matter: Matter) -> bool:
    """Only those who handle the matter may look at who wrote in, and each look is recorded."""
    return may_work_on_matter(account, matter) and (
        matter.handler_id is None or matter.handler_id == account.pk or is_head(account)
    )


@predicate
def may_see_assigned_part(account: Account, matter: Matter) -> bool:
    """A unit sees the part that its assignment carries, unless it is the accused."""
    if not is_unit_contact(account) or Matter.objects.filter(_hard_denied(account), pk=matter.pk).exists():
        return False
    organs = organs_of(account)
    assigned = Assignment.objects.filter(object_type=OBJECT_TYPE, object_id=matter.pk)
    return assigned.filter(Q(owner_id__in=organs) | Q(helpers__in=organs)).exists()


@predicate
def may_import_matters(account: Account, _obj: Any) -> bool:
    """Office members import spreadsheets."""
    return is_office_member(account)


@predicate
def may_sort_issues(account: Account, _obj: Any) -> bool:
    """Office members say which matters belong to a hot issue, and join them."""
    return is_office_member(account)


@predicate
def may_replace_topics(account: Account, _obj: Any) -> bool:
    """The head replaces the content labels: every later classification follows them."""
    return is_head(account)


@predicate
def may_export_matters(account: Account, _obj: Any) -> bool:
    """Office members take a copy of the list, senders masked; each copy is recorded."""
    return is_office_member(account)


@predicate
def may_read_figures(account: Account, _obj: Any) -> bool:
    """Office members and leaders read the figures of matters, which name no one."""
    return may_list_matters(account)


def audience(matter: Matter) -> tuple[str, ...]:
    """Return the search tokens of those who may find the matter."""
    if matter.is_restricted or matter.kind == MatterKind.ACCUSATION:
        tokens = ["head"]
        if matter.handler_id:
            tokens.append(f"account:{matter.handler_id}")
        return tuple(tokens)
    tokens = ["office"]
    if matter.level == Level.LEADERS:
        tokens.append("leader")
    return tuple(tokens)
