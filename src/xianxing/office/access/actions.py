"""Open, close and arm accounts. Only the security officer does this (三员分立)."""

import secrets
from datetime import date, datetime

from axes.utils import reset as reset_lockout
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from xianxing.office.access.errors import OwnAccount, RolesExclude, SecondGrant, WrongOrgan
from xianxing.office.access.models import OFFICERS, Account, Grant, Role
from xianxing.office.access.roles import forget_roles
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.people.models import Organ, Person

ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
OFFICE_ROLES = frozenset({Role.HEAD, Role.STAFF}) | OFFICERS


def one_time_password() -> str:
    """Return a random password of 14 characters without look-alikes; it must be changed at first use."""
    return "-".join("".join(secrets.choice(ALPHABET) for _n in range(4)) for _m in range(3))


@writing()
def open_account(
    *, actor: Actor, username: str, person: Person | None, password: str, now: datetime
) -> Account:
    """Open an account whose password must be changed at first use."""
    account = Account(username=username, person=person, must_change_password=True)
    account.full_clean(exclude=["password"])
    account.set_password(password)
    account.save()
    record("access.account.opened", actor=actor, obj=account, label=username, now=now)
    return account


@writing()
def grant_role(
    *, actor: Actor, account: Account, role: Role, organ: Organ, starts_on: date, now: datetime
) -> Grant:
    """Give an account a role in an organ.

    Raises:
        OwnAccount, RolesExclude, WrongOrgan, SecondGrant: see ``errors``.
    """
    _refuse_own(actor, account)
    held = {Role(name) for name in _open_grants(account, starts_on).values_list("role", flat=True)}
    _refuse_mixed(held, role)
    _refuse_place(role, organ)
    if _open_grants(account, starts_on).filter(role=role, organ=organ).exists():
        raise SecondGrant(_("%(account)s 在此单位已有该角色；无需重复授予") % {"account": account})
    grant = Grant.objects.create(account=account, role=role, organ=organ, starts_on=starts_on)
    forget_roles(account)
    change = Change(field="role", before="", after=f"{role.label}（{organ}）")
    record("access.role.granted", actor=actor, obj=account, changes=[change], now=now)
    return grant


@writing()
def end_grant(*, actor: Actor, grant: Grant, ends_on: date, reason: str, now: datetime) -> None:
    """Take a role away after a day."""
    _refuse_own(actor, grant.account)
    grant.ends_on = ends_on
    grant.save(update_fields=["ends_on"])
    forget_roles(grant.account)
    change = Change(field="role", before=f"{grant.get_role_display()}（{grant.organ}）", after="")
    record("access.role.ended", actor=actor, obj=grant.account, changes=[change], reason=reason, now=now)


@writing()
def close_account(*, actor: Actor, account: Account, reason: str, now: datetime) -> None:
    """Close an account and end its sessions."""
    _refuse_own(actor, account)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _end_sessions(account, now)
    record("access.account.closed", actor=actor, obj=account, reason=reason, now=now)


@writing()
def reopen_account(*, actor: Actor, account: Account, reason: str, now: datetime) -> None:
    """Open a closed account again."""
    _refuse_own(actor, account)
    account.is_active = True
    account.save(update_fields=["is_active"])
    record("access.account.reopened", actor=actor, obj=account, reason=reason, now=now)


@writing()
def reset_password(*, actor: Actor, account: Account, password: str, now: datetime) -> None:
    """Give an account a one-time password, unlock it and end its sessions."""
    _refuse_own(actor, account)
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    reset_lockout(username=account.username)
    _end_sessions(account, now)
    record("access.password.reset", actor=actor, obj=account, now=now)


@writing()
def change_password(*, account: Account, password: str, now: datetime) -> None:
    """Set one's own password.

    Raises:
        ValidationError: the password breaks a rule; the message says which.
    """
    validate_password(password, account)
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    record("access.password.changed", actor=account, obj=account, now=now)


def _open_grants(account: Account, on: date) -> QuerySet[Grant]:
    return account.grants.exclude(ends_on__lt=on)


def _refuse_own(actor: Actor, account: Account) -> None:
    if actor.actor_id is not None and actor.actor_id == account.pk:
        raise OwnAccount(_("不能变更自己的账号权限；请由另一位安全保密管理员办理"))


def _refuse_mixed(held: set[Role], role: Role) -> None:
    others = held - {role}
    if (role in OFFICERS and others) or (others & OFFICERS):
        names = "、".join(sorted(str(other.label) for other in others))
        raise RolesExclude(
            _("此账号已是%(held)s；三员之间、三员与业务角色之间不得兼任，请另开账号或先停用原角色")
            % {"held": names}
        )


def _refuse_place(role: Role, organ: Organ) -> None:
    if role in OFFICE_ROLES and not organ.is_office:
        raise WrongOrgan(
            _("%(role)s只能设在本办公室，不能设在%(organ)s") % {"role": role.label, "organ": organ}
        )
    if role == Role.UNIT and organ.is_office:
        raise WrongOrgan(_("单位联络员只能设在本办公室以外的单位；请改选单位"))


def _end_sessions(account: Account, now: datetime) -> None:
    for session in Session.objects.filter(expire_date__gte=now).iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
