"""The pages of the security officer and of the audit officer."""

import pytest
from django.test import Client
from django.urls import reverse

from xianxing.office.access.models import Account, Role
from xianxing.office.access.queries import PAGE_SIZE, audit_lines
from xianxing.office.access.tests.cast import Cast
from xianxing.office.ledger.actions import SYSTEM, record, record_many, writing
from xianxing.office.ledger.tests.given import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def security(cast: Cast, client: Client) -> Client:
    client.force_login(cast.security)
    return client


def new_account(cast: Cast, **changes: object) -> dict[str, object]:
    return {"username": "new", "role": Role.STAFF, "organ": cast.office.pk, **changes}


def test_accounts_page_shows_everyone(cast: Cast, security: Client) -> None:
    page = security.get(reverse("access:accounts")).content.decode()
    assert all(account.username in page for account in cast.accounts().values())


def test_open_account_shows_the_password_once(cast: Cast, security: Client) -> None:
    answer = security.post(reverse("access:open"), new_account(cast))
    account = Account.objects.get(username="new")
    password = answer.context["password"]
    assert account.check_password(password)
    assert password in answer.content.decode()
    assert account.must_change_password
    assert password not in security.get(reverse("access:account", args=[account.pk])).content.decode()


def test_open_account_with_a_taken_name_is_refused(cast: Cast, security: Client) -> None:
    answer = security.post(reverse("access:open"), new_account(cast, username="clerk"))
    assert answer.status_code == 422
    assert "登录名 clerk 已被使用；请换一个" in answer.content.decode()


def test_open_account_with_an_impossible_role_opens_nothing(cast: Cast, security: Client) -> None:
    answer = security.post(reverse("access:open"), new_account(cast, role=Role.UNIT))
    assert answer.status_code == 422
    assert not Account.objects.filter(username="new").exists()


def test_change_account_grants_ends_closes_and_reopens(cast: Cast, security: Client) -> None:
    def change(name: str, **given: object) -> int:
        address = reverse("access:change", kwargs={"pk": cast.clerk.pk, "change": name})
        return security.post(address, given).status_code

    assert change("grant", role=Role.HEAD, organ=cast.office.pk) == 302
    assert change("grant", role=Role.HEAD, organ=cast.office.pk) == 422
    grant = cast.clerk.grants.get(role=Role.HEAD)
    assert change("end", grant=grant.pk, reason="调整") == 302
    assert change("end", grant=grant.pk) == 422
    assert change("close", reason="调离") == 302
    assert Account.objects.get(pk=cast.clerk.pk).is_active is False
    assert change("reopen", reason="返岗") == 302
    assert Account.objects.get(pk=cast.clerk.pk).is_active is True


def test_reset_password_shows_it_once_and_refuses_ones_own(cast: Cast, security: Client) -> None:
    answer = security.post(reverse("access:reset_password", args=[cast.clerk.pk]))
    cast.clerk.refresh_from_db()
    assert cast.clerk.check_password(answer.context["password"])
    own = security.post(reverse("access:reset_password", args=[cast.security.pk]))
    assert own.status_code == 422
    assert "不能变更自己的账号权限" in own.content.decode()


def test_audit_page_shows_no_name_and_no_text_of_business(cast: Cast, client: Client) -> None:
    with writing():
        record(
            "matters.matter.registered",
            actor=cast.clerk,
            obj=cast.office,
            now=NOW,
            label="王小明举报",
            reason="机要",
        )
        record(
            "people.organ.created",
            actor=cast.clerk,
            obj=cast.office,
            now=NOW,
            label="新设单位",
            reason="编办批复",
        )
    client.force_login(cast.audit)
    page = client.get(reverse("access:audit")).content.decode()
    assert "新设单位" in page
    assert "编办批复" in page
    assert "王小明" not in page
    assert "机要" not in page


def test_audit_lines_filter_and_page(cast: Cast) -> None:
    with writing():
        record_many("people.organ.created", actor=SYSTEM, objects=[cast.office] * (PAGE_SIZE + 1), now=NOW)
        record("people.organ.created", actor=cast.clerk, obj=cast.office, now=NOW)
    lines, following = audit_lines(before=None, verb="", actor_id=None)
    assert (lines[0].sequence, len(lines), following) == (PAGE_SIZE + 2, PAGE_SIZE, 3)
    rest, end = audit_lines(before=following, verb="", actor_id=None)
    assert ([line.sequence for line in rest], end) == ([2, 1], None)
    own, _more = audit_lines(before=None, verb="people.organ.created", actor_id=cast.clerk.pk)
    assert [line.actor for line in own] == ["林科员"]
    assert audit_lines(before=None, verb="matters.matter.closed", actor_id=None) == ([], None)


def test_verify_page_says_what_it_found(cast: Cast, client: Client) -> None:
    client.force_login(cast.audit)
    answer = client.post(reverse("access:verify"))
    assert (answer.status_code, answer.context["faults"]) == (200, ())
