"""How logins behave here: no sign-up, no remembered sessions."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by the security officer, never by a visitor."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False
