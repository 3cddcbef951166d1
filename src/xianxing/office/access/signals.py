"""Sign-ins and refused sign-ins go to the ledger."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import PUBLIC, record, writing


@receiver(user_logged_in, sender=Account)
def record_sign_in(user: Account, **_rest: Any) -> None:
    """Write down a sign-in."""
    with writing():
        record("access.account.signed_in", actor=user, obj=user, now=timezone.now())


@receiver(user_login_failed)
def record_refusal(credentials: dict[str, Any], **_rest: Any) -> None:
    """Write down a refused sign-in of an account that exists; names that do not exist are not kept."""
    account = Account.objects.filter(username=credentials.get("username", "")).first()
    if account is not None:
        with writing():
            record("access.account.refused", actor=PUBLIC, obj=account, now=timezone.now())
