"""The account behind a request, typed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from xianxing.office.access.models import Account


def account_of(request: HttpRequest) -> Account:
    """Return the signed-in account.

    Raises:
        PermissionDenied: nobody is signed in.
    """
    if not isinstance(request.user, Account):
        raise PermissionDenied(_("请先登录"))
    return request.user


def page_after(request: HttpRequest, usual: str) -> str:
    """Return where a form leads: the page of this site that its address names as ``next``, else the usual one."""
    wanted = request.GET.get("next", "")
    inside = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if inside else usual
