"""Account work of the security officer, the audit officer's ledger, and one's own password."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xianxing.office.access import actions
from xianxing.office.access.forms import EndGrantForm, GrantForm, OpenAccountForm, OwnPasswordForm, ReasonForm
from xianxing.office.access.models import Account, Role
from xianxing.office.access.predicates import require
from xianxing.office.access.queries import audit_lines, list_accounts
from xianxing.office.access.requests import account_of
from xianxing.office.access.roles import is_audit_officer, is_security_officer
from xianxing.office.duty import verbs
from xianxing.office.ledger.actions import writing
from xianxing.office.ledger.queries import lines, timeline, verify


def show_accounts(request: HttpRequest) -> HttpResponse:
    """List every account with its roles."""
    require(is_security_officer, account_of(request))
    return render(request, "access/accounts.html", {"accounts": list_accounts(timezone.localdate())})


def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account with its first role and show its one-time password, once."""
    officer = account_of(request)
    require(is_security_officer, officer)
    form = OpenAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account, password = _open(officer, form)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return render(request, "access/password_once.html", {"opened": account, "password": password})
    status = 422 if form.errors else 200
    return render(request, "access/form.html", {"form": form, "title": _("开立账号")}, status=status)


def show_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one account: its roles, its state, what happened to it."""
    require(is_security_officer, account_of(request))
    account = get_object_or_404(list_accounts(timezone.localdate()), pk=pk)
    context = {
        "account": account,
        "grant_form": GrantForm(),
        "end_form": EndGrantForm(account=account),
        "reason_form": ReasonForm(),
        "entries": lines(timeline(account)),
    }
    return render(request, "access/account.html", context)


@require_POST
def change_account(request: HttpRequest, pk: int, change: str) -> HttpResponse:
    """Grant or end a role, close or reopen an account."""
    officer = account_of(request)
    require(is_security_officer, officer)
    account = get_object_or_404(Account, pk=pk)
    forms = {"grant": GrantForm(request.POST), "end": EndGrantForm(request.POST, account=account)}
    form = forms.get(change, ReasonForm(request.POST))
    if form.is_valid():
        try:
            _change(officer, account, change, form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("access:account", pk=pk)
    context = {"form": form, "title": account.username}
    return render(request, "access/form.html", context, status=422)


@require_POST
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account a one-time password and show it, once."""
    officer = account_of(request)
    require(is_security_officer, officer)
    account = get_object_or_404(Account, pk=pk)
    password = actions.one_time_password()
    try:
        actions.reset_password(actor=officer, account=account, password=password, now=timezone.now())
    except ValidationError as refused:
        form = ReasonForm(request.POST)
        form.add_error(None, refused)
        return render(request, "access/form.html", {"form": form, "title": account.username}, status=422)
    return render(request, "access/password_once.html", {"opened": account, "password": password})


def own_password(request: HttpRequest) -> HttpResponse:
    """Choose one's own password."""
    account = account_of(request)
    form = OwnPasswordForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        actions.change_password(account=account, password=form.cleaned_data["password"], now=timezone.now())
        update_session_auth_hash(request, account)
        return redirect("home")
    context = {"form": form, "first": account.must_change_password}
    return render(request, "access/own_password.html", context, status=422 if form.errors else 200)


def show_audit(request: HttpRequest) -> HttpResponse:
    """Show the ledger to the audit officer, newest first; of business matters no names and no texts."""
    require(is_audit_officer, account_of(request))
    before, actor = request.GET.get("before", ""), request.GET.get("actor", "")
    verb = request.GET.get("verb", "")
    found, following = audit_lines(
        before=int(before) if before.isdigit() else None,
        verb=verb,
        actor_id=int(actor) if actor.isdigit() else None,
    )
    context = {"entries": found, "following": following, "verbs": sorted(verbs().items()), "verb": verb}
    return render(request, "access/audit.html", context)


@require_POST
def verify_ledger(request: HttpRequest) -> HttpResponse:
    """Verify the chain and say what is wrong with it."""
    require(is_audit_officer, account_of(request))
    return render(request, "access/verified.html", {"faults": verify()})


def _open(officer: Account, form: OpenAccountForm) -> tuple[Account, str]:
    cleaned, now, password = form.cleaned_data, timezone.now(), actions.one_time_password()
    with writing():
        account = actions.open_account(
            actor=officer, username=cleaned["username"], person=cleaned["person"], password=password, now=now
        )
        actions.grant_role(
            actor=officer,
            account=account,
            role=Role(cleaned["role"]),
            organ=cleaned["organ"],
            starts_on=timezone.localdate(now),
            now=now,
        )
    return account, password


def _change(officer: Account, account: Account, change: str, cleaned: dict[str, Any]) -> None:
    now, today = timezone.now(), timezone.localdate()
    if change == "grant":
        role = Role(cleaned["role"])
        organ = cleaned["organ"]
        actions.grant_role(actor=officer, account=account, role=role, organ=organ, starts_on=today, now=now)
    elif change == "end":
        actions.end_grant(
            actor=officer, grant=cleaned["grant"], ends_on=today, reason=str(cleaned["reason"]), now=now
        )
    elif change == "close":
        actions.close_account(actor=officer, account=account, reason=str(cleaned["reason"]), now=now)
    elif change == "reopen":
        actions.reopen_account(actor=officer, account=account, reason=str(cleaned["reason"]), now=now)
