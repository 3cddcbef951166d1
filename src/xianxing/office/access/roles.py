"""Who an account is: its roles by organ today, asked once per request."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from xianxing.office.access.models import Account, Grant, Role
from xianxing.office.access.predicates import Predicate, predicate

CACHE = "_xianxing_roles"


def account_roles(account: Account | AnonymousUser, on: date | None = None) -> frozenset[tuple[str, int]]:
    """Return the pairs of role and organ id of a day; those of today are cached on the account."""
    if not isinstance(account, Account) or not account.is_active:
        return frozenset()
    if on is not None:
        return _load(account, on)
    cached: frozenset[tuple[str, int]] | None = account.__dict__.get(CACHE)
    if cached is None:
        cached = _load(account, timezone.localdate())
        account.__dict__[CACHE] = cached
    return cached


def forget_roles(account: Account) -> None:
    """Drop what was cached, after a grant changed."""
    account.__dict__.pop(CACHE, None)


def organs_of(account: Account) -> frozenset[int]:
    """Return the ids of the organs in which the account holds a role."""
    return frozenset(organ_id for _, organ_id in account_roles(account))


def accounts_with(role: Role, *, organ_id: int | None = None, on: date) -> list[Account]:
    """Return the active accounts that hold a role on a day (in one organ, when given), in order of id."""
    grants = Grant.objects.filter(role=role, starts_on__lte=on).filter(_open_on(on))
    if organ_id is not None:
        grants = grants.filter(organ_id=organ_id)
    return list(
        Account.objects.filter(is_active=True, grants__in=grants)
        .select_related("person")
        .distinct()
        .order_by("id")
    )


def _open_on(day: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)


def _load(account: Account, on: date) -> frozenset[tuple[str, int]]:
    grants = Grant.objects.filter(account=account, starts_on__lte=on).filter(_open_on(on))
    return frozenset(grants.values_list("role", "organ_id"))


def _holds(role: Role, name: str) -> Predicate:
    return Predicate(name, lambda account, _obj: any(held == role for held, _ in account_roles(account)))


is_head = _holds(Role.HEAD, "is_head")
is_staff = _holds(Role.STAFF, "is_staff")
is_leader = _holds(Role.LEADER, "is_leader")
is_unit_contact = _holds(Role.UNIT, "is_unit_contact")
is_system_officer = _holds(Role.SYSTEM_OFFICER, "is_system_officer")
is_security_officer = _holds(Role.SECURITY_OFFICER, "is_security_officer")
is_audit_officer = _holds(Role.AUDIT_OFFICER, "is_audit_officer")
is_office_member = Predicate("is_office_member", (is_head | is_staff).test)
is_officer = Predicate("is_officer", (is_system_officer | is_security_officer | is_audit_officer).test)
is_business_user = Predicate("is_business_user", (is_office_member | is_leader | is_unit_contact).test)


@predicate
def is_signed_in(account: Account, _obj: Any) -> bool:
    """Whether this is a live account of any kind."""
    return account.is_active


def audience_of(account: Account) -> tuple[str, ...]:
    """Return the tokens that the search index knows this account by."""
    tokens = [f"account:{account.pk}"]
    tokens += [f"organ:{organ_id}" for organ_id in sorted(organs_of(account))]
    if is_office_member(account):
        tokens.append("office")
    if is_head(account):
        tokens.append("head")
    if is_leader(account):
        tokens.append("leader")
    return tuple(tokens)
