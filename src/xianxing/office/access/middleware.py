"""What is checked before any page is shown."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xianxing.office.access.models import Account

Answer = Callable[[HttpRequest], HttpResponse]


class AccessMiddleware:
    """Send an account with a one-time password to the page where it chooses its own; nothing else opens."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        if isinstance(account, Account) and account.must_change_password and not _is_open(request.path):
            return redirect("access:password")
        return self.get_response(request)


def _is_open(path: str) -> bool:
    always = (reverse("access:password"), reverse("account_logout"), "/static/", "/ui/language/")
    return path.startswith(always)
