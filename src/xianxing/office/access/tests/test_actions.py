"""Who may hold which role where, and what happens to accounts."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from xianxing.office.access import actions
from xianxing.office.access.errors import AccessRefused, OwnAccount, RolesExclude, SecondGrant, WrongOrgan
from xianxing.office.access.models import OFFICERS, Account, Grant, Role
from xianxing.office.access.predicates import Predicate, predicate, require
from xianxing.office.access.roles import (
    account_roles,
    accounts_with,
    audience_of,
    is_business_user,
    is_head,
    is_leader,
    is_office_member,
    is_officer,
    is_signed_in,
    is_unit_contact,
    organs_of,
)
from xianxing.office.access.tests.cast import Cast
from xianxing.office.ledger.queries import timeline

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def give(cast: Cast, account: Account, role: Role, *, in_unit: bool = False) -> Grant:
    organ = cast.unit_organ if in_unit else cast.office
    return actions.grant_role(
        actor=cast.security, account=account, role=role, organ=organ, starts_on=TODAY, now=NOW
    )


def fresh(cast: Cast, username: str = "new") -> Account:
    return actions.open_account(
        actor=cast.security, username=username, person=None, password="one-time-1", now=NOW
    )


@pytest.mark.parametrize("officer", sorted(OFFICERS))
@pytest.mark.parametrize("other", [role for role in Role if role != Role.UNIT])
def test_grant_role_beside_an_officer_is_refused(cast: Cast, officer: Role, other: Role) -> None:
    account = fresh(cast)
    give(cast, account, officer)
    expected: type[AccessRefused] = SecondGrant if officer == other else RolesExclude
    with pytest.raises(expected):
        give(cast, account, other)
    assert account.grants.count() == 1


@pytest.mark.parametrize("officer", sorted(OFFICERS))
def test_grant_role_of_an_officer_beside_business_is_refused(cast: Cast, officer: Role) -> None:
    with pytest.raises(RolesExclude) as refused:
        give(cast, cast.clerk, officer)
    assert refused.value.messages == [
        "此账号已是办公室工作人员；三员之间、三员与业务角色之间不得兼任，请另开账号或先停用原角色"
    ]


def test_grant_role_beside_another_business_role_is_given(cast: Cast) -> None:
    give(cast, cast.clerk, Role.HEAD)
    assert account_roles(cast.clerk) >= {(Role.HEAD, cast.office.pk), (Role.STAFF, cast.office.pk)}


def test_grant_role_of_the_office_in_a_unit_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongOrgan) as refused:
        give(cast, fresh(cast), Role.STAFF, in_unit=True)
    assert refused.value.messages == [f"办公室工作人员只能设在本办公室，不能设在{cast.unit_organ}"]


def test_grant_role_of_a_contact_in_the_office_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongOrgan) as refused:
        give(cast, fresh(cast), Role.UNIT)
    assert refused.value.messages == ["单位联络员只能设在本办公室以外的单位；请改选单位"]


def test_grant_role_twice_is_refused(cast: Cast) -> None:
    with pytest.raises(SecondGrant) as refused:
        give(cast, cast.clerk, Role.STAFF)
    assert refused.value.messages == ["林科员 在此单位已有该角色；无需重复授予"]


def test_own_account_is_out_of_reach(cast: Cast) -> None:
    own, grant = cast.security, cast.security.grants.get()
    message = "不能变更自己的账号权限；请由另一位安全保密管理员办理"
    with pytest.raises(OwnAccount, match=message):
        give(cast, own, Role.AUDIT_OFFICER)
    with pytest.raises(OwnAccount, match=message):
        actions.end_grant(actor=own, grant=grant, ends_on=TODAY, reason="离任", now=NOW)
    with pytest.raises(OwnAccount, match=message):
        actions.close_account(actor=own, account=own, reason="离任", now=NOW)
    with pytest.raises(OwnAccount, match=message):
        actions.reopen_account(actor=own, account=own, reason="返岗", now=NOW)
    with pytest.raises(OwnAccount, match=message):
        actions.reset_password(actor=own, account=own, password="x", now=NOW)


def test_end_grant_lets_the_role_go_after_the_day(cast: Cast) -> None:
    grant = cast.clerk.grants.get()
    actions.end_grant(actor=cast.security, grant=grant, ends_on=TODAY, reason="调离", now=NOW)
    assert account_roles(cast.clerk, TODAY) == {(Role.STAFF, cast.office.pk)}
    assert account_roles(cast.clerk, date(2026, 11, 24)) == frozenset()
    assert accounts_with(Role.STAFF, on=date(2026, 11, 24)) == []
    entry = timeline(cast.clerk).latest("sequence")
    assert (entry.verb, entry.reason) == ("access.role.ended", "调离")
    assert entry.changes == [{"field": "role", "before": "办公室工作人员（办公室）", "after": ""}]


@pytest.mark.parametrize("end", ["close", "reset"])
def test_sessions_end_with_the_account_or_its_password(cast: Cast, end: str) -> None:
    clerk, head = Client(), Client()
    clerk.force_login(cast.clerk)
    head.force_login(cast.head)
    if end == "close":
        actions.close_account(actor=cast.security, account=cast.clerk, reason="调离", now=NOW)
    else:
        actions.reset_password(actor=cast.security, account=cast.clerk, password="one-time-1", now=NOW)
    kept = {session.get_decoded()["_auth_user_id"] for session in Session.objects.all()}
    assert kept == {str(cast.head.pk)}


def test_closed_account_holds_no_role_until_reopened(cast: Cast) -> None:
    actions.close_account(actor=cast.security, account=cast.clerk, reason="调离", now=NOW)
    assert account_roles(Account.objects.get(pk=cast.clerk.pk)) == frozenset()
    actions.reopen_account(actor=cast.security, account=cast.clerk, reason="返岗", now=NOW)
    assert is_office_member(Account.objects.get(pk=cast.clerk.pk))
    verbs = timeline(cast.clerk).values_list("verb", "reason").order_by("sequence")
    assert list(verbs) == [("access.account.closed", "调离"), ("access.account.reopened", "返岗")]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short-1", "password_too_short"),
        ("12345678901234", "password_entirely_numeric"),
        ("password1234", "password_too_common"),
    ],
)
def test_change_password_against_the_rules_is_refused(cast: Cast, password: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.change_password(account=cast.clerk, password=password, now=NOW)
    assert code in [error.code for error in refused.value.error_list]
    cast.clerk.refresh_from_db()
    assert cast.clerk.check_password("pass-word-1")


def test_change_password_opens_the_account_for_work(cast: Cast) -> None:
    account = fresh(cast)
    actions.change_password(account=account, password="梧桐-river-47", now=NOW)
    assert account.must_change_password is False
    assert account.check_password("梧桐-river-47")
    assert timeline(account).latest("sequence").verb == "access.password.changed"


def test_one_time_password_is_random_without_look_alikes() -> None:
    password = actions.one_time_password()
    assert len(password) == 14
    assert password != actions.one_time_password()
    assert set(password) <= set(actions.ALPHABET) | {"-"}
    assert not set("0O1lIi") & set(actions.ALPHABET)


def test_open_account_with_a_bad_name_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        fresh(cast, "空 格")


def test_predicates_join(cast: Cast) -> None:
    yes, no = Predicate("yes", lambda _a, _o: True), Predicate("no", lambda _a, _o: False)
    assert [(yes & no)(cast.head), (yes | no)(cast.head), (~yes)(cast.head), (~no)(cast.head)] == [
        False,
        True,
        False,
        True,
    ]
    assert ((yes & ~no) | no).name == "((yes & ~no) | no)"


def test_predicate_takes_its_name_from_the_function(cast: Cast) -> None:
    @predicate
    def may_ring(account: Account, obj: object) -> bool:
        return obj == "bell"

    assert may_ring.name == "may_ring"
    require(may_ring, cast.head, "bell")
    with pytest.raises(PermissionDenied) as refused:
        require(may_ring, cast.head, "horn")
    assert str(refused.value) == "您没有办理此事的权限；如确有需要，请与办公室负责人或安全保密管理员联系"


def test_roles_of_the_cast(cast: Cast) -> None:
    held = {
        part: [
            asked.name
            for asked in (is_head, is_office_member, is_leader, is_unit_contact, is_officer, is_business_user)
            if asked(account)
        ]
        for part, account in cast.accounts().items()
    }
    assert held == {
        "head": ["is_head", "is_office_member", "is_business_user"],
        "clerk": ["is_office_member", "is_business_user"],
        "leader": ["is_leader", "is_business_user"],
        "unit": ["is_unit_contact", "is_business_user"],
        "stranger": ["is_unit_contact", "is_business_user"],
        "system": ["is_officer"],
        "security": ["is_officer"],
        "audit": ["is_officer"],
    }
    assert all(is_signed_in(account) for account in cast.accounts().values())


def test_audience_of_names_what_one_may_find(cast: Cast) -> None:
    office, unit = cast.office.pk, cast.unit_organ.pk
    assert audience_of(cast.head) == (f"account:{cast.head.pk}", f"organ:{office}", "office", "head")
    assert audience_of(cast.clerk) == (f"account:{cast.clerk.pk}", f"organ:{office}", "office")
    assert audience_of(cast.leader) == (f"account:{cast.leader.pk}", f"organ:{office}", "leader")
    assert audience_of(cast.unit) == (f"account:{cast.unit.pk}", f"organ:{unit}")
    assert organs_of(cast.stranger) == {cast.stranger_organ.pk}


def test_accounts_with_asks_for_the_organ(cast: Cast) -> None:
    assert accounts_with(Role.UNIT, on=TODAY) == [cast.unit, cast.stranger]
    assert accounts_with(Role.UNIT, organ_id=cast.unit_organ.pk, on=TODAY) == [cast.unit]
