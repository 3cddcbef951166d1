"""The editor of a draft: the head's alone."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianxing.engines.rulebook import Row
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.authority import actions
from xianxing.office.authority.content import table_of
from xianxing.office.authority.drafting import Direction
from xianxing.office.authority.models import DecisionTable, TableVersion, VersionState
from xianxing.office.authority.permissions import may_make_rules
from xianxing.office.authority.publishing import check_of, findings
from xianxing.office.authority.queries import draft_of
from xianxing.office.authority.row_form import RowForm
from xianxing.office.authority.sheet_form import SheetForm
from xianxing.office.authority.views.checks import shown_changes
from xianxing.office.authority.wording import shown_findings, shown_rows


@require_POST
def start_draft(request: HttpRequest, table_id: int) -> HttpResponse:
    """Open the draft of a table, or make one."""
    account = _head(request)
    table = get_object_or_404(DecisionTable, pk=table_id)
    draft = draft_of(table) or actions.draft_version(actor=account, table=table, now=timezone.now())
    return redirect("authority:draft", draft.pk)


@require_POST
def start_again(request: HttpRequest, version_id: int) -> HttpResponse:
    """Draft an earlier version anew, as the way back from a change that went wrong."""
    account = _head(request)
    version = get_object_or_404(
        TableVersion.objects.select_related("table").exclude(state=VersionState.DRAFT), pk=version_id
    )
    try:
        draft = actions.draft_again(actor=account, version=version, now=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("authority:version", version.pk)
    messages.success(request, _("已按第 %(n)s 版起草；复核并发布后恢复") % {"n": version.number})
    return redirect("authority:draft", draft.pk)


@require_GET
def show_draft(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show the draft with what the gate finds right now."""
    _head(request)
    draft = _draft(version_id)
    found = shown_findings(findings(draft, today=timezone.localdate()))
    context = {
        "version": draft,
        "rows": shown_rows(table_of(draft)),
        "findings": found,
        "has_errors": any(finding.is_error for finding in found),
        "check": check_of(draft),
        "form": SheetForm(),
    }
    return render(request, "authority/draft.html", context)


@require_http_methods(["GET", "POST"])
def edit_row(request: HttpRequest, version_id: int, row_id: str) -> HttpResponse:
    """Edit one row."""
    account, draft = _head(request), _draft(version_id)
    table = table_of(draft)
    row = next((row for row in table.rows if row.id == row_id), None)
    if row is None:
        raise Http404
    form = RowForm(table, row, data=request.POST or None)
    return _save_row(request, draft, form, lambda: _put(account, draft, row, form))


@require_http_methods(["GET", "POST"])
def add_row(request: HttpRequest, version_id: int) -> HttpResponse:
    """Add a row at the end."""
    account, draft = _head(request), _draft(version_id)
    form = RowForm(table_of(draft), data=request.POST or None)

    def add() -> None:
        actions.add_row(actor=account, version=draft, edit=form.edit(), now=timezone.now())

    return _save_row(request, draft, form, add)


@require_POST
def change_rows(request: HttpRequest, version_id: int, row_id: str) -> HttpResponse:
    """Move a row up or down, or remove it."""
    account, draft, now = _head(request), _draft(version_id), timezone.now()
    wanted = request.POST.get("do", "")
    if wanted in {"up", "down"}:
        direction = Direction[wanted.upper()]
        _tried(
            request,
            lambda: actions.move_row(
                actor=account, version=draft, row_id=row_id, direction=direction, now=now
            ),
        )
    elif wanted == "remove":
        _tried(request, lambda: actions.remove_row(actor=account, version=draft, row_id=row_id, now=now))
    return redirect("authority:draft", draft.pk)


@require_POST
def discard(request: HttpRequest, version_id: int) -> HttpResponse:
    """Throw the draft away."""
    account, draft = _head(request), _draft(version_id)
    reason = request.POST.get("reason", "")
    actions.discard_draft(actor=account, version=draft, reason=reason, now=timezone.now())
    messages.success(request, _("草稿已放弃"))
    return redirect("authority:tables")


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show what the draft would have changed; publish it when the head signs."""
    account, draft = _head(request), _draft(version_id)
    tested = actions.backtest(draft)
    if request.method == "POST":
        done = _tried(
            request,
            lambda: actions.publish_version(
                actor=account,
                version=draft,
                tested=tested,
                signature=request.POST.get("signature", "") if request.POST.get("confirmed") else "",
                reason=request.POST.get("reason", ""),
                now=timezone.now(),
            ),
        )
        if done:
            messages.success(request, _("已发布，自现在起按新版判定"))
            return redirect("authority:version", draft.pk)
    found = shown_findings(findings(draft, today=timezone.localdate()))
    context = {
        "version": draft,
        "tested": tested,
        "changes": shown_changes(tested),
        "findings": found,
        "check": check_of(draft),
    }
    return render(request, "authority/publish.html", context)


def _head(request: HttpRequest) -> Account:
    account = account_of(request)
    require(may_make_rules, account)
    return account


def _draft(version_id: int) -> TableVersion:
    found = TableVersion.objects.select_related("table")
    return get_object_or_404(found, pk=version_id, state=VersionState.DRAFT)


def _put(account: Account, draft: TableVersion, row: Row, form: RowForm) -> None:
    actions.edit_row(actor=account, version=draft, row_id=row.id, edit=form.edit(), now=timezone.now())


def _save_row(
    request: HttpRequest, draft: TableVersion, form: RowForm, save: Callable[[], None]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save()
            return redirect("authority:draft", draft.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, "authority/row.html", {"form": form, "version": draft})


def _tried(request: HttpRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    return True
