"""Signing in, end to end: the right password, wrong ones, the first one, and the second factor."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from xianxing.office.access import actions
from xianxing.office.access.tests.cast import Cast
from xianxing.office.ledger.models import Entry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def sign_in(client: Client, username: str, password: str) -> HttpResponse:
    answer = client.post(reverse("account_login"), {"login": username, "password": password})
    return HttpResponse(answer.content, status=answer.status_code, headers=dict(answer.headers))


def verbs() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("verb", flat=True))


def test_sign_in_right_password_opens_the_first_page_and_is_recorded(cast: Cast, client: Client) -> None:
    answer = sign_in(client, "clerk", "pass-word-1")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/", follow=True).status_code == 200
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor_id, entry.object_id) == (
        "access.account.signed_in",
        cast.clerk.pk,
        cast.clerk.pk,
    )


def test_sign_in_wrong_password_is_refused_and_recorded(cast: Cast, client: Client) -> None:
    assert sign_in(client, "clerk", "wrong").status_code == 200
    assert client.get("/today/").status_code == 302
    assert verbs() == ["access.account.refused"]


def test_sign_in_unknown_name_leaves_no_name_behind(cast: Cast, client: Client) -> None:
    assert sign_in(client, "nobody", "wrong").status_code == 200
    assert verbs() == []


def test_sign_in_closed_account_is_refused(cast: Cast, client: Client) -> None:
    actions.close_account(actor=cast.security, account=cast.clerk, reason="调离", now=NOW)
    sign_in(client, "clerk", "pass-word-1")
    assert client.get("/today/").status_code == 302


def test_sign_in_five_wrong_passwords_lock_the_account(cast: Cast, client: Client) -> None:
    answers = [sign_in(client, "clerk", f"wrong-{number}").status_code for number in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = sign_in(client, "clerk", "pass-word-1")
    assert locked.status_code == 429
    assert "请 15 分钟后再试" in locked.content.decode()
    assert sign_in(Client(), "head", "pass-word-1").status_code == 302


def test_reset_password_unlocks_and_asks_for_an_own_one(cast: Cast, client: Client) -> None:
    for number in range(5):
        sign_in(client, "clerk", f"wrong-{number}")
    actions.reset_password(actor=cast.security, account=cast.clerk, password="one-time-77", now=NOW)
    assert sign_in(client, "clerk", "one-time-77").status_code == 302
    for address in ("/today/", "/matters/", "/search/"):
        assert client.get(address).headers["Location"] == reverse("access:password")
    own = {"current": "one-time-77", "password": "梧桐-river-47", "again": "梧桐-river-47"}
    assert client.post(reverse("access:password"), own).headers["Location"] == "/"
    assert client.get("/today/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("wrong", "梧桐-river-47", "梧桐-river-47"), "现用口令不对；请重新输入"),
        (("pass-word-1", "pass-word-1", "pass-word-1"), "新口令与现用口令相同；请换一个"),
        (("pass-word-1", "梧桐-river-47", "梧桐-river-48"), "两次输入不同；请再输一次"),
        (("pass-word-1", "12345678901234", "12345678901234"), "密码只包含数字。"),
    ],
)
def test_own_password_refusals_say_what_to_do(
    cast: Cast, client: Client, typed: tuple[str, str, str], message: str
) -> None:
    client.force_login(cast.clerk)
    answer = client.post(
        reverse("access:password"), dict(zip(("current", "password", "again"), typed, strict=True))
    )
    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_second_factor_page_opens(cast: Cast, client: Client) -> None:
    sign_in(client, "security", "pass-word-1")
    asked = client.get(reverse("mfa_activate_totp"))
    answer = client.post(asked.headers["Location"], {"password": "pass-word-1"}, follow=True)
    assert answer.status_code == 200
    assert "data:image/svg+xml" in answer.content.decode()


def test_sign_up_is_closed(cast: Cast, client: Client) -> None:
    given = {"username": "guest", "password1": "梧桐-river-47"}
    client.post(reverse("account_signup"), given)
    assert client.get("/today/").status_code == 302
